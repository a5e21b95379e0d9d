import type { Answer } from '#app/domain/command.ts';
import { addDays } from '#app/domain/day.ts';
import type { Plan } from '#app/domain/plan.ts';
import { type CastMember, dana, lena, maya, tom } from '#tests/support/cast.ts';
import { realToday } from '#tests/support/stored-plan.server.ts';
import type { World } from './two-worlds.server.ts';

export interface Act {
  who: CastMember;
  stepId: string;
  answer: Answer;
}

/**
 * Something one person does in front of both sides, at times on what they had seen of it a while ago. What they name is
 * there in every world.
 */
export async function actForBoth(world: World, seen: Plan): Promise<Act> {
  const { plan, shared: random, newId } = world;
  const who = random.pick([maya, tom, dana, lena]);
  const stepId = plan.id(random.pick(['demo', 'data', 'workshop', 'budget', 'rollout']));
  const day = addDays(realToday(), 4 + random.below(60));
  const words = `Words ${random.below(1_000)}`;
  const told = seen.steps.find((s) => s.id === stepId);
  const more = random.chance(0.5) && told ? { base: told.versions } : {};
  const acts = [
    () => plan.send(who, 'changeStep', { stepId, field: 'title', value: words }, more),
    () => plan.send(who, 'changeStep', { stepId, field: 'doneWhen', value: words }, more),
    () => plan.send(who, 'changeStep', { stepId, field: 'ifSlips', value: words }, more),
    () => plan.send(who, 'rescheduleStep', { stepId, dueDay: day }, more),
    () =>
      plan.send(who, 'rescheduleSteps', {
        ...{ stepId: plan.id('demo'), dueDay: day },
        rest: [{ stepId: plan.id('data'), dueDay: addDays(day, 2) }],
      }),
    () => plan.send(who, 'completeStep', { stepId }, more),
    () => plan.send(who, 'reportStuck', { stepId, reason: words }, more),
    () => plan.send(who, 'confirmStep', { stepId, dueDay: told?.dueDay ?? day }),
    () => plan.send(who, 'proposeStep', { stepId }),
    () => plan.send(who, 'hideStep', { stepId }),
    () => plan.send(who, 'moveStep', { stepId, milestoneId: plan.id('case'), afterId: null }, more),
    () => plan.send(who, 'addMeasure', { id: newId(), name: words, now: '1', wanted: '2', measuredBy: '' }),
    () => plan.send(who, 'addMilestone', { id: newId(), name: words, afterId: plan.id('fit') }),
    () => plan.send(who, 'changeCase', { field: 'problem', value: words }),
    () =>
      plan.send(who, 'writeComment', {
        id: newId(),
        stepId,
        text: words,
        onlyOurs: false,
        mentions: [],
        request: null,
        answers: null,
      }),
    () => plan.send(who, 'addLink', { id: newId(), stepId, name: words, url: 'https://example.com/a' }),
    () => plan.send(who, 'addInput', { id: newId(), stepId, side: who.side, name: words }),
    () => plan.send(who, 'changeStep', { stepId, field: 'agenda', value: words }, more),
    () => plan.send(who, 'sayAtCheckpoint', { id: newId(), stepId, word: 'adjust', reason: words }),
    () =>
      plan.send(who, 'closeMeeting', {
        ...{ id: newId(), stepId: plan.id('workshop'), steps: [plan.id('data')], decisions: [words] },
        ...{ nextStep: plan.id('rollout'), noNextStep: '', nextMeeting: null, meetingId: newId() },
        ...{ meetingTitle: words, meetingDay: day, noNextMeeting: '' },
        ...{ at: { time: '15:00', zone: 'Europe/Berlin', minutes: 45 } },
        attendees: [plan.access(who).stakeholderId ?? ''],
      }),
  ];
  // Ids are drawn whether or not they are used, so that a refusal cannot shift those that follow.
  return { who, stepId, answer: await random.pick(acts)() };
}
