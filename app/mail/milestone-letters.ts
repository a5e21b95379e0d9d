/** Letters of what time brings, and of milestones that came, went or have another name. */
import { compareDays, type Day } from '#app/domain/day.ts';
import { healthOf } from '#app/domain/health.ts';
import { healthBecause, healthSentence, statusWords } from '#app/domain/health-words.ts';
import type { News } from '#app/domain/mail-line.ts';
import { findMilestone, findStep, type Plan, type Step } from '#app/domain/plan.ts';
import { capital, daysLate, firstName, nameOf } from '#app/domain/plan-words.ts';
import { reckonedDay, sharedPace } from '#app/domain/shared-pace.ts';
import { agreedPaces } from '#app/domain/told-pace.ts';
import type { EmailMessage } from '#emails/index.ts';
import { ifSlipsOf } from './if-slips.ts';
import { base, bothSides } from './letter-base.ts';
import { dayInWords, dayText } from './live-day.ts';
import { milestoneIn, type NewsLetter } from './news-facts.ts';

/** At risk or stalled, or back on track: everybody on both sides reads the same sentence. */
export function healthTold(letter: NewsLetter, line: News, also: string[]): EmailMessage {
  const { view, today } = letter;
  const health = healthOf(view, today);
  if (!health) throw new Error('A draft has no letters');
  const { pause } = view;
  if (health.status === 'paused' && pause)
    return {
      kind: 'milestone-changed',
      props: {
        ...base(letter, { also, label: 'See the plan', why: bothSides(letter) }),
        says: `The plan is paused until ${dayText(pause.until, today)}`,
        because: `${view.goal.buyerName} wrote: “${pause.reason}” Until then nothing is late and nobody is reminded; on that day both sides are asked how it goes on.`,
      },
    };
  if (line.refs.from === 'paused' && !pause)
    return {
      kind: 'milestone-changed',
      props: {
        ...base(letter, { also, label: 'See the days', why: bothSides(letter), goodNews: true }),
        says: 'The plan goes on',
        because: `The open days moved along with the pause. ${capital(statusWords[health.status])}: ${healthSentence(view, health)}`,
      },
    };
  if (health.status === 'onTrack')
    return {
      kind: 'back-on-track',
      props: {
        ...base(letter, { also, label: 'See the plan', why: bothSides(letter), goodNews: true }),
        because: healthSentence(view, health),
      },
    };
  return {
    kind: 'at-risk',
    props: {
      ...base(letter, { also, label: 'See why', why: bothSides(letter) }),
      status: health.status === 'paused' ? 'stalled' : health.status,
      because: healthBecause(view, health.reason),
      // Where that is the reason already, it is not said twice.
      effect:
        health.reason.kind === 'pauseOver'
          ? `Who leads this at ${view.goal.buyerName} says in the plan how it goes on: carry on, or pause on.`
          : health.reason.kind === 'liveLate'
            ? ''
            : effectOnLive(view, today),
      ...ifSlipsOf('stepId' in health.reason ? findStep(view, health.reason.stepId ?? '') : null),
    },
  };
}

/** "The plan is at risk because “Security form” is 2 days late.": beneath heavier news. */
export function healthAlso({ view, today }: NewsLetter, { refs }: News): string {
  const health = healthOf(view, today);
  if (refs.from === 'paused' && !view.pause)
    return 'The plan goes on: the open days moved along with the pause.';
  if (!health || health.status === 'onTrack') return 'The plan is back on track.';
  if (health.status === 'paused') return `The plan is paused ${healthBecause(view, health.reason)}.`;
  return `The plan is ${statusWords[health.status]} because ${healthBecause(view, health.reason)}.`;
}

/** "On today's pace it is live on Thu 18 Mar, not Fri 12 Mar." */
function effectOnLive(view: Plan, today: Day): string {
  const { liveDay } = view.goal;
  if (!liveDay) return '';
  const { live } = sharedPace(view, today).projection;
  const day = dayText(liveDay, today);
  return live.lateBy > 0 && live.day
    ? `On today’s pace it is live on ${dayText(live.day, today)}, not ${day}.`
    : `The live day stays ${day}.`;
}

/** Where a milestone leads by now, and where its reader took it to lead. */
export function paceOfLine({ view, today }: NewsLetter, { refs }: News) {
  const now = agreedPaces(view, today).find(({ milestone }) => milestone.id === refs.milestoneId);
  if (!now || !refs.was) throw new Error('News of a pace that is not so was not dropped');
  return { milestone: now.milestone, agreed: now.agreed, from: refs.was as Day, to: now.pace };
}

export function paced(letter: NewsLetter, line: News, also: string[]): EmailMessage {
  const { view, today } = letter;
  const { milestone, agreed, from, to } = paceOfLine(letter, line);
  const late = compareDays(to, from) > 0 ? firstLate(view, today, milestone.id) : null;
  return {
    kind: 'milestone-moved',
    props: {
      ...base(letter, { also, label: 'See the change', why: bothSides(letter) }),
      milestone: milestone.name,
      from: dayText(from, today),
      to: dayText(to, today),
      toInWords: dayInWords(to, today),
      moved: 'pace',
      agreedFor: dayText(agreed, today),
      ...(late && { why: whyLater(view, today, late) }),
      effect: effectOnLive(view, today),
      ...ifSlipsOf(late),
    },
  };
}

/** The step in it that has been late longest; what comes from elsewhere is in the plan. */
function firstLate(view: Plan, today: Day, milestoneId: string): Step | null {
  const { late, asOf } = sharedPace(view, today);
  const [first] = late
    .filter((step) => step.milestoneId === milestoneId)
    .sort((a, b) => compareDays(a.dueDay ?? asOf, b.dueDay ?? asOf));
  return first ?? null;
}

function whyLater(view: Plan, today: Day, { title, dueDay }: Step): string {
  const days = dueDay ? daysLate(view, dueDay, reckonedDay(view, today)) : 0;
  return `“${title}” is ${days === 1 ? '1 day' : `${days} days`} late.`;
}

export function milestoneChanged(letter: NewsLetter, line: News, also: string[]): EmailMessage {
  return {
    kind: 'milestone-changed',
    props: {
      ...base(letter, { also, label: 'See the change', why: bothSides(letter) }),
      says: milestoneSays(letter, line),
      because: whoDid(letter, line),
    },
  };
}

/** "“Pilot” is a milestone now": a sentence without its full stop, which is a subject too. */
export function milestoneSays({ view }: NewsLetter, { kind, refs }: News): string {
  if (kind === 'milestoneRemoved') return `The milestone “${refs.name}” is gone`;
  const { name } = milestoneIn(view, refs.milestoneId);
  return kind === 'milestoneAdded'
    ? `“${name}” is a new milestone`
    : `The milestone “${refs.was}” is now called “${name}”`;
}

const verbs = { milestoneAdded: 'added', milestoneRemoved: 'removed', milestoneRenamed: 'renamed' } as const;

function whoDid({ view }: NewsLetter, { kind, refs }: News): string {
  const verb = verbs[kind as keyof typeof verbs];
  const what = findMilestone(view, refs.milestoneId ?? '') ? 'it' : 'it, with no steps in it';
  return `${capital(firstName(nameOf(view, refs.by ?? null)))} ${verb} ${what}.`;
}
