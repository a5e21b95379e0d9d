import { Button } from './_components/button.tsx';
import { Footer } from './_components/footer.tsx';
import { Layout } from './_components/layout.tsx';
import { PlanFacts } from './_components/plan-facts.tsx';
import { OwnWords, Paragraph } from './_components/words.tsx';
import type { PlanLetter } from './plan-letter.ts';
import { previewPlan } from './preview-plan.ts';

export type WrittenToYouProps = PlanLetter & {
  /** Why it comes to this reader. */
  about: 'request' | 'answer' | 'mention' | 'comment';
  writerName: string;
  /** The step it is about; empty for the plan as a whole. */
  title: string;
  words: string;
  /** With a request: the day the answer is needed. */
  by?: string;
  byInWords?: string;
  /** With a request: when their side has promised to have answered. */
  promised?: string;
  /** With an answer: what was asked. */
  asked?: string;
  /** "Acme Freight" when only that side reads it. */
  onlyFor?: string;
};

const place = ({ title }: WrittenToYouProps) => title || 'the plan';

export function subject(props: WrittenToYouProps) {
  const { about, writerName, byInWords } = props;
  switch (about) {
    case 'request':
      return `${writerName} asks you about ${place(props)}${byInWords ? `, by ${byInWords}` : ''}`;
    case 'answer':
      return `${writerName} answered you about ${place(props)}`;
    case 'mention':
      return `${writerName} named you on ${place(props)}`;
    case 'comment':
      return `${writerName} wrote about ${place(props)}`;
  }
}

export default function WrittenToYou(props: WrittenToYouProps) {
  const { about, writerName, words, by, promised, asked, onlyFor, button, footer } = props;
  return (
    <Layout letter={props} title={subject(props)} preview={words}>
      {asked && <Paragraph>You asked: “{asked}”</Paragraph>}
      <OwnWords words={words} name={writerName} />
      {onlyFor && <Paragraph>Only people at {onlyFor} can read this on the plan.</Paragraph>}
      <PlanFacts
        letter={props}
        first={[
          { label: 'Answer needed', items: about === 'request' && by ? [{ bold: `by ${by}` }] : [] },
          { label: 'Answer promised', items: promised ? [{ bold: `by ${promised}` }] : [] },
        ]}
        without={['now']}
      />
      <Button {...button} />
      <Footer {...footer} disclaimer={props.disclaimer} />
    </Layout>
  );
}

export const previewProps: WrittenToYouProps = {
  ...previewPlan,
  about: 'request',
  writerName: 'Maya',
  title: 'Security questionnaire sent to Northwind',
  words:
    'Who reads the answers at your side?\nTom starts the day it arrives, so a half-filled form already helps.',
  by: 'Thu 3 Dec',
  byInWords: '3 December',
  promised: 'Wed 25 Nov, 10:12',
  button: { label: 'Answer', url: previewPlan.button.url },
  footer: { ...previewPlan.footer, why: 'You get this because Maya asked you.' },
};
