import { Button } from './_components/button.tsx';
import { Footer } from './_components/footer.tsx';
import { Layout } from './_components/layout.tsx';
import { PlanFacts } from './_components/plan-facts.tsx';
import { PositionLine } from './_components/position-line.tsx';
import { Paragraph } from './_components/words.tsx';
import { liveClause } from './phrases.ts';
import type { PlanLetter } from './plan-letter.ts';
import { previewPlan } from './preview-plan.ts';

export type MilestoneReopenedProps = PlanLetter & {
  milestone: string;
  /** "Tom opened Call with a reference account again: two questions came back." */
  because: string;
  /** Its day now: "Fri 27 Nov". */
  by?: string;
};

export const subject = ({ milestone, plan }: MilestoneReopenedProps) =>
  `${milestone} is open again${liveClause(plan.liveDay)}`;

export default function MilestoneReopened(props: MilestoneReopenedProps) {
  const { milestone, because, by, plan, button, footer } = props;
  return (
    <Layout letter={props} title={`${milestone} is open again`} preview={because}>
      <Paragraph>{because}</Paragraph>
      {by && <Paragraph>Its day is now {by}.</Paragraph>}
      <PositionLine stops={plan.line} />
      <PlanFacts letter={props} />
      <Button {...button} />
      <Footer {...footer} disclaimer={props.disclaimer} />
    </Layout>
  );
}

export const previewProps: MilestoneReopenedProps = {
  ...previewPlan,
  milestone: 'Fit proven',
  because: 'Tom opened Call with a reference account again: two questions came back.',
  by: 'Fri 27 Nov',
  plan: {
    ...previewPlan.plan,
    line: previewPlan.plan.line.map((stop, index) =>
      index === 0 ? { ...stop, day: '27 Nov', reached: false } : stop,
    ),
    now: { milestone: 'Fit proven', by: 'Fri 27 Nov' },
  },
  button: { label: 'See what is next', url: previewPlan.button.url },
};
