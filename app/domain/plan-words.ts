/**
 * A plan in words: the sentences, names and chips that every screen and letter share, so that both sides read
 * the same thing. Days come as calendar days; `today` is the plan's own.
 */
import { approvalState } from './approval.ts';
import { withReason } from './because.ts';
import { compareDays, type Day, dayAndMonth, shortDay } from './day.ts';
import { isMeasureField, measureAsked, measureWords } from './measure-asked.ts';
import { timeInWords } from './meeting-time.ts';
import { currentMilestone, isDaySoFar, milestoneDay } from './milestone.ts';
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
import { latenessCalendar } from './plan-calendar.ts';
import { placeholderLabel, roleLabel } from './roles.ts';
import { openRequestsOn } from './thread.ts';
import { answerersOf, type Turn } from './turn.ts';
import { workingDaysBetween } from './working-days.ts';

export const firstName = (name: string): string => name.trim().split(/\s+/)[0] ?? name;

/** "Maya and Dana", "Maya, Tom and Dana". */
export const listed = (names: string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

const numbers = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
/** A number inside a sentence: "two", and from 11 on "11". */
export const inWords = (n: number): string => numbers[n] ?? String(n);
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Words somebody wrote, as the end of a sentence: with one stop, whether they brought their own or not. */
export const ended = (text: string): string =>
  /[.!?…]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`;

/** "Acme, legal"; "leads this at Acme": the company once. */
export function sideAndRole(plan: Plan, side: Side, role: string): string {
  const label = roleLabel(role, companies(plan, side));
  return label.endsWith(` ${sideName(plan, side)}`)
    ? label
    : [sideName(plan, side), label].filter(Boolean).join(', ');
}

export const dayCount = (n: number): string => (n === 1 ? '1 day' : `${n} days`);
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
  // An approval keeps whoever decided it and has left since.
  const decided = plan.decisions.findLast((d) => d.by === owner.stakeholderId && d.forId === null);
  if (decided) return decided.byName;
  const at = companies(plan, owner.side);
  return owner.role ? placeholderLabel(owner.role, at) : sideName(plan, owner.side);
}

export const isLate = (plan: Plan, step: Step, today: Day): boolean =>
  !plan.pause &&
  step.agreement === 'agreed' &&
  isOpen(step) &&
  step.dueDay !== null &&
  daysLate(plan, step.dueDay, today) > 0;

/** Working days since a day; 0 on it and before. */
export const daysLate = (plan: Plan, due: Day, today: Day): number =>
  Math.max(0, workingDaysBetween(due, today, latenessCalendar(plan)));

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
  if (step.type === 'approval' && approvalState(plan, step) === 'outdated')
    return { tone: 'toAnswer', label: 'Outdated' };
  if (step.status === 'stuck') return { tone: 'stuck', label: 'Stuck' };
  const open = offerOn(plan, step.id);
  if (open) {
    const names = answererNames(plan, open);
    return { tone: 'toAnswer', label: names ? `${names} to answer` : 'Not answered' };
  }
  const asked = askedOn(plan, step);
  if (asked) return { tone: 'toAnswer', label: `${asked} to answer` };
  if (isLate(plan, step, today) && step.dueDay)
    return { tone: 'late', label: `${dayCount(daysLate(plan, step.dueDay, today))} late` };
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
  if (isLate(plan, step, today)) return 'late';
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
    if (isMeasureField(offer.terms.field))
      return measureSentence(plan, offer.terms, verb('suggest', 'suggests'));
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
    case 'done':
      return `${verb('ask', 'asks')} whether this is done.`;
    case 'dueDay':
      return `${withReason(
        `${verb('suggest', 'suggests')} ${dayInstead(offer.terms.value, step?.dueDay ?? null)}${offer.terms.at ? `, ${timeInWords(offer.terms.at)}` : ''}`,
        plan,
        offer.terms.because,
      )}.`;
    case 'ask':
      return `${verb('suggest', 'suggests')} asking for something else: “${offer.terms.value}”`;
    case 'owner': {
      const to = ownerName(plan, { id: offer.terms.value.ownerId, ...offer.terms.value });
      return `${verb('suggest', 'suggests')} that ${to} does this.`;
    }
  }
}

/** "Maya suggests “2 days” instead of “3 days” for what is wanted in the measure “Days to close”." */
function measureSentence(
  plan: Plan,
  { field, value }: { field: string; value: string },
  who: string,
): string {
  const asked = measureAsked(plan, field);
  const now = asked?.measure[asked.part];
  return `${who} “${value}”${now ? ` instead of “${now}”` : ''} for ${measureWords(plan, field)}.`;
}

/** "18 instead of 14 December", "18 January instead of 14 December". */
const dayInstead = (to: Day, from: Day | null): string => {
  if (!from || from === to) return shortDay(to);
  const sameMonth = to.slice(0, 7) === from.slice(0, 7);
  return `${sameMonth ? Number(to.slice(8)) : dayAndMonth(to)} instead of ${dayAndMonth(from)}`;
};

/** What a step is stuck on, who is asked to help, and when it is looked at again. */
export function stuckWords(plan: Plan, step: Step, today: Day): string {
  const asked = plan.comments.find((c) => c.id === step.helpId);
  const helper = asked?.answeredOn === null && findPerson(plan, asked.request?.of ?? null);
  const by = step.lookOn && shortDay(step.lookOn, today);
  const what = `Stuck: ${step.statusReason ?? 'no reason given'}`.replace(/[.\s]+$/, '');
  if (!by) return what;
  return helper
    ? `${what}. ${firstName(helper.name)} is asked to help by ${by}.`
    : `${what}. To be looked at again on ${by}.`;
}

/** "Live Fri 12 Mar", with the year where it is not this one's. */
export const liveSentence = (plan: Plan, today: Day): string =>
  plan.goal.liveDay ? `Live ${shortDay(plan.goal.liveDay, today)}.` : 'No live day yet.';

/** Why the plan stands where it does, for one reader: what waits for them, else what is most urgent. */
export const turnFor = (turns: readonly Turn[], viewer: string): Turn | undefined =>
  turns.find((turn) => turn.people.some((p) => p.personId === viewer)) ?? turns[0];

export interface LinePoint {
  id: string;
  name: string;
  day: Day | null;
  dashed: boolean;
  /** The day is that of what is agreed so far. */
  soFar: boolean;
  reached: boolean;
  /** Its place between the plan's first day (0) and its end (1). */
  x: number;
}

/**
 * The line: milestones between the day the plan began and the live day, by the calendar; as far as `until`, where
 * that is later.
 */
export function lineOf(
  plan: Plan,
  today: Day,
  until: Day | null = null,
): { points: LinePoint[]; now: number; liveX: number } {
  const rows = plan.milestones.map((milestone) => {
    const planned = milestoneDay(plan, milestone.id);
    // What is behind us stands on the day it happened.
    const soFar = milestone.reachedOn === null && isDaySoFar(plan, milestone.id);
    return { milestone, day: milestone.reachedOn ?? planned.day, dashed: planned.dashed || soFar, soFar };
  });
  const all = [
    ...rows.flatMap((r) => (r.day ? [r.day] : [])),
    ...(plan.goal.liveDay ? [plan.goal.liveDay] : []),
    ...(until ? [until] : []),
    plan.startDay,
  ].sort(compareDays);
  const first = all[0] ?? plan.startDay;
  const calendar = latenessCalendar(plan);
  const span = Math.max(1, workingDaysBetween(first, all.at(-1) ?? first, calendar));
  const at = (day: Day): number => Math.min(1, Math.max(0, workingDaysBetween(first, day, calendar) / span));
  let last = 0;
  const points = rows.map(({ milestone, day, dashed, soFar }): LinePoint => {
    last = day ? at(day) : last;
    return {
      id: milestone.id,
      name: milestone.name,
      day,
      dashed: dashed && milestone.reachedOn === null,
      soFar,
      reached: milestone.reachedOn !== null,
      x: last,
    };
  });
  return { points, now: at(today), liveX: plan.goal.liveDay ? at(plan.goal.liveDay) : 1 };
}

/** Whose plan this is, above the goal. */
export const bothNames = (plan: Plan): string => `${plan.goal.buyerName} and ${plan.sellerName}`;

/** What comes next for a reached or running milestone, for headers and letters. */
export const nowAt = (plan: Plan): { name: string; day: Day | null; soFar: boolean } | null => {
  const milestone = currentMilestone(plan);
  if (!milestone) return null;
  const { id, name } = milestone;
  return { name, day: milestoneDay(plan, id).day, soFar: isDaySoFar(plan, id) };
};
