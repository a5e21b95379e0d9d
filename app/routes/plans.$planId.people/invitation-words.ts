import { type Day, dayOf, shortDay } from '#app/domain/day.ts';
import type { Stakeholder } from '#app/domain/plan.ts';

/** How somebody's invitation stands, as their row says it. */
export interface Standing {
  tone: 'plain' | 'waiting' | 'trouble';
  sentence: string;
  /** What to do about it, where something is wrong. */
  advice?: string;
}

/** What is known of an invitation, with instants as text. */
export interface Invitation {
  stakeholderId: string;
  address: string | null;
  entered: boolean;
  letter: { state: string; time: number; sendAfter: string; error: string | null } | null;
  sentAt: string | null;
  /** A letter of it that this reader may open in the mailbox. */
  readable: string | null;
  expired: boolean;
  stopped: boolean;
}

export function standingOf(
  person: Stakeholder,
  invitation: Invitation | undefined,
  { today, zone, notedBy }: { today: Day; zone: string; notedBy: string },
): Standing {
  if (person.enteredOn || invitation?.entered) {
    if (person.personId === notedBy) return { tone: 'plain', sentence: '' };
    const day = person.enteredOn ? ` on ${shortDay(person.enteredOn, today)}` : '';
    return { tone: 'plain', sentence: `came in${day}` };
  }
  if (!invitation) return { tone: 'waiting', sentence: 'not invited yet' };
  const { letter, sentAt, expired, stopped } = invitation;
  const day = (instant: string) => shortDay(dayOf(instant, zone), today);
  if (stopped)
    return {
      tone: 'trouble',
      sentence: 'asked for no letters',
      advice: 'No letter about this plan goes to them. Ask them in another way.',
    };
  if (letter?.state === 'failed')
    return {
      tone: 'trouble',
      sentence: 'the letter did not arrive',
      advice: `${reasonFrom(letter.error)}Take the invitation back, and invite them at the right address.`,
    };
  if (letter?.state === 'unknown')
    return {
      tone: 'trouble',
      sentence: 'the letter may not have arrived',
      advice: 'It was handed over, and nobody saw it delivered. Ask them, or send it again.',
    };
  if (sentAt && expired)
    return {
      tone: 'trouble',
      sentence: `invited on ${day(sentAt)}, the link has run out`,
      advice: 'Send it again: the new letter has a fresh link.',
    };
  if (sentAt) {
    const reminded = letter && letter.time > 1 && letter.state === 'sent';
    const next = letter && letter.time > 1 && letter.state !== 'sent';
    return {
      tone: 'waiting',
      sentence: `${reminded ? 'reminded' : 'letter sent'} on ${day(sentAt)}`,
      ...(next ? { advice: `If they do not come in, a reminder follows on ${day(letter.sendAfter)}.` } : {}),
    };
  }
  if (letter) return { tone: 'waiting', sentence: 'invited, the letter is on its way' };
  return { tone: 'waiting', sentence: 'not invited yet' };
}

const reasonFrom = (error: string | null): string =>
  error
    ? `${error
        .replace(/\s+/g, ' ')
        .slice(0, 200)
        .replace(/[.\s]*$/, '')}. `
    : '';
