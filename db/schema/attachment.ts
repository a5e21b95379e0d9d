import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { ApprovalDecision, Comment, FigureKind, Outcome } from '#app/domain/attachment.ts';
import type { MeetingNote } from '#app/domain/meeting-note.ts';
import type { Layer, Side } from '#app/domain/plan.ts';
import { day, inPlan, keyOf, ofPlan, ofStakeholder, ofStep, versions } from './plan.ts';

/** What hangs on a step or a plan. Its key carries workspace and plan, and it repeats its step's layer. */
const attached = () => ({
  ...inPlan(),
  id: uuid().notNull(),
  versions: versions(),
  position: integer().generatedAlwaysAsIdentity(),
});
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
    files: jsonb().$type<Comment['files']>().notNull().default([]),
  },
  (t) => [
    keyOf(t),
    ofPlan(t),
    ofStep(t, t.stepId, t.stepLayer),
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
  (t) => [keyOf(t), ofStep(t, t.stepId, t.layer)],
);

export const stepLink = pgTable(
  'step_link',
  {
    ...attached(),
    stepId: uuid('step_id').notNull(),
    name: text().notNull(),
    url: text().notNull(),
  },
  (t) => [keyOf(t), ofStep(t, t.stepId, t.layer)],
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
    keyOf(t),
    uniqueIndex('figure_once').on(t.workspaceId, t.planId, t.kind),
    ofPlan(t),
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
    byRole: text('by_role').notNull(),
    outcome: text().$type<Outcome>().notNull(),
    on: day('on').notNull(),
    at: at('at').notNull(),
    proof: text().$type<ApprovalDecision['proof']>().notNull(),
    conditions: jsonb().$type<ApprovalDecision['conditions']>().notNull(),
    missing: text().notNull(),
    forId: uuid('for_id'),
    bound: jsonb().$type<ApprovalDecision['bound']>(),
    digest: text(),
  },
  (t) => [keyOf(t), ofStep(t, t.stepId, t.layer), ofStakeholder(t, t.by, t.byLayer)],
);

export const meetingNote = pgTable(
  'meeting_note',
  {
    ...attached(),
    stepId: uuid('step_id').notNull(),
    by: uuid(),
    bySide: text('by_side').$type<Side>().notNull(),
    at: at('at').notNull(),
    said: jsonb().$type<MeetingNote['said']>().notNull(),
  },
  (t) => [keyOf(t), ofStep(t, t.stepId, t.layer)],
);

export const planDomain = pgTable(
  'plan_domain',
  {
    ...attached(),
    name: text().notNull(),
  },
  (t) => [keyOf(t), ofPlan(t)],
);
