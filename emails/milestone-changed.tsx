import { Button } from './_components/button.tsx';
import { Footer } from './_components/footer.tsx';
import { Layout } from './_components/layout.tsx';
import { PlanFacts } from './_components/plan-facts.tsx';
import { PositionLine } from './_components/position-line.tsx';
import { Paragraph } from './_components/words.tsx';
import type { PlanLetter } from './plan-letter.ts';
import { previewPlan } from './preview-plan.ts';

export type MilestoneChangedProps = PlanLetter & {
  /** "The milestone “Fit proven” is now called “Trial passed”": a sentence without its full stop. */
  says: string;
  /** "Maya renamed it." */
  because: string;
};

export const subject = ({ says }: MilestoneChangedProps) => says;

export default function MilestoneChanged(props: MilestoneChangedProps) {
  const { says, because, plan, button, footer } = props;
  return (
    <Layout letter={props} title={says} preview={because}>
      <Paragraph>{because}</Paragraph>
      <PositionLine stops={plan.line} />
      <PlanFacts letter={props} />
      <Button {...button} />
      <Footer {...footer} disclaimer={props.disclaimer} />
    </Layout>
  );
}

export const previewProps: MilestoneChangedProps = {
  ...previewPlan,
  says: 'The milestone “Case made” is now called “Case approved”',
  because: 'Maya renamed it.',
  plan: {
    ...previewPlan.plan,
    line: previewPlan.plan.line.map((stop) =>
      stop.name === 'Case made' ? { ...stop, name: 'Case approved' } : stop,
    ),
    now: { milestone: 'Case approved', by: 'Fri 18 Dec' },
  },
  button: { label: 'See the change', url: previewPlan.button.url },
};
