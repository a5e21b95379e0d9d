/** Which fields an event wrote, and what a plan shows of them. */
import type { Plan } from '#app/domain/plan.ts';
import type { Event } from '#db/history.server.ts';

export interface FieldWrite {
  thing: string;
  field: string;
  to: unknown;
}
type Body = Record<string, unknown>;
type Thing = { id: string } & Body;

const texts = ['title', 'ask', 'doneWhen', 'ifSlips', 'agenda', 'type', 'dueDay', 'duration'];
const stepFields = [...texts, 'status'];
const fieldsOf: Record<string, string[]> = {
  step: stepFields,
  measure: ['name', 'now', 'wanted', 'measuredBy'],
  milestone: ['name'],
  thing: ['text', 'name', 'url', 'here', 'value'],
};

/** The status is one value: how it is, why, and since when. */
const valueIn = (thing: Body, field: string): unknown =>
  field === 'status' && 'statusReason' in thing
    ? { status: thing.status, reason: thing.statusReason, endedOn: thing.endedOn }
    : thing[field];

const nameOf = ({ stepId, measureId, milestoneId, stakeholderId, id }: Body): string =>
  String(stepId ?? measureId ?? milestoneId ?? stakeholderId ?? id ?? 'plan');

export function writesOf({ kind, body }: Event): FieldWrite[] {
  const said = body as Body;
  if (kind === 'stepStatusChanged') return [{ thing: nameOf(said), field: 'status', to: said.to }];
  if (kind === 'milestoneRenamed') return [{ thing: nameOf(said), field: 'name', to: said.to }];
  if (typeof said.field === 'string')
    return [{ thing: 'id' in said ? String(said.id) : nameOf(said), field: said.field, to: said.to }];
  if (!/(Added|Revealed|Hidden)$/.test(kind)) return [];
  return Object.entries(fieldsOf).flatMap(([name, fields]) => {
    const thing = said[name] as Thing | undefined;
    return thing ? fields.map((field) => ({ thing: thing.id, field, to: valueIn(thing, field) })) : [];
  });
}

/** What was taken away whole. */
export function removedBy({ kind, body }: Event): string | null {
  if (!kind.endsWith('Removed')) return null;
  const { step, measure, milestone, thing } = body as Record<string, Thing | undefined>;
  return (step ?? measure ?? milestone ?? thing)?.id ?? null;
}

export function shownIn(plan: Plan, { thing, field }: FieldWrite): unknown {
  if (thing === 'plan')
    return field in plan.goal ? valueIn({ ...plan.goal }, field) : { ...plan.case }[field as never];
  const { steps, measures, milestones, people, comments, inputs, links, figures } = plan;
  for (const list of [
    steps,
    measures,
    milestones,
    people,
    comments,
    inputs,
    links,
    figures,
  ] as unknown as Thing[][]) {
    const found = list.find(({ id }) => id === thing);
    if (found) return valueIn(found, field);
  }
  return undefined;
}
