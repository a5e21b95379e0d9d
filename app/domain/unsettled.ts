/**
 * What somebody wrote and the plan did not take, because somebody else had written there first. It waits until they
 * choose, until they write there anew, or until the plan says the same.
 */
import type { Actor, Answer, Conflict } from './command.ts';
import type { Day } from './day.ts';
import { type CommandArgs, type CommandType, decide } from './decide.ts';
import type { Plan } from './plan.ts';
import { covers, SEEN_NOTHING, type Version } from './version.ts';

export interface Unsettled {
  id: string;
  type: CommandType;
  args: unknown;
  base: Readonly<Record<string, number>>;
  /** Which field met another's, and the version that stood there then. */
  field: string;
  version: Version;
  /** ISO. */
  at: string;
}

/** `same`: nothing is left to choose. `gone`: what it was about is not in the plan as its writer reads it now. */
export type Standing = Conflict | { kind: 'same' } | { kind: 'gone' } | { kind: 'refused'; sentence: string };

/** One thing to choose about. */
export interface Waiting {
  newest: Unsettled;
  /** What the same person had written there before. */
  earlier: Unsettled[];
  standing: Exclude<Standing, { kind: 'same' }>;
}

/** With who wrote what stands there, and when (ISO); null where that is not known any more. */
export type ToldWaiting = Waiting & { by: string | null; since: string | null };

/** What stands now where they wanted to write, by the rules that decide the command itself. */
export function standingOf(
  plan: Plan,
  { type, args, field }: Pick<Unsettled, 'type' | 'args' | 'field'>,
  actor: Actor,
  today: Day,
): Standing {
  const context = { actor, today, now: '', base: { [field]: SEEN_NOTHING }, newId: () => '' };
  const decision = decide(plan, type, args as CommandArgs[typeof type], context, true);
  switch (decision.kind) {
    case 'conflict':
      return decision;
    case 'changes':
      return { kind: 'same' };
    case 'refused':
      return { kind: 'refused', sentence: decision.sentence };
    case 'absent':
      return { kind: 'gone' };
  }
}

/** Whose ids a command names when it writes a field of something. */
const things = [
  ...[
    'stepId',
    'measureId',
    'milestoneId',
    'commentId',
    'inputId',
    'linkId',
    'stakeholderId',
    'dependencyId',
  ],
  // A side has one figure of each kind.
  'kind',
];

/** The same for all that is written in one field of one thing. */
export function fieldKey(args: unknown, field: string): string {
  const named = new Map(Object.entries(args ?? {}));
  const thing = things.flatMap((name) => named.get(name) ?? [])[0] ?? 'plan';
  return `${String(thing)} ${field}`;
}

/** Of one moment, too: ids are made in order, and rows come in any. */
export const newestFirst = (one: Unsettled, other: Unsettled): number =>
  Date.parse(other.at) - Date.parse(one.at) || (other.id < one.id ? -1 : 1);

/** Each with what the same person had written there before it, newest first: they choose once. */
export function byField<T extends Unsettled>(all: readonly T[]): { newest: T; earlier: T[] }[] {
  const fields = new Map<string, T[]>();
  for (const one of all) {
    const key = fieldKey(one.args, one.field);
    fields.set(key, [...(fields.get(key) ?? []), one]);
  }
  return [...fields.values()].flatMap((list) => {
    const [newest, ...earlier] = [...list].sort(newestFirst);
    return newest ? [{ newest, earlier }] : [];
  });
}

/** `id` and what was written there before it. */
export function withEarlier<T extends Unsettled>(all: readonly T[], id: string): T[] {
  const one = all.find((each) => each.id === id);
  if (!one) return [];
  const key = fieldKey(one.args, one.field);
  return all.filter(
    (each) => fieldKey(each.args, each.field) === key && Date.parse(each.at) <= Date.parse(one.at),
  );
}

export interface Sent {
  args: unknown;
  base?: Readonly<Record<string, number>>;
  /** The conflict it answers. */
  settles?: string;
}

/** Of one person's own: those that what they sent since leaves nothing of. */
export function settledBy<T extends Unsettled>(waiting: readonly T[], sent: Sent, answer: Answer): T[] {
  if (answer.kind !== 'ok' && answer.kind !== 'conflict') return [];
  // Where it met another's again, the same words wait under the new command.
  const answered = sent.settles === undefined ? [] : withEarlier(waiting, sent.settles);
  if (answer.kind === 'conflict') return answered;
  const base = sent.base ?? {};
  const written = new Map(Object.keys(base).map((field) => [fieldKey(sent.args, field), base[field] ?? 0]));
  const over = waiting.filter(({ args, field, version }) => {
    const seen = written.get(fieldKey(args, field));
    return seen !== undefined && (answer.merged?.field === field || covers(seen, version));
  });
  return [...new Set([...answered, ...over])];
}
