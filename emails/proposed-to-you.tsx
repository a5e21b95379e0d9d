import { Button } from './_components/button.tsx';
import type { Fact } from './_components/facts.tsx';
import { Footer } from './_components/footer.tsx';
import { Layout } from './_components/layout.tsx';
import { PlanFacts } from './_components/plan-facts.tsx';
import { Paragraph } from './_components/words.tsx';
import { by, counted } from './phrases.ts';
import type { PlanLetter } from './plan-letter.ts';
import { previewPlan } from './preview-plan.ts';

/** A step nobody has agreed yet, another day, owner or wording for one that is agreed, or whether it is done. */
export type Proposal =
  | { kind: 'step'; title: string; by: string; byInWords: string; doneWhen?: string }
  | { kind: 'done'; title: string; by: string }
  /** `isWords`: of what the reader says, rather than of a day or who does something. */
  | { kind: 'change'; title: string; suggestion: string; why?: string; isWords?: boolean };

export type ProposedToYouProps = PlanLetter & {
  proposerName: string;
  proposals: Proposal[];
  /** The latest day asked for, when there are several: "18 December". */
  untilInWords?: string;
};

export function subject({ proposerName, proposals, untilInWords }: ProposedToYouProps) {
  const [first] = proposals;
  if (first?.kind === 'done' && proposals.length === 1)
    return `${proposerName} asks: is ${first.title} done?`;
  if (first && first.kind !== 'done' && proposals.length === 1)
    return first.kind === 'step'
      ? `${proposerName} asks you: ${first.title}${first.byInWords && `, by ${first.byInWords}`}`
      : `${proposerName} suggests ${first.suggestion} for ${first.title}`;
  const until = untilInWords ? ` by ${untilInWords}` : '';
  if (proposals.every(({ kind }) => kind === 'step'))
    return `${proposerName} asks you for ${counted(proposals.length, 'thing')}${until}`;
  if (proposals.every(({ kind }) => kind === 'change'))
    return `${proposerName} suggests ${counted(proposals.length, 'change')} to your steps`;
  return `${proposerName} asks you about ${counted(proposals.length, 'step')}`;
}

const doneAnswers = 'Say that it is done, by which day it will be, or what it waits for.';

export default function ProposedToYou(props: ProposedToYouProps) {
  const { proposals, plan, button, footer } = props;
  const one = proposals.length === 1;
  const onlyDone = proposals.every(({ kind }) => kind === 'done');
  const asked: Fact = {
    label: one ? 'The question' : 'The questions',
    items: proposals.map((proposal) =>
      proposal.kind === 'done'
        ? { bold: proposal.title, below: ['Is it done?', by(proposal.by)].filter(Boolean).join(' Agreed ') }
        : proposal.kind === 'step'
          ? {
              bold: proposal.title,
              below: [by(proposal.by), proposal.doneWhen && `done when ${proposal.doneWhen}`]
                .filter(Boolean)
                .join('; '),
            }
          : { bold: proposal.title, below: [proposal.suggestion, proposal.why].filter(Boolean).join(': ') },
    ),
  };
  const isWords = one && proposals[0]?.kind === 'change' && proposals[0].isWords;
  return (
    <Layout
      letter={props}
      title={subject(props)}
      preview={onlyDone ? doneAnswers : one ? 'Say yes, or change it.' : 'Say yes to all, or change any day.'}
    >
      <Paragraph>
        {onlyDone
          ? doneAnswers
          : one
            ? `Say yes, ${isWords ? 'put it in your own words' : 'suggest another day'}, or say no. Until you answer, what was agreed before stays.`
            : 'Say yes to all, or change any day. Until you answer, what was agreed before stays.'}
      </Paragraph>
      <PlanFacts
        letter={props}
        first={[asked]}
        without={plan.yours.length > 0 ? ['now'] : ['now', 'yours']}
      />
      <Button {...button} />
      <Footer {...footer} disclaimer />
    </Layout>
  );
}

export const previewProps: ProposedToYouProps = {
  ...previewPlan,
  proposerName: 'Maya',
  proposals: [
    {
      kind: 'step',
      title: 'Security questionnaire sent to Northwind',
      by: 'Thu 26 Nov',
      byInWords: '26 November',
      doneWhen: 'Tom has the filled-in form',
    },
    { kind: 'step', title: 'Finance names the budget owner', by: 'Fri 4 Dec', byInWords: '4 December' },
    { kind: 'step', title: 'Business case approved', by: 'Fri 18 Dec', byInWords: '18 December' },
  ],
  untilInWords: '18 December',
  plan: { ...previewPlan.plan, yours: [], liveDay: { ...previewPlan.plan.liveDay, note: 'it stays' } },
  button: { label: 'Say yes, or change any day', url: previewPlan.button.url },
  footer: { ...previewPlan.footer, why: 'You get this because these steps are yours to answer.' },
};
