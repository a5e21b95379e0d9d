import { Button } from './_components/button.tsx';
import { Footer } from './_components/footer.tsx';
import { Layout } from './_components/layout.tsx';
import { PlanFacts } from './_components/plan-facts.tsx';
import { PositionLine } from './_components/position-line.tsx';
import { Paragraph } from './_components/words.tsx';
import { counted, listed, liveClause, possessive } from './phrases.ts';
import type { PlanLetter } from './plan-letter.ts';
import { previewPlan } from './preview-plan.ts';

export type ApprovalDecidedProps = PlanLetter & {
  title: string;
  /** "Lena Hoff" */
  decider: string;
  outcome: 'approved' | 'approvedWithConditions' | 'needsEvidence' | 'rejected' | 'withdrawn';
  conditions: { title: string; who: string; by: string }[];
  /** With "need more": what they want to see; with a no: why. */
  missing?: string;
  /** Others who have said yes, or no, before. */
  saidYes: string[];
  saidNo: string[];
  /** Colleagues who decided in another's place. */
  standIns: { name: string; of: string }[];
  /** The first yes settles it. */
  oneIsEnough: boolean;
  /** Who is still asked by name, and the roles of those who have still to be named: "Northwind legal". */
  waitingFor: string[];
  nameNeeded: string[];
};

/** Everybody who has to has said yes. */
const isWhole = ({ waitingFor, nameNeeded, saidNo }: ApprovalDecidedProps) =>
  waitingFor.length + nameNeeded.length + saidNo.length === 0;

export function subject(props: ApprovalDecidedProps) {
  const { title, decider, outcome, conditions, plan } = props;
  switch (outcome) {
    case 'rejected':
      return `${decider} said no: ${title}`;
    case 'needsEvidence':
      return `${decider} needs more to decide: ${title}`;
    case 'withdrawn':
      return `${decider} took back what was decided: ${title}`;
    default: {
      const what = conditions.length > 0 ? `with ${counted(conditions.length, 'condition')}` : '';
      if (!isWhole(props)) return `${decider} said yes${what && ` ${what}`}: ${title}`;
      return `Approved${what && ` ${what}`}: ${title}${liveClause(plan.liveDay)}`;
    }
  }
}

const meaning = (props: ApprovalDecidedProps) =>
  [
    ...props.standIns.map(({ name, of }) => `${name} decided in ${possessive(of)} place.`),
    whatFollows(props),
  ].join(' ');

function whatFollows(props: ApprovalDecidedProps) {
  const { outcome, saidYes, saidNo, conditions, decider, oneIsEnough } = props;
  if (outcome === 'rejected')
    return 'The step stays open. Both sides meet to decide whether to adjust the plan or to stop.';
  if (outcome === 'withdrawn' && oneIsEnough && isWhole(props) && saidYes.length > 0)
    return `What ${decider} had said does not count any more. ${listed(saidYes)} said yes, so it stays approved.`;
  if (outcome === 'withdrawn')
    return `What ${decider} had said does not count any more. The approval is open again.`;
  if (outcome === 'needsEvidence')
    return `${decider} decides once this is there. Until then the step is stuck.`;
  const steps = conditions.length > 0 && 'Each condition is a step of the plan now, with a person and a day.';
  if (isWhole(props))
    return (
      steps ||
      (oneIsEnough ? 'One yes was enough, so nobody else is asked.' : 'Everybody who was asked has said yes.')
    );
  return [
    steps,
    saidYes.length > 0 && `${listed(saidYes)} ${saidYes.length === 1 ? 'has' : 'have'} said yes too.`,
    saidNo.length > 0 && `${listed(saidNo)} said no, so the step stays open.`,
    stillNeeded(props),
  ]
    .filter(Boolean)
    .join(' ');
}

/** "It still waits for Per Wahl, and for Northwind legal, where a name is needed." */
function stillNeeded({ waitingFor, nameNeeded }: ApprovalDecidedProps) {
  if (nameNeeded.length === 0) return waitingFor.length > 0 && `It still waits for ${listed(waitingFor)}.`;
  const named = waitingFor.length > 0 ? `${listed(waitingFor)}, and for ` : '';
  return `It still waits for ${named}${listed(nameNeeded)}, where a name is needed.`;
}

export default function ApprovalDecided(props: ApprovalDecidedProps) {
  const { title, decider, outcome, conditions, missing, plan, button, footer } = props;
  const heading = {
    approved: `${decider} said yes to “${title}”`,
    approvedWithConditions: `${decider} said yes to “${title}”, with conditions`,
    needsEvidence: `${decider} needs more to decide “${title}”`,
    rejected: `${decider} said no to “${title}”`,
    withdrawn: `${decider} took back what was decided on “${title}”`,
  }[outcome];
  return (
    <Layout letter={props} title={heading} preview={meaning(props)}>
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
          {
            label: outcome === 'rejected' ? 'Why' : 'What is missing',
            items: missing ? [{ after: missing }] : [],
          },
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
  saidYes: [],
  saidNo: [],
  standIns: [],
  oneIsEnough: false,
  waitingFor: [],
  nameNeeded: [],
  button: { label: 'See what is next', url: previewPlan.button.url },
};
