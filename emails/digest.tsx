import { Acts } from './_components/acts.tsx';
import { Button } from './_components/button.tsx';
import { Footer } from './_components/footer.tsx';
import { Layout } from './_components/layout.tsx';
import { useIsText } from './_components/medium.ts';
import { light } from './_components/palette.ts';
import { PlanFacts } from './_components/plan-facts.tsx';
import { PositionLine } from './_components/position-line.tsx';
import { OwnWords, Paragraph } from './_components/words.tsx';
import { capital, counted, liveClause } from './phrases.ts';
import type { PlanLetter } from './plan-letter.ts';
import { previewAnswers, previewPlan } from './preview-plan.ts';

interface Ask {
  /** A whole sentence. */
  says: string;
  /** What somebody wrote, and who. */
  wrote?: { name: string; words: string };
  /** The company whose people alone see it. */
  onlyFor?: string;
  links: { label: string; url: string }[];
}

export type DigestProps = PlanLetter & {
  /** What is asked of the reader, heaviest first; what was theirs before stands in `plan.yours`. */
  asks: Ask[];
  /** Whole sentences, heaviest first. */
  happened: string[];
  /** What of it matters most. */
  headline?: string;
  /** The first day by which something of it is asked. */
  firstBy?: string;
};

// Gmail cuts a letter at 102 kB, and nobody reads on after so many.
const MOST = 10;

const waiting = (count: number) => `${counted(count, 'thing')} ${count === 1 ? 'waits' : 'wait'} for you`;

/** Where nothing else is news. */
const whetherRight = ({ stillRight = [] }: DigestProps) =>
  stillRight.length === 1
    ? `Is ${stillRight[0]?.by} still right for “${stillRight[0]?.title}”?`
    : `Are these ${counted(stillRight.length, 'day')} still right?`;

export function subject(props: DigestProps) {
  const { asks, headline, firstBy, plan } = props;
  if (asks.length === 0 && !headline) return whetherRight(props);
  const yours = asks.length > 0 ? waiting(asks.length) : '';
  if (!headline) return capital(yours) + (firstBy ? `, the first by ${firstBy}` : '');
  return yours ? `${headline}, and ${yours}` : `${headline}${liveClause(plan.liveDay)}`;
}

export default function Digest(props: DigestProps) {
  const { asks, headline = '', plan, button, footer, brief = false } = props;
  const title =
    asks.length > 0 ? capital(waiting(asks.length)) : headline ? capital(headline) : whetherRight(props);
  const shown = asks.slice(0, brief ? 1 : MOST);
  const happened = brief ? props.happened.slice(0, asks.length > 0 ? 0 : 1) : props.happened;
  return (
    <Layout
      letter={props}
      title={title}
      preview={[...asks.map(({ says }) => says), ...happened].slice(0, 3).join(' ')}
    >
      {shown.map((ask) => (
        <AskBlock key={`${ask.says} ${ask.links[0]?.url}`} {...ask} />
      ))}
      {!brief && asks.length > MOST && (
        <Paragraph>And {counted(asks.length - MOST, 'more', 'more')} on the plan.</Paragraph>
      )}
      <PositionLine stops={plan.line} />
      <PlanFacts
        letter={props}
        first={[{ label: 'What happened', items: happened.map((sentence) => ({ after: sentence })) }]}
        more={asks.length - shown.length + props.happened.length - happened.length}
        without={asks.length > 0 && plan.yours.length === 0 ? ['now', 'yours'] : ['now']}
      />
      <Button {...button} />
      <Footer {...footer} disclaimer={props.disclaimer} />
    </Layout>
  );
}

function AskBlock({ says, wrote, onlyFor, links }: Ask) {
  const only = onlyFor && `Only people at ${onlyFor} can read this on the plan.`;
  if (useIsText())
    return (
      <p>
        {says} {only}
        {wrote && (
          <>
            <br />
            {wrote.name}: {wrote.words}
          </>
        )}
        <Acts acts={links} />
      </p>
    );
  return (
    <div className="ink" style={{ margin: '16px 0 0', fontSize: 15, lineHeight: '23px', color: light.ink }}>
      <b style={{ fontWeight: 600 }}>{says}</b>
      {only && <span className="ink2"> {only}</span>}
      {wrote && <OwnWords {...wrote} />}
      <div className="ink2" style={{ fontSize: 14, lineHeight: '28px', color: light.ink2 }}>
        <Acts acts={links} />
      </div>
    </div>
  );
}

export const previewProps: DigestProps = {
  ...previewPlan,
  plan: { ...previewPlan.plan, yours: [{ title: 'Data export tested', by: 'Fri 4 Dec' }] },
  button: { ...previewPlan.button, label: 'Open the plan' },
  asks: [
    {
      says: 'Maya asks you: “Security questionnaire sent to Northwind”, by Thu 26 Nov.',
      links: previewAnswers,
    },
    {
      says: 'Yours to decide: “Budget released”, by Tue 1 Dec.',
      links: [{ label: 'Read and decide', url: previewPlan.button.url }],
    },
    {
      says: 'Tom asks you something about “Data export tested”.',
      wrote: { name: 'Tom', words: 'Which month shall we take for the test?' },
      links: [{ label: 'Answer', url: previewPlan.button.url }],
    },
  ],
  happened: ['Tom finished “SOC 2 report sent”.', 'Maya said yes to “Workshop” on Fri 4 Dec.'],
  headline: 'Tom finished “SOC 2 report sent”',
  firstBy: '26 November',
};
