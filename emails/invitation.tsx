import { Button } from './_components/button.tsx';
import { Footer } from './_components/footer.tsx';
import { Layout } from './_components/layout.tsx';
import { PlanFacts } from './_components/plan-facts.tsx';
import { PositionLine } from './_components/position-line.tsx';
import { OwnWords, Paragraph } from './_components/words.tsx';
import { capital, counted, firstNameOf, possessive } from './phrases.ts';
import type { PlanLetter } from './plan-letter.ts';
import { previewStart } from './preview-plan.ts';

export type InvitationProps = PlanLetter & {
  /** The first letter, or one of its two chasers. There is no fourth. */
  time: 1 | 2 | 3;
  /** Somebody of the reader's own company, or the other side, of whom one wrote the plan down. */
  from: { colleague: true } | { colleague: false; writerName: string };
  /** Open shared steps on the plan. */
  stepCount: number;
  /** When they spoke: "on Friday". */
  discussed?: string;
  /** The sender's own words, shown on top. */
  note?: string;
  /** "Northwind asks you for 3 things by 18 December and does 4 for you." */
  asksOfYou?: string;
  /** "You are asked to decide “Business case” by 18 December." */
  toDecide?: string;
};

/** A goal that is a thing fits into a sentence: "a two-day month-end". One that is a sentence of its own does not. */
const asThing = (objective: string): string | null =>
  /^(an?|the)\s/i.test(objective)
    ? objective.charAt(0).toLowerCase() + objective.slice(1).replace(/[.]$/, '')
    : null;

/** "six steps to a two-day month-end by 12 March", "six steps to be live by 12 March" */
function way({ stepCount, plan }: InvitationProps) {
  const end = asThing(plan.objective) ?? 'be live';
  return `${stepCount > 0 ? counted(stepCount, 'step') : 'a plan'} to ${end} by ${plan.liveDay.inWords}`;
}

export function subject(props: InvitationProps) {
  const maya = firstNameOf(props.sender.personName);
  if (props.time === 1) return `${maya} and you: ${way(props)}`;
  if (props.time === 2) return `Are these days right? ${capital(way(props))}`;
  const whose = props.from.colleague ? theirPlan(props) : `${possessive(maya)} plan`;
  return `Last letter about ${whose}: ${way(props)}`;
}

/** As a colleague hears of it. */
const theirPlan = ({ plan, reader }: InvitationProps) =>
  `the plan with ${reader.side === 'seller' ? plan.buyerName : plan.sellerName}`;

function who(props: InvitationProps) {
  const { from, sender, discussed } = props;
  return from.colleague
    ? `${firstNameOf(sender.personName)} asks you to join ${theirPlan(props)}.`
    : `${from.writerName} wrote down what you discussed${discussed ? ` ${discussed}` : ''}.`;
}

function opening(props: InvitationProps) {
  const { time, from } = props;
  if (time === 1) return `${who(props)} Change anything that is wrong.`;
  if (time === 3)
    return `${who(props)} We do not write about it again. The plan stays where it is, and you can still change anything on it.`;
  return from.colleague
    ? `${who(props)} Two minutes are enough to read it, and to change what is wrong.`
    : `${who(props)} It holds only once you have said which days suit you, and that takes two minutes.`;
}

export default function Invitation(props: InvitationProps) {
  const { sender, note, asksOfYou, toDecide, plan, button, footer } = props;
  return (
    <Layout
      letter={props}
      title={asThing(plan.objective) ? capital(way(props)) : plan.objective || capital(way(props))}
      preview={toDecide ?? asksOfYou ?? opening(props)}
    >
      {note && <OwnWords words={note} name={sender.personName} />}
      <Paragraph>{opening(props)}</Paragraph>
      {toDecide && <Paragraph>{toDecide}</Paragraph>}
      {asksOfYou && <Paragraph>{asksOfYou}</Paragraph>}
      <PositionLine stops={plan.line} />
      <PlanFacts letter={props} without={['now']} />
      <Button {...button} />
      <Paragraph>No account and no password: the button opens this plan, and nothing else.</Paragraph>
      <Footer {...footer} disclaimer />
    </Layout>
  );
}

export const previewProps: InvitationProps = {
  ...previewStart,
  plan: { ...previewStart.plan, liveDay: { ...previewStart.plan.liveDay, note: 'the day you named' } },
  time: 1,
  from: { colleague: false, writerName: 'Maya' },
  stepCount: 6,
  discussed: 'on Friday',
  asksOfYou: 'Northwind asks you for 3 things by 18 December and does 4 for you.',
  footer: {
    why: 'Maya Lindqvist at Northwind gave us your address to send you this. If you do not open it, two more letters come, and then none.',
    stopUrl: previewStart.footer.stopUrl,
  },
};
