import { Button } from './_components/button.tsx';
import { Footer } from './_components/footer.tsx';
import { Layout } from './_components/layout.tsx';
import { PlanFacts } from './_components/plan-facts.tsx';
import { PositionLine } from './_components/position-line.tsx';
import { IfSlips, Paragraph } from './_components/words.tsx';
import { liveClause } from './phrases.ts';
import type { PlanLetter } from './plan-letter.ts';
import { previewPlan } from './preview-plan.ts';

export type MilestoneMovedProps = PlanLetter & {
  milestone: string;
  /** "Fri 18 Dec" */
  from: string;
  to: string;
  toInWords: string;
  /** What moved: the agreed day, or only where today's pace leads. */
  moved: 'agreedDay' | 'pace';
  /** Of a pace: its agreed day, "Fri 18 Dec"; `from` is where it was heading before. */
  agreedFor?: string;
  /** Whole sentences: "Finance asked for another week to check the figures." */
  why?: string;
  /** "The live day stays Fri 12 Mar." */
  effect: string;
  /** What follows if the step slips, and what both sides then do; whole sentences. */
  ifSlips?: string;
};

export const subject = ({ milestone, moved, toInWords, plan }: MilestoneMovedProps) =>
  moved === 'agreedDay'
    ? `${milestone} moves to ${toInWords}${liveClause(plan.liveDay)}`
    : `${milestone} is heading for ${toInWords}${liveClause(plan.liveDay)}`;

const titleOf = ({ milestone, moved, from, to }: MilestoneMovedProps) =>
  moved === 'agreedDay'
    ? `${milestone} moves from ${from} to ${to}`
    : `${milestone} is heading for ${to}, not ${from}`;

export default function MilestoneMoved(props: MilestoneMovedProps) {
  const { moved, from, to, agreedFor = from, why, effect, ifSlips, plan, button, footer } = props;
  return (
    <Layout letter={props} title={titleOf(props)} preview={[why, effect].filter(Boolean).join(' ')}>
      {why && <Paragraph>{why}</Paragraph>}
      <Paragraph>{effect}</Paragraph>
      <IfSlips words={ifSlips} />
      <PositionLine stops={plan.line} />
      <PlanFacts
        letter={props}
        first={[
          moved === 'agreedDay'
            ? { label: 'New day', items: [{ bold: to, was: from }] }
            : {
                label: "On today's pace",
                items: [{ bold: to, after: agreedFor === to ? ', as agreed' : `, agreed for ${agreedFor}` }],
              },
        ]}
      />
      <Button {...button} />
      <Footer {...footer} disclaimer={props.disclaimer} />
    </Layout>
  );
}

export const previewProps: MilestoneMovedProps = {
  ...previewPlan,
  milestone: 'Case made',
  from: 'Fri 18 Dec',
  to: 'Wed 6 Jan',
  toInWords: '6 January',
  moved: 'agreedDay',
  why: 'Rui moved Business case approved: the committee sits again on 5 January.',
  effect: 'The live day moves with it, from Fri 12 Mar to Thu 18 Mar.',
  ifSlips: 'The committee decides in January. Lena then asks for its approval in writing.',
  plan: {
    ...previewPlan.plan,
    line: previewPlan.plan.line.map((stop) =>
      stop.name === 'Case made'
        ? { ...stop, day: '6 Jan' }
        : stop.name === 'Live'
          ? { ...stop, day: '18 Mar' }
          : stop,
    ),
    now: { milestone: 'Case made', by: 'Wed 6 Jan' },
    liveDay: { text: 'Thu 18 Mar', inWords: '18 March', was: 'Fri 12 Mar', holds: false },
  },
  button: { label: 'See the change', url: previewPlan.button.url },
};
