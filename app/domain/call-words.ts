/** What to say where another letter would not help: on the telephone, after the tone, and by hand. */
import { type Day, longDay, shortDay } from './day.ts';
import { findStep, isOpen, type Plan, type Stakeholder, type Step, sideName } from './plan.ts';
import { firstName, listed } from './plan-words.ts';

export interface CallWords {
  fact: string;
  why: string;
  ask: string;
  /** Of no more than `VOICEMAIL_WORDS`. */
  voicemail: string;
  note: string;
}

/** Twenty seconds, spoken calmly. */
export const VOICEMAIL_WORDS = 50;

export interface Call {
  plan: Plan;
  step: Step | null;
  caller: Stakeholder;
  to: Stakeholder;
  /** What they were last asked. */
  asked: string;
  today: Day;
}

export function callWords({ plan, step, caller, to, asked, today }: Call): CallWords {
  const [them, me] = [firstName(to.name), firstName(caller.name)];
  const about = step ? `“${clipped(step.title, 8)}”` : `our plan with ${sideName(plan, to.side)}`;
  const fact = factOf(step, about, today);
  const why = whyOf(plan, step);
  const ask = sentence(clipped(asked, 12));
  return {
    fact,
    why,
    ask,
    voicemail: voicemailOf([
      `Hello ${them}, ${me} from ${clipped(sideName(plan, caller.side), 3)}.`,
      sentence(clipped(fact, 16)),
      ask,
      'A word from you is enough. Thank you.',
    ]),
    note: `Dear ${them},\n${plainly(about)} is still with us, and I would like to make it easy for you. Tell me what is in the way, and I will take on what I can.\n${me}`,
  };
}

const plainly = (about: string): string => about.charAt(0).toLocaleUpperCase() + about.slice(1);

function factOf(step: Step | null, about: string, today: Day): string {
  if (!step?.dueDay) return `I am calling about ${about}.`;
  if (!isOpen(step)) return `${about} has ended.`;
  const when = shortDay(step.dueDay, today);
  if (step.dueDay < today) return `${about} was due on ${when}.`;
  return step.dueDay === today ? `${about} is due today.` : `${about} is due on ${when}.`;
}

/** What slips with it, in the plan's own words where somebody wrote them. */
function whyOf(plan: Plan, step: Step | null): string {
  if (step?.ifSlips.trim()) return step.ifSlips.trim();
  const waiting = plan.dependencies
    .filter((d) => d.afterId === step?.id)
    .flatMap((d) => findStep(plan, d.stepId) ?? [])
    .map(({ title }) => `“${title}”`)
    .slice(0, 2);
  if (waiting.length > 0) return `${listed(waiting)} ${waiting.length > 1 ? 'wait' : 'waits'} for it.`;
  const { liveDay, buyerName } = plan.goal;
  return liveDay ? `It leads to ${longDay(liveDay)}, when ${buyerName} wants to be live.` : '';
}

/** The parts in order, the last always among them, and what no longer fits left out from the middle. */
function voicemailOf(parts: string[]): string {
  const [hello = '', fact = '', ask = '', end = ''] = parts;
  const all = [hello, fact, ask, end].join(' ');
  if (wordsIn(all) <= VOICEMAIL_WORDS) return all;
  const room = VOICEMAIL_WORDS - wordsIn(hello) - wordsIn(end) - wordsIn(ask);
  return [hello, ...(room > 3 ? [sentence(clipped(fact, room))] : []), ask, end].join(' ');
}

export const wordsIn = (text: string): number => text.split(/\s+/).filter(Boolean).length;

const clipped = (text: string, most: number): string => {
  const words = text.split(/\s+/).filter(Boolean);
  return words.length > most ? `${words.slice(0, most).join(' ')}…` : words.join(' ');
};

const sentence = (text: string): string => (/[.!?…”]$/.test(text) || text === '' ? text : `${text}.`);

/** Who else there could say: those it is with first, then who leads this. */
export function othersToAsk(
  plan: Plan,
  step: Step | null,
  to: Stakeholder,
  callerId: string | null,
): Stakeholder[] {
  const isOnIt = (p: Stakeholder) => step?.owners.some((o) => o.stakeholderId === p.id) ?? false;
  return plan.people
    .filter((p) => p.side === to.side && p.id !== to.id && p.id !== callerId)
    .filter((p) => p.side === 'seller' || p.enteredOn !== null)
    .sort((a, b) => Number(isOnIt(b)) - Number(isOnIt(a)) || Number(b.pointPerson) - Number(a.pointPerson))
    .slice(0, 3);
}
