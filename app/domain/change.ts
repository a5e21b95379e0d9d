/**
 * A change is a fact in the past tense: the only thing that ever alters a plan. Payloads are stored for
 * years, so a kind may gain fields but never change the meaning of one.
 */
import {
  type AttachmentChange,
  type Attachments,
  actOf,
  isAttachmentChange,
  layerOfAttachment,
} from './attachment.ts';
import type { Day } from './day.ts';
import type { HealthReason, HealthStatus, ToldPace } from './health-facts.ts';
import type { Place } from './order.ts';
import type {
  Agreement,
  Because,
  Case,
  CaseField,
  Dependency,
  Goal,
  GoalField,
  Layer,
  Measure,
  MeasureField,
  Milestone,
  Offer,
  Owner,
  Plan,
  Side,
  Stakeholder,
  StakeholderField,
  Step,
  StepField,
  StepStatus,
  WorkCalendar,
} from './plan.ts';

import { sharedView } from './shared-view.ts';

/** A field's old and new value, one member per field so that the two always agree in type. */
export type FieldChange<T, F extends keyof T> = { [K in F]: { field: K; from: T[K]; to: T[K] } }[F];

export interface StepState {
  status: StepStatus;
  reason: string | null;
  endedOn: Day | null;
  /** What is stuck has them where somebody said so. */
  lookOn?: Day;
  helpId?: string;
}

export const stateOf = ({ status, statusReason, endedOn, lookOn, helpId }: Step): StepState => ({
  ...{ status, reason: statusReason, endedOn },
  ...(lookOn && { lookOn }),
  ...(helpId && { helpId }),
});
export interface AgreementState {
  agreement: Agreement;
  reason: string | null;
}

export interface Closing {
  outcome: 'accepted' | 'answeredOtherwise' | 'declined' | 'withdrawn';
  reason: string | null;
}

/** A plan before anything is in it. */
export type BarePlan = Omit<
  Plan,
  'measures' | 'milestones' | 'steps' | 'dependencies' | 'offers' | 'people' | keyof Attachments
>;

export type Change =
  | AttachmentChange
  | { kind: 'planOpened'; plan: BarePlan }
  /** One reveal: everything not held back moves from the seller's layer to the shared one. */
  | { kind: 'planShared'; anchors: Record<string, string | null> }
  | ({ kind: 'goalChanged' } & FieldChange<Goal, GoalField>)
  | ({ kind: 'caseChanged' } & FieldChange<Case, CaseField>)
  | { kind: 'goalConfirmed'; from: Plan['confirmed']; to: Plan['confirmed'] }
  | { kind: 'pauseChanged'; from: Plan['pause']; to: Plan['pause'] }
  | { kind: 'calendarChanged'; side: Side; from: WorkCalendar; to: WorkCalendar }
  | { kind: 'measureAdded'; measure: Measure }
  | ({ kind: 'measureChanged'; measureId: string } & FieldChange<Measure, MeasureField>)
  | { kind: 'measureRemoved'; measure: Measure }
  | { kind: 'milestoneAdded'; milestone: Milestone; afterId: string | null }
  | { kind: 'milestoneRenamed'; milestoneId: string; from: string; to: string }
  | { kind: 'milestoneMoved'; milestoneId: string; from: string | null; to: string | null }
  | { kind: 'milestoneRemoved'; milestone: Milestone; afterId: string | null }
  | { kind: 'milestoneReached'; milestoneId: string; on: Day }
  | { kind: 'milestoneReopened'; milestoneId: string; from: Day }
  /** By the plan itself: it was told to be heading for `was`, its agreed day where nothing else was. */
  | { kind: 'milestonePaced'; milestoneId: string; was: Day; from: ToldPace | null; to: ToldPace }
  | { kind: 'healthChanged'; from: HealthStatus; to: HealthStatus; reason: HealthReason }
  | { kind: 'stepAdded'; step: Step; place: Place }
  /** `because`: its day went with that of a step it waits for. */
  | ({ kind: 'stepChanged'; stepId: string; because?: Because } & FieldChange<Step, StepField>)
  | { kind: 'stepMoved'; stepId: string; from: Place; to: Place }
  | { kind: 'stepRemoved'; step: Step; place: Place }
  | { kind: 'stepStatusChanged'; stepId: string; from: StepState; to: StepState }
  | { kind: 'agreementChanged'; stepId: string; from: AgreementState; to: AgreementState }
  | { kind: 'stepRevealed'; step: Step; place: Place }
  | { kind: 'stepHidden'; step: Step; place: Place; to: Side }
  | { kind: 'ownerAdded'; stepId: string; owner: Owner }
  | { kind: 'ownerRemoved'; stepId: string; owner: Owner }
  | { kind: 'dependencyAdded'; dependency: Dependency }
  /** `dependency` as it was: so each of its two steps is told of. */
  | ({ kind: 'dependencyChanged'; dependency: Dependency } & FieldChange<Dependency, 'lag'>)
  | { kind: 'dependencyRemoved'; dependency: Dependency }
  /** `again`: it was closed like this, which was undone; so that a redo closes it like this once more. */
  | { kind: 'offerMade'; offer: Offer; again?: Closing }
  | ({ kind: 'offerClosed'; offer: Offer } & Closing)
  | { kind: 'stakeholderAdded'; stakeholder: Stakeholder }
  | ({ kind: 'stakeholderChanged'; stakeholderId: string } & FieldChange<Stakeholder, StakeholderField>)
  | { kind: 'stakeholderRemoved'; stakeholder: Stakeholder };

export type ChangeKind = Change['kind'];
export type ChangeOf<K extends ChangeKind> = Extract<Change, { kind: K }>;

/** The layer whose log carries a change, and numbers what it wrote, given the plan it is about to alter. */
export function layerOf(plan: Plan, change: Change): Layer {
  const ofStep = (id: string) => plan.steps.find((s) => s.id === id)?.layer ?? plan.layer;
  if (isAttachmentChange(change)) return layerOfAttachment(plan, change);
  switch (change.kind) {
    case 'planOpened':
      return change.plan.layer;
    case 'planShared':
    case 'stepRevealed':
      return 'shared';
    case 'stepHidden':
      return change.to;
    case 'goalChanged':
    case 'goalConfirmed':
    case 'pauseChanged':
    case 'caseChanged':
    case 'calendarChanged':
    case 'milestoneRenamed':
    case 'milestoneMoved':
    case 'milestoneReached':
    case 'milestoneReopened':
    case 'milestonePaced':
    case 'healthChanged':
    case 'stakeholderChanged':
      return plan.layer;
    case 'measureAdded':
    case 'measureRemoved':
      return change.measure.layer;
    case 'measureChanged':
      return plan.measures.find((m) => m.id === change.measureId)?.layer ?? plan.layer;
    case 'milestoneAdded':
    case 'milestoneRemoved':
      return change.milestone.layer;
    case 'stepAdded':
    case 'stepRemoved':
      return change.step.layer;
    case 'stepChanged':
    case 'stepMoved':
    case 'stepStatusChanged':
    case 'agreementChanged':
    case 'ownerAdded':
    case 'ownerRemoved':
      return ofStep(change.stepId);
    case 'dependencyAdded':
    case 'dependencyChanged':
    case 'dependencyRemoved':
      return change.dependency.layer;
    case 'offerMade':
    case 'offerClosed':
      return change.offer.layer;
    case 'stakeholderAdded':
    case 'stakeholderRemoved':
      return change.stakeholder.layer;
  }
}

/** What each layer's log is told of one change. Written once, here, when the change is recorded. */
export interface Entry {
  layer: Layer;
  kind: string;
  body: unknown;
}
export function entriesOf(before: Plan, after: Plan, change: Change): Entry[] {
  if (isAttachmentChange(change)) {
    const { noun, act } = actOf(change);
    const entry = { layer: layerOf(before, change), kind: change.kind, body: change };
    if (act !== 'Revealed' || !('thing' in change)) return [entry];
    return [entry, { layer: change.thing.layer, kind: `${noun}Left`, body: { id: change.thing.id } }];
  }
  switch (change.kind) {
    case 'planShared': {
      const { anchors, ...shared } = change;
      const snapshot = sharedView(after);
      return [
        { layer: 'shared', kind: change.kind, body: { ...shared, plan: snapshot } },
        { layer: 'seller', kind: 'planLeft', body: { anchors } },
      ];
    }
    case 'stepRevealed':
      return [
        {
          layer: 'shared',
          kind: change.kind,
          body: {
            ...change,
            step: after.steps.find((s) => s.id === change.step.id),
            ...hangingOn(after, change.step.id),
          },
        },
        { layer: change.step.layer, kind: 'stepLeft', body: { stepId: change.step.id } },
      ];
    case 'stepHidden':
      return [
        { layer: 'shared', kind: 'stepLeft', body: { stepId: change.step.id } },
        {
          layer: change.to,
          kind: change.kind,
          body: {
            ...change,
            step: after.steps.find((s) => s.id === change.step.id),
            ...hangingOn(after, change.step.id),
          },
        },
      ];
    default:
      return [{ layer: layerOf(before, change), kind: change.kind, body: change }];
  }
}

/** What goes with a step from layer to layer. */
const hangingOn = (plan: Plan, stepId: string) => ({
  dependencies: plan.dependencies.filter((d) => d.stepId === stepId),
  inputs: plan.inputs.filter((i) => i.stepId === stepId),
  links: plan.links.filter((l) => l.stepId === stepId),
  decisions: plan.decisions.filter((d) => d.stepId === stepId),
  meetingNotes: plan.meetingNotes.filter((note) => note.stepId === stepId),
});

/** Field versions a change writes: the entity and the fields whose `n` becomes the event's own. */
export const versioned = <V extends Record<string, number>>(versions: V, fields: string[], n: number): V => ({
  ...versions,
  ...Object.fromEntries(fields.map((f) => [f, n])),
});

/** The fact that one field of a step now holds another value. */
export const stepChange = (step: Step, to: { field: StepField; value: unknown }): Change =>
  ({ kind: 'stepChanged', stepId: step.id, field: to.field, from: step[to.field], to: to.value }) as Change;
