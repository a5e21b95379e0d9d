import { Button } from './_components/button.tsx';
import { Footer } from './_components/footer.tsx';
import { Layout } from './_components/layout.tsx';
import { PlanFacts } from './_components/plan-facts.tsx';
import { PositionLine } from './_components/position-line.tsx';
import { Paragraph } from './_components/words.tsx';
import { liveClause } from './phrases.ts';
import type { PlanLetter } from './plan-letter.ts';
import { previewPlan } from './preview-plan.ts';

export type BackOnTrackProps = PlanLetter & {
  /** "What is agreed keeps to its days." */
  because: string;
};

export const subject = ({ plan }: BackOnTrackProps) => `Back on track${liveClause(plan.liveDay)}`;

export default function BackOnTrack(props: BackOnTrackProps) {
  const { because, plan, button, footer } = props;
  return (
    <Layout letter={props} title="The plan is back on track" preview={because}>
      <Paragraph>{because}</Paragraph>
      <PositionLine stops={plan.line} />
      <PlanFacts letter={props} />
      <Button {...button} />
      <Footer {...footer} disclaimer={props.disclaimer} />
    </Layout>
  );
}

export const previewProps: BackOnTrackProps = {
  ...previewPlan,
  because: 'What is agreed keeps to its days.',
};
