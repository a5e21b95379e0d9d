import fc from 'fast-check';
import { type Day, requireDay } from '#app/domain/day.ts';
import type { GoalTerms, Offer, Plan, Step } from '#app/domain/plan.ts';
import { baseOfYes } from '#app/domain/said-yes-to.ts';
import { type CastMember, dana, grace, lena, maya, tom } from '#tests/support/cast.ts';
import { aPlan, aStep, ask, type Outcome, ownedBy, placeholder } from '#tests/support/plan-builder.ts';

const day = (n: number): Day => requireDay(`2026-12-${String((n % 28) + 1).padStart(2, '0')}`);

/** Work of either side, of both, and of nobody yet, at every stage of being agreed. */
export const start = (): Plan =>
  aPlan({
    steps: [
      aStep('hers', { owners: ownedBy(dana), dueDay: day(3), ask: 'The form' }),
      aStep('his', { owners: ownedBy(tom), dueDay: day(5) }),
      aStep('both', { owners: ownedBy(maya, dana), dueDay: day(9) }),
      aStep('outlined', { owners: ownedBy(grace), agreement: 'outline', dueDay: day(14) }),
      aStep('outlined both', { owners: ownedBy(tom, grace), agreement: 'outline', milestoneId: 'case' }),
      aStep('nameless', {
        owners: [placeholder('buyer', 'security')],
        agreement: 'outline',
        milestoneId: 'case',
        dueDay: day(20),
      }),
    ],
  });

export interface Act {
  by: number;
  what: number;
  a: number;
  b: number;
}
export const acts = fc.array(fc.record({ by: fc.nat(4), what: fc.nat(99), a: fc.nat(99), b: fc.nat(99) }), {
  minLength: 5,
  maxLength: 40,
});

export const whoActs = ({ by }: Pick<Act, 'by'>): CastMember => [maya, dana, tom, grace, lena][by] ?? maya;

type Try = (plan: Plan, who: CastMember, step: Step, act: Act) => Outcome;
const confirmed = { confirmed: true };
const onOffer =
  (then: (plan: Plan, who: CastMember, offer: Offer, act: Act) => Outcome): Try =>
  (plan, who, step, act) => {
    const offer = plan.offers[act.a % Math.max(1, plan.offers.length)];
    // Where nothing is asked, something is.
    return offer ? then(plan, who, offer, act) : asks(plan, who, step, act);
  };
const asks: Try = (plan, who, { id }, { b }) =>
  ask(plan, who, 'rescheduleStep', { stepId: id, dueDay: day(b) }, confirmed);
const goalTerms = (b: number): GoalTerms =>
  b % 2 === 0
    ? { field: 'liveDay', value: requireDay(`2027-03-${String((b % 28) + 1).padStart(2, '0')}`) }
    : { field: 'objective', value: `Words ${b}` };

export const tries: Record<string, Try> = {
  'suggests a day': asks,
  'suggests words': (plan, who, { id }, { b }) =>
    ask(plan, who, 'changeStep', { stepId: id, field: 'ask', value: `Words ${b}` }, confirmed),
  'hands it to somebody': (plan, who, step, { b }) => {
    const to = [maya, dana, tom, grace, lena][b % 5] ?? maya;
    const ownerId = b % 3 === 0 ? null : (step.owners[b % step.owners.length]?.id ?? null);
    const args = { stepId: step.id, ownerId, side: to.side, role: null, stakeholderId: to.key };
    return ask(plan, who, 'assignStep', args, confirmed);
  },
  'takes somebody off': (plan, who, step, { b }) => {
    const ownerId = step.owners[b % step.owners.length]?.id ?? '';
    return ask(plan, who, 'removeOwner', { stepId: step.id, ownerId }, confirmed);
  },
  proposes: (plan, who, { id }) => ask(plan, who, 'proposeStep', { stepId: id }, confirmed),
  'proposes a milestone': (plan, who, { milestoneId }) =>
    ask(plan, who, 'proposeMilestone', { milestoneId }, confirmed),
  'asks if it is done': (plan, who, { id }) => ask(plan, who, 'askIfDone', { stepId: id }, confirmed),
  'says yes': onOffer((plan, who, offer) =>
    ask(
      plan,
      who,
      'acceptOffers',
      { offerIds: [offer.id] },
      { ...confirmed, base: baseOfYes(plan, [offer]) },
    ),
  ),
  'says yes to all': onOffer((plan, who) =>
    ask(
      plan,
      who,
      'acceptOffers',
      { offerIds: plan.offers.filter((o) => o.bySide !== who.side).map((o) => o.id) },
      confirmed,
    ),
  ),
  'names another day': onOffer((plan, who, { id }, { b }) =>
    ask(plan, who, 'counterOffer', { offerId: id, dueDay: day(b) }, confirmed),
  ),
  'says no': onOffer((plan, who, { id }) =>
    ask(plan, who, 'declineOffer', { offerId: id, reason: 'Too early' }, confirmed),
  ),
  'takes a question back': onOffer((plan, who, { id }) =>
    ask(plan, who, 'withdrawOffer', { offerId: id }, confirmed),
  ),
  ticks: (plan, who, { id }) => ask(plan, who, 'completeStep', { stepId: id }, confirmed),
  'opens again': (plan, who, { id }) => ask(plan, who, 'reopenStep', { stepId: id }, confirmed),
  'is stuck': (plan, who, { id }) =>
    ask(plan, who, 'reportStuck', { stepId: id, reason: 'No file' }, confirmed),
  skips: (plan, who, { id }) => ask(plan, who, 'skipStep', { stepId: id, reason: 'No need' }, confirmed),
  'edits the goal': (plan, who, _step, { b }) => ask(plan, who, 'changeGoal', goalTerms(b), confirmed),
};
export const whats = Object.keys(tries);
