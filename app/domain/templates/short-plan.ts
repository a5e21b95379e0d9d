import { defineTemplate } from '#app/domain/template.ts';

export const shortPlan = defineTemplate({
  id: 'short-plan',
  name: 'Short plan',
  description:
    'Six steps from an agreed goal to the first day of use, for a decision that one person can make.',
  lead: 19,
  milestones: [
    {
      name: 'Goal agreed',
      steps: [
        {
          key: 1,
          title: 'Agree the goal, how it is measured, and the day',
          type: 'meeting',
          owners: [
            { side: 'buyer', role: 'champion' },
            { side: 'seller', role: 'accountExecutive' },
          ],
          mode: 'joint',
          offset: 18,
          duration: 1,
          after: [],
          ask: 'Meet for half an hour and write down what should be different, how that will be measured, and the day it should be live.',
          doneWhen:
            'The goal, at least one measure with today’s figure, and the live day stand in this plan, in words both sides use.',
        },
      ],
    },
    {
      name: 'Fit proven',
      steps: [
        {
          key: 2,
          title: 'Tailored demo for the people who will use it',
          type: 'meeting',
          owners: [{ side: 'seller', role: 'accountExecutive' }],
          mode: 'single',
          offset: 15,
          duration: 1,
          after: [1],
          ask: 'Show how the daily work would go, on examples from the people who will do it. Send the agenda a day before.',
          doneWhen:
            'Those who will use it have seen their own cases, and what the try-out has to show is written down.',
        },
        {
          key: 3,
          title: 'Try-out against the exit criteria',
          type: 'task',
          owners: [
            { side: 'buyer', role: 'champion' },
            { side: 'seller', role: 'solutionsEngineer' },
          ],
          mode: 'joint',
          offset: 8,
          duration: 7,
          after: [2],
          alongside: 2,
          ask: 'Try it with real work for a week and note the result for each of the exit criteria.',
          doneWhen: 'Every exit criterion is marked met or not met, and what is not met has an answer.',
        },
      ],
    },
    {
      name: 'Case made',
      steps: [
        {
          key: 4,
          title: 'The case on one page: problem, cost today, measures, ask',
          type: 'task',
          owners: [
            { side: 'buyer', role: 'champion' },
            { side: 'seller', role: 'accountExecutive' },
          ],
          mode: 'joint',
          offset: 5,
          duration: 3,
          after: [3],
          alongside: 3,
          ask: 'Write one page together that somebody who was in none of the meetings can decide on.',
          doneWhen:
            'The page names the problem, what it costs today, what will be measured, and exactly what is asked for.',
        },
        {
          key: 5,
          title: 'Approval',
          type: 'approval',
          owners: [{ side: 'buyer', role: 'economicBuyer' }],
          mode: 'approvers',
          offset: 2,
          duration: 3,
          after: [4],
          ask: 'Read the one-page case and decide: yes, yes with conditions, need more, or no.',
          doneWhen: 'The decision is recorded here. Each condition has a person and a day.',
        },
      ],
    },
    {
      name: 'Live',
      steps: [
        {
          key: 6,
          title: 'Signature and start',
          type: 'task',
          owners: [
            { side: 'buyer', role: 'economicBuyer' },
            { side: 'seller', role: 'accountExecutive' },
          ],
          mode: 'joint',
          offset: 0,
          duration: 2,
          after: [5],
          ask: 'Sign the papers where your companies sign them, record it here, and open the accounts.',
          doneWhen: 'Both sides hold the signed papers, and the first people work with it.',
        },
      ],
    },
  ],
});
