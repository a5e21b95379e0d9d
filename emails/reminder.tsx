import { Button } from './_components/button.tsx';
import { Footer } from './_components/footer.tsx';
import { Layout } from './_components/layout.tsx';
import { PlanFacts } from './_components/plan-facts.tsx';
import { PositionLine } from './_components/position-line.tsx';
import { Paragraph } from './_components/words.tsx';
import { listed } from './phrases.ts';
import type { PlanLetter } from './plan-letter.ts';
import { previewActs, previewPlan } from './preview-plan.ts';

export type ReminderProps = PlanLetter & {
  title: string;
  /** Of its day, or of the day named to look again at what is stuck. */
  time: 'before' | 'after' | 'look';
  stuckOn?: string;
  day: string;
  dayInWords: string;
  toDecide: boolean;
  whatIsAsked?: string;
  doneWhen?: string;
  /** Titles of what waits for it. */
  holdsUp: string[];
  ifSlips?: string;
  onlyFor?: string;
};

export const subject = ({ title, time, dayInWords, toDecide }: ReminderProps) => {
  if (time === 'look') return `Still stuck? ${title}`;
  if (time === 'before') return `${toDecide ? 'Yours to decide' : 'Yours'} by ${dayInWords}: ${title}`;
  return `${toDecide ? 'Not decided yet:' : 'Done or stuck?'} ${title}, due ${dayInWords}`;
};

export default function Reminder(props: ReminderProps) {
  const { title, time, day, toDecide, whatIsAsked, doneWhen, holdsUp, ifSlips, onlyFor, plan, button } =
    props;
  const others = { ...props, plan: { ...plan, yours: plan.yours.filter((task) => task.title !== title) } };
  const fact = factOf(props);
  return (
    <Layout letter={props} title={title} preview={fact}>
      <Paragraph>{fact}</Paragraph>
      {time === 'after' && ifSlips && <Paragraph>If this slips: {ifSlips}</Paragraph>}
      {onlyFor && <Paragraph>Only people at {onlyFor} can read this on the plan.</Paragraph>}
      <PositionLine stops={plan.line} />
      <PlanFacts
        letter={others}
        first={[
          {
            label: toDecide ? 'Yours to decide' : 'Yours',
            items: [{ bold: title, below: day && (time === 'after' ? `it was due ${day}` : `by ${day}`) }],
          },
          { label: 'What is asked', items: whatIsAsked ? [{ after: whatIsAsked }] : [] },
          { label: 'Done when', items: doneWhen ? [{ after: doneWhen }] : [] },
          { label: 'Waits for it', items: holdsUp.map((other) => ({ after: other })) },
        ]}
        without={others.plan.yours.length > 0 ? ['now'] : ['now', 'yours']}
      />
      <Button {...button} />
      <Footer {...props.footer} disclaimer={props.disclaimer} />
    </Layout>
  );
}

function factOf({ time, day, toDecide, holdsUp, stuckOn }: ReminderProps): string {
  const waits =
    holdsUp.length > 0
      ? ` ${listed(holdsUp.map((title) => `“${title}”`))} ${holdsUp.length === 1 ? 'waits' : 'wait'} for it.`
      : '';
  if (time === 'look')
    return `You said what it is stuck on: “${stuckOn}”. Today was named to look at it again: does it go on, does it need another day, or more help?${waits}`;
  if (time === 'before')
    return `${toDecide ? 'This is yours to decide' : 'This is yours, and it can be done now'}: by ${day}.${waits}`;
  return toDecide
    ? `This was to be decided by ${day}. Decide it, or name another day.${waits}`
    : `This was due on ${day}. Say that it is done, by which day it will be, or what it waits for.${waits}`;
}

export const previewProps: ReminderProps = {
  ...previewPlan,
  title: 'Security questionnaire sent to Northwind',
  time: 'before',
  day: 'Thu 26 Nov',
  dayInWords: '26 November',
  toDecide: false,
  whatIsAsked: 'Fill in the form Tom attached to the step; blanks are fine.',
  doneWhen: 'Tom has the form.',
  holdsUp: ['Security review'],
  button: { label: 'Open the step', url: previewPlan.button.url, acts: previewActs },
  footer: {
    ...previewPlan.footer,
    why: 'You get this because the step is yours. Once its day has passed one more comes, and then none.',
  },
};
