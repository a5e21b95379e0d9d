/**
 * What people do to a plan, as their screens send it: chosen among what they see, with the versions they have seen. The
 * screens of a plan in use are behind, so what is chosen may have been changed, answered or removed meanwhile.
 */

import { seen } from '#app/components/seen.ts';
import { applyChange } from '#app/domain/apply-change.ts';
import { calendarField } from '#app/domain/calendars.ts';
import { addDays, type Day } from '#app/domain/day.ts';
import type { CommandArgs, CommandType } from '#app/domain/decide.ts';
import { checkpointWords } from '#app/domain/meeting-note.ts';
import type { Milestone, Plan, Step } from '#app/domain/plan.ts';
import { baseOfDays } from '#app/domain/reschedule-steps.ts';
import { baseOfYes } from '#app/domain/said-yes-to.ts';
import type { CastMember } from '#tests/support/cast.ts';
import type { Random } from './random.ts';

export interface Screen {
  who: CastMember;
  /** What it shows, with what was just typed laid over it. */
  view: Plan;
  today: Day;
  random: Random;
  /** Commands of this person that were taken, the newest last. */
  done: string[];
}
export interface Edit {
  type: CommandType | 'undo';
  args: Record<string, unknown>;
  base?: Record<string, number>;
  confirmed?: boolean;
}
type Doer<Args> = (screen: Screen) => { args: Args; base?: Record<string, number> } | null;

const oneOf = <T>(random: Random, list: readonly T[]): T | undefined =>
  list.length > 0 ? random.pick(list) : undefined;
/** Most of what happens on a plan happens where it is now. */
const aStep = ({ view, random }: Screen): Step | undefined =>
  random.chance(0.6) ? view.steps[random.below(Math.min(3, view.steps.length))] : oneOf(random, view.steps);
const aMilestone = ({ view, random }: Screen): Milestone | undefined => oneOf(random, view.milestones);
const anOffer = ({ view, random, who }: Screen) => {
  const toAnswer = view.offers.filter((o) => o.bySide !== who.side);
  return oneOf(random, toAnswer.length > 0 && random.chance(0.8) ? toAnswer : view.offers);
};
const words = (random: Random): string => `words ${random.hex(8)}`;
const aDay = ({ today, random }: Screen): Day => addDays(today, 1 + random.below(60));

const onStep =
  <Args>(then: (step: Step, screen: Screen) => { args: Args; base?: Record<string, number> } | null) =>
  (screen: Screen) => {
    const step = aStep(screen);
    return step ? then(step, screen) : null;
  };
const onOffer =
  <Args>(then: (offerId: string, screen: Screen) => { args: Args; base?: Record<string, number> }) =>
  (screen: Screen) => {
    const offer = anOffer(screen);
    return offer ? then(offer.id, screen) : null;
  };

const doers: { [T in CommandType]?: [weight: number, does: Doer<CommandArgs[T]>] } = {
  changeGoal: [
    6,
    (screen) => {
      const field = screen.random.pick(['objective', 'whyNow', 'liveDay'] as const);
      const base = seen(screen.view, field);
      if (field === 'liveDay') return { args: { field, value: addDays(aDay(screen), 90) }, base };
      return { args: { field, value: words(screen.random) }, base };
    },
  ],
  setCalendar: [
    1,
    ({ view, random, who }) => ({
      args: {
        week: random.chance(0.5) ? [1, 2, 3, 4, 5] : [1, 2, 3, 4],
        country: random.pick(['DE', 'US', null]),
        region: null,
      },
      base: seen(view, calendarField(who.side)),
    }),
  ],
  confirmGoal: [
    1,
    ({ view, random }) => ({
      args: { objective: random.chance(0.5) ? view.goal.objective : words(random), whyNow: words(random) },
      base: seen(view, 'objective', 'whyNow', 'liveDay'),
    }),
  ],
  addMeasure: [
    2,
    ({ view, random }) =>
      view.measures.length > 4
        ? null
        : { args: { id: random.uuid(), name: words(random), now: '3', wanted: '5', measuredBy: 'Dana' } },
  ],
  changeMeasure: [
    6,
    ({ view, random }) => {
      const measure = oneOf(random, view.measures);
      const field = random.pick(['name', 'now', 'wanted', 'measuredBy'] as const);
      if (!measure) return null;
      return { args: { measureId: measure.id, field, value: words(random) }, base: seen(measure, field) };
    },
  ],
  removeMeasure: [
    1,
    ({ view, random }) => {
      const measure = view.measures.length > 2 ? oneOf(random, view.measures) : undefined;
      return measure ? { args: { measureId: measure.id } } : null;
    },
  ],
  addMilestone: [
    1,
    (screen) =>
      screen.view.milestones.length > 4
        ? null
        : {
            args: {
              id: screen.random.uuid(),
              name: words(screen.random),
              afterId: aMilestone(screen)?.id ?? null,
            },
          },
  ],
  renameMilestone: [
    5,
    (screen) => {
      const milestone = aMilestone(screen);
      if (!milestone) return null;
      return {
        args: { milestoneId: milestone.id, name: words(screen.random) },
        base: seen(milestone, 'name'),
      };
    },
  ],
  moveMilestone: [
    2,
    (screen) => {
      const milestone = aMilestone(screen);
      if (!milestone) return null;
      return { args: { milestoneId: milestone.id, afterId: aMilestone(screen)?.id ?? null } };
    },
  ],
  removeMilestone: [
    1,
    (screen) => {
      const { view } = screen;
      const empty = view.milestones.filter((m) => !view.steps.some((s) => s.milestoneId === m.id));
      const milestone = oneOf(screen.random, empty);
      return milestone && view.milestones.length > 3 ? { args: { milestoneId: milestone.id } } : null;
    },
  ],
  addStep: [
    4,
    (screen) => {
      const { view, random } = screen;
      const milestone = aMilestone(screen);
      if (!milestone || view.steps.length > 22) return null;
      const inside = view.steps.filter((s) => s.milestoneId === milestone.id);
      const owner = oneOf(random, view.people);
      const onlyOurs = random.chance(0.4);
      return {
        args: {
          id: random.uuid(),
          milestoneId: milestone.id,
          afterId: random.chance(0.3) ? null : (oneOf(random, inside)?.id ?? null),
          title: words(random),
          type: 'task',
          dueDay: aDay(screen),
          ask: words(random),
          doneWhen: '',
          owners: owner && !onlyOurs ? [{ side: owner.side, role: null, stakeholderId: owner.id }] : [],
          onlyOurs,
        },
      };
    },
  ],
  addSteps: [
    1,
    (screen) => {
      const { view, random } = screen;
      const milestone = aMilestone(screen);
      if (!milestone || view.steps.length > 18) return null;
      const inside = view.steps.filter((s) => s.milestoneId === milestone.id);
      const isNew = random.chance(0.3) && view.milestones.length < 5;
      const onlyOurs = random.chance(0.3);
      const owner = oneOf(random, view.people);
      const step = (after: number[]) => ({
        ...{ id: random.uuid(), title: words(random), type: 'task' as const, dueDay: aDay(screen) },
        ...{ ask: words(random), doneWhen: '', ifSlips: '', duration: 1 + random.below(5), after },
        owners: owner && !onlyOurs ? [{ side: owner.side, role: null, stakeholderId: owner.id }] : [],
      });
      return {
        args: {
          milestoneId: isNew ? random.uuid() : milestone.id,
          milestone: isNew ? { name: words(random), afterId: milestone.id } : null,
          afterId: isNew ? null : (oneOf(random, inside)?.id ?? null),
          beforeId: random.chance(0.5) ? (oneOf(random, view.steps)?.id ?? null) : null,
          onlyOurs,
          steps: [step([]), step([0]), step([0, 1])],
        },
      };
    },
  ],
  changeStep: [
    24,
    onStep<CommandArgs['changeStep']>((step, { random }) => {
      const { id: stepId } = step;
      const fields = [
        'title',
        'title',
        'ask',
        'ask',
        'doneWhen',
        'ifSlips',
        'agenda',
        'type',
        'duration',
      ] as const;
      const field = random.pick(fields);
      const base = seen(step, field);
      if (field === 'type') return { args: { stepId, field, value: random.pick(['task', 'meeting']) }, base };
      if (field === 'duration') return { args: { stepId, field, value: 1 + random.below(20) }, base };
      return { args: { stepId, field, value: words(random) }, base };
    }),
  ],
  rescheduleStep: [
    14,
    onStep((step, screen) => ({
      args: { stepId: step.id, dueDay: aDay(screen) },
      base: seen(step, 'dueDay'),
    })),
  ],
  rescheduleSteps: [
    5,
    onStep((step, screen) => {
      const { view, random } = screen;
      const waiting = view.dependencies.flatMap((d) => (d.afterId === step.id ? [d.stepId] : []));
      const rest = view.steps.filter((s) => waiting.includes(s.id) && random.chance(0.8));
      return {
        args: {
          stepId: step.id,
          dueDay: aDay(screen),
          rest: rest.map(({ id: stepId }) => ({ stepId, dueDay: aDay(screen) })),
        },
        base: { ...seen(step, 'dueDay'), ...baseOfDays(rest) },
      };
    }),
  ],
  sayAtCheckpoint: [
    2,
    onStep((step, { random }) => ({
      args: { id: random.uuid(), stepId: step.id, word: random.pick(checkpointWords), reason: words(random) },
    })),
  ],
  closeMeeting: [
    4,
    (screen) => {
      const { view, random } = screen;
      const meeting = oneOf(
        random,
        view.steps.filter((s) => s.type === 'meeting'),
      );
      const next = oneOf(random, view.steps);
      const meetingDay = aDay(screen);
      if (!meeting) return null;
      return {
        base: seen(meeting, 'status'),
        args: {
          ...{
            id: random.uuid(),
            stepId: meeting.id,
            steps: next ? [next.id] : [],
            decisions: [words(random)],
          },
          ...{ nextStep: next?.id ?? null, noNextStep: '', nextMeeting: null, meetingId: random.uuid() },
          ...{
            meetingTitle: meetingDay ? words(random) : '',
            meetingDay,
            noNextMeeting: meetingDay ? '' : words(random),
          },
          ...{ at: { time: '15:00', zone: 'Europe/Berlin', minutes: 45 } },
          attendees: view.people.slice(0, 1).map(({ id }) => id),
        },
      };
    },
  ],
  moveStep: [
    5,
    onStep((step, screen) => {
      const milestone = aMilestone(screen);
      if (!milestone) return null;
      const inside = screen.view.steps.filter((s) => s.milestoneId === milestone.id);
      const afterId = screen.random.chance(0.3) ? null : (oneOf(screen.random, inside)?.id ?? null);
      return { args: { stepId: step.id, milestoneId: milestone.id, afterId } };
    }),
  ],
  removeStep: [
    3,
    (screen) => {
      const step = oneOf(screen.random, screen.view.steps);
      return step && screen.view.steps.length > 12 ? { args: { stepId: step.id } } : null;
    },
  ],
  revealStep: [
    3,
    ({ view, random }) => {
      const own = oneOf(
        random,
        view.steps.filter((s) => s.layer !== 'shared'),
      );
      return own ? { args: { stepId: own.id } } : null;
    },
  ],
  hideStep: [
    3,
    ({ view, random, who }) => {
      const own = view.steps.filter(
        (s) => s.layer === 'shared' && s.owners.every((o) => o.side === who.side),
      );
      const step = oneOf(random, own);
      return step ? { args: { stepId: step.id } } : null;
    },
  ],
  addDependency: [
    3,
    onStep((step, { view, random }) => {
      const after = oneOf(random, view.steps);
      return after && view.dependencies.length < 12
        ? { args: { id: random.uuid(), stepId: step.id, afterId: after.id } }
        : null;
    }),
  ],
  changeDependency: [
    2,
    ({ view, random }) => {
      const dependency = oneOf(random, view.dependencies);
      return dependency
        ? { args: { dependencyId: dependency.id, lag: random.below(5) }, base: seen(dependency, 'lag') }
        : null;
    },
  ],
  removeDependency: [
    2,
    ({ view, random }) => {
      const dependency = oneOf(random, view.dependencies);
      return dependency ? { args: { dependencyId: dependency.id } } : null;
    },
  ],
  assignStep: [
    7,
    onStep((step, { view, random }) => {
      const person = oneOf(random, view.people);
      const owner = random.chance(0.25) ? undefined : oneOf(random, step.owners);
      if (!person || (!owner && step.owners.length > 2)) return null;
      return {
        args: {
          stepId: step.id,
          ownerId: owner?.id ?? null,
          side: person.side,
          role: null,
          stakeholderId: person.id,
        },
      };
    }),
  ],
  removeOwner: [
    2,
    onStep((step, { random }) => {
      const owner = oneOf(random, step.owners);
      return owner && step.owners.length > 1 ? { args: { stepId: step.id, ownerId: owner.id } } : null;
    }),
  ],
  proposeStep: [
    3,
    ({ view, random }) => {
      const step = oneOf(
        random,
        view.steps.filter((s) => s.agreement === 'outline' || s.agreement === 'declined'),
      );
      return step ? { args: { stepId: step.id } } : null;
    },
  ],
  proposeMilestone: [
    1,
    (screen) => {
      const milestone = aMilestone(screen);
      return milestone ? { args: { milestoneId: milestone.id } } : null;
    },
  ],
  askIfDone: [2, onStep(({ id }) => ({ args: { stepId: id } }))],
  acceptOffers: [
    10,
    onOffer((offerId, { view }) => {
      const questions = view.offers.filter((o) => o.id === offerId);
      return { args: { offerIds: [offerId] }, base: baseOfYes(view, questions) };
    }),
  ],
  counterOffer: [3, onOffer((offerId, screen) => ({ args: { offerId, dueDay: aDay(screen) } }))],
  declineOffer: [3, onOffer((offerId, { random }) => ({ args: { offerId, reason: words(random) } }))],
  withdrawOffer: [
    4,
    ({ view, random, who }) => {
      const own = oneOf(
        random,
        view.offers.filter((o) => o.bySide === who.side),
      );
      return own ? { args: { offerId: own.id } } : null;
    },
  ],
  completeStep: [5, onStep(({ id, ...step }) => ({ args: { stepId: id }, base: seen(step, 'status') }))],
  reopenStep: [
    6,
    (screen) => {
      const ended = oneOf(
        screen.random,
        screen.view.steps.filter((s) => s.status !== 'todo'),
      );
      return ended ? { args: { stepId: ended.id }, base: seen(ended, 'status') } : null;
    },
  ],
  confirmStep: [
    2,
    onStep((step) => (step.dueDay ? { args: { stepId: step.id, dueDay: step.dueDay } } : null)),
  ],
  reportStuck: [
    3,
    onStep((step, { random, view }) => {
      const helper = random.chance(1 / 3) ? (oneOf(random, view.people)?.id ?? null) : null;
      return {
        args: {
          stepId: step.id,
          reason: words(random),
          helper,
          lookOn: helper ? ('2099-12-01' as Day) : null,
        },
        base: seen(step, 'status'),
      };
    }),
  ],
  skipStep: [
    1,
    onStep((step, { random }) => ({
      args: { stepId: step.id, reason: words(random) },
      base: seen(step, 'status'),
    })),
  ],
  changeRole: [
    2,
    ({ view, random }) => {
      const person = oneOf(random, view.people);
      const role = random.pick(['champion', 'legal', 'finance', 'accountExecutive']);
      return person ? { args: { stakeholderId: person.id, role }, base: seen(person, 'role') } : null;
    },
  ],
};

const kinds = Object.keys(doers) as CommandType[];
export const editKinds: readonly Edit['type'][] = [...kinds, 'undo'];
const UNDO_WEIGHT = 6;
const wheel: Edit['type'][] = [
  ...kinds.flatMap((type) => Array.from({ length: doers[type]?.[0] ?? 0 }, () => type)),
  ...Array.from({ length: UNDO_WEIGHT }, () => 'undo' as const),
];

/** The next thing somebody does at this screen; null when there is nothing there to do it to. */
export function nextEdit(screen: Screen): Edit | null {
  const type = screen.random.pick(wheel);
  if (type === 'undo') {
    const commandId = oneOf(screen.random, screen.done.slice(-6));
    return commandId ? { type, args: { commandId } } : null;
  }
  const made = (doers[type]?.[1] as Doer<Record<string, unknown>> | undefined)?.(screen);
  return made ? { type, ...made, confirmed: true } : null;
}

/**
 * One field written twice in a row, the second time before the first was answered: the screen shows what was typed
 * laid over what it knows, and the second edit begins from that.
 */
export function hastyEdits(screen: Screen): { edit: Edit; view: Plan }[] | null {
  const { random, view } = screen;
  const step = aStep(screen);
  if (!step) return null;
  const field = random.pick(['title', 'doneWhen'] as const);
  const [first, second] = [words(random), words(random)];
  const laidOver = applyChange(
    view,
    { kind: 'stepChanged', stepId: step.id, field, from: step[field], to: first },
    Number.MAX_SAFE_INTEGER,
  );
  const edit = (shown: Step, value: string): Edit => ({
    type: 'changeStep',
    args: { stepId: step.id, field, value },
    base: seen(shown, field),
  });
  const shown = laidOver.steps.find((s) => s.id === step.id) ?? step;
  return [
    { edit: edit(step, first), view },
    { edit: edit(shown, second), view: laidOver },
  ];
}
