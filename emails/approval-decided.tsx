import { Button } from './_components/button.tsx';
import { Footer } from './_components/footer.tsx';
import { Layout } from './_components/layout.tsx';
import { PlanFacts } from './_components/plan-facts.tsx';
import { PositionLine } from './_components/position-line.tsx';
import { Paragraph } from './_components/words.tsx';
import { counted, liveClause } from './phrases.ts';
import type { PlanLetter } from './plan-letter.ts';
import { previewPlan } from './preview-plan.ts';

export type ApprovalDecidedProps = PlanLetter & {
  title: string;
  /** "Lena Hoff" */
  decider: string;
  outcome: 'approved' | 'approvedWithConditions' | 'needsEvidence' | 'rejected';
  conditions: { title: string; who: string; by: string }[];
  /** With "need more": what they want to see. */
  missing?: string;
  /** Who is still asked; empty when it is decided. */
  waitingFor: string[];
};

export function subject(props: ApprovalDecidedProps) {
  const { title, decider, outcome, conditions, waitingFor, plan } = props;
  switch (outcome) {
    case 'rejected':
      return `${decider} said no: ${title}`;
    case 'needsEvidence':
      return `${decider} needs more to decide: ${title}`;
    default: {
      const what = conditions.length > 0 ? `with ${counted(conditions.length, 'condition')}` : '';
      if (waitingFor.length > 0) return `${decider} said yes${what && ` ${what}`}: ${title}`;
      return `Approved${what && ` ${what}`}: ${title}${liveClause(plan.liveDay)}`;
    }
  }
}

function meaning({ outcome, waitingFor, conditions, decider }: ApprovalDecidedProps) {
  if (outcome === 'rejected')
    return 'The step stays open. Both sides meet to decide whether to adjust the plan or to stop.';
  if (outcome === 'needsEvidence')
    return `${decider} decides once this is there. Until then the step is stuck.`;
  const next = waitingFor.length > 0 ? `It also waits for ${waitingFor.join(' and ')}.` : '';
  const steps =
    conditions.length > 0 ? 'Each condition is a step of the plan now, with a person and a day.' : '';
  return [steps, next].filter(Boolean).join(' ') || 'Everybody who was asked has said yes.';
}

export default function ApprovalDecided(props: ApprovalDecidedProps) {
  const { title, decider, outcome, conditions, missing, plan, button, footer } = props;
  const heading = {
    approved: `${decider} approved ${title}`,
    approvedWithConditions: `${decider} approved ${title}, with conditions`,
    needsEvidence: `${decider} needs more to decide ${title}`,
    rejected: `${decider} said no to ${title}`,
  }[outcome];
  return (
    <Layout title={heading} preview={meaning(props)}>
      <Paragraph>{meaning(props)}</Paragraph>
      <PositionLine stops={plan.line} />
      <PlanFacts
        letter={props}
        first={[
          {
            label: 'Conditions',
            items: conditions.map(({ title: condition, who, by }) => ({
              bold: condition,
              below: [who, by && `by ${by}`].filter(Boolean).join(', '),
            })),
          },
          { label: 'What is missing', items: missing ? [{ after: missing }] : [] },
        ]}
      />
      <Button {...button} />
      <Footer {...footer} disclaimer={props.disclaimer} />
    </Layout>
  );
}

export const previewProps: ApprovalDecidedProps = {
  ...previewPlan,
  reader: { firstName: 'Maya', side: 'seller' },
  sender: { personName: 'Lena Hoff', companyName: 'Acme Freight' },
  title: 'Business case',
  decider: 'Lena Hoff',
  outcome: 'approvedWithConditions',
  conditions: [{ title: 'Invoices stay in SAP', who: 'Tom Byrne', by: 'Fri 15 Jan' }],
  waitingFor: [],
  button: { label: 'See what is next', url: previewPlan.button.url },
};
