/**
 * A plan is what a seller and a buyer own together: a goal in the buyer's words, milestones, and the steps
 * both sides have offered and answered. This file says its shape; every other domain file is a noun on it.
 *
 * A `Plan` value always holds one reader's view: the layers that reader may see and nothing else.
 */
import type { AnswersWithin } from './answers-within.ts';
import type { Attachments } from './attachment.ts';
import { type DecidingWay, decidingWays } from './bound.ts';
import type { Day, Weekday } from './day.ts';
import type { HealthStatus, ToldPace } from './health-facts.ts';
import { type Layer, layersOf, otherSide, type Side, type Versions } from './layer.ts';
import type { MeetingTime } from './meeting-time.ts';

export { type DecidingWay, decidingWays, type Layer, layersOf, otherSide, type Side, type Versions };

export type StepType = 'task' | 'meeting' | 'approval';
export type StepStatus = 'todo' | 'inProgress' | 'stuck' | 'done' | 'skipped';
export type Agreement = 'outline' | 'proposed' | 'agreed' | 'declined';

export interface Goal {
  objective: string;
  whyNow: string;
  liveDay: Day | null;
  buyerName: string;
}
export type GoalField = keyof Goal;

/** The case, written by both sides: why the company should do this at all, in words its deciders can pass on. */
export interface Case {
  problem: string;
  costToday: string;
  request: string;
  ifWeWait: string;
}
export type CaseField = keyof Case;

/** A success measure: what is counted, where it stands, where it should be, and who counts. */
export interface Measure {
  id: string;
  layer: Layer;
  name: string;
  now: string;
  wanted: string;
  measuredBy: string;
  versions: Versions;
}
export type MeasureField = 'name' | 'now' | 'wanted' | 'measuredBy';

export interface Milestone {
  id: string;
  layer: Layer;
  name: string;
  /** The day a tick left nothing open in it; null while something is. Its planned day is computed. */
  reachedOn: Day | null;
  /** Null: nobody was told of another day than the agreed one. */
  toldPace: ToldPace | null;
  versions: Versions;
}

/** A person, or a role nobody fills yet (`stakeholderId` null: "Name needed"), on one side. */
export interface Owner {
  id: string;
  side: Side;
  role: string | null;
  stakeholderId: string | null;
  /** Of an approval: the colleague who decides in their place. */
  standIn?: string;
}

export interface Step {
  id: string;
  layer: Layer;
  milestoneId: string;
  /** A private step follows this shared step in its milestone; null for shared steps and for the start. */
  anchorId: string | null;
  /** In a draft: kept to the seller's side when the plan is shared. */
  withheld: boolean;
  type: StepType;
  title: string;
  ask: string;
  doneWhen: string;
  /** What follows when its day slips, and what both sides then do. */
  ifSlips: string;
  dueDay: Day | null;
  /** When its owner's side last said that its day is still right. Of an earlier day where that has moved since. */
  confirmedOn: Day | null;
  /** Of a meeting: the clock time on that day. */
  meetingTime: MeetingTime | null;
  /** Of a meeting: a place or a link. */
  venue: string;
  /** Of a meeting: what it is to talk about. */
  agenda: string;
  /** Of a meeting: rows of the people who come. Some may have left since. */
  attendees: string[];
  /** At its end each side says go, adjust or stop. */
  checkpoint: boolean;
  /** Its own working days. */
  duration: number;
  /** Of an approval. */
  decidedBy: DecidingWay;
  /** Of an approval: each decision asks for a code mailed for it. */
  freshCode: boolean;
  agreement: Agreement;
  declinedReason: string | null;
  status: StepStatus;
  statusReason: string | null;
  /** Of what is stuck: the day somebody looks at it again. */
  lookOn: Day | null;
  /** Of what is stuck: the question to who may help. */
  helpId: string | null;
  /** The day it was done or skipped. */
  endedOn: Day | null;
  owners: Owner[];
  versions: Versions;
}
export type StepField =
  | 'title'
  | 'ask'
  | 'doneWhen'
  | 'ifSlips'
  | 'type'
  | 'dueDay'
  | 'confirmedOn'
  | 'duration'
  | 'withheld'
  | 'decidedBy'
  | 'freshCode'
  | 'meetingTime'
  | 'venue'
  | 'agenda'
  | 'attendees'
  | 'checkpoint';

/** `stepId` starts after `afterId` has ended. */
export interface Dependency {
  id: string;
  layer: Layer;
  stepId: string;
  afterId: string;
  /** Working days of the step that waits which pass between the two; below 0 they overlap by as many. */
  lag: number;
  versions: Versions;
}

/** Not now: nothing is late, waits or is reminded of until the day they look at it again. */
export interface Pause {
  since: Day;
  until: Day;
  /** In the buyer's words. */
  reason: string;
}

/** When a side works. Its public holidays are worked out when it says where it keeps them, and are plain days from then on. */
export interface WorkCalendar {
  /** In rising order, Monday first. */
  week: Weekday[];
  /** As of ISO 3166; null: no public holidays. */
  country: string | null;
  region: string | null;
  daysOff: Day[];
  /** How soon it answers questions; absent or null: it promises nothing. */
  answers?: AnswersWithin | null;
}

/** Why a day moved: a step that it waits for, directly or not, moved to that day in the same command. */
export interface Because {
  stepId: string;
  to: Day;
}

/**
 * What an offer would set. `step` offers the step as it stands; it is how a step is first proposed. `done` asks those
 * who do it whether they have.
 */
export type StepOfferTerms =
  | { field: 'step' }
  | { field: 'done' }
  /** Of a meeting, with the time on that day where it is asked for too. */
  | { field: 'dueDay'; value: Day; at?: MeetingTime; because?: Because }
  | { field: 'ask'; value: string }
  | {
      field: 'owner';
      value: { ownerId: string; side: Side; role: string | null; stakeholderId: string | null };
    };
export type GoalTerms =
  | { field: Exclude<GoalField, 'liveDay'>; value: string }
  | { field: 'liveDay'; value: Day };
/** One part of one measure, which is asked about as a field of the goal is. */
export type MeasureAsked = `measure.${string}`;
export type GoalOfferTerms = GoalTerms | { field: MeasureAsked; value: string };
/** What one side asks the other. */
export type Question = {
  id: string;
  layer: Layer;
  bySide: Side;
  by: string;
  on: Day;
} & (
  | { subject: 'step'; stepId: string; terms: StepOfferTerms }
  | { subject: 'goal'; stepId: null; terms: GoalOfferTerms }
);
/** One open question, and, newest first, those it was made in place of: taken back, the newest of them stands again. */
export type Offer = Question & { replaces?: Question[] };

export interface Stakeholder {
  id: string;
  layer: Layer;
  personId: string;
  side: Side;
  name: string;
  role: string;
  pointPerson: boolean;
  /** False until a buyer point person lets in someone the seller named: shared things only till then. */
  admitted: boolean;
  enteredOn: Day | null;
  versions: Versions;
}
export type StakeholderField = 'name' | 'role' | 'pointPerson' | 'admitted' | 'enteredOn';

export interface Plan extends Attachments {
  id: string;
  workspaceId: string;
  /** `seller` while a draft, then `shared`. */
  layer: Layer;
  sellerName: string;
  /** The one zone "today" is taken in: the buyer's. */
  zone: string;
  startDay: Day;
  calendars: Record<Side, WorkCalendar>;
  goal: Goal;
  case: Case;
  /** A made-up deal to look around in: it writes to nobody. */
  sample: boolean;
  /** Who of the buyer's side made the goal theirs. Until then it reads "Maya's notes". */
  confirmed: { by: string; on: Day } | null;
  pause: Pause | null;
  /** Who wrote the goal down. */
  notedBy: string;
  /** As it was last told; what is so today: `healthOf`. */
  health: HealthStatus;
  versions: Versions;
  measures: Measure[];
  milestones: Milestone[];
  steps: Step[];
  dependencies: Dependency[];
  /** Open offers only. */
  offers: Offer[];
  people: Stakeholder[];
}

export const isDraft = (plan: Plan): boolean => plan.layer === 'seller';
export const findStep = (plan: Plan, id: string): Step | undefined => plan.steps.find((s) => s.id === id);
export const findMilestone = (plan: Plan, id: string): Milestone | undefined =>
  plan.milestones.find((m) => m.id === id);
export const findPerson = (plan: Plan, stakeholderId: string | null): Stakeholder | undefined =>
  plan.people.find((p) => p.id === stakeholderId);
export const personOf = (plan: Plan, personId: string): Stakeholder | undefined =>
  plan.people.find((p) => p.personId === personId);
export const sideName = (plan: Plan, side: Side): string =>
  side === 'seller' ? plan.sellerName : plan.goal.buyerName;
/** Both companies' names, for words said from one side. */
export const companies = (plan: Plan, side: Side) => ({
  sellerName: plan.sellerName,
  buyerName: plan.goal.buyerName,
  side,
});
export const pointPersons = (plan: Plan, side: Side): Stakeholder[] =>
  plan.people.filter((p) => p.side === side && p.pointPerson);
export const hasEntered = (plan: Plan, side: Side): boolean =>
  plan.people.some((p) => p.side === side && p.enteredOn !== null);

/** Meant for both sides: shared, or in a draft everything that is not kept back. */
export const isForBoth = (plan: Plan, step: Step): boolean =>
  step.layer === 'shared' || (isDraft(plan) && !step.withheld);
export const isOpen = (step: Step): boolean =>
  step.status !== 'done' && step.status !== 'skipped' && step.agreement !== 'declined';
export const offerOn = (plan: Plan, stepId: string): Offer | undefined =>
  plan.offers.find((o) => o.subject === 'step' && o.stepId === stepId);
export const offerOnGoal = (plan: Plan, field: GoalOfferTerms['field']): Offer | undefined =>
  plan.offers.find((o) => o.subject === 'goal' && o.terms.field === field);
export const ownerSides = (step: Step): Side[] => [...new Set(step.owners.map((o) => o.side))];
