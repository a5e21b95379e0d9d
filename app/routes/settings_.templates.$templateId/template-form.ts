/** A template as its form holds it: every field as text, so that what was typed is there again whatever became of it. */
import type { Side, StepType } from '#app/domain/plan.ts';
import type { DraftStep, TemplateDraft } from '#app/domain/template-draft.ts';
import { keptText } from '#app/domain/typed-text.ts';

export interface TypedStep {
  title: string;
  type: string;
  owners: string[];
  offset: string;
  duration: string;
  after: string;
  ask: string;
  doneWhen: string;
  slipNote: string;
}
export interface TypedTemplate {
  name: string;
  description: string;
  milestones: { name: string; steps: TypedStep[] }[];
}

const numberText = (n: number): string => (Number.isFinite(n) ? String(n) : '');

export const typedFrom = (draft: TemplateDraft): TypedTemplate => ({
  name: draft.name,
  description: draft.description,
  milestones: draft.milestones.map(({ name, steps }) => ({
    name,
    steps: steps.map((step) => ({
      ...{ title: step.title, type: step.type, ask: step.ask, doneWhen: step.doneWhen },
      owners: step.owners.map(({ side, role }) => `${side}:${role}`),
      offset: numberText(step.offset),
      duration: numberText(step.duration),
      after: step.after.join(', '),
      slipNote: step.slipNote ?? '',
    })),
  })),
});

const MOST = { name: 80, description: 300, milestone: 160, title: 160, text: 4000 };
const mostOwners = 4;

/** Reads the fields back; `problems` are those of the texts themselves. */
export function readTyped(form: FormData): {
  typed: TypedTemplate;
  draft: TemplateDraft;
  problems: string[];
} {
  const text = (name: string): string => keptText(String(form.get(name) ?? '').replaceAll('\r\n', '\n'));
  const typed: TypedTemplate = { name: text('name'), description: text('description'), milestones: [] };
  for (let m = 0; form.has(`m.${m}.name`); m += 1) {
    const steps: TypedStep[] = [];
    for (let s = 0; form.has(`s.${m}.${s}.title`); s += 1) {
      const field = (name: string) => text(`s.${m}.${s}.${name}`);
      const owners = Array.from({ length: mostOwners }, (_, at) => field(`owner.${at}`));
      steps.push({
        ...{ title: field('title'), type: field('type'), owners: [...new Set(owners)].filter(isOwner) },
        ...{ offset: field('offset'), duration: field('duration'), after: field('after') },
        ...{ ask: field('ask'), doneWhen: field('doneWhen'), slipNote: field('slipNote') },
      });
    }
    typed.milestones.push({ name: text(`m.${m}.name`), steps });
  }
  let key = 0;
  const draft: TemplateDraft = {
    name: typed.name,
    description: typed.description,
    milestones: typed.milestones.map((m) => ({
      name: m.name,
      steps: m.steps.map((step) => {
        key += 1;
        return stepFrom(step, key);
      }),
    })),
  };
  return { typed, draft, problems: tooLong(typed) };
}

const isOwner = (text: string): boolean => /^(?:seller|buyer):[a-zA-Z]+$/.test(text);
const types: readonly string[] = ['task', 'meeting', 'approval'] satisfies StepType[];

function stepFrom(step: TypedStep, key: number): DraftStep {
  const { title, type, owners, offset, duration, after, ask, doneWhen, slipNote } = step;
  const whole = (text: string): number => (/^\d{1,4}$/.test(text) ? Number(text) : Number.NaN);
  return {
    ...{ key, title, ask, doneWhen, offset: whole(offset), duration: whole(duration) },
    type: (types.includes(type) ? type : 'task') as StepType,
    owners: owners.map((owner) => {
      const [side, role] = owner.split(':') as [Side, string];
      return { side, role };
    }),
    // What is no number is said of the text.
    after: [...new Set(after.split(/[\s,;]+/).filter(Boolean))].map(whole).filter(Number.isFinite),
    ...(slipNote && { slipNote }),
  };
}

function tooLong({ name, description, milestones }: TypedTemplate): string[] {
  const long = (what: string, text: string, most: number) =>
    text.length > most ? [`${what} is too long: at most ${most} characters.`] : [];
  let key = 0;
  return [
    ...long('The name', name, MOST.name),
    ...long('What it is for', description, MOST.description),
    ...milestones.flatMap((m) => [
      ...long('The name of a milestone', m.name, MOST.milestone),
      ...m.steps.flatMap((step) => {
        key += 1;
        return [
          ...long(`The title of step ${key}`, step.title, MOST.title),
          ...[step.ask, step.doneWhen, step.slipNote].flatMap((t) =>
            long(`A text of step ${key}`, t, MOST.text),
          ),
          ...(/^[\d\s,;]*$/.test(step.after)
            ? []
            : [`Step ${key}: write the numbers of the steps it waits for, such as 1, 2.`]),
        ];
      }),
    ]),
  ];
}
