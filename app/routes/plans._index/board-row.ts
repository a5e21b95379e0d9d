import type { AvatarPerson } from '#app/components/avatar.tsx';
import { type Day, shortDay } from '#app/domain/day.ts';
import { initials } from '#app/domain/initials.ts';
import { isDraft, type Plan, personOf, type Side, type Stakeholder, sideName } from '#app/domain/plan.ts';
import { latenessCalendar } from '#app/domain/plan-calendar.ts';
import { firstName, lineOf, listed, offerSentence, turnFor } from '#app/domain/plan-words.ts';
import { type Stage, stageOf } from '#app/domain/stages.ts';
import { type Standing, standingOf } from '#app/domain/standing.ts';
import { isFinished, type Turn } from '#app/domain/turn.ts';
import { turnsByUrgency } from '#app/domain/urgency.ts';
import { workingDaysBetween } from '#app/domain/working-days.ts';

/** One plan on the board, in words. */
export interface BoardRow {
  id: string;
  /** The other company's name: what tells plans apart. */
  name: string;
  objective: string;
  /** What the reader's own workspace calls how far it is; only its members are told. */
  stage: string | null;
  line: { items: { id: string; x: number; reached: boolean; dashed: boolean }[]; now: number; aloud: string };
  next: { title: string; note: string; tone: 'plain' | 'late' | 'loud' | 'quiet' };
  waiting: { face: AvatarPerson; name: string; note: string };
  live: { day: string; iso: Day | undefined; note: string };
  /** Null where there is nothing to keep to yet. */
  health: Standing | null;
  people: { faces: (AvatarPerson & { id: string })[]; aloud: string };
}

export interface BoardViewer {
  personId: string;
  side: Side;
}

const nobody: AvatarPerson = { initials: '', side: 'none' };

export function boardRow(
  plan: Plan,
  viewer: BoardViewer,
  today: Day,
  stages: readonly Stage[] = [],
): BoardRow {
  const turns = turnsByUrgency(plan, today);
  const turn = turnFor(turns, viewer.personId);
  return {
    id: plan.id,
    name: sideName(plan, viewer.side === 'seller' ? 'buyer' : 'seller'),
    objective: plan.goal.objective.trim() || 'No goal written down yet',
    stage: stageOf(plan, stages)?.name ?? null,
    line: lineWords(plan, today),
    next: nextWords(plan, turn, viewer, today),
    waiting: waitingWords(plan, turn, turns, viewer),
    live: liveWords(plan, today),
    health: standingOf(plan, today),
    people: peopleWords(plan, viewer),
  };
}

function nextWords(plan: Plan, turn: Turn | undefined, viewer: BoardViewer, today: Day): BoardRow['next'] {
  if (isDraft(plan))
    return { title: 'Not shared yet', note: `Nobody at ${plan.goal.buyerName} can see it`, tone: 'quiet' };
  if (isFinished(plan)) return { title: 'Everything is done', note: '', tone: 'quiet' };
  if (!turn) return { title: 'No agreed next step', note: 'Propose one', tone: 'loud' };
  const passed = turn.kind === 'work' && turn.day !== null && turn.day < today;
  const asked = turn.offer ? offerSentence(plan, turn.offer, viewer.personId) : '';
  return {
    title: turn.step?.title ?? 'The goal and the live day',
    note: asked || (turn.day ? shortDay(turn.day, today) : 'No day yet'),
    tone: passed ? 'late' : 'plain',
  };
}

function waitingWords(
  plan: Plan,
  turn: Turn | undefined,
  turns: Turn[],
  viewer: BoardViewer,
): BoardRow['waiting'] {
  if (!turn) {
    const opener = isDraft(plan) ? personOf(plan, plan.notedBy) : undefined;
    return opener
      ? { face: faceOf(opener), name: nameFor(opener, viewer), note: 'to share it' }
      : { face: nobody, name: 'No one', note: '' };
  }
  const [first] = turn.people.some((p) => p.personId === viewer.personId)
    ? turn.people.filter((p) => p.personId === viewer.personId)
    : turn.people;
  const others = new Set(turns.flatMap((t) => (t.people.length > 0 ? t.people.map((p) => p.id) : [t.side])));
  others.delete(first?.id ?? turn.side);
  const note = others.size > 0 ? `and ${others.size} more` : sideName(plan, turn.side);
  return first
    ? { face: faceOf(first), name: nameFor(first, viewer), note }
    : { face: nobody, name: sideName(plan, turn.side), note: others.size > 0 ? note : 'Name needed' };
}

function liveWords(plan: Plan, today: Day): BoardRow['live'] {
  const { liveDay } = plan.goal;
  if (!liveDay) return { day: 'No day yet', iso: undefined, note: '' };
  const away = workingDaysBetween(today, liveDay, latenessCalendar(plan));
  const many = `${Math.abs(away)} working ${Math.abs(away) === 1 ? 'day' : 'days'}`;
  const note = away > 0 ? `in ${many}` : liveDay >= today ? 'today' : isFinished(plan) ? '' : `${many} ago`;
  return { day: shortDay(liveDay, today), iso: liveDay, note };
}

function lineWords(plan: Plan, today: Day): BoardRow['line'] {
  const { points, now } = lineOf(plan, today);
  const aloud = points.map(({ name, day, reached }) =>
    reached ? `${name}, reached.` : `${name}${day ? `, ${shortDay(day, today)}` : ''}.`,
  );
  return {
    items: points.flatMap(({ id, x, day, reached, dashed }) => (day ? [{ id, x, reached, dashed }] : [])),
    now,
    aloud: aloud.join(' ') || 'No milestones yet.',
  };
}

function peopleWords(plan: Plan, { side }: BoardViewer): BoardRow['people'] {
  const inOrder = [
    ...plan.people.filter((p) => p.side === side),
    ...plan.people.filter((p) => p.side !== side),
  ];
  return {
    faces: inOrder.map((p) => ({ id: p.id, ...faceOf(p) })),
    aloud: listed(inOrder.map((p) => p.name)) || 'Nobody yet',
  };
}

const faceOf = (person: Stakeholder): AvatarPerson => ({
  initials: initials(person.name),
  side: person.side,
});
const nameFor = (person: Stakeholder, viewer: BoardViewer): string =>
  person.personId === viewer.personId ? 'You' : firstName(person.name);
