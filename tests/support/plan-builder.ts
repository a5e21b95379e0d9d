import { noAttachments } from '#app/domain/attachment.ts';
import { bothOnWeekdays } from '#app/domain/calendars.ts';
import type { Change, ChangeKind, ChangeOf } from '#app/domain/change.ts';
import type { Context, Decision, Refused } from '#app/domain/command.ts';
import { type Day, requireDay } from '#app/domain/day.ts';
import { type CommandArgs, type CommandType, decide } from '#app/domain/decide.ts';
import { seenDigest } from '#app/domain/decide-approval.ts';
import type {
  Dependency,
  Layer,
  Milestone,
  Offer,
  Owner,
  Plan,
  Stakeholder,
  Step,
} from '#app/domain/plan.ts';
import { preview } from '#app/domain/settle.ts';
import { buyerName, type CastMember, cast, dana, maya, sellerName } from './cast.ts';

/** A Friday, as in the product's own pictures. */
export const today = requireDay('2026-11-27');
export const on = (day: string): Day => requireDay(day);

/** In a domain plan people have their first name as the id of their row. */
export const stakeholderOf = (who: CastMember, over: Partial<Stakeholder> = {}): Stakeholder => ({
  id: who.key,
  layer: 'shared',
  personId: who.personId,
  side: who.side,
  name: who.name,
  role: who.role,
  pointPerson: who === maya || who === dana,
  admitted: true,
  enteredOn: today,
  versions: {},
  ...over,
});

export const ownedBy = (...who: CastMember[]): Owner[] =>
  who.map(({ key, side }) => ({ id: `owner-${key}`, side, role: null, stakeholderId: key }));
/** "Name needed": a role of a side that nobody fills yet. */
export const placeholder = (side: 'seller' | 'buyer', role: string): Owner => ({
  id: `owner-${role}`,
  side,
  role,
  stakeholderId: null,
});

export const aMilestone = (id: string, over: Partial<Milestone> = {}): Milestone => ({
  id,
  layer: 'shared',
  name: id,
  reachedOn: null,
  toldPace: null,
  versions: {},
  ...over,
});

/** An agreed task of Dana's in the milestone `fit`, unless told otherwise. */
export const aStep = (id: string, over: Partial<Step> = {}): Step => ({
  id,
  layer: 'shared',
  milestoneId: 'fit',
  anchorId: null,
  withheld: false,
  type: 'task',
  title: id,
  ask: '',
  doneWhen: '',
  ifSlips: '',
  confirmedOn: null,
  dueDay: null,
  meetingTime: null,
  venue: '',
  agenda: '',
  attendees: [],
  checkpoint: false,
  duration: 1,
  decidedBy: 'everyone',
  freshCode: false,
  agreement: 'agreed',
  declinedReason: null,
  status: 'todo',
  statusReason: null,
  lookOn: null,
  helpId: null,
  endedOn: null,
  owners: ownedBy(dana),
  versions: {},
  ...over,
});

/** Maya asks about a step as it stands, unless told otherwise. */
export const anOffer = (
  stepId: string,
  over: { by?: CastMember; terms?: Extract<Offer, { subject: 'step' }>['terms'] } = {},
): Offer => ({
  id: `offer-${stepId}`,
  layer: 'shared',
  bySide: (over.by ?? maya).side,
  by: (over.by ?? maya).personId,
  on: today,
  subject: 'step',
  stepId,
  terms: over.terms ?? { field: 'step' },
});

export const waits = (
  stepId: string,
  afterId: string,
  layer: Layer = 'shared',
  { lag = 0 }: { lag?: number } = {},
): Dependency => ({
  id: `${stepId}-after-${afterId}`,
  layer,
  stepId,
  afterId,
  lag,
  versions: {},
});

/** A shared plan with everybody in it, two milestones (`fit`, `case`) and no steps, unless told otherwise. */
export const aPlan = (over: Partial<Plan> = {}): Plan => ({
  id: 'plan',
  workspaceId: 'workspace',
  layer: 'shared',
  sellerName,
  zone: 'Europe/Berlin',
  pause: null,
  startDay: on('2026-11-02'),
  goal: {
    objective: 'Book freight in one place',
    whyNow: 'The old system ends in March',
    liveDay: on('2027-03-12'),
    buyerName,
  },
  confirmed: { by: dana.personId, on: on('2026-11-10') },
  notedBy: maya.personId,
  health: 'onTrack',
  versions: {},
  measures: [],
  milestones: [aMilestone('fit'), aMilestone('case')],
  steps: [],
  dependencies: [],
  offers: [],
  ...noAttachments,
  case: { problem: '', costToday: '', request: '', ifWeWait: '' },
  sample: false,
  calendars: bothOnWeekdays,
  people: cast.map((who) => stakeholderOf(who)),
  ...over,
});

/** The same plan before it is shared. */
export const aDraft = (over: Partial<Plan> = {}): Plan => {
  const shared = aPlan({ confirmed: null, ...over });
  const inDraft = <T extends { layer: Layer }>(thing: T): T => ({ ...thing, layer: 'seller' });
  return {
    ...shared,
    layer: 'seller',
    milestones: shared.milestones.map(inDraft),
    steps: shared.steps.map((s) => ({ ...inDraft(s), agreement: 'outline' as const })),
    dependencies: shared.dependencies.map(inDraft),
    people: shared.people.filter((p) => p.side === 'seller').map(inDraft),
  };
};

/** Stands for the real digest: another value gives another text. */
export const digestIn = (value: unknown): string => JSON.stringify(value);

let counter = 0;
export const as = (who: CastMember, plan: Plan, over: Partial<Context> = {}): Context => {
  const own = plan.people.find((p) => p.personId === who.personId);
  return {
    actor: {
      personId: who.personId,
      side: who.side,
      stakeholderId: own?.id ?? null,
      pointPerson: own?.pointPerson ?? false,
      proven: true,
    },
    today,
    now: '2026-11-27T09:00:00.000Z',
    base: {},
    newId: () => {
      counter += 1;
      return `new-${counter}`;
    },
    digest: digestIn,
    ...over,
  };
};

/** What came of one intention: the changes and the next plan, or the refusal. */
export interface Outcome {
  decision: Decision;
  changes: Change[];
  plan: Plan;
  /** The code of a refusal, or `absent` or `conflict`. */
  code: string | null;
  sentence: string | null;
}

/** Whoever decides has read what stands there, unless a test says otherwise. */
export type Asked<T extends CommandType> = T extends 'decideApproval'
  ? Omit<CommandArgs['decideApproval'], 'seen'> & { seen?: string }
  : CommandArgs[T];

export const havingRead = <T extends CommandType>(
  plan: Plan,
  type: T,
  args: Asked<T>,
  digest: (value: unknown) => string = digestIn,
): CommandArgs[T] => {
  const step = 'stepId' in args ? plan.steps.find((s) => s.id === args.stepId) : undefined;
  return type === 'decideApproval' && step && !('seen' in args)
    ? ({ ...args, seen: seenDigest(plan, step, digest) } as unknown as CommandArgs[T])
    : (args as CommandArgs[T]);
};

export function ask<T extends CommandType>(
  plan: Plan,
  who: CastMember,
  type: T,
  args: Asked<T>,
  over: Partial<Context> & { confirmed?: boolean } = {},
): Outcome {
  const { confirmed, ...context } = over;
  return outcomeOf(plan, decide(plan, type, havingRead(plan, type, args), as(who, plan, context), confirmed));
}

export function outcomeOf(plan: Plan, decision: Decision): Outcome {
  const list = decision.kind === 'changes' ? decision.changes : [];
  const refused: Refused | null = decision.kind === 'refused' ? decision : null;
  return {
    decision,
    changes: list,
    plan: preview(plan, list),
    code: refused?.code ?? (decision.kind === 'changes' ? null : decision.kind),
    sentence: refused?.sentence ?? null,
  };
}

export const kinds = (outcome: Outcome): ChangeKind[] => outcome.changes.map((c) => c.kind);

export function only<K extends ChangeKind>(outcome: Outcome, kind: K): ChangeOf<K> {
  const found = outcome.changes.filter((c): c is ChangeOf<K> => c.kind === kind);
  const [one] = found;
  if (!one || found.length > 1) throw new Error(`Expected one ${kind}, got ${kinds(outcome).join(', ')}`);
  return one;
}

export const stepIn = (plan: Plan, id: string): Step => {
  const found = plan.steps.find((s) => s.id === id);
  if (!found) throw new Error(`No step ${id}`);
  return found;
};
