import { randomUUID } from 'node:crypto';
import type { Context } from '#app/domain/command.ts';
import { type Day, shortDay } from '#app/domain/day.ts';
import { decide } from '#app/domain/decide.ts';
import { type Ahead, aheadIn, fitTrack, lastDayBefore, usualAhead } from '#app/domain/fit-track.ts';
import { fitWords } from '#app/domain/fit-words.ts';
import { findMilestone, findStep, type Plan, sideName } from '#app/domain/plan.ts';
import { latenessCalendar } from '#app/domain/plan-calendar.ts';
import { ownerName } from '#app/domain/plan-words.ts';
import type { PlanAccess } from '#app/domain/policy.ts';
import type { Track } from '#app/domain/track.ts';
import { findTrack, tracks } from '#app/domain/tracks/built-in.ts';
import { stepLibrary } from '#app/domain/tracks/step-library.ts';
import { onOrBefore } from '#app/domain/working-days.ts';

/** What there is to choose from. */
export const offered = () => {
  const inShort = ({ id, name, description, steps, lead }: Track) => ({
    ...{ id, name, description, lead },
    steps: steps.length,
  });
  return { tracks: tracks.map(inShort), steps: stepLibrary.map(inShort) };
};

const codeOf = (ahead: Ahead): string =>
  ahead.kind === 'live'
    ? 'live'
    : ahead.kind === 'step'
      ? `step.${ahead.stepId}`
      : `milestone.${ahead.milestoneId}`;

function labelOf(plan: Plan, ahead: Ahead, today: Day): string {
  const last = lastDayBefore(plan, ahead);
  const by = last ? shortDay(onOrBefore(last, latenessCalendar(plan)), today) : '';
  if (ahead.kind === 'live') return `The live day: ${by}`;
  if (ahead.kind === 'milestone') return `With “${findMilestone(plan, ahead.milestoneId)?.name}”: by ${by}`;
  return `Before “${findStep(plan, ahead.stepId)?.title}” begins: by ${by}`;
}

export interface Asking {
  access: PlanAccess;
  today: Day;
  asked: URLSearchParams;
}

/** The track as it would stand in the plan; null where there is no such track, or the plan has no day to count from. */
export function readChoice(plan: Plan, { access, today, asked }: Asking) {
  const track = findTrack(asked.get('set') ?? '');
  const all = aheadIn(plan);
  const ahead = all.find((each) => codeOf(each) === asked.get('by')) ?? usualAhead(plan);
  if (!track || !ahead) return null;
  const { side, stakeholderId, personId, pointPerson, proven } = access;
  const where = asked.get('where') ?? (track.steps.length > 1 ? 'own' : 'there');
  const onlyOurs = asked.has('onlyOurs');
  const choice = { ahead, ownMilestone: where !== 'there', onlyOurs };
  const fitted = fitTrack(plan, track, choice, { who: { side, stakeholderId }, today, newId: randomUUID });
  if (!fitted) return null;
  const context: Context = {
    ...{ actor: { personId, side, stakeholderId, pointPerson, proven }, today, now: '', base: {} },
    newId: randomUUID,
  };
  const decision = decide(plan, 'addSteps', fitted.args, context, true);
  const list = decision.kind === 'changes' ? decision.changes : [];
  const there = thereName(plan, ahead);
  return {
    ...{ id: track.id, name: track.name, description: track.description, askEarly: track.askEarly },
    ...{ by: codeOf(ahead), where: choice.ownMilestone ? 'own' : 'there', onlyOurs },
    bys: all.map((each) => ({ value: codeOf(each), label: labelOf(plan, each, today) })),
    wheres: [
      { value: 'own', label: `In a milestone of their own: “${track.outcome}”` },
      ...(there ? [{ value: 'there', label: `In “${there}”` }] : []),
    ],
    company: sideName(plan, side),
    words: fitWords(plan, { track, fitted, list }, side, today),
    args: fitted.args,
    steps: track.steps.map((step, at) => {
      const laid = fitted.layout.steps[at];
      const owners = fitted.args.steps[at]?.owners ?? [];
      const { ask, doneWhen, lateWhen, give, get } = step;
      return {
        ...{ title: step.title, ask, doneWhen, lateWhen, give, get },
        day: laid ? shortDay(laid.dueDay, today) : '',
        iso: laid?.dueDay ?? '',
        isLate: fitted.layout.late.includes(step.key),
        who: owners.map((owner) => ownerName(plan, { id: '', ...owner })).join(', '),
      };
    }),
  };
}

function thereName(plan: Plan, ahead: Ahead): string | undefined {
  if (ahead.kind === 'live') return plan.milestones.at(-1)?.name;
  const id = ahead.kind === 'milestone' ? ahead.milestoneId : findStep(plan, ahead.stepId)?.milestoneId;
  return findMilestone(plan, id ?? '')?.name;
}

export type Chosen = NonNullable<ReturnType<typeof readChoice>>;
