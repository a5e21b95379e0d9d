/** What a command writes, as far as the outbox has to know it: which field, and what it makes. */

import type { CommandType } from '#app/domain/decide.ts';
import { isLaidOver, LAID_OVER } from '#app/domain/version.ts';
import type { SentEnvelope } from './plan-store.ts';

/** By command: the arguments that say which field it sets. Only those that set one field to one value stand here. */
const oneField: Partial<Record<CommandType, readonly string[]>> = {
  changeGoal: ['field'],
  changeMeasure: ['measureId', 'field'],
  renameMilestone: ['milestoneId'],
  changeStep: ['stepId', 'field'],
  rescheduleStep: ['stepId'],
  changeCase: ['field'],
  changeComment: ['commentId'],
  changeInput: ['inputId', 'field'],
  setInputHere: ['inputId'],
  changeLink: ['linkId', 'field'],
  changeRole: ['stakeholderId'],
};

/** The same for two commands of which the later leaves nothing of the earlier; null for any other. */
export function fieldOf({ type, args }: SentEnvelope): string | null {
  // A day alone leaves the time that an earlier one set with its day.
  if (args.at !== undefined) return null;
  const names = oneField[type as CommandType];
  return names ? [type, ...names.map((name) => args[name])].join(' ') : null;
}

/** The later one in place of the earlier, which was never sent: it began from what that one began from. */
export const inPlaceOf = (earlier: SentEnvelope, later: SentEnvelope): SentEnvelope => ({
  ...later,
  base: Object.fromEntries(
    Object.entries(later.base).map(([field, version]) => [
      field,
      isLaidOver(version) ? (earlier.base[field] ?? version) : version,
    ]),
  ),
});

/** The same, begun from one's own words that are on their way or there by now. */
export const laidOver = (envelope: SentEnvelope): SentEnvelope => ({
  ...envelope,
  base: Object.fromEntries(Object.keys(envelope.base).map((field) => [field, LAID_OVER])),
});

/** The later one is about what the earlier one makes. */
export const restsOn = (later: SentEnvelope, earlier: SentEnvelope): boolean =>
  typeof earlier.args.id === 'string' && JSON.stringify(later.args).includes(earlier.args.id);

export const takesBack = ({ type, args }: SentEnvelope): string | null =>
  type === 'undo' && typeof args.commandId === 'string' ? args.commandId : null;
