import { Button } from './_components/button.tsx';
import { Footer } from './_components/footer.tsx';
import { Layout } from './_components/layout.tsx';
import { PlanFacts } from './_components/plan-facts.tsx';
import { PositionLine } from './_components/position-line.tsx';
import { Paragraph } from './_components/words.tsx';
import { joined } from './phrases.ts';
import type { PlanLetter } from './plan-letter.ts';
import { previewActs, previewPlan } from './preview-plan.ts';

export type YourTurnProps = PlanLetter & {
  step: { title: string; by: string; byInWords: string; whatIsAsked?: string; doneWhen?: string };
  /** "Tom sent the SOC 2 report, so this can start." */
  because: string;
};

export const subject = ({ step }: YourTurnProps) =>
  `Your turn: ${joined(step.title, step.byInWords && `by ${step.byInWords}`)}`;

export default function YourTurn(props: YourTurnProps) {
  const { step, because, plan, button, footer } = props;
  const others = {
    ...props,
    plan: { ...plan, yours: plan.yours.filter(({ title }) => title !== step.title) },
  };
  return (
    <Layout letter={props} title={step.title} preview={because}>
      <Paragraph>{because}</Paragraph>
      <PositionLine stops={plan.line} />
      <PlanFacts
        letter={others}
        first={[
          { label: 'Your turn', items: [{ bold: step.title, below: step.by && `by ${step.by}` }] },
          { label: 'What is asked', items: step.whatIsAsked ? [{ after: step.whatIsAsked }] : [] },
          { label: 'Done when', items: step.doneWhen ? [{ after: step.doneWhen }] : [] },
        ]}
        without={others.plan.yours.length > 0 ? ['now'] : ['now', 'yours']}
      />
      <Button {...button} />
      <Footer {...footer} disclaimer={props.disclaimer} />
    </Layout>
  );
}

export const previewProps: YourTurnProps = {
  ...previewPlan,
  plan: {
    ...previewPlan.plan,
    theirs: [{ title: 'Pricing walkthrough prepared', who: 'Maya', by: 'Mon 30 Nov' }],
  },
  step: {
    title: 'Security questionnaire sent to Northwind',
    by: 'Thu 26 Nov',
    byInWords: '26 November',
    whatIsAsked: 'Fill in the form Tom attached to the step; blanks are fine.',
    doneWhen: 'Tom has the form.',
  },
  because: 'Tom sent the SOC 2 report and the test summary, so this can start.',
  button: { label: 'Open the step', url: previewPlan.button.url, acts: previewActs },
  footer: {
    ...previewPlan.footer,
    why: 'You get this because the step is yours and nothing holds it up any more.',
  },
};
