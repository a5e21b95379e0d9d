import { by, capital, counted, joined, possessive } from '../phrases.ts';
import type { PlanLetter, Task } from '../plan-letter.ts';
import { type Fact, Facts } from './facts.tsx';

type Props = {
  letter: PlanLetter;
  first?: Fact[];
  without?: ('now' | 'yours' | 'theirs')[];
  /** What a brief letter leaves out besides. */
  more?: number;
};

const dayOf = ({ by: day, isAnswer, stuck }: Task) =>
  joined(
    day && isAnswer ? `asked for ${day}` : by(day),
    stuck === undefined ? '' : `stuck${stuck && `: ${stuck}`}`,
  );

/** What is now, what is yours, what is theirs, what is next, the live day, and what else happened. */
export function PlanFacts({ letter, first = [], without = [], more = 0 }: Props) {
  const { plan, reader, also, stillRight = [], brief = false } = letter;
  const { now, yours, theirs, nextMeeting, liveDay } = plan;
  const now_ =
    now && !without.includes('now') ? [{ bold: now.milestone, after: now.by && `, by ${now.by}` }] : [];
  const nothing = { after: plan.asks ? 'Nothing else waits for you.' : 'Nothing waits for you.' };
  const live: Fact = {
    label: 'Live day',
    items: [{ bold: liveDay.text, after: liveDay.note && `, ${liveDay.note}`, was: liveDay.was }],
  };
  if (brief) {
    const left = more + (without.includes('yours') ? 0 : yours.length) + stillRight.length + also.length;
    const rest = { after: `${capital(counted(left, 'more thing'))} on the plan` };
    return <Facts facts={[...first, live, { label: 'Also', items: left > 0 ? [rest] : [] }]} />;
  }
  const facts: Fact[] = [
    ...first,
    { label: 'Now', items: now_ },
    {
      label: `Yours, ${reader.firstName}`,
      items: without.includes('yours')
        ? []
        : yours.length > 0
          ? yours.map((task) => ({ bold: task.title, below: dayOf(task) }))
          : [nothing],
    },
    {
      label: 'Still right?',
      items: stillRight.map(({ title, by: day, links }) => ({ bold: title, below: by(day), links })),
    },
    {
      label: possessive(plan.theirName),
      items: without.includes('theirs')
        ? []
        : theirs.map((task) => ({ bold: task.title, below: joined(task.who, dayOf(task)) })),
    },
    {
      label: 'Next meeting',
      items: nextMeeting
        ? [{ bold: nextMeeting.when, after: nextMeeting.about && `, ${nextMeeting.about}` }]
        : [],
    },
    live,
    { label: 'Also', items: also.map((sentence) => ({ after: sentence })) },
  ];
  return <Facts facts={facts} />;
}
