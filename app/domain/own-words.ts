/**
 * Whose words stand in a plan, from its history: what one side alone has ever written in a place is its own. A place
 * the other side wrote in once stays theirs too, whoever wrote last, for their words may still be in it.
 */
interface Written {
  by: string | null;
  kind: string;
  body: unknown;
}

export const stepTexts = ['title', 'ask', 'doneWhen', 'ifSlips'] as const;
export type StepText = (typeof stepTexts)[number];

/** Whether this text, in this field of a step or milestone, is own wording. */
export type IsOwn = (id: string, field: StepText | 'name', text: string) => boolean;

export function ownWords(events: readonly Written[], isOurs: (personId: string) => boolean): IsOwn {
  const ours = new Set<string>();
  const theirs = new Set<string>();
  const place = (id: string, field: string) => `${id} ${field}`;
  for (const { by, kind, body } of events) {
    if (by === null || typeof body !== 'object' || body === null) continue;
    for (const { id, field, text } of textsIn(kind, body as Body))
      if (isOurs(by)) ours.add(`${place(id, field)} ${text}`);
      else theirs.add(place(id, field));
  }
  return (id, field, text) => ours.has(`${place(id, field)} ${text}`) && !theirs.has(place(id, field));
}

type Texts = { id: string } & Partial<Record<StepText | 'name', string>>;
interface Body {
  step?: Texts;
  milestone?: Texts;
  stepId?: string;
  milestoneId?: string;
  field?: string;
  to?: unknown;
  offer?: { stepId: string | null; terms: { field: string; value?: unknown } };
}

function textsIn(kind: string, body: Body): { id: string; field: string; text: string }[] {
  const { step, milestone, stepId, milestoneId, field, to, offer } = body;
  if (step && kind !== 'stepRemoved')
    return stepTexts.map((each) => ({ id: step.id, field: each, text: step[each] ?? '' }));
  if (milestone && kind === 'milestoneAdded')
    return [{ id: milestone.id, field: 'name', text: milestone.name ?? '' }];
  if (milestoneId && kind === 'milestoneRenamed')
    return [{ id: milestoneId, field: 'name', text: String(to ?? '') }];
  if (stepId && kind === 'stepChanged' && field && typeof to === 'string')
    return [{ id: stepId, field, text: to }];
  // Whoever says yes to other words writes them, and they are still those of whoever asked.
  if (offer?.stepId && offer.terms.field === 'ask')
    return [{ id: offer.stepId, field: 'ask', text: String(offer.terms.value ?? '') }];
  return [];
}
