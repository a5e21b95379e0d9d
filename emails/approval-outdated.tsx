import { Button } from './_components/button.tsx';
import { Footer } from './_components/footer.tsx';
import { Layout } from './_components/layout.tsx';
import { PlanFacts } from './_components/plan-facts.tsx';
import { PositionLine } from './_components/position-line.tsx';
import { Paragraph } from './_components/words.tsx';
import type { PlanLetter } from './plan-letter.ts';
import { previewPlan } from './preview-plan.ts';

export type ApprovalOutdatedProps = PlanLetter & {
  title: string;
  by: string;
  /** Each part that was altered, as it was when they said yes and as it is now. */
  differences: { what: string; was: string; is: string }[];
};

export const subject = ({ title }: ApprovalOutdatedProps) => `Changed since you said yes: ${title}`;

const meaning =
  'Your yes was to what stood there before. It counts again once you say yes to what stands there now.';

export default function ApprovalOutdated(props: ApprovalOutdatedProps) {
  const { title, by, differences, plan, button, footer } = props;
  const rest = { ...props, plan: { ...plan, yours: plan.yours.filter((task) => task.title !== title) } };
  return (
    <Layout letter={props} title={`“${title}” was changed since you said yes`} preview={meaning}>
      <Paragraph>{meaning}</Paragraph>
      <PositionLine stops={plan.line} />
      <PlanFacts
        letter={rest}
        first={[
          { label: 'Yours to decide again', items: [{ bold: title, below: by && `by ${by}` }] },
          ...differences.map(({ what, was, is }) => ({
            label: what,
            items: [{ after: `Before: ${was || 'nothing'}` }, { after: `Now: ${is || 'nothing'}` }],
          })),
        ]}
        without={rest.plan.yours.length > 0 ? ['now'] : ['now', 'yours']}
      />
      <Button {...button} />
      <Footer {...footer} disclaimer={props.disclaimer} />
    </Layout>
  );
}

export const previewProps: ApprovalOutdatedProps = {
  ...previewPlan,
  reader: { firstName: 'Lena', side: 'buyer' },
  title: 'Business case approved',
  by: 'Fri 18 Dec',
  differences: [
    {
      what: 'What is asked',
      was: 'Acme replaces manual carrier reconciliation with Northwind, for the price in version 3.',
      is: 'Acme replaces manual carrier reconciliation with Northwind, for the price in version 4.',
    },
  ],
  button: { label: 'Read and decide', url: previewPlan.button.url },
  footer: {
    ...previewPlan.footer,
    why: 'You get this because you said yes to something that was changed since.',
  },
};
