import { Button } from './_components/button.tsx';
import { Footer } from './_components/footer.tsx';
import { Layout } from './_components/layout.tsx';
import { PlanFacts } from './_components/plan-facts.tsx';
import { PositionLine } from './_components/position-line.tsx';
import { Paragraph } from './_components/words.tsx';
import { joined, possessive } from './phrases.ts';
import type { PlanLetter } from './plan-letter.ts';
import { previewPlan } from './preview-plan.ts';

export type ApprovalAskedProps = PlanLetter & {
  title: string;
  by: string;
  byInWords: string;
  /** What the yes or no is about, in the words of the step. */
  whatExactly?: string;
  /** The colleague in whose place they decide. */
  inPlaceOf?: string;
  /** Others who decide it too. */
  others: string[];
};

export const subject = ({ title, byInWords }: ApprovalAskedProps) =>
  `Yours to decide: ${joined(title, byInWords && `by ${byInWords}`)}`;

const meaning =
  'You can say yes, yes with conditions, ask for more, or say no. Before the first decision in a browser we mail you a code, so that nobody decides in your name.';

export default function ApprovalAsked(props: ApprovalAskedProps) {
  const { title, by, whatExactly, inPlaceOf, others, plan, button, footer } = props;
  const rest = { ...props, plan: { ...plan, yours: plan.yours.filter((task) => task.title !== title) } };
  return (
    <Layout letter={props} title={title} preview={by ? `Yours to decide by ${by}.` : 'Yours to decide.'}>
      <Paragraph>
        {inPlaceOf && `You decide in ${possessive(inPlaceOf)} place. `}
        {meaning}
      </Paragraph>
      <PositionLine stops={plan.line} />
      <PlanFacts
        letter={rest}
        first={[
          { label: 'Yours to decide', items: [{ bold: title, below: by && `by ${by}` }] },
          { label: 'What exactly', items: whatExactly ? [{ after: whatExactly }] : [] },
          { label: 'Who else decides', items: others.map((name) => ({ after: name })) },
        ]}
        without={rest.plan.yours.length > 0 ? ['now'] : ['now', 'yours']}
      />
      <Button {...button} />
      <Footer {...footer} disclaimer={props.disclaimer} />
    </Layout>
  );
}

export const previewProps: ApprovalAskedProps = {
  ...previewPlan,
  reader: { firstName: 'Lena', side: 'buyer' },
  title: 'Business case approved',
  by: 'Fri 18 Dec',
  byInWords: '18 December',
  whatExactly:
    'Acme replaces manual carrier reconciliation with Northwind, live Fri 12 Mar, for the scope and price in version 3 of the business case.',
  others: ['Per Wahl'],
  button: { label: 'Read and decide', url: previewPlan.button.url },
  footer: { ...previewPlan.footer, why: 'You get this because you are asked to decide this.' },
};
