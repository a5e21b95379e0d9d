/**
 * A plan on a page, for somebody who was never in it. Composed of what both sides share and of nothing else, whoever
 * writes it; it names people and holds neither their addresses nor any id.
 */
import { caseWords } from '#app/domain/case.ts';
import { compareDays, type Day, shortDay } from '#app/domain/day.ts';
import { isDaySoFar, milestoneDay } from '#app/domain/milestone.ts';
import { type CaseField, isDraft, type Milestone, type Plan, sideName } from '#app/domain/plan.ts';
import { bothNames, firstName, listed, liveSentence, nameOf } from '#app/domain/plan-words.ts';
import { sharedView } from '#app/domain/shared-view.ts';
import { type Standing, standingOf } from '#app/domain/standing.ts';
import { type Turn, turnsOf } from '#app/domain/turn.ts';
import { waitingSentence } from '#app/domain/waiting.ts';
import type { PlanLineProps } from './plan-line.tsx';
import { planLineOf } from './plan-line-now.tsx';

export interface Summary {
  companies: string;
  objective: string;
  asOf: string;
  live: string;
  standing: Standing | null;
  waiting: string | null;
  /** Whose words the goal is in while the buyer has not made it theirs. */
  unconfirmed: string | null;
  whyNow: string;
  measures: { name: string; now: string; wanted: string; measuredBy: string }[];
  case: CasePart[];
  line: Pick<PlanLineProps, 'items' | 'now' | 'liveX' | 'pace' | 'ariaLabel'> | null;
  milestones: { name: string; when: string; state: 'reached' | 'agreed' | 'open' }[];
  next: { what: string; who: string; by: string }[];
  /** "And 3 more." */
  more: string | null;
}

export interface CasePart {
  field: CaseField;
  label: string;
  text: string;
}

/** In the order a decider asks. */
export const caseFields: readonly CaseField[] = ['problem', 'costToday', 'request', 'ifWeWait'];

/** More of these and it is a plan again. */
const mostNext = 6;

export function summaryOf(whole: Plan, today: Day): Summary {
  const plan = sharedView(whole);
  const next = nextRows(plan, onceEach(turnsOf(plan)), today);
  const waiting = waitingSentence(plan, '', today);
  const line = planLineOf(plan, today);
  return {
    companies: bothNames(plan),
    objective: plan.goal.objective,
    asOf: shortDay(today, today),
    live: liveSentence(plan, today),
    standing: standingOf(plan, today),
    // Where nothing waits, how it stands says so already.
    waiting: waiting?.waiting ? `${waiting.sentence}.` : null,
    unconfirmed:
      plan.confirmed || isDraft(plan)
        ? null
        : `These are ${firstName(nameOf(plan, plan.notedBy))}’s notes: ${plan.goal.buyerName} has not confirmed them yet.`,
    whyNow: plan.goal.whyNow,
    measures: plan.measures.map(({ name, now, wanted, measuredBy }) => ({ name, now, wanted, measuredBy })),
    case: caseFields.map((field) => ({ field, label: caseWords[field], text: plan.case[field] })),
    line: line.items.length < 2 ? null : { ...line, items: line.items.map(numbered) },
    milestones: plan.milestones.map((milestone) => milestoneRow(plan, milestone, today)),
    next: next.slice(0, mostNext),
    more: next.length > mostNext ? `And ${next.length - mostNext} more.` : null,
  };
}

/** Who is to answer about a step and to do it is named once. */
const onceEach = (turns: Turn[]): Turn[] =>
  turns.filter(
    (turn) =>
      turn.kind === 'answer' ||
      !turns.some((t) => t.kind === 'answer' && t.step?.id === turn.step?.id && t.side === turn.side),
  );

/** Questions about one step read alike here, and a joint step is one: told once, with everybody it waits for. */
function nextRows(plan: Plan, turns: Turn[], today: Day): Summary['next'] {
  const rows = turns.map((turn) => ({ of: turn.step?.id, row: nextRow(plan, turn, today) }));
  return rows.flatMap(({ of, row }, at) => {
    const alike = rows.filter((r) => r.of === of && r.row.what === row.what);
    if (alike[0] !== rows[at]) return [];
    return [{ ...row, who: listed([...new Set(alike.map((r) => r.row.who))]) }];
  });
}

const numbered = <Item extends { id: string }>(item: Item, at: number): Item => ({ ...item, id: String(at) });

function milestoneRow(plan: Plan, milestone: Milestone, today: Day): Summary['milestones'][number] {
  const { name, reachedOn } = milestone;
  if (reachedOn) return { name, state: 'reached', when: `reached ${shortDay(reachedOn, today)}` };
  const { day, dashed } = milestoneDay(plan, milestone.id);
  if (!day) return { name, state: 'open', when: 'no day yet' };
  const { liveDay } = plan.goal;
  // The plan has one live day, whatever the milestone is called that its steps run on to.
  const over = liveDay && compareDays(day, liveDay) > 0 ? ', after the live day' : '';
  if (isDaySoFar(plan, milestone.id))
    return { name, state: 'open', when: `${shortDay(day, today)} so far${over}, not all agreed yet` };
  return dashed
    ? { name, state: 'open', when: `${shortDay(day, today)}${over}, not agreed yet` }
    : { name, state: 'agreed', when: `${shortDay(day, today)}${over}` };
}

function nextRow(plan: Plan, turn: Turn, today: Day): Summary['next'][number] {
  const people = turn.people.map((p) => p.name);
  return {
    what: whatIsNext(turn),
    who: people.length > 0 && people.length < 4 ? listed(people) : sideName(plan, turn.side),
    by: turn.day ? shortDay(turn.day, today) : 'no day yet',
  };
}

/** What was written in a thread is for those who are in it: here it is only named. */
function whatIsNext({ kind, step, offer }: Turn): string {
  if (!step) return offer ? 'An answer about the goal' : 'An answer about the plan';
  if (kind === 'work') return step.type === 'approval' ? `${step.title}, to decide` : step.title;
  if (!offer) return `A question about “${step.title}”`;
  return `${step.title}, to answer`;
}
