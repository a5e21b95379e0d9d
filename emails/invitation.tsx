import { Button } from './_components/button.tsx';
import { Footer } from './_components/footer.tsx';
import { Layout } from './_components/layout.tsx';
import { PlanFacts } from './_components/plan-facts.tsx';
import { PositionLine } from './_components/position-line.tsx';
import { OwnWords, Paragraph } from './_components/words.tsx';
import { capital, counted, firstNameOf } from './phrases.ts';
import type { PlanLetter } from './plan-letter.ts';
import { previewStart } from './preview-plan.ts';

export type InvitationProps = PlanLetter & {
  /** The first letter, or one of its two chasers. There is no fourth. */
  time: 1 | 2 | 3;
  /** Open shared steps on the plan. */
  stepCount: number;
  /** When they spoke: "on Friday". */
  discussed?: string;
  /** The sender's own words, shown on top. */
  note?: string;
  /** "Northwind asks you for 3 things by 18 December and does 4 for you." */
  asksOfYou?: string;
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
  return `Last letter about ${maya}'s plan: ${way(props)}`;
}

function opening(props: InvitationProps) {
  const { time, sender, discussed, reader, plan } = props;
  const maya = firstNameOf(sender.personName);
  const wrote =
    reader.side === 'seller'
      ? `${maya} asks you to help with ${plan.buyerName}.`
      : `${maya} wrote down what you discussed${discussed ? ` ${discussed}` : ''}.`;
  if (time === 1) return `${wrote} Change anything that is wrong.`;
  if (time === 2)
    return `${wrote} It holds only once you have said which days suit you, and that takes two minutes.`;
  return `${wrote} We do not write about it again. The plan stays where it is, and you can still change anything on it.`;
}

export default function Invitation(props: InvitationProps) {
  const { sender, note, asksOfYou, plan, button, footer } = props;
  return (
    <Layout
      title={asThing(plan.objective) ? capital(way(props)) : plan.objective || capital(way(props))}
      preview={asksOfYou ?? opening(props)}
    >
      {note && <OwnWords words={note} name={sender.personName} />}
      <Paragraph>{opening(props)}</Paragraph>
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
  stepCount: 6,
  discussed: 'on Friday',
  asksOfYou: 'Northwind asks you for 3 things by 18 December and does 4 for you.',
  footer: {
    why: 'Maya Lindqvist at Northwind gave us your address to send you this. If you do not open it, two more letters come, and then none.',
    stopUrl: previewStart.footer.stopUrl,
  },
};
