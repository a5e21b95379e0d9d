import type { Plan, StakeholderField } from '../plan.ts';
import type { LastingKind } from './lasting.ts';

/** Why nothing takes this back, as whoever tries is told. */
type Reason = (plan: Plan) => string;

export const noWayBack = {
  planOpened: () => 'A plan is removed in its settings, not undone.',
  planShared: (plan) => `${plan.goal.buyerName} has the plan now, so sharing it cannot be undone.`,
  commentRevealed: () => 'The other side can read it now, so showing it cannot be undone. You can remove it.',
  figureRevealed: () => 'The other side can read it now, so showing it cannot be undone. You can remove it.',
  milestonePaced: () => 'It follows from the days of the plan.',
  healthChanged: () => 'It follows from the days of the plan.',
  decisionAdded: () => 'A decision stays on record. Decide again, and the new one counts.',
  stakeholderAdded: () => 'An invitation is taken back under People.',
  stakeholderRemoved: () => 'Somebody who was removed is invited again under People.',
} satisfies Record<LastingKind, Reason>;

const underPeople: Reason = () => 'Who is on the plan is changed under People.';

/** Of a person on the plan only what they do here is taken back as an edit. */
export const noWayBackForPerson = {
  name: () => 'Your name is changed in your account.',
  pointPerson: underPeople,
  admitted: underPeople,
  enteredOn: underPeople,
} satisfies Record<Exclude<StakeholderField, 'role'>, Reason>;
