/** What takes one change back, or what stands in the way. */
import type { Change, ChangeKind, ChangeOf } from '../change.ts';
import type { Actor, Context, Decision } from '../command.ts';
import type { Layer, Plan, Versions } from '../plan.ts';
import { type Field, type Overwritten, overwritten } from './overwritten.ts';
import type { At } from './recorded.ts';
import { alike, standsAs } from './written-since.ts';

/** A sentence that says why nothing does it, or what has been written over it. */
export type InTheWay = string | Overwritten;

export type Inverse<K extends ChangeKind> = (
  plan: Plan,
  change: ChangeOf<K>,
  at: At,
  actor: Actor,
) => Change[] | InTheWay;
export type InversesOf<K extends ChangeKind> = { [Each in K]: Inverse<Each> };

export const changedSince = 'Somebody has changed this since. It was left as it is now.';
/** Removed, or kept by the other side to itself: which of them is not for whoever undoes to know. */
export const goneSince = 'It is not on the plan any more, so there is nothing left to take back.';
export const backAlready = 'It is on the plan again already.';

type Thing = Field['thing'];
type MaybeGone = Omit<Field, 'thing'> & { thing: Thing | undefined };

/** Back, as long as the field is as the act left it. */
export function unless(plan: Plan, field: MaybeGone, at: At, back: () => Change[]): Change[] | InTheWay {
  const { thing, name, left, now } = field;
  if (!thing) return goneSince;
  if (standsAs(thing, name, at, at.since, () => alike(now, left))) return back();
  return thing.layer === at.layer ? overwritten(plan, { thing, name, left, now }) : changedSince;
}

/** Back, as long as nobody has written a field of it: `left` and `now` say what each held then and holds. */
export function unlessTouched(
  plan: Plan,
  thing: { id: string; layer: Layer; versions: Versions } | undefined,
  { left, now }: Record<'left' | 'now', (field: string) => unknown>,
  at: At,
  back: () => Change[],
): Change[] | InTheWay {
  if (!thing) return goneSince;
  if (thing.layer !== at.layer) return changedSince;
  const touched = Object.entries(thing.versions).find(
    ([field, v]) => v > at.n && !standsAs(thing, field, at, at.since, () => alike(left(field), now(field))),
  );
  if (!touched) return back();
  const [name] = touched;
  return overwritten(plan, { thing, name, left: left(name), now: now(name) });
}

/** A field of something that is written field by field. */
export const valueIn = (thing: object, field: string): unknown => (thing as Record<string, unknown>)[field];

/** Deciding something as part of an undo, where it makes no ids. */
export const within = (plan: Plan, actor: Actor): Context => ({
  actor,
  today: plan.startDay,
  now: '',
  base: {},
  newId: () => '',
});
export const decided = (decision: Decision): Change[] | string =>
  decision.kind === 'changes'
    ? decision.changes
    : decision.kind === 'refused'
      ? decision.sentence
      : changedSince;
