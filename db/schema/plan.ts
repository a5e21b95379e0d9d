import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { weekdaysOnly } from '#app/domain/calendars.ts';
import type { Day } from '#app/domain/day.ts';
import type { HealthStatus, ToldPace } from '#app/domain/health-facts.ts';
import type { MeetingTime } from '#app/domain/meeting-time.ts';
import type {
  Agreement,
  DecidingWay,
  GoalOfferTerms,
  Layer,
  Pause,
  Question,
  Side,
  StepOfferTerms,
  StepStatus,
  StepType,
  Versions,
  WorkCalendar,
} from '#app/domain/plan.ts';
import { workspace } from './people.ts';

/** Every key of a plan table carries workspace and plan; children repeat the parent's layer (see the README's decisions). */
export const inPlan = () => ({
  workspaceId: uuid('workspace_id').notNull(),
  planId: uuid('plan_id').notNull(),
  layer: text().$type<Layer>().notNull(),
});
export const day = (name: string) => date(name, { mode: 'string' }).$type<Day>();
export const versions = () => jsonb().$type<Versions>().notNull().default({});
const removedAt = () => timestamp('removed_at', { withTimezone: true, mode: 'string' });
const calendar = (name: string) => jsonb(name).$type<WorkCalendar>().notNull().default(weekdaysOnly);
const count = (name: string) => bigint(name, { mode: 'number' }).notNull().default(0);

interface InPlan {
  workspaceId: AnyPgColumn;
  planId: AnyPgColumn;
}
export const keyOf = (t: InPlan & { id: AnyPgColumn }) =>
  primaryKey({ columns: [t.workspaceId, t.planId, t.id] });
export const ofPlan = (t: InPlan) =>
  foreignKey({ columns: [t.workspaceId, t.planId], foreignColumns: [plan.workspaceId, plan.planId] });
/** Wherever its step goes, it follows into that layer. */
export const ofStep = (t: InPlan, id: AnyPgColumn, layer: AnyPgColumn) =>
  foreignKey({
    columns: [t.workspaceId, t.planId, id, layer],
    foreignColumns: [step.workspaceId, step.planId, step.id, step.layer],
  }).onUpdate('cascade');
export const ofStakeholder = (t: InPlan, id: AnyPgColumn, layer: AnyPgColumn) =>
  foreignKey({
    columns: [t.workspaceId, t.planId, id, layer],
    foreignColumns: [stakeholder.workspaceId, stakeholder.planId, stakeholder.id, stakeholder.layer],
  }).onUpdate('cascade');

/** The lock of a plan, and where its three logs stand. */
export const planHead = pgTable(
  'plan_head',
  {
    workspaceId: uuid('workspace_id').notNull(),
    planId: uuid('plan_id').notNull(),
    sharedN: count('shared_n'),
    sellerN: count('seller_n'),
    buyerN: count('buyer_n'),
    sharedHash: text('shared_hash').notNull().default(''),
    sellerHash: text('seller_hash').notNull().default(''),
    buyerHash: text('buyer_hash').notNull().default(''),
    /** The time of the newest event in any layer; the next is never earlier. */
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull().defaultNow(),
    epoch: uuid().notNull(),
    /** When time alone may have changed what is so; at once after a change of what both sides see. */
    lookAt: timestamp('look_at', { withTimezone: true, mode: 'string' }),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.planId] }),
    index('plan_head_look').on(t.lookAt).where(sql`${t.lookAt} is not null`),
    foreignKey({ columns: [t.workspaceId], foreignColumns: [workspace.id] }),
  ],
);

export const plan = pgTable(
  'plan',
  {
    ...inPlan(),
    zone: text().notNull(),
    startDay: day('start_day').notNull(),
    sellerCalendar: calendar('seller_calendar'),
    buyerCalendar: calendar('buyer_calendar'),
    objective: text().notNull(),
    whyNow: text('why_now').notNull(),
    liveDay: day('live_day'),
    buyerName: text('buyer_name').notNull(),
    problem: text().notNull().default(''),
    costToday: text('cost_today').notNull().default(''),
    request: text().notNull().default(''),
    ifWeWait: text('if_we_wait').notNull().default(''),
    sample: boolean().notNull().default(false),
    confirmedBy: uuid('confirmed_by'),
    confirmedOn: day('confirmed_on'),
    pause: jsonb().$type<Pause>(),
    notedBy: uuid('noted_by').notNull(),
    health: text().$type<HealthStatus>().notNull().default('onTrack'),
    versions: versions(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.planId] }),
    unique('plan_layer').on(t.workspaceId, t.planId, t.layer),
    foreignKey({
      columns: [t.workspaceId, t.planId],
      foreignColumns: [planHead.workspaceId, planHead.planId],
    }),
    check('plan_layer_known', sql`${t.layer} in ('seller', 'shared')`),
  ],
);

export const measure = pgTable(
  'measure',
  {
    ...inPlan(),
    id: uuid().notNull(),
    position: integer().generatedAlwaysAsIdentity(),
    name: text().notNull(),
    now: text().notNull(),
    wanted: text().notNull(),
    measuredBy: text('measured_by').notNull(),
    versions: versions(),
  },
  (t) => [keyOf(t), ofPlan(t)],
);

export const milestone = pgTable(
  'milestone',
  {
    ...inPlan(),
    id: uuid().notNull(),
    name: text().notNull(),
    orderKey: text('order_key').notNull(),
    reachedOn: day('reached_on'),
    toldPace: jsonb('told_pace').$type<ToldPace>(),
    versions: versions(),
    removedAt: removedAt(),
  },
  (t) => [
    keyOf(t),
    unique('milestone_layer').on(t.workspaceId, t.planId, t.id, t.layer),
    uniqueIndex('milestone_order')
      .on(t.workspaceId, t.planId, t.layer, t.orderKey)
      .where(sql`${t.removedAt} is null`),
    ofPlan(t),
  ],
);

export const step = pgTable(
  'step',
  {
    ...inPlan(),
    id: uuid().notNull(),
    milestoneId: uuid('milestone_id').notNull(),
    milestoneLayer: text('milestone_layer').$type<Layer>().notNull(),
    orderKey: text('order_key').notNull(),
    /** A shared step this private one hangs behind. A soft reference: when it goes, the step comes last. */
    anchorId: uuid('anchor_id'),
    withheld: boolean().notNull().default(false),
    type: text().$type<StepType>().notNull(),
    title: text().notNull(),
    ask: text().notNull(),
    doneWhen: text('done_when').notNull(),
    ifSlips: text('if_slips').notNull().default(''),
    dueDay: day('due_day'),
    confirmedOn: day('confirmed_on'),
    meetingTime: jsonb('meeting_time').$type<MeetingTime>(),
    venue: text().notNull().default(''),
    agenda: text().notNull().default(''),
    attendees: jsonb().$type<string[]>().notNull().default([]),
    checkpoint: boolean().notNull().default(false),
    duration: integer().notNull(),
    decidedBy: text('decided_by').$type<DecidingWay>().notNull().default('everyone'),
    freshCode: boolean('fresh_code').notNull().default(false),
    agreement: text().$type<Agreement>().notNull(),
    declinedReason: text('declined_reason'),
    status: text().$type<StepStatus>().notNull(),
    statusReason: text('status_reason'),
    endedOn: day('ended_on'),
    lookOn: day('look_on'),
    helpId: uuid('help_id'),
    versions: versions(),
    removedAt: removedAt(),
  },
  (t) => [
    keyOf(t),
    unique('step_layer').on(t.workspaceId, t.planId, t.id, t.layer),
    uniqueIndex('step_order')
      .on(t.workspaceId, t.planId, t.layer, t.milestoneId, t.orderKey)
      .where(sql`${t.removedAt} is null`),
    foreignKey({
      columns: [t.workspaceId, t.planId, t.milestoneId, t.milestoneLayer],
      foreignColumns: [milestone.workspaceId, milestone.planId, milestone.id, milestone.layer],
    }).onUpdate('cascade'),
    check('step_decided_by', sql`${t.decidedBy} in ('everyone', 'anyone', 'inOrder')`),
    check('step_within_milestone', sql`${t.milestoneLayer} = 'shared' or ${t.layer} = ${t.milestoneLayer}`),
  ],
);

export const stakeholder = pgTable(
  'stakeholder',
  {
    ...inPlan(),
    id: uuid().notNull(),
    personId: uuid('person_id').notNull(),
    side: text().$type<Side>().notNull(),
    name: text().notNull(),
    role: text().notNull(),
    pointPerson: boolean('point_person').notNull(),
    admitted: boolean().notNull(),
    enteredOn: day('entered_on'),
    position: integer().generatedAlwaysAsIdentity(),
    versions: versions(),
    removedAt: removedAt(),
  },
  (t) => [
    keyOf(t),
    unique('stakeholder_layer').on(t.workspaceId, t.planId, t.id, t.layer),
    uniqueIndex('stakeholder_once')
      .on(t.workspaceId, t.planId, t.personId)
      .where(sql`${t.removedAt} is null`),
    ofPlan(t),
  ],
);

export const stepOwner = pgTable(
  'step_owner',
  {
    ...inPlan(),
    id: uuid().notNull(),
    stepId: uuid('step_id').notNull(),
    side: text().$type<Side>().notNull(),
    role: text(),
    stakeholderId: uuid('stakeholder_id'),
    stakeholderLayer: text('stakeholder_layer').$type<Layer>(),
    /** Soft: whoever is asked is on the row itself. */
    standIn: uuid('stand_in'),
    position: integer().generatedAlwaysAsIdentity(),
  },
  (t) => [
    keyOf(t),
    ofStep(t, t.stepId, t.layer),
    ofStakeholder(t, t.stakeholderId, t.stakeholderLayer),
    check(
      'owner_within_layer',
      sql`${t.stakeholderLayer} is null or ${t.stakeholderLayer} = 'shared' or ${t.layer} = ${t.stakeholderLayer}`,
    ),
    check('owner_person', sql`(${t.stakeholderId} is null) = (${t.stakeholderLayer} is null)`),
  ],
);

export const dependency = pgTable(
  'dependency',
  {
    ...inPlan(),
    id: uuid().notNull(),
    stepId: uuid('step_id').notNull(),
    afterId: uuid('after_id').notNull(),
    afterLayer: text('after_layer').$type<Layer>().notNull(),
    lag: integer().notNull().default(0),
    versions: versions(),
  },
  (t) => [
    keyOf(t),
    unique('dependency_once').on(t.workspaceId, t.planId, t.stepId, t.afterId),
    ofStep(t, t.stepId, t.layer),
    ofStep(t, t.afterId, t.afterLayer),
    check('dependency_within_layer', sql`${t.afterLayer} = 'shared' or ${t.afterLayer} = ${t.layer}`),
  ],
);

export const offer = pgTable(
  'offer',
  {
    ...inPlan(),
    id: uuid().notNull(),
    stepId: uuid('step_id'),
    terms: jsonb().$type<StepOfferTerms | GoalOfferTerms>().notNull(),
    field: text().notNull(),
    replaces: jsonb().$type<Question[]>(),
    bySide: text('by_side').$type<Side>().notNull(),
    by: uuid().notNull(),
    on: day('on').notNull(),
    position: integer().generatedAlwaysAsIdentity(),
  },
  (t) => [
    keyOf(t),
    uniqueIndex('offer_once_a_step')
      .on(t.workspaceId, t.planId, t.stepId)
      .where(sql`${t.stepId} is not null`),
    uniqueIndex('offer_once_a_field').on(t.workspaceId, t.planId, t.field).where(sql`${t.stepId} is null`),
    ofPlan(t),
    ofStep(t, t.stepId, t.layer),
    check('offer_shared', sql`${t.layer} = 'shared'`),
  ],
);
