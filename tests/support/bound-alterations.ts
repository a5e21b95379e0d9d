/** A decided approval, and what may be altered around it: parts of what was decided, and what is none. */
import type { ApprovalDecision } from '#app/domain/attachment.ts';
import type { Plan, Step } from '#app/domain/plan.ts';
import { dana, grace, lena, rui } from './cast.ts';
import { aPlan, aStep, ask, on, ownedBy } from './plan-builder.ts';

const link = (id: string, name: string, url: string) => ({
  ...{ id, layer: 'shared' as const, stepId: 'budget', versions: {} },
  ...{ name, url },
});
const input = (id: string, name: string, here = false) => ({
  ...{ id, layer: 'shared' as const, stepId: 'budget', versions: {} },
  ...{ name, here, side: 'seller' as const },
});
export const start = (over: Partial<Step> = {}): Plan =>
  aPlan({
    steps: [
      aStep('budget', {
        ...{ type: 'approval', title: 'Business case', ask: 'Buy it', doneWhen: 'Signed' },
        owners: ownedBy(lena, grace),
        ...over,
      }),
      aStep('other'),
    ],
    links: [link('a', 'Case', 'https://a.example/'), link('b', 'Price', 'https://b.example/')],
    inputs: [input('i', 'Figures'), input('j', 'Offer')],
  });
export const decided = (plan: Plan): Plan =>
  ask(plan, lena, 'decideApproval', {
    ...{ id: 'said', stepId: 'budget', outcome: 'approvedWithConditions', note: '', missing: '' },
    conditions: [
      {
        ...{ id: 'sap', title: 'Invoices stay in SAP', side: 'buyer', role: null },
        ...{ stakeholderId: 'rui', dueDay: on('2027-01-15') },
      },
    ],
  }).plan;
export const withStep = (plan: Plan, id: string, over: Partial<Step>): Plan => ({
  ...plan,
  steps: plan.steps.map((s) => (s.id === id ? { ...s, ...over } : s)),
});
export const said = (plan: Plan): ApprovalDecision => {
  const [first] = plan.decisions;
  if (!first) throw new Error('Nobody has decided');
  return first;
};
/** One part of what is decided made into something else. */
export const material: Record<string, (plan: Plan, text: string) => Plan> = {
  title: (plan, title) => withStep(plan, 'budget', { title }),
  ask: (plan, words) => withStep(plan, 'budget', { ask: words }),
  doneWhen: (plan, doneWhen) => withStep(plan, 'budget', { doneWhen }),
  'the name of a link': (plan, name) => ({
    ...plan,
    links: plan.links.map((l) => (l.id === 'a' ? { ...l, name } : l)),
  }),
  'the address of a link': (plan, at) => ({
    ...plan,
    links: plan.links.map((l) => (l.id === 'a' ? { ...l, url: `https://other.example/${at}` } : l)),
  }),
  'a link more': (plan, name) => ({ ...plan, links: [...plan.links, link('c', name, 'https://c.example/')] }),
  'a link fewer': (plan) => ({ ...plan, links: plan.links.filter((l) => l.id !== 'a') }),
  'the name of an input': (plan, name) => ({
    ...plan,
    inputs: plan.inputs.map((i) => (i.id === 'i' ? { ...i, name } : i)),
  }),
  'who brings an input': (plan) => ({
    ...plan,
    inputs: plan.inputs.map((i) => (i.id === 'i' ? { ...i, side: 'buyer' as const } : i)),
  }),
  'an input fewer': (plan) => ({ ...plan, inputs: plan.inputs.filter((i) => i.id !== 'i') }),
  'the words of a condition': (plan, title) => withStep(plan, 'sap', { title }),
  'a condition gone': (plan) => ({ ...plan, steps: plan.steps.filter((s) => s.id !== 'sap') }),
  'a condition kept to one side': (plan) => withStep(plan, 'sap', { layer: 'buyer' }),
  'how it is decided': (plan) => withStep(plan, 'budget', { decidedBy: 'anyone' }),
  'one more who is asked': (plan) => withStep(plan, 'budget', { owners: ownedBy(lena, grace, dana) }),
  'one fewer who is asked': (plan) => withStep(plan, 'budget', { owners: ownedBy(lena) }),
  'somebody else who is asked': (plan) => withStep(plan, 'budget', { owners: ownedBy(lena, rui) }),
};

/** What may be altered on the same plan without altering what was decided. */
export const immaterial: Record<string, (plan: Plan, text: string) => Plan> = {
  'its day': (plan) => withStep(plan, 'budget', { dueDay: on('2027-02-01') }),
  'how long it takes': (plan) => withStep(plan, 'budget', { duration: 7 }),
  'a code each time': (plan) => withStep(plan, 'budget', { freshCode: true }),
  'its status': (plan, reason) => withStep(plan, 'budget', { status: 'stuck', statusReason: reason }),
  versions: (plan) => withStep(plan, 'budget', { versions: { title: 9 } }),
  'who stands in': (plan) =>
    withStep(plan, 'budget', { owners: ownedBy(lena, grace).map((o) => ({ ...o, standIn: 'dana' })) }),
  'whether an input has come': (plan) => ({
    ...plan,
    inputs: plan.inputs.map((i) => ({ ...i, here: true })),
  }),
  'the order of links': (plan) => ({ ...plan, links: [...plan.links].reverse() }),
  'the order of who is asked together': (plan) => withStep(plan, 'budget', { owners: ownedBy(grace, lena) }),
  'the day of a condition': (plan) => withStep(plan, 'sap', { dueDay: on('2027-03-01'), status: 'done' }),
  'another step': (plan, title) => withStep(plan, 'other', { title }),
  'a link of another step': (plan, name) => ({
    ...plan,
    links: [...plan.links, { ...link('z', name, 'https://z.example/'), stepId: 'other' }],
  }),
  'a name': (plan, name) => ({ ...plan, people: plan.people.map((p) => ({ ...p, name })) }),
};
