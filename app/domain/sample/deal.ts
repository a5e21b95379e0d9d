/** The sample deal as it stands on its first day: milestones, steps, who owns them, and what waits for what. */
import type { StepType } from '../plan.ts';
import type { SamplePerson } from './people.ts';

export type SampleOwner = 'you' | SamplePerson['key'] | { role: string };

export interface SampleStep {
  key: string;
  title: string;
  type?: StepType;
  owners: SampleOwner[];
  /** Working days from the day somebody opens the sample. */
  due: number;
  ask?: string;
  doneWhen?: string;
  ifSlips?: string;
  /** Of a meeting. */
  agenda?: string;
  after?: string[];
}

export const buyerName = 'Acme Freight';
export const objective = 'Month-end closes in two days instead of nine, before the spring peak';
export const whyNow = 'The spring peak doubles the invoices, and nine days no longer fit between two months.';
/** Working days from today to the live day. */
export const liveIn = 75;

export const theCase = {
  problem:
    'Carrier invoices are checked by hand against three systems. Two of them disagree, and finance finds out after the month has closed.',
  costToday: 'Four people for nine days every month, and disputes older than 30 days that nobody settles.',
  request: 'One system for carrier reconciliation, for the scope and price of the business case, version 3.',
  ifWeWait: 'The spring peak is closed by hand once more: about 4,100 invoices, with the people we have.',
} as const;

export const measures = [
  { name: 'Days to close a month', now: '9', wanted: '2', measuredBy: 'Rui' },
  { name: 'Invoices checked by hand', now: '4,100', wanted: '400', measuredBy: 'Rui' },
  { name: 'Disputes older than 30 days', now: '62', wanted: '10', measuredBy: 'Grace' },
];

export const milestones: { key: string; name: string; steps: SampleStep[] }[] = [
  {
    key: 'fit',
    name: 'Fit proven',
    steps: [
      {
        key: 'demo',
        title: 'Custom demo on Acme’s own March data',
        type: 'meeting',
        owners: ['you'],
        due: -14,
      },
      {
        key: 'criteria',
        title: 'Exit criteria agreed',
        type: 'approval',
        owners: ['dana'],
        due: -11,
        ask: 'The four criteria the trial is measured by, as written in the shared page.',
        after: ['demo'],
      },
      { key: 'reference', title: 'Call with a reference account', type: 'meeting', owners: ['tom'], due: -4 },
    ],
  },
  {
    key: 'case',
    name: 'Case made',
    steps: [
      {
        key: 'cost',
        title: 'Cost of today’s process measured',
        owners: ['rui'],
        due: -2,
        doneWhen: 'Hours and disputes of one month are written down.',
      },
      {
        key: 'pricing',
        title: 'Pricing walkthrough',
        type: 'meeting',
        owners: ['you'],
        due: 3,
        agenda: 'Price per carrier\nWhat the purchase order needs\nWho signs, and when',
      },
      {
        key: 'draft',
        title: 'Business case drafted together',
        owners: ['you', 'dana'],
        due: 9,
        doneWhen: 'One page that Lena can read without either side beside her.',
        after: ['cost', 'pricing'],
      },
      {
        key: 'approved',
        title: 'Business case approved',
        type: 'approval',
        owners: ['lena'],
        due: 16,
        ask: 'Acme replaces manual carrier reconciliation, for the scope and price in version 3 of the business case.',
        after: ['draft'],
      },
    ],
  },
  {
    key: 'papers',
    name: 'Papers signed',
    steps: [
      {
        key: 'questions',
        title: 'Security questionnaire sent to Tom',
        owners: ['dana'],
        due: -1,
        ask: 'Send Tom the form your security team uses for new suppliers. Last year’s version is enough to start.',
        doneWhen: 'Tom can open the file and knows who reads the answers.',
        ifSlips:
          'Tom cannot begin, and the security decision moves with it. Dana and Tom then fill in the form together in one call.',
      },
      { key: 'report', title: 'SOC 2 report and test summary sent', owners: ['tom'], due: 2 },
      { key: 'contract', title: 'Contract draft sent to Grace', owners: ['you'], due: 12 },
      {
        key: 'answers',
        title: 'Security questionnaire answered',
        owners: ['tom'],
        due: 15,
        after: ['questions'],
      },
      {
        key: 'security',
        title: 'Security decision',
        type: 'approval',
        owners: [{ role: 'security' }],
        due: 34,
        after: ['answers'],
      },
      { key: 'capital', title: 'Capital request approved', type: 'approval', owners: ['per'], due: 39 },
      {
        key: 'terms',
        title: 'Contract terms agreed',
        type: 'approval',
        owners: ['grace'],
        due: 44,
        after: ['contract'],
      },
      {
        key: 'signature',
        title: 'Signature',
        owners: ['you', 'lena'],
        due: 49,
        after: ['security', 'capital', 'terms'],
      },
    ],
  },
  {
    key: 'live',
    name: 'Live',
    steps: [
      {
        key: 'connected',
        title: 'Carrier data connected, then the first two-day month-end',
        owners: ['tom', 'rui'],
        due: 75,
        after: ['signature'],
      },
    ],
  },
];
