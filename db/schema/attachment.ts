import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  foreignKey,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { ApprovalDecision, Comment, FigureKind, Outcome } from '#app/domain/attachment.ts';
import type { Day } from '#app/domain/day.ts';
import type { Layer, Side, Versions } from '#app/domain/plan.ts';
import { plan, stakeholder, step } from './plan.ts';

/** What hangs on a step or a plan. Its key carries workspace and plan, and it repeats its step's layer. */
const attached = () => ({
  workspaceId: uuid('workspace_id').notNull(),
  planId: uuid('plan_id').notNull(),
  layer: text().$type<Layer>().notNull(),
  id: uuid().notNull(),
  versions: jsonb().$type<Versions>().notNull().default({}),
  position: integer().generatedAlwaysAsIdentity(),
});
const day = (name: string) => date(name, { mode: 'string' }).$type<Day>();
const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'string' });

export const comment = pgTable(
  'comment',
  {
    ...attached(),
    stepId: uuid('step_id'),
    stepLayer: text('step_layer').$type<Layer>(),
    by: uuid().notNull(),
    byName: text('by_name').notNull(),
    bySide: text('by_side').$type<Side>().notNull(),
    at: at('at').notNull(),
    text: text().notNull(),
    mentions: jsonb().$type<string[]>().notNull(),
    request: jsonb().$type<NonNullable<Comment['request']>>(),
    answers: uuid(),
    answeredOn: day('answered_on'),
    decisionId: uuid('decision_id'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.planId, t.id] }),
    foreignKey({ columns: [t.workspaceId, t.planId], foreignColumns: [plan.workspaceId, plan.planId] }),
    foreignKey({
      columns: [t.workspaceId, t.planId, t.stepId, t.stepLayer],
      foreignColumns: [step.workspaceId, step.planId, step.id, step.layer],
    }).onUpdate('cascade'),
    // Never wider than its step.
    check(
      'comment_within_step',
      sql`${t.stepLayer} is null or ${t.stepLayer} = 'shared' or ${t.layer} = ${t.stepLayer}`,
    ),
    check('comment_step', sql`(${t.stepId} is null) = (${t.stepLayer} is null)`),
  ],
);

export const stepInput = pgTable(
  'step_input',
  {
    ...attached(),
    stepId: uuid('step_id').notNull(),
    side: text().$type<Side>().notNull(),
    name: text().notNull(),
    here: boolean().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.planId, t.id] }),
    foreignKey({
      columns: [t.workspaceId, t.planId, t.stepId, t.layer],
      foreignColumns: [step.workspaceId, step.planId, step.id, step.layer],
    }).onUpdate('cascade'),
  ],
);

export const stepLink = pgTable(
  'step_link',
  {
    ...attached(),
    stepId: uuid('step_id').notNull(),
    name: text().notNull(),
    url: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.planId, t.id] }),
    foreignKey({
      columns: [t.workspaceId, t.planId, t.stepId, t.layer],
      foreignColumns: [step.workspaceId, step.planId, step.id, step.layer],
    }).onUpdate('cascade'),
  ],
);

export const figure = pgTable(
  'figure',
  {
    ...attached(),
    side: text().$type<Side>().notNull(),
    kind: text().$type<FigureKind>().notNull(),
    value: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.planId, t.id] }),
    uniqueIndex('figure_once').on(t.workspaceId, t.planId, t.kind),
    foreignKey({ columns: [t.workspaceId, t.planId], foreignColumns: [plan.workspaceId, plan.planId] }),
    check('figure_of_side', sql`${t.layer} = 'shared' or ${t.layer} = ${t.side}`),
  ],
);

export const decision = pgTable(
  'decision',
  {
    ...attached(),
    stepId: uuid('step_id').notNull(),
    by: uuid().notNull(),
    byLayer: text('by_layer').$type<Layer>().notNull(),
    byName: text('by_name').notNull(),
    outcome: text().$type<Outcome>().notNull(),
    on: day('on').notNull(),
    at: at('at').notNull(),
    proof: text().$type<ApprovalDecision['proof']>().notNull(),
    conditions: jsonb().$type<ApprovalDecision['conditions']>().notNull(),
    missing: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.planId, t.id] }),
    foreignKey({
      columns: [t.workspaceId, t.planId, t.stepId, t.layer],
      foreignColumns: [step.workspaceId, step.planId, step.id, step.layer],
    }).onUpdate('cascade'),
    foreignKey({
      columns: [t.workspaceId, t.planId, t.by, t.byLayer],
      foreignColumns: [stakeholder.workspaceId, stakeholder.planId, stakeholder.id, stakeholder.layer],
    }).onUpdate('cascade'),
  ],
);

export const planDomain = pgTable(
  'plan_domain',
  {
    ...attached(),
    name: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.planId, t.id] }),
    foreignKey({ columns: [t.workspaceId, t.planId], foreignColumns: [plan.workspaceId, plan.planId] }),
  ],
);
