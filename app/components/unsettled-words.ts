/** What waits for somebody to choose, in words: what it is about, both values, and what can be done. */
import { figureKinds } from '#app/domain/attachment.ts';
import { caseWords } from '#app/domain/case.ts';
import { figureWords } from '#app/domain/figure.ts';
import { findStep, type Plan } from '#app/domain/plan.ts';
import { stepOfDay } from '#app/domain/reschedule-steps.ts';
import { fieldOfYes } from '#app/domain/said-yes-to.ts';
import type { ToldWaiting, Unsettled } from '#app/domain/unsettled.ts';
import * as paths from '#app/http/paths.ts';
import { type ConflictWords, conflictWords, valueWords } from './conflict-words.ts';

export interface UnsettledCard {
  id: string;
  /** "Contract draft" */
  thing: string;
  /** "What is asked" */
  part: string;
  href: string | null;
  /** Null where nothing is left to write into. */
  words: ConflictWords | null;
  /** Why their words cannot be used any more. */
  why: string | null;
  /** Their own words to copy, where the plan has nothing beside them; and what they had written before. */
  own: string[];
  /** What is sent when they choose their own. */
  again: {
    type: Unsettled['type'];
    args: Record<string, unknown>;
    base: Record<string, number>;
    /** The argument that holds a text, which may be put together from both. */
    text: { name: string; value: string } | null;
  } | null;
}

export function unsettledCard(plan: Plan, waiting: ToldWaiting, now: number): UnsettledCard {
  const { newest, earlier, standing, by, since } = waiting;
  const { id, type, field } = newest;
  const args = newest.args as Record<string, unknown>;
  const about = aboutOf(plan, args, field);
  const card = { id, ...about, part: partWords(type, args, field) };
  const before = earlier.flatMap((one) => ownWords(plan, one));
  if (standing.kind !== 'conflict')
    return {
      ...card,
      ...(standing.kind === 'gone' && { thing: 'Not on the plan any more', href: null }),
      words: null,
      why:
        standing.kind === 'refused'
          ? standing.sentence
          : 'What this was about is not on the plan any more. What you wrote is still here, for you to copy.',
      own: [...ownWords(plan, newest), ...before],
      again: null,
    };
  const { yours, current, version } = standing;
  const words = conflictWords(plan, { field, yours, current, by, at: since }, now);
  const named = Object.keys(args).find((name) => args[name] === yours);
  return {
    ...card,
    words,
    why: null,
    own: before,
    again: {
      type,
      args,
      base: { ...newest.base, [field]: version },
      text: words.texts && named ? { name: named, value: String(yours) } : null,
    },
  };
}

const names = ['value', 'text', 'name', 'reason', 'dueDay', 'role', 'here'];

/** What they wrote, whatever has become of the rest. */
function ownWords(plan: Plan, { type, args, field }: Unsettled): string[] {
  const named = new Map(Object.entries(args ?? {}));
  if (type === 'completeStep' || type === 'reopenStep')
    return [type === 'completeStep' ? 'You said it is done.' : 'You opened it again.'];
  const written = named.get(field) ?? names.map((name) => named.get(name)).find((v) => v !== undefined);
  if (written === undefined) return [];
  return [
    typeof written === 'string' && written !== ''
      ? plainly(plan, field, written)
      : valueWords(plan, field, written),
  ];
}

/** A person's own words without quotation marks, so that they can be copied as they are. */
function plainly(plan: Plan, field: string, written: string): string {
  const words = valueWords(plan, field, written);
  return words === `“${written}”` ? written : words;
}

function aboutOf(
  plan: Plan,
  args: Record<string, unknown>,
  field: string,
): { thing: string; href: string | null } {
  const step = findStep(plan, stepOfDay(field) ?? String(args.stepId ?? stepOfYes(field)));
  if (step) return { thing: step.title, href: paths.planStep(plan.id, step.id) };
  const at = paths.plan(plan.id);
  const milestone = plan.milestones.find(({ id }) => id === args.milestoneId);
  if (milestone) return { thing: milestone.name, href: at };
  const measure = plan.measures.find(({ id }) => id === args.measureId);
  if (measure) return { thing: measure.name, href: at };
  const hung = [
    ...plan.inputs.filter(({ id }) => id === args.inputId),
    ...plan.links.filter(({ id }) => id === args.linkId),
  ][0];
  if (hung) return { thing: hung.name, href: paths.planStep(plan.id, hung.stepId) };
  const tie = plan.dependencies.find(({ id }) => id === args.dependencyId);
  if (tie)
    return {
      thing: findStep(plan, tie.stepId)?.title ?? 'A step',
      href: paths.planStep(plan.id, tie.stepId),
    };
  const comment = plan.comments.find(({ id }) => id === args.commentId);
  if (comment)
    return {
      thing: findStep(plan, comment.stepId ?? '')?.title ?? 'About the plan',
      href: comment.stepId ? paths.planStep(plan.id, comment.stepId) : paths.planAsk(plan.id),
    };
  const person = plan.people.find(({ id }) => id === args.stakeholderId);
  if (person) return { thing: person.name, href: paths.planPeople(plan.id) };
  if (field.startsWith('calendar.')) return { thing: 'Working days', href: paths.planSettings(plan.id) };
  if (field in caseWords) return { thing: 'The case', href: paths.planSummary(plan.id) };
  return { thing: 'The plan', href: at };
}

const stepOfYes = (key: string): string => (fieldOfYes(key) ? key.slice(0, key.lastIndexOf('.')) : '');

const parts = new Map([
  ['title', 'Name'],
  ['name', 'Name'],
  ['ask', 'What is asked'],
  ['doneWhen', 'Done when'],
  ['ifSlips', 'If this slips'],
  ['agenda', 'Agenda'],
  ['dueDay', 'Day'],
  ['status', 'Where it stands'],
  ['type', 'What kind of step it is'],
  ['duration', 'How long it takes'],
  ['lag', 'How long it waits'],
  ['objective', 'What is wanted'],
  ['whyNow', 'Why now'],
  ['liveDay', 'Live day'],
  ['buyerName', 'Company'],
  ['now', 'How it is now'],
  ['wanted', 'What is wanted'],
  ['measuredBy', 'Who measures it'],
  ['text', 'What you wrote'],
  ['role', 'Their part'],
  ['side', 'Who brings it'],
  ['here', 'Whether it is here'],
  ['url', 'Address'],
]);

function partWords(type: Unsettled['type'], { kind }: Record<string, unknown>, field: string): string {
  if (stepOfDay(field)) return 'Day';
  if (type === 'acceptOffers') return 'Your yes';
  const figure = figureKinds.find((each) => each === kind);
  if (figure) return figureWords[figure];
  const ofCase = Object.entries(caseWords).find(([name]) => name === field);
  return ofCase?.[1] ?? parts.get(field) ?? 'What you wrote';
}
