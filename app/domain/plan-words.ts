/**
 * A plan in words: the sentences, names and chips that every screen and letter share, so that both sides read
 * the same thing. Days come as calendar days; `today` is the plan's own.
 */
import { approvalState } from './approval.ts';
import { openRequestsOn } from './comment.ts';
import { compareDays, type Day, dayAndMonth, shortDay } from './day.ts';
import { currentMilestone, milestoneDay } from './milestone.ts';
import { allInOrder } from './order.ts';
import {
  companies,
  findPerson,
  findStep,
  isDraft,
  isForBoth,
  isOpen,
  type Offer,
  offerOn,
  otherSide,
  type Plan,
  personOf,
  type Side,
  type Step,
  sideName,
} from './plan.ts';
import { placeholderLabel } from './roles.ts';
import { answerersOf, isFinished, type Turn, turnsOf } from './turn.ts';
import { weekdays, workingDaysBetween } from './working-days.ts';

export const firstName = (name: string): string => name.trim().split(/\s+/)[0] ?? name;

/** "Maya and Dana", "Maya, Tom and Dana". */
export const listed = (names: string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

const numbers = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
/** A number inside a sentence: "two", and from 11 on "11". */
export const inWords = (n: number): string => numbers[n] ?? String(n);
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const days = (n: number): string => (n === 1 ? '1 day' : `${n} days`);
export const stepCount = (n: number): string => (n === 1 ? '1 step' : `${n} steps`);

/** The name of whoever did something; the system has none. */
export const nameOf = (plan: Plan, personId: string | null): string =>
  (personId && personOf(plan, personId)?.name) || 'Somebody who has left';

export function ownersLabel(plan: Plan, step: Step): string {
  const sides = new Set(step.owners.map((o) => o.side));
  if (sides.size === 2) return 'Both sides';
  // "Acme security and finance": the company once.
  const company = `${sideName(plan, step.owners[0]?.side ?? 'seller')} `;
  return listed(
    step.owners.map((o, index) => {
      const name = ownerName(plan, o);
      return index > 0 && o.stakeholderId === null && name.startsWith(company)
        ? name.slice(company.length)
        : name;
    }),
  );
}

export function ownerName(plan: Plan, owner: Step['owners'][number]): string {
  const person = findPerson(plan, owner.stakeholderId);
  if (person) return person.name;
  const at = companies(plan, owner.side);
  return owner.role ? placeholderLabel(owner.role, at) : sideName(plan, owner.side);
}

export const isLate = (step: Step, today: Day): boolean =>
  step.agreement === 'agreed' && isOpen(step) && step.dueDay !== null && daysLate(step.dueDay, today) > 0;

/** Working days since a day; 0 on it and before. */
export const daysLate = (due: Day, today: Day): number =>
  Math.max(0, workingDaysBetween(due, today, weekdays));

export interface ChipWords {
  tone: 'done' | 'skipped' | 'stuck' | 'toAnswer' | 'late' | 'nameNeeded';
  label: string;
}

/** One chip a row, the first that fits; most rows have none. */
export function chipOf(plan: Plan, step: Step, today: Day): ChipWords | null {
  if (step.status === 'skipped') return { tone: 'skipped', label: 'Skipped' };
  if (step.status === 'done') return null;
  if (step.agreement === 'declined') return { tone: 'skipped', label: 'Declined' };
  if (step.type === 'approval' && approvalState(plan, step) === 'rejected')
    return { tone: 'stuck', label: 'Said no' };
  if (step.status === 'stuck') return { tone: 'stuck', label: 'Stuck' };
  const open = offerOn(plan, step.id);
  if (open) {
    const names = answererNames(plan, open);
    return { tone: 'toAnswer', label: names ? `${names} to answer` : 'Not answered' };
  }
  const asked = askedOn(plan, step);
  if (asked) return { tone: 'toAnswer', label: `${asked} to answer` };
  if (isLate(step, today) && step.dueDay)
    return { tone: 'late', label: `${days(daysLate(step.dueDay, today))} late` };
  if (isForBoth(plan, step) && step.owners.some((o) => o.stakeholderId === null))
    return { tone: 'nameNeeded', label: 'Name needed' };
  return null;
}

/** Whom an open request about a step waits for, in the open. */
function askedOn(plan: Plan, step: Step): string | null {
  const [request] = openRequestsOn(plan, step.id).filter((c) => c.layer === 'shared');
  const person = findPerson(plan, request?.request?.of ?? null);
  return person ? firstName(person.name) : null;
}

/** Who is asked, by first name where somebody is named. */
export const answererName = (plan: Plan, offer: Offer): string =>
  answererNames(plan, offer) ?? sideName(plan, otherSide(offer.bySide));

function answererNames(plan: Plan, offer: Offer): string | null {
  const names = answerersOf(plan, offer).map((p) => firstName(p.name));
  return names.length > 0 && names.length < 3 ? listed(names) : null;
}

export type StepLook = 'open' | 'done' | 'skipped' | 'late' | 'outline' | 'dashed';
export function lookOf(plan: Plan, step: Step, today: Day): StepLook {
  if (step.status === 'done') return 'done';
  if (step.status === 'skipped' || step.agreement === 'declined') return 'skipped';
  if (isLate(step, today)) return 'late';
  if (!isForBoth(plan, step)) return 'open';
  if (isDraft(plan)) return step.owners.some((o) => o.stakeholderId === null) ? 'dashed' : 'open';
  if (step.agreement === 'outline') return 'outline';
  return step.agreement === 'proposed' || step.owners.every((o) => o.stakeholderId === null)
    ? 'dashed'
    : 'open';
}

/** "Dana suggests 18 instead of 14 December", "Maya asks for this by Fri 18 Dec". */
export function offerSentence(plan: Plan, offer: Offer, viewer: string): string {
  const who = offer.by === viewer ? 'You' : firstName(nameOf(plan, offer.by));
  const verb = (you: string, they: string) => `${who} ${offer.by === viewer ? you : they}`;
  if (offer.subject === 'goal') {
    if (offer.terms.field === 'liveDay')
      return `${verb('suggest', 'suggests')} ${dayInstead(offer.terms.value, plan.goal.liveDay)} as the live day.`;
    const label = { objective: 'the goal', whyNow: 'why now', buyerName: 'the company name' }[
      offer.terms.field
    ];
    return `${verb('suggest', 'suggests')} other words for ${label}: “${offer.terms.value}”`;
  }
  const step = findStep(plan, offer.stepId);
  switch (offer.terms.field) {
    case 'step':
      return step?.dueDay
        ? `${verb('ask', 'asks')} for this by ${shortDay(step.dueDay)}.`
        : `${verb('ask', 'asks')} for this.`;
    case 'dueDay':
      return `${verb('suggest', 'suggests')} ${dayInstead(offer.terms.value, step?.dueDay ?? null)}.`;
    case 'ask':
      return `${verb('suggest', 'suggests')} asking for something else: “${offer.terms.value}”`;
    case 'owner': {
      const to = ownerName(plan, { id: offer.terms.value.ownerId, ...offer.terms.value });
      return `${verb('suggest', 'suggests')} that ${to} does this.`;
    }
  }
}

/** "18 instead of 14 December", "18 January instead of 14 December". */
const dayInstead = (to: Day, from: Day | null): string => {
  if (!from || from === to) return shortDay(to);
  const sameMonth = to.slice(0, 7) === from.slice(0, 7);
  return `${sameMonth ? Number(to.slice(8)) : dayAndMonth(to)} instead of ${dayAndMonth(from)}`;
};

/** "Live Fri 12 Mar", with the year where it is not this one's. */
export const liveSentence = (plan: Plan, today: Day): string =>
  plan.goal.liveDay ? `Live ${shortDay(plan.goal.liveDay, today)}.` : 'No live day yet.';

/**
 * Whom the plan waits for: whoever reads, where they are among them, else the most urgent. "Waiting for Dana and 2
 * more". Null in a draft and at the end.
 */
export function waitingSentence(plan: Plan, viewer: string): { waiting: boolean; sentence: string } | null {
  if (isDraft(plan) || isFinished(plan)) return null;
  const turns = turnsOf(plan);
  const first = turnFor(turns, viewer);
  if (!first)
    return { waiting: false, sentence: 'Nothing is agreed next, and no one is asked for anything.' };
  const people = new Set(turns.flatMap((t) => names(plan, t, viewer)));
  const lead = names(plan, first, viewer).sort((a, b) => Number(b === 'you') - Number(a === 'you'));
  for (const name of lead) people.delete(name);
  // One more is named: "and 1 more" would be as long as the name.
  if (people.size === 1) return { waiting: true, sentence: `Waiting for ${listed([...lead, ...people])}` };
  const more = people.size > 0 ? ` and ${people.size} more` : '';
  return { waiting: true, sentence: `Waiting for ${listed(lead)}${more}` };
}

/** Why the plan stands where it does, for one reader: what waits for them, else what is due first. */
export const turnFor = (turns: readonly Turn[], viewer: string): Turn | undefined =>
  turns.find((turn) => turn.people.some((p) => p.personId === viewer)) ?? turns[0];

const names = (plan: Plan, turn: Turn, viewer: string): string[] =>
  turn.people.length > 0
    ? turn.people.map((p) => (p.personId === viewer ? 'you' : firstName(p.name)))
    : [sideName(plan, turn.side)];

export interface LinePoint {
  id: string;
  name: string;
  day: Day | null;
  dashed: boolean;
  reached: boolean;
  /** Its place between the plan's first day (0) and its end (1). */
  x: number;
}

/** The line: milestones between the day the plan began and the live day, by the calendar. */
export function lineOf(plan: Plan, today: Day): { points: LinePoint[]; now: number; liveX: number } {
  const rows = plan.milestones.map((milestone) => {
    const planned = milestoneDay(plan, milestone.id);
    // What is behind us stands on the day it happened.
    return { milestone, day: milestone.reachedOn ?? planned.day, dashed: planned.dashed };
  });
  const all = [
    ...rows.flatMap((r) => (r.day ? [r.day] : [])),
    ...(plan.goal.liveDay ? [plan.goal.liveDay] : []),
    plan.startDay,
  ].sort(compareDays);
  const first = all[0] ?? plan.startDay;
  const span = Math.max(1, workingDaysBetween(first, all.at(-1) ?? first, weekdays));
  const at = (day: Day): number => Math.min(1, Math.max(0, workingDaysBetween(first, day, weekdays) / span));
  let last = 0;
  const points = rows.map(({ milestone, day, dashed }): LinePoint => {
    last = day ? at(day) : last;
    return {
      id: milestone.id,
      name: milestone.name,
      day,
      dashed: dashed && milestone.reachedOn === null,
      reached: milestone.reachedOn !== null,
      x: last,
    };
  });
  return { points, now: at(today), liveX: plan.goal.liveDay ? at(plan.goal.liveDay) : 1 };
}

interface Asked {
  offer: Offer;
  step: Step | null;
  /** Agreed, open work of this person besides: it goes on while the question is open. */
  goesOn: boolean;
}

export interface Yours {
  /** Offers this side is asked to answer, in plan order; goal offers first. */
  toAnswer: Asked[];
  /** Agreed, open work of this person: ready first, then what still waits for something. */
  toDo: Step[];
  /** Open agreed or offered steps of the other side. */
  theirs: Step[];
}

/** What one person sees first: what they are asked, what is theirs, and what the other side does for them. */
export function yoursOf(plan: Plan, side: Side, stakeholderId: string | null, pointPerson: boolean): Yours {
  const order = allInOrder(plan);
  const isMine = (step: Step): boolean =>
    step.owners.some(
      (o) => o.side === side && (o.stakeholderId === null ? pointPerson : o.stakeholderId === stakeholderId),
    );
  const asked = plan.offers.filter((o) => o.bySide !== side);
  const forMe = (step: Step): boolean =>
    isMine(step) || (pointPerson && !step.owners.some((o) => o.side === side && o.stakeholderId !== null));
  const toAnswer = [
    ...asked.filter((o) => o.subject === 'goal').map((offer) => ({ offer, step: null, goesOn: false })),
    ...order.flatMap((step) => {
      const offer = asked.find((o) => o.subject === 'step' && o.stepId === step.id);
      const goesOn = step.agreement === 'agreed' && isOpen(step) && isMine(step);
      return offer && (forMe(step) || pointPerson) ? [{ offer, step, goesOn }] : [];
    }),
  ];
  const answering = new Set(toAnswer.map((a) => a.step?.id));
  const open = order.filter((s) => isOpen(s) && !isDraft(plan));
  return {
    toAnswer,
    toDo: open.filter((s) => s.agreement === 'agreed' && isMine(s) && !answering.has(s.id)),
    theirs: open.filter(
      (s) =>
        s.layer === 'shared' &&
        s.agreement !== 'outline' &&
        s.owners.some((o) => o.side !== side) &&
        !s.owners.some((o) => o.side === side),
    ),
  };
}

/** "Northwind asks you for 3 things by 18 December and does 4 for you." */
export function askedSentence(plan: Plan, side: Side, yours: Yours): string {
  const other = sideName(plan, otherSide(side));
  const steps = yours.toAnswer.flatMap((a) => (a.step ? [a.step] : []));
  const until = steps
    .flatMap((s) => (s.dueDay ? [s.dueDay] : []))
    .sort(compareDays)
    .at(-1);
  const things = steps.length === 1 ? '1 thing' : `${steps.length} things`;
  const does = yours.theirs.length > 0 ? ` and does ${yours.theirs.length} for you` : '';
  return `${other} asks you for ${things}${until ? ` by ${dayAndMonth(until)}` : ''}${does}.`;
}

/** Whose plan this is, above the goal. */
export const bothNames = (plan: Plan): string => `${plan.goal.buyerName} and ${plan.sellerName}`;

/** What comes next for a reached or running milestone, for headers and letters. */
export const nowAt = (plan: Plan): { name: string; day: Day | null } | null => {
  const milestone = currentMilestone(plan);
  return milestone ? { name: milestone.name, day: milestoneDay(plan, milestone.id).day } : null;
};
