import { Button } from './_components/button.tsx';
import { Footer } from './_components/footer.tsx';
import { Layout } from './_components/layout.tsx';
import { PlanFacts } from './_components/plan-facts.tsx';
import { Paragraph } from './_components/words.tsx';
import type { PlanLetter } from './plan-letter.ts';
import { previewPlan } from './preview-plan.ts';

type Doing = { title: string; who: string; by: string };

export type MeetingRecapProps = PlanLetter & {
  title: string;
  closedBy: string;
  decisions: string[];
  doing: Doing[];
  /** Of a checkpoint: what each side said. */
  words: { company: string; word: string; reason?: string }[];
  next?: Doing;
  /** Why no next step is needed. */
  noNext?: string;
  /** `when` in the reader's own zone; `elsewhere` where clocks of the others show something else. */
  meeting?: { title: string; when: string; elsewhere: string[]; venue?: string };
  /** Why no next meeting is needed. */
  noMeeting?: string;
  /** The next meeting comes with the letter, for the reader's calendar. */
  attached: boolean;
};

/** "After Pricing walkthrough: “Redlines” by Sat 12 Dec" */
export const subject = ({ title, next }: MeetingRecapProps) =>
  next
    ? `After ${title}: “${next.title}”${next.by ? ` by ${next.by}` : ''}`
    : `${title} has ended, and no next step is needed`;

const opening = ({ title, closedBy, next }: MeetingRecapProps): string =>
  `${closedBy} closed ${title}. ${next ? `Next is “${next.title}”, ${whoAndWhen(next)}.` : 'No step comes next.'}`;

const whoAndWhen = ({ who, by }: Doing): string => [who, by && `by ${by}`].filter(Boolean).join(', ');

export default function MeetingRecap(props: MeetingRecapProps) {
  const { decisions, doing, words, next, noNext, meeting, noMeeting, attached, title, button, footer } =
    props;
  const first = [
    ...words.map(({ company, word, reason }) => ({
      label: company,
      items: [{ bold: word, ...(reason && { after: `: ${reason}` }) }],
    })),
    {
      label: 'Next step',
      items: next
        ? [{ bold: next.title, below: whoAndWhen(next) }]
        : noNext
          ? [{ after: `None is needed: ${noNext}` }]
          : [],
    },
    {
      label: next ? 'We also do' : 'We do',
      items: doing.map((each) => ({ bold: each.title, below: whoAndWhen(each) })),
    },
    { label: 'Decided', items: decisions.map((after) => ({ after })) },
    {
      label: 'You meet again',
      items: meeting
        ? [
            {
              bold: meeting.when,
              below: [meeting.title, ...meeting.elsewhere, meeting.venue].filter(Boolean).join(', '),
            },
          ]
        : noMeeting
          ? [{ after: `None is needed: ${noMeeting}` }]
          : [],
    },
  ];
  return (
    <Layout letter={props} title={title} preview={opening(props)}>
      <Paragraph>{opening(props)}</Paragraph>
      {attached && <Paragraph>Open what is attached, and the next meeting is in your calendar.</Paragraph>}
      <PlanFacts letter={props} first={first} />
      <Button {...button} />
      <Footer {...footer} disclaimer={props.disclaimer} />
    </Layout>
  );
}

export const previewProps: MeetingRecapProps = {
  ...previewPlan,
  plan: { ...previewPlan.plan, nextMeeting: undefined },
  title: 'Pricing walkthrough',
  closedBy: 'Maya',
  decisions: ['Priced per carrier, not per invoice', 'Data stays in Frankfurt'],
  doing: [{ title: 'What the purchase order needs', who: 'Rui Santos', by: 'Fri 4 Dec' }],
  words: [],
  next: { title: 'Price per carrier in writing', who: 'Maya Lindqvist', by: 'Thu 3 Dec' },
  meeting: {
    title: 'Contract walkthrough',
    when: 'Tue 8 Dec, 09:00–09:45 New York time',
    elsewhere: ['15:00–15:45 Berlin time'],
    venue: 'https://meet.example/pricing',
  },
  attached: true,
  button: { label: 'Open the plan', url: previewPlan.button.url },
  footer: { ...previewPlan.footer, why: 'You get this because you were in this meeting.' },
};
