import { Button } from './_components/button.tsx';
import { Footer } from './_components/footer.tsx';
import { Layout } from './_components/layout.tsx';
import { PlanFacts } from './_components/plan-facts.tsx';
import { Paragraph } from './_components/words.tsx';
import type { PlanLetter } from './plan-letter.ts';
import { previewPlan } from './preview-plan.ts';

export type MeetingProps = PlanLetter & {
  /** `off`: it is not to be, or not with this reader. */
  state: 'set' | 'moved' | 'changed' | 'off';
  title: string;
  /** "Tue 24 Nov, 15:00–15:45 Berlin time", in the reader's own zone. */
  when: string;
  /** The same where clocks of the others show something else. */
  elsewhere: string[];
  /** When it was to be before. */
  was?: string;
  venue?: string;
  people: string[];
  /** "Acme Freight" when only that side reads it. */
  onlyFor?: string;
};

const started: Record<MeetingProps['state'], string> = {
  set: 'Meeting',
  moved: 'Meeting moved',
  changed: 'Meeting changed',
  off: 'Meeting called off',
};

/** "Meeting moved to Tue 24 Nov, 15:00: Demo" */
export const subject = ({ state, title, when }: MeetingProps) => {
  const start = when.split('–')[0];
  return `${started[state]}${state === 'moved' ? ` to ${start}` : `, ${start}`}: ${title}`;
};

const opening = ({ state, title, when }: MeetingProps): string =>
  ({
    set: `${title} is on ${when}.`,
    moved: `${title} is now on ${when}.`,
    changed: `${title} is on ${when}. Something else about it has changed.`,
    off: `${title}, on ${when}, is not on your calendar any more.`,
  })[state];

export default function Meeting(props: MeetingProps) {
  const { state, when, elsewhere, was, venue, people, onlyFor, title, button, footer } = props;
  const first = [
    { label: 'When', items: [{ bold: when, below: elsewhere.join(', ') || undefined, was }] },
    { label: 'Where', items: venue ? [{ bold: venue }] : [] },
    { label: 'Who comes', items: people.length > 0 ? [{ after: people.join(', ') }] : [] },
  ];
  return (
    <Layout letter={props} title={`${started[state]}: ${title}`} preview={opening(props)}>
      <Paragraph>{opening(props)}</Paragraph>
      {onlyFor && <Paragraph>Only people at {onlyFor} can read this on the plan.</Paragraph>}
      <Paragraph>
        {state === 'off'
          ? 'Open what is attached, and your calendar takes it out.'
          : 'Open what is attached, and it is in your calendar.'}
      </Paragraph>
      <PlanFacts letter={props} first={first} />
      <Button {...button} />
      <Footer {...footer} disclaimer={props.disclaimer} />
    </Layout>
  );
}

export const previewProps: MeetingProps = {
  ...previewPlan,
  state: 'moved',
  title: 'Pricing walkthrough',
  when: 'Tue 1 Dec, 09:00–09:45 New York time',
  elsewhere: ['15:00–15:45 Berlin time'],
  was: 'Mon 30 Nov, 09:00–09:45 New York time',
  venue: 'https://meet.example/pricing',
  people: ['Maya Lindqvist', 'Dana Ortiz'],
  button: { label: 'Open the step', url: previewPlan.button.url },
  footer: { ...previewPlan.footer, why: 'You get this because you come to this meeting.' },
};
