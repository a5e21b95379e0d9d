/** How one person wants to hear of one plan, and what they hear of before they say. */
import type { Day, Weekday } from './day.ts';
import type { Line, LineKind } from './mail-line.ts';
import { type Plan, personOf } from './plan.ts';
import { isDecider } from './roles.ts';

export const abouts = ['turn', 'everything', 'approvals'] as const;
/** Milestones and what waits for them; all that happens; or milestones and approvals only, for who decides. */
export type About = (typeof abouts)[number];

export const rhythms = ['atOnce', 'daily', 'weekly'] as const;
export type Rhythm = (typeof rhythms)[number];

export const channels = ['mail', 'call', 'text', 'inPerson'] as const;
export type Channel = (typeof channels)[number];

export const manners = ['personal', 'brief'] as const;
/** A letter with all that stands around its news, and what somebody wrote with it; or one thing, one button, and how many more. */
export type Manner = (typeof manners)[number];

/** Whole hours of a day in the person's zone, the last one not among them. From 20 to 7 goes over midnight. */
export interface Hours {
  from: number;
  to: number;
}

export interface KeepInTouch {
  about: About;
  /** Letters when a milestone changes, whatever else they want. */
  milestones: boolean;
  rhythm: Rhythm;
  /** The day of a weekly letter. */
  weekday: Weekday;
  /** What may come at once, whatever the rhythm. */
  interrupt: { approvals: boolean; questions: boolean };
  /** When ordinary letters come. */
  days: Weekday[];
  hours: Hours;
  /** When nothing comes but what they ask for; null: at no time. */
  quiet: Hours | null;
  /** Null: that of the plan. */
  zone: string | null;
  /** The day they are back; null: they are here. */
  awayUntil: Day | null;
  /** Who to turn to while they are away: the name of whom they chose, or their own words. */
  standIn: string;
  /** Of a colleague, who is handed what waits for them meanwhile; null: nobody is. */
  standInId: string | null;
  /** How they would rather be reached where a letter is not called for. */
  channel: Channel;
  manner: Manner;
}

export const weekdaysOnly: Weekday[] = [1, 2, 3, 4, 5];

const usual: KeepInTouch = {
  about: 'turn',
  milestones: true,
  rhythm: 'daily',
  weekday: 1,
  interrupt: { approvals: true, questions: false },
  days: weekdaysOnly,
  hours: { from: 9, to: 17 },
  quiet: { from: 20, to: 7 },
  zone: null,
  awayUntil: null,
  standIn: '',
  standInId: null,
  channel: 'mail',
  manner: 'personal',
};

/** Until they say: at most a letter a day on weekdays; who only decides hears of milestones and approvals. */
export const usualInTouch = ({ decides }: { decides: boolean }): KeepInTouch =>
  decides ? { ...usual, about: 'approvals' } : usual;

/** What holds for somebody on a plan: `said` by themselves, or what is usual. */
export function inTouchOf(plan: Plan, personId: string, said: KeepInTouch | null): KeepInTouch {
  const person = personOf(plan, personId);
  const decides = person?.side === 'buyer' && !person.pointPerson && isDecider(person.role);
  // What was said before there was a choice of something is as usual in it.
  return said ? { ...usual, ...said } : usualInTouch({ decides });
}

type Class = 'milestone' | 'approval' | 'question' | 'turn' | 'rest';

const classes: Record<LineKind, Class> = {
  milestoneReached: 'milestone',
  milestoneReopened: 'milestone',
  milestoneMoved: 'milestone',
  milestonePaced: 'milestone',
  milestoneRenamed: 'milestone',
  milestoneAdded: 'milestone',
  milestoneRemoved: 'milestone',
  healthChanged: 'milestone',
  approvalAsked: 'approval',
  approvalOutdated: 'approval',
  approvalDecided: 'approval',
  requestAsked: 'question',
  mentioned: 'question',
  requestAnswered: 'turn',
  proposed: 'turn',
  answered: 'turn',
  dayMoved: 'turn',
  takenBack: 'turn',
  yourTurn: 'turn',
  reminder: 'turn',
  stillRight: 'turn',
  commented: 'rest',
};

type What = Pick<Line, 'kind' | 'refs'>;

/** Whoever decides is asked first whether an approval is theirs, and reminded of its day. */
const classOf = ({ kind, refs }: What): Class =>
  (kind === 'proposed' || kind === 'reminder') && refs.of === 'approval' ? 'approval' : classes[kind];

/** Why letters never tell this person of it; null when they do. */
export function neverTold(what: What, how: KeepInTouch): string | null {
  switch (classOf(what)) {
    case 'milestone':
      return how.milestones ? null : 'They want no letters about milestones';
    case 'approval':
      return null;
    case 'question':
      return how.about !== 'approvals' || how.interrupt.questions ? null : onlyApprovals;
    case 'turn':
      return how.about === 'approvals' ? onlyApprovals : null;
    case 'rest':
      return how.about === 'everything' ? null : 'They want letters about milestones and their turn only';
  }
}

const onlyApprovals = 'They want letters about milestones and approvals only';

/** It comes at any time but in their quiet hours; everything else at the time of their letters. */
export function mayInterrupt(what: What, { interrupt }: KeepInTouch): boolean {
  const of = classOf(what);
  if (of === 'milestone') return true;
  return (of === 'approval' && interrupt.approvals) || (of === 'question' && interrupt.questions);
}

/** The day their mail says they are back, while that is to come, is not held already, and letters come at all. */
export const backToOffer = (
  mailedBack: Day | null,
  { awayUntil }: KeepInTouch,
  { stopped, today }: { stopped: boolean; today: Day },
): Day | null =>
  mailedBack !== null && mailedBack > today && mailedBack !== awayUntil && !stopped ? mailedBack : null;

const QUARTER_MS = 91 * 86_400_000;

/** Whether to ask how: nobody has, or a quarter ago. `saidAt`: when they last said so of this plan. */
export const isToBeAsked = (said: KeepInTouch | null, saidAt: Date | null, now: Date): boolean =>
  saidAt === null ? said === null : now.getTime() - saidAt.getTime() > QUARTER_MS;
