import { Button } from './_components/button.tsx';
import type { Fact } from './_components/facts.tsx';
import { Footer } from './_components/footer.tsx';
import { Layout } from './_components/layout.tsx';
import { PlanFacts } from './_components/plan-facts.tsx';
import { Paragraph } from './_components/words.tsx';
import { capital, counted, inWords } from './phrases.ts';
import type { PlanLetter } from './plan-letter.ts';
import { previewPlan } from './preview-plan.ts';

export type Answer =
  | { answer: 'yes'; title: string; by?: string; byInWords?: string }
  /** "18 instead of 14 December" */
  | { answer: 'change'; title: string; suggestion: string; why?: string }
  | { answer: 'no'; title: string; why: string }
  /** To “is this done?”. */
  | { answer: 'done'; title: string }
  | { answer: 'notYet'; title: string; by?: string; byInWords?: string; why?: string };

export type AnsweredProps = PlanLetter & { answererName: string; answers: Answer[] };

export function subject({ answererName, answers }: AnsweredProps) {
  const [first] = answers;
  if (first && answers.length === 1) {
    if (first.answer === 'yes')
      return `${answererName} said yes to ${first.title}${first.byInWords ? `, by ${first.byInWords}` : ''}`;
    if (first.answer === 'done') return `${answererName} says that ${first.title} is done`;
    if (first.answer === 'notYet')
      return first.byInWords
        ? `${answererName} will have ${first.title} done by ${first.byInWords}`
        : `${answererName} says that ${first.title} is not done yet`;
    if (first.answer === 'change') return `${answererName} suggests ${first.suggestion} for ${first.title}`;
    return `${answererName} said no to ${first.title}`;
  }
  if (answers.every(({ answer }) => answer === 'yes'))
    return `${answererName} said yes to ${answers.length === 2 ? 'both steps' : `all ${counted(answers.length, 'step')}`}`;
  const of = (answer: Answer['answer']) => answers.filter((each) => each.answer === answer).length;
  const parts = [
    of('yes') && `${inWords(of('yes'))} yes`,
    of('change') && `${inWords(of('change'))} changed`,
    of('no') && `${inWords(of('no'))} no`,
    of('done') && `${inWords(of('done'))} done`,
    of('notYet') && `${inWords(of('notYet'))} not done yet`,
  ];
  return `${answererName} answered: ${parts.filter(Boolean).join(', ')}`;
}

function meaning(answers: Answer[]) {
  if (answers.every(({ answer }) => answer === 'yes'))
    return 'Agreed on both sides. These days count from now on.';
  if (answers.every(({ answer }) => answer === 'done')) return 'It counts as done from now on.';
  if (answers.every(({ answer }) => answer === 'notYet'))
    return answers.every((each) => each.answer === 'notYet' && each.by)
      ? 'That day counts from now on.'
      : 'What was agreed before stays. What it waits for is below.';
  if (answers.some(({ answer }) => answer === 'change'))
    return 'A changed day is a suggestion to you: say yes, or suggest another. Until then, what was agreed before stays.';
  return 'What was agreed before stays. The reasons are below.';
}

export default function Answered(props: AnsweredProps) {
  const { answers, button, footer } = props;
  const of = (kind: Answer['answer'], label: string): Fact => ({
    label,
    items: answers
      .filter(({ answer }) => answer === kind)
      .map((answer) =>
        answer.answer === 'yes'
          ? { bold: answer.title, below: answer.by && `by ${answer.by}` }
          : answer.answer === 'change'
            ? { bold: answer.title, below: [answer.suggestion, answer.why].filter(Boolean).join(': ') }
            : answer.answer === 'done'
              ? { bold: answer.title }
              : answer.answer === 'notYet'
                ? {
                    bold: answer.title,
                    below: [answer.by && `by ${answer.by}`, answer.why].filter(Boolean).join(': '),
                  }
                : { bold: answer.title, below: answer.why },
      ),
  });
  return (
    <Layout letter={props} title={capital(subject(props))} preview={meaning(answers)}>
      <Paragraph>{meaning(answers)}</Paragraph>
      <PlanFacts
        letter={props}
        first={[
          of('yes', 'Yes'),
          of('done', 'Done'),
          of('change', 'Changed'),
          of('notYet', 'Not done yet'),
          of('no', 'No'),
        ]}
        without={['now']}
      />
      <Button {...button} />
      <Footer {...footer} disclaimer={props.disclaimer} />
    </Layout>
  );
}

export const previewProps: AnsweredProps = {
  ...previewPlan,
  reader: { firstName: 'Maya', side: 'seller' },
  sender: { personName: 'Dana Ortiz', companyName: 'Acme Freight' },
  plan: {
    ...previewPlan.plan,
    yours: [{ title: 'Pricing walkthrough prepared', by: 'Mon 30 Nov' }],
    theirs: [{ title: 'Security questionnaire sent to Northwind', who: 'Dana', by: 'Thu 26 Nov' }],
    theirName: 'Acme Freight',
  },
  answererName: 'Dana',
  answers: [
    {
      answer: 'yes',
      title: 'Security questionnaire sent to Northwind',
      by: 'Thu 26 Nov',
      byInWords: '26 November',
    },
    {
      answer: 'change',
      title: 'Business case approved',
      suggestion: '18 instead of 14 December',
      why: 'the committee sits on the 17th',
    },
    { answer: 'no', title: 'Second reference call', why: 'one was enough for us' },
  ],
  button: { label: 'See the answers', url: previewPlan.button.url },
  footer: { ...previewPlan.footer, why: 'You get this because you asked Dana.' },
};
