import { Button } from './_components/button.tsx';
import { Footer } from './_components/footer.tsx';
import { Layout } from './_components/layout.tsx';
import { PlanFacts } from './_components/plan-facts.tsx';
import { PositionLine } from './_components/position-line.tsx';
import { Paragraph } from './_components/words.tsx';
import { counted, liveClause, ordinal } from './phrases.ts';
import type { PlanLetter } from './plan-letter.ts';
import { previewPlan } from './preview-plan.ts';

export type MilestoneReachedProps = PlanLetter & {
  /** The milestone's own name: "Fit proven". */
  milestone: string;
  /** The same as a sentence, where somebody has put it so: "Fit is proven". */
  happened?: string;
  /** "Tom held the call with the reference account, the last of its three steps." */
  lastAct: string;
  onTheDay: boolean;
  reachedCount: number;
  milestoneCount: number;
};

const isWhole = ({ reachedCount, milestoneCount }: MilestoneReachedProps) => reachedCount >= milestoneCount;

export function subject(props: MilestoneReachedProps) {
  const happened = props.happened ?? props.milestone;
  if (isWhole(props)) return `${happened}: the whole plan is behind us`;
  const clause = liveClause(props.plan.liveDay);
  if (clause) return happened + clause;
  // Good news carries no lateness: when the live day is in doubt, the subject says what comes next instead.
  const { now } = props.plan;
  return now ? `${happened}, and ${now.milestone} is next` : happened;
}

function position(props: MilestoneReachedProps) {
  if (isWhole(props)) return `All ${counted(props.milestoneCount, 'milestone')} are reached.`;
  return `That is the ${ordinal(props.reachedCount)} of ${counted(props.milestoneCount, 'milestone')}.`;
}

export default function MilestoneReached(props: MilestoneReachedProps) {
  const { milestone, happened = milestone, lastAct, onTheDay, plan, button, footer } = props;
  return (
    <Layout
      letter={props}
      title={onTheDay ? `${happened}, on the day we agreed` : happened}
      preview={`${lastAct} ${position(props)}`}
    >
      <Paragraph>
        {lastAct} {position(props)}
      </Paragraph>
      <PositionLine stops={plan.line} />
      <PlanFacts letter={props} />
      <Button {...button} />
      <Footer {...footer} disclaimer={props.disclaimer} />
    </Layout>
  );
}

export const previewProps: MilestoneReachedProps = {
  ...previewPlan,
  milestone: 'Fit proven',
  happened: 'Fit is proven',
  lastAct: 'Tom held the call with the reference account, the last of its three steps.',
  onTheDay: true,
  reachedCount: 1,
  milestoneCount: 4,
  button: { label: 'See what is next', url: previewPlan.button.url },
};
