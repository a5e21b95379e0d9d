import { Button } from './_components/button.tsx';
import { Footer } from './_components/footer.tsx';
import { Layout } from './_components/layout.tsx';
import { PlanFacts } from './_components/plan-facts.tsx';
import { Paragraph } from './_components/words.tsx';
import type { PlanLetter } from './plan-letter.ts';
import { previewPlan } from './preview-plan.ts';

export type TakenBackProps = PlanLetter & {
  /** "Dana took back the answer to “Business case”": a sentence without its full stop. */
  says: string;
  /** What that leaves, in a sentence; empty where it goes without saying. */
  now: string;
  /** "Acme Freight" when only that side reads it. */
  onlyFor?: string;
};

export const subject = ({ says }: TakenBackProps) => says;

export default function TakenBack(props: TakenBackProps) {
  const { says, now, onlyFor, button, footer } = props;
  return (
    <Layout letter={props} title={says} preview={now || says}>
      {now && <Paragraph>{now}</Paragraph>}
      {onlyFor && <Paragraph>Only people at {onlyFor} can read this on the plan.</Paragraph>}
      <PlanFacts letter={props} />
      <Button {...button} />
      <Footer {...footer} disclaimer={props.disclaimer} />
    </Layout>
  );
}

export const previewProps: TakenBackProps = {
  ...previewPlan,
  says: 'Maya does not ask you about “Security questionnaire sent” any more',
  now: 'You need not answer.',
  button: { label: 'Open the step', url: previewPlan.button.url },
  footer: { ...previewPlan.footer, why: 'You get this because an earlier letter told you otherwise.' },
};
