/**
 * Who is away hands what waits for them to a colleague: that hears of it as they would have, by the rules of their own.
 * What decides is never handed: an approval knows its own stand-ins.
 */
import { compareDays, type Day, shortDay } from './day.ts';
import type { Away } from './handed-steps.ts';
import { inTouchOf, type KeepInTouch } from './keep-in-touch.ts';
import { canOpen, type Line, type LineKind } from './mail-line.ts';
import { subjectOf } from './mail-netting.ts';
import { type Plan, personOf, type Stakeholder } from './plan.ts';
import { firstName } from './plan-words.ts';

const handed: ReadonlySet<LineKind> = new Set(['proposed', 'yourTurn', 'reminder', 'requestAsked']);

/** What somebody said of how to reach them; null where they said nothing. */
export type SaidOf = (personId: string) => KeepInTouch | null;

/** Whom of their side somebody may name. */
export const colleaguesOf = (plan: Plan, personId: string): Stakeholder[] => {
  const own = personOf(plan, personId);
  return plan.people.filter(
    (p) => p.side === own?.side && p.personId !== personId && p.admitted && canOpen(p),
  );
};

const isAway = (plan: Plan, personId: string, said: SaidOf, today: Day): boolean => {
  const { awayUntil } = inTouchOf(plan, personId, said(personId));
  return awayUntil !== null && compareDays(awayUntil, today) > 0;
};

/** Null while they are here, have named nobody, or whom they named has left or is away too: nothing goes in a circle. */
export function standInOf(plan: Plan, personId: string, said: SaidOf, today: Day): Stakeholder | null {
  const { standInId } = inTouchOf(plan, personId, said(personId));
  if (!standInId || !isAway(plan, personId, said, today)) return null;
  const named = colleaguesOf(plan, personId).find((p) => p.personId === standInId);
  return named && !isAway(plan, named.personId, said, today) ? named : null;
}

/** Whom both sides read to be away, with what `readerId` reads of it. */
export const awayOn = (
  plan: Plan,
  said: ReadonlyMap<string, { said: KeepInTouch | null; stopped: boolean }>,
  { today, readerId }: { today: Day; readerId: string },
): Away[] =>
  plan.people.flatMap((person): Away[] => {
    const saidOf = (personId: string) => said.get(personId)?.said ?? null;
    const { personId } = person;
    const { awayUntil, standIn, standInId } = inTouchOf(plan, personId, saidOf(personId));
    const isShown = (person.enteredOn !== null || person.side === 'seller') && !said.get(personId)?.stopped;
    if (!isShown || awayUntil === null || !isAway(plan, personId, saidOf, today)) return [];
    const named = standInOf(plan, personId, saidOf, today);
    const who =
      named?.personId === readerId
        ? 'you stand in'
        : standsIn(named ? firstName(named.name) : standInId ? '' : standIn);
    const away = `${firstName(person.name)} is away until ${shortDay(awayUntil, today)}`;
    return [
      {
        ...{ stakeholderId: person.id, until: awayUntil, standInId: named?.id ?? null },
        says: `${[away, who].filter(Boolean).join('; ')}.`,
      },
    ];
  });

const standsIn = (who: string): string => who && `${who} stands in`;

/** The same news for stand-ins, marked with whose it is; not what they hear for themselves anyway. */
export function handedOver(plan: Plan, lines: readonly Line[], said: SaidOf, today: Day): Line[] {
  const sameFor = (line: Line, personId: string) =>
    lines.some((l) => l.personId === personId && subjectOf(l) === subjectOf(line));
  return lines.flatMap((line): Line[] => {
    if (!handed.has(line.kind) || line.refs.of === 'approval') return [];
    const named = standInOf(plan, line.personId, said, today);
    if (!named || (line.layer !== 'shared' && line.layer !== named.side)) return [];
    if (sameFor(line, named.personId)) return [];
    const until = inTouchOf(plan, line.personId, said(line.personId)).awayUntil;
    return [{ ...line, personId: named.personId, refs: { ...line.refs, for: line.personId, until } }];
  });
}
