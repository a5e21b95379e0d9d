import { Button } from './_components/button.tsx';
import { Footer } from './_components/footer.tsx';
import { Layout } from './_components/layout.tsx';
import { PlanFacts } from './_components/plan-facts.tsx';
import { PositionLine } from './_components/position-line.tsx';
import { IfSlips, Paragraph } from './_components/words.tsx';
import { capital } from './phrases.ts';
import type { PlanLetter } from './plan-letter.ts';
import { previewPlan } from './preview-plan.ts';

export type AtRiskProps = PlanLetter & {
  status: 'atRisk' | 'stalled';
  /** A clause that names nobody: "“Security questionnaire sent” is 2 days late". */
  because: string;
  /** "On today’s pace it is live on Thu 18 Mar, not Fri 12 Mar."; empty where the reason says so. */
  effect: string;
  /** What follows if the step slips, and what both sides then do; whole sentences. */
  ifSlips?: string;
};

const words = { atRisk: 'at risk', stalled: 'stalled' };

export const subject = ({ status, because }: AtRiskProps) =>
  `${status === 'atRisk' ? 'At risk' : 'Stalled'}: ${because}`;

export default function AtRisk(props: AtRiskProps) {
  const { status, because, effect, ifSlips, plan, button, footer } = props;
  const sentence = `${capital(because)}.`;
  return (
    <Layout
      letter={props}
      title={`The plan is ${words[status]}`}
      preview={[sentence, effect].filter(Boolean).join(' ')}
    >
      <Paragraph>{sentence}</Paragraph>
      {effect && <Paragraph>{effect}</Paragraph>}
      <IfSlips words={ifSlips} />
      <PositionLine stops={plan.line} />
      <PlanFacts letter={props} />
      <Button {...button} />
      <Footer {...footer} disclaimer={props.disclaimer} />
    </Layout>
  );
}

export const previewProps: AtRiskProps = {
  ...previewPlan,
  status: 'atRisk',
  because: '“Security questionnaire sent” is 2 days late',
  effect: 'On today’s pace it is live on Thu 18 Mar, not Fri 12 Mar.',
  ifSlips: 'Tom cannot begin with his answers. Dana and Tom then fill it in together, in one call.',
  plan: {
    ...previewPlan.plan,
    liveDay: {
      text: 'Fri 12 Mar',
      inWords: '12 March',
      note: 'on today’s pace Thu 18 Mar',
      holds: false,
    },
  },
  button: { label: 'See why', url: previewPlan.button.url },
};
