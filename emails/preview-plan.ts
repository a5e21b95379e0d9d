import type { PlanLetter } from './plan-letter.ts';

/** One deal for all previews and tests: Northwind sells to Acme Freight, and Dana reads. */
export const previewPlan: PlanLetter = {
  reader: { firstName: 'Dana', side: 'buyer' },
  sender: { personName: 'Maya Lindqvist', companyName: 'Northwind' },
  plan: {
    objective: 'a two-day month-end',
    sellerName: 'Northwind',
    buyerName: 'Acme Freight',
    line: [
      { name: 'Fit proven', day: '20 Nov', reached: true, dashed: false },
      { name: 'Case made', day: '18 Dec', reached: false, dashed: false },
      { name: 'Papers signed', day: '5 Feb', reached: false, dashed: false },
      { name: 'Live', day: '12 Mar', reached: false, dashed: false },
    ],
    now: { milestone: 'Case made', by: 'Fri 18 Dec' },
    yours: [{ title: 'Security questionnaire sent to Northwind', by: 'Thu 26 Nov' }],
    theirs: [{ title: 'SOC 2 report and test summary sent', who: 'Tom', by: 'Mon 30 Nov' }],
    theirName: 'Northwind',
    nextMeeting: { when: 'Tue 1 Dec, 15:00 CET', about: 'pricing walkthrough' },
    liveDay: { text: 'Fri 12 Mar', inWords: '12 March', note: 'as agreed', holds: true },
  },
  button: { label: 'See the plan', url: 'https://plans.example/p/acme?step={{secret:open}}' },
  footer: {
    why: 'You asked for milestones at once, and the rest in one letter on Friday mornings.',
    changeUrl: 'https://plans.example/keep-in-touch/{{secret:change}}',
    stopUrl: 'https://plans.example/stop/{{secret:stop}}',
  },
  also: [],
};

/** What can be done about one step of the reader's, and about one question. */
const act = (label: string, n: number) => ({
  label,
  url: `https://plans.example/act/{{secret:act${n + 1}}}`,
});
export const previewActs = ['Done', 'Another day', "I'm stuck"].map(act);
export const previewConfirms = ['Still right', 'Another day', "I'm stuck"].map(act);
export const previewAnswers = ['Say yes', 'Another day'].map(act);

/** The same plan before anything happened on it. */
export const previewStart: PlanLetter = {
  ...previewPlan,
  plan: {
    ...previewPlan.plan,
    line: previewPlan.plan.line.map((stop, index) => ({ ...stop, reached: false, dashed: index > 0 })),
    now: { milestone: 'Fit proven', by: 'Fri 20 Nov' },
    nextMeeting: undefined,
  },
};
