/** Looks through a history for values that were replaced by somebody who had not seen them. */

import { stateOf } from '#app/domain/change.ts';
import type { Answer } from '#app/domain/command.ts';
import type { Dependency, Owner, Plan, Step } from '#app/domain/plan.ts';
import { type NewDay, stepOfDay } from '#app/domain/reschedule-steps.ts';
import type { LogEvent } from '#tests/db/replay.ts';
import type { Edit } from './edits.ts';

export interface Attempt {
  id: string;
  personId: string;
  edit: Edit;
  /** What the screen showed when it was sent. */
  view: Plan;
  answer: Answer;
}
export interface HistoryEvent extends LogEvent {
  at: string;
  by: string | null;
  commandId: string;
}
export interface Overwrite {
  field: string;
  replaced: unknown;
  /** What its author had in front of them. */
  hadSeen: unknown;
  by: Edit['type'];
}
export interface Found {
  overwrites: Overwrite[];
  /** Field changes that were looked at. */
  written: number;
  /** Written beside somebody else's newer edit of the same thing, in another field: both stand. */
  sideBySide: number;
}

interface Written {
  /** `step <id> title` */
  field: string;
  to: unknown;
}
interface Standing {
  value: string;
  commandId: string | null;
  by: string | null;
}
type Values = Map<string, Standing>;

/** `start`: what each side saw when the attempts began. `events` come in the order they were written. */
export function findOverwrites(start: Plan[], events: HistoryEvent[], attempts: Attempt[]): Found {
  const now: Values = new Map();
  for (const plan of start)
    for (const { field, to } of fieldsOf(plan))
      now.set(field, { value: same(to), commandId: null, by: null });
  const byId = new Map(attempts.map((attempt) => [attempt.id, attempt]));
  /** By command and field. */
  const wrote = new Map<string, string>();
  const found: Found = { overwrites: [], written: 0, sideBySide: 0 };
  for (const event of events) {
    const attempt = byId.get(event.commandId);
    for (const { field, to } of writtenBy(event)) {
      const standing = now.get(field);
      if (attempt && standing && isEdit(event) && standing.commandId !== event.commandId) {
        found.written += 1;
        const hadSeen = same(valueIn(attempt, field));
        const undone = wrote.get(`${attempt.edit.args.commandId} ${field}`);
        if (!mayReplace(attempt, standing, hadSeen, undone))
          found.overwrites.push({
            field,
            replaced: JSON.parse(standing.value),
            hadSeen: JSON.parse(hadSeen),
            by: attempt.edit.type,
          });
        else if (besideAnother(attempt, field, now)) found.sideBySide += 1;
      }
      wrote.set(`${event.commandId} ${field}`, same(to));
      now.set(field, { value: same(to), commandId: event.commandId, by: event.by });
    }
  }
  return found;
}

/**
 * What one wrote oneself one has seen, also at another screen; an undo replaces what its command wrote, also where an undo
 * of one's own brought that back.
 */
function mayReplace(
  { edit, personId }: Attempt,
  standing: Standing,
  hadSeen: string,
  undone?: string,
): boolean {
  if (edit.type !== 'undo') return standing.by === personId || standing.value === hadSeen;
  return (
    standing.commandId === edit.args.commandId || (standing.by === personId && standing.value === undone)
  );
}

/** Things that come, go or change layer whole overwrite no field. */
const isEdit = ({ kind }: HistoryEvent): boolean =>
  ['goalChanged', 'measureChanged', 'milestoneRenamed', 'stepChanged', 'stepStatusChanged'].includes(kind) ||
  ['stakeholderChanged', 'ownerRemoved', 'dependencyChanged'].includes(kind);

function writtenBy({ kind, body }: HistoryEvent): Written[] {
  const one = (thing: string, id: unknown, field: unknown, to: unknown) => [
    { field: `${thing} ${id} ${field}`, to },
  ];
  switch (kind) {
    case 'goalChanged':
      return one('goal', '', body.field, body.to);
    case 'measureChanged':
      return one('measure', body.measureId, body.field, body.to);
    case 'milestoneRenamed':
      return one('milestone', body.milestoneId, 'name', body.to);
    case 'stepChanged':
      return one('step', body.stepId, body.field, body.to);
    case 'stepStatusChanged':
      return one('step', body.stepId, 'status', body.to);
    case 'dependencyAdded':
      return thingFields('tie', body.dependency as Dependency, ['lag']);
    case 'dependencyChanged':
      return one('tie', (body.dependency as Dependency).id, body.field, body.to);
    case 'stakeholderChanged':
      return one('person', body.stakeholderId, body.field, body.to);
    case 'ownerAdded':
      return ownerFields(`${body.stepId}`, body.owner as Owner);
    case 'ownerRemoved':
      return one('owner', `${body.stepId}/${(body.owner as Owner).id}`, 'who', null);
    case 'stepAdded':
    case 'stepRevealed':
    case 'stepHidden':
      return stepFields(body.step as Step);
    case 'measureAdded':
      return thingFields('measure', body.measure as Plan['measures'][number], measureFields);
    case 'milestoneAdded':
      return thingFields('milestone', body.milestone as Plan['milestones'][number], ['name']);
    default:
      return [];
  }
}

const measureFields = ['name', 'now', 'wanted', 'measuredBy'] as const;
const stepTexts = ['title', 'ask', 'doneWhen', 'ifSlips', 'agenda', 'type', 'dueDay', 'duration'] as const;

function thingFields<T extends { id: string }, F extends keyof T & string>(
  kind: string,
  thing: T,
  fields: readonly F[],
): Written[] {
  return fields.map((field) => ({ field: `${kind} ${thing.id} ${field}`, to: thing[field] }));
}
const ownerFields = (stepId: string, { id, side, role, stakeholderId }: Owner): Written[] => [
  { field: `owner ${stepId}/${id} who`, to: { side, role, stakeholderId } },
];
const stepFields = (step: Step): Written[] => [
  ...thingFields('step', step, stepTexts),
  {
    field: `step ${step.id} status`,
    to: stateOf(step),
  },
  ...step.owners.flatMap((owner) => ownerFields(step.id, owner)),
];
const fieldsOf = (plan: Plan): Written[] => [
  ...Object.entries(plan.goal).map(([field, to]) => ({ field: `goal  ${field}`, to })),
  ...plan.measures.flatMap((m) => thingFields('measure', m, measureFields)),
  ...plan.milestones.flatMap((m) => thingFields('milestone', m, ['name'])),
  ...plan.people.flatMap((p) => thingFields('person', p, ['role'])),
  ...plan.steps.flatMap(stepFields),
  ...plan.dependencies.flatMap((d) => thingFields('tie', d, ['lag'])),
];

const shown = new WeakMap<Plan, Map<string, unknown>>();
/** Views are looked at many times; what each shows is worked out once. */
function shownIn(view: Plan): Map<string, unknown> {
  const known = shown.get(view);
  if (known) return known;
  const fields = new Map(fieldsOf(view).map(({ field, to }) => [field, to]));
  shown.set(view, fields);
  return fields;
}
const valueIn = ({ view }: Attempt, field: string): unknown => shownIn(view).get(field);

function besideAnother({ view }: Attempt, field: string, now: Values): boolean {
  const thing = field.slice(0, field.lastIndexOf(' ') + 1);
  for (const [other, to] of shownIn(view)) {
    if (other === field || !other.startsWith(thing)) continue;
    const standing = now.get(other);
    if (standing?.commandId && standing.value !== same(to)) return true;
  }
  return false;
}

/** Equal values have equal texts, whatever order their keys came in. */
const same = (value: unknown): string =>
  JSON.stringify(value ?? null, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

/** A conflict must show both values and keep what was typed; the ones that do not. */
export function lostWords(attempts: Attempt[], kept: Map<string, unknown>): string[] {
  return attempts.flatMap(({ id, edit, answer }) => {
    if (answer.kind !== 'conflict') return [];
    // Several days are written at once: the one that met another's is the one that is shown.
    const alongside = stepOfDay(answer.field);
    const mine = alongside
      ? (edit.args.rest as NewDay[] | undefined)?.find(({ stepId }) => stepId === alongside)?.dueDay
      : (edit.args.value ?? edit.args.name ?? edit.args.dueDay ?? edit.args.role ?? null);
    const told = mine === null || edit.type === 'confirmGoal' || same(answer.yours) === same(mine);
    return told && sameArgs(kept.get(id), edit.args) ? [] : [`${edit.type} ${same(edit.args)}`];
  });
}
const sameArgs = (one: unknown, other: unknown): boolean => same(one) === same(other);
