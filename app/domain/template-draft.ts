/**
 * A template as somebody is writing it: reordered, shortened and added to, and only what holds together is kept. Steps
 * are counted anew after each change, and who waited for one that goes waits for what that one waited for.
 */
import type { Side, StepType } from './plan.ts';
import { checkTemplate, modeOf, type Template, type TemplateStep } from './template.ts';

export type DraftStep = Omit<TemplateStep, 'mode'>;
export interface TemplateDraft {
  name: string;
  description: string;
  milestones: { name: string; steps: DraftStep[] }[];
}

export const mostSteps = 60;

export const draftFrom = ({
  name,
  description,
  milestones,
}: Omit<Template, 'id' | 'lead'>): TemplateDraft => ({
  name,
  description,
  milestones,
});

/** With what can be reckoned; `problems` is empty when it may be kept. */
export function templateOf(id: string, draft: TemplateDraft): { template: Template; problems: string[] } {
  const milestones = draft.milestones.map((m) => ({
    name: m.name,
    steps: m.steps.map((step): TemplateStep => ({ ...step, mode: modeOf(step) })),
  }));
  const steps = milestones.flatMap((m) => m.steps);
  const lead = Math.max(0, ...steps.map(({ offset, duration }) => offset + duration));
  const template = { id, name: draft.name, description: draft.description, lead, milestones };
  const more = [
    ...(draft.name.trim() === '' ? ['It needs a name.'] : []),
    ...(milestones.some((m) => m.name.trim() === '') ? ['A milestone has no name.'] : []),
    ...(steps.length > mostSteps ? [`It has ${steps.length} steps, and ${mostSteps} at most are kept.`] : []),
  ];
  return { template, problems: [...more, ...checkTemplate(template)] };
}

const stepsIn = (draft: TemplateDraft): DraftStep[] => draft.milestones.flatMap((m) => m.steps);

/** Keys follow the reading order; ties to steps that are gone fall away. */
function recounted(draft: TemplateDraft): TemplateDraft {
  const keys = new Map(stepsIn(draft).map((step, at) => [step.key, at + 1]));
  return {
    ...draft,
    milestones: draft.milestones.map((m) => ({
      ...m,
      steps: m.steps.map((step) => ({
        ...step,
        key: keys.get(step.key) ?? 0,
        after: step.after.flatMap((key) => keys.get(key) ?? []),
        ...(step.alongside !== undefined && { alongside: keys.get(step.alongside) }),
      })),
    })),
  };
}

export function withoutStep(draft: TemplateDraft, key: number): TemplateDraft {
  const gone = stepsIn(draft).find((step) => step.key === key);
  const milestones = draft.milestones
    .map((m) => ({
      ...m,
      steps: m.steps
        .filter((step) => step.key !== key)
        .map(({ alongside, ...step }) => ({
          ...step,
          after: [...new Set(step.after.flatMap((each) => (each === key ? (gone?.after ?? []) : [each])))],
          ...(alongside !== undefined && alongside !== key && { alongside }),
        })),
    }))
    .filter((m) => m.steps.length > 0);
  return recounted({ ...draft, milestones });
}

/** One place up or down, into the milestone beside it where it stands at the edge of its own. */
export function withStepMoved(draft: TemplateDraft, key: number, by: -1 | 1): TemplateDraft {
  const at = draft.milestones.findIndex((m) => m.steps.some((step) => step.key === key));
  const own = draft.milestones[at];
  const step = own?.steps.find((each) => each.key === key);
  if (!own || !step) return draft;
  const rest = own.steps.filter((each) => each !== step);
  const place = own.steps.indexOf(step) + by;
  const inside = place >= 0 && place < own.steps.length;
  const next = draft.milestones[at + by];
  if (!inside && !next) return draft;
  const put = (steps: DraftStep[], where: number) => [...steps.slice(0, where), step, ...steps.slice(where)];
  const milestones = draft.milestones.map((m, index) => {
    if (index === at) return { ...m, steps: inside ? put(rest, place) : rest };
    if (!inside && index === at + by) return { ...m, steps: put(m.steps, by < 0 ? m.steps.length : 0) };
    return m;
  });
  return recounted({ ...draft, milestones: milestones.filter((m) => m.steps.length > 0) });
}

/** At the end of a milestone, a day before the step that stood last there. */
export function withNewStep(draft: TemplateDraft, milestone: number, side: Side = 'seller'): TemplateDraft {
  const before = draft.milestones[milestone]?.steps.at(-1);
  const role = side === 'seller' ? 'accountExecutive' : 'champion';
  const step: DraftStep = {
    ...{ key: stepsIn(draft).length + 1, title: '', type: 'task' as StepType, owners: [{ side, role }] },
    ...{ offset: before?.offset ?? 0, duration: 1, after: [], ask: '', doneWhen: '' },
  };
  return recounted({
    ...draft,
    milestones: draft.milestones.map((m, at) => (at === milestone ? { ...m, steps: [...m.steps, step] } : m)),
  });
}
