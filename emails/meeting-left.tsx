import { Button } from './_components/button.tsx';
import { Facts } from './_components/facts.tsx';
import { Footer } from './_components/footer.tsx';
import { Layout } from './_components/layout.tsx';
import { Paragraph } from './_components/words.tsx';
import type { PlanLetter } from './plan-letter.ts';

export interface MeetingLeftProps {
  title: string;
  /** "Tue 24 Nov, 15:00–15:45 Berlin time", in the reader's own zone. */
  when: string;
  /** The same where it was set, if clocks show something else there. */
  elsewhere: string[];
  button: { label: string; url: string };
  footer: PlanLetter['footer'];
  disclaimer?: boolean;
}

export const subject = ({ title, when }: MeetingLeftProps) =>
  `Not in your calendar any more, ${when.split('–')[0]}: ${title}`;

/** To who has left the plan: of what they had been sent, and nothing else. */
export default function MeetingLeft({
  title,
  when,
  elsewhere,
  button,
  footer,
  disclaimer,
}: MeetingLeftProps) {
  return (
    <Layout title="Not in your calendar any more" preview={`${title}, ${when}`}>
      <Paragraph>
        You are not expected at “{title}”. Open what is attached, and your calendar takes it out.
      </Paragraph>
      <Facts
        facts={[{ label: 'It was on', items: [{ bold: when, below: elsewhere.join(', ') || undefined }] }]}
      />
      <Button {...button} />
      <Footer {...footer} disclaimer={disclaimer} />
    </Layout>
  );
}

export const previewProps: MeetingLeftProps = {
  title: 'Pricing walkthrough',
  when: 'Tue 1 Dec, 09:00–09:45 New York time',
  elsewhere: ['15:00–15:45 Berlin time'],
  button: { label: 'Sign in', url: 'https://plans.example/sign-in' },
  footer: { why: 'You get this because it was in your calendar. It is the last letter about it.' },
};
