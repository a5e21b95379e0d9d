/** To whom one writes, who will read it, and who can be named or asked there. */
import type { Comment } from '#app/domain/attachment.ts';
import {
  isDraft,
  isForBoth,
  otherSide,
  type Plan,
  type Side,
  type Stakeholder,
  type Step,
  sideName,
} from '#app/domain/plan.ts';
import { firstName, listed } from '#app/domain/plan-words.ts';
import { answerableBy, threadOf } from '#app/domain/thread.ts';
import type { PlanReader } from './plan-reader.ts';
import { callName } from './thread-words.ts';

type Reader = Pick<PlanReader, 'personId' | 'side' | 'stakeholderId'>;

/** Only one's own side can read here, whatever one would like. */
export const isOnlyOurs = (plan: Plan, step: Step | null): boolean =>
  isDraft(plan) || (step !== null && !isForBoth(plan, step));

/** As one last chose here, so that nobody shows to both sides what they were saying among themselves. */
export const lastOnlyOurs = (plan: Plan, step: Step | null, reader: Reader): boolean =>
  threadOf(plan, step?.id ?? null).findLast((c) => c.by === reader.personId)?.layer === reader.side;

/** Whom one can name or ask: everybody else who would read it, the other side first. */
export function readersBeside(plan: Plan, reader: Reader, onlyOurs: boolean): Stakeholder[] {
  const sides = onlyOurs ? [reader.side] : [otherSide(reader.side), reader.side];
  return sides.flatMap((side) =>
    plan.people.filter((p) => p.side === side && p.id !== reader.stakeholderId && (!onlyOurs || p.admitted)),
  );
}

/** Who is meant first: whoever does the step, else who leads this there. */
export function addressees(plan: Plan, step: Step | null, reader: Reader, onlyOurs: boolean): Stakeholder[] {
  const side: Side = onlyOurs ? reader.side : otherSide(reader.side);
  const beside = readersBeside(plan, reader, onlyOurs).filter((p) => p.side === side);
  const owners = beside.filter((p) => step?.owners.some((o) => o.stakeholderId === p.id));
  if (owners.length > 0) return owners;
  const leads = beside.filter((p) => p.pointPerson);
  return leads.length > 0 ? leads : beside.length < 3 ? beside : [];
}

/** "Write to Maya about this step" */
export function composerLabel(plan: Plan, step: Step | null, reader: Reader, onlyOurs: boolean): string {
  const side = onlyOurs ? reader.side : otherSide(reader.side);
  const people = addressees(plan, step, reader, onlyOurs).slice(0, 2);
  const about = step ? 'about this step' : 'about the plan';
  if (people.length > 0) return `Write to ${listed(people.map((p) => callName(plan, p)))} ${about}`;
  const alone = readersBeside(plan, reader, onlyOurs).length === 0;
  return onlyOurs && alone ? `Write a note ${about}` : `Write to ${sideName(plan, side)} ${about}`;
}

/** Questions that a word from this reader answers; those put to themselves first. */
export function answerable(plan: Plan, step: Step | null, reader: Reader): Comment[] {
  const open = threadOf(plan, step?.id ?? null).filter(
    (c) => c.stepId === (step?.id ?? null) && answerableBy(plan, c, reader),
  );
  const own = (c: Comment) => (c.request?.of === reader.stakeholderId ? 0 : 1);
  return open.sort((a, b) => own(a) - own(b));
}

/** "Dana: “Who reads the answers?”" */
export function questionWords({ byName, text }: Comment): string {
  const line = text.replace(/\s+/g, ' ');
  return `${firstName(byName)}: “${line.length > 80 ? `${line.slice(0, 78).trimEnd()}…` : line}”`;
}

/** Those whom a text names by "@Rui". */
export const namedIn = (plan: Plan, text: string, people: readonly Stakeholder[]): string[] =>
  people.filter((p) => saysName(text, callName(plan, p)) || saysName(text, p.name)).map((p) => p.id);

function saysName(text: string, name: string): boolean {
  const at = text.indexOf(`@${name}`);
  if (at < 0) return false;
  const after = text.slice(at + name.length + 1);
  return !/^[\p{L}\p{N}]/u.test(after) || saysName(after, name);
}
