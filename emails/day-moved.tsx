import { Button } from './_components/button.tsx';
import { Footer } from './_components/footer.tsx';
import { Layout } from './_components/layout.tsx';
import { PlanFacts } from './_components/plan-facts.tsx';
import { PositionLine } from './_components/position-line.tsx';
import { IfSlips, Paragraph } from './_components/words.tsx';
import type { PlanLetter } from './plan-letter.ts';
import { previewPlan } from './preview-plan.ts';

export type DayMovedProps = PlanLetter & {
  title: string;
  /** "Fri 18 Dec" */
  from: string;
  to: string;
  toInWords: string;
  /** "Maya moved it, because “Security form” moved to Tue 15 Dec." */
  because: string;
  /** What follows if the step slips, and what both sides then do; whole sentences. */
  ifSlips?: string;
  /** "Acme Freight" when only that side reads it. */
  onlyFor?: string;
};

export const subject = ({ title, toInWords }: DayMovedProps) => `Your step moves to ${toInWords}: ${title}`;

export default function DayMoved(props: DayMovedProps) {
  const { title, from, to, because, ifSlips, onlyFor, plan, button, footer } = props;
  return (
    <Layout letter={props} title={`${title} moves from ${from} to ${to}`} preview={because}>
      <Paragraph>{because}</Paragraph>
      <IfSlips words={ifSlips} />
      {onlyFor && <Paragraph>Only people at {onlyFor} can read this on the plan.</Paragraph>}
      <PositionLine stops={plan.line} />
      <PlanFacts letter={props} first={[{ label: 'New day', items: [{ bold: to, was: from }] }]} />
      <Button {...button} />
      <Footer {...footer} disclaimer={props.disclaimer} />
    </Layout>
  );
}

export const previewProps: DayMovedProps = {
  ...previewPlan,
  title: 'Pricing walkthrough prepared',
  from: 'Mon 30 Nov',
  to: 'Thu 3 Dec',
  toInWords: '3 December',
  because: 'Maya moved it, because “Security questionnaire sent” moved to Wed 2 Dec.',
  ifSlips:
    'The walkthrough shows last year’s prices. Rui and Maya then go through the new ones on the phone.',
  button: { label: 'Open the step', url: previewPlan.button.url },
  footer: { ...previewPlan.footer, why: 'You get this because the step is yours.' },
};
