import { type Day, dayOf, shortDay } from '#app/domain/day.ts';
import type { MailTrouble } from '#app/domain/delivery.ts';
import type { Stakeholder } from '#app/domain/plan.ts';
import { firstName } from '#app/domain/plan-words.ts';

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
  /** What is wrong with mail to them, for whoever may know; null when nothing is. */
  mail: MailTrouble | null;
}

export function standingOf(
  person: Stakeholder,
  invitation: Invitation | undefined,
  { today, zone, notedBy }: { today: Day; zone: string; notedBy: string },
): Standing {
  if (person.enteredOn || invitation?.entered) {
    if (invitation?.mail) return troubleOf(person, invitation.mail);
    if (person.personId === notedBy) return { tone: 'plain', sentence: '' };
    const day = person.enteredOn ? ` on ${shortDay(person.enteredOn, today)}` : '';
    return { tone: 'plain', sentence: `came in${day}` };
  }
  if (!invitation) return { tone: 'waiting', sentence: 'not invited yet' };
  const { letter, sentAt, expired, stopped, mail } = invitation;
  const day = (instant: string) => shortDay(dayOf(instant, zone), today);
  if (mail?.kind === 'bounced' || mail?.kind === 'complained') return troubleOf(person, mail);
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
  if (mail) return troubleOf(person, mail);
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

/** The fact, the server's own words, and what to do. */
function troubleOf(person: Stakeholder, { kind, words }: MailTrouble): Standing {
  const first = firstName(person.name);
  const said = words
    ? `The mail server said: “${words
        .replace(/\s+/g, ' ')
        .slice(0, 300)
        .replace(/[.\s]*$/, '')}”. `
    : '';
  const here = person.enteredOn !== null;
  const trouble = (sentence: string, advice: string): Standing => ({
    tone: 'trouble',
    sentence,
    advice: `${said}${advice}`,
  });
  switch (kind) {
    case 'bounced':
      return trouble(
        'letters do not arrive',
        here
          ? `The address sent a letter back, so no other is sent there. Ask ${first} by phone; once it takes mail again, have letters sent there again.`
          : `The address sent the letter back, so no other is sent there. Ask ${first} by phone, and correct the address.`,
      );
    case 'complained':
      return trouble(
        'wants no letters',
        `A letter was marked as unwanted, so no other is sent there. Only ${first} can change that.`,
      );
    case 'failed':
      return trouble(
        'the last letter did not arrive',
        `The next one is tried all the same. Ask ${first} by phone.`,
      );
    case 'tooLarge':
      return trouble(
        'the last letter was too large',
        `Their mail server takes no letter of that size. Tell ${first} what is new by phone, or send the link to the plan; the next letter is tried all the same.`,
      );
    case 'unknown':
      return trouble('the last letter may not have arrived', `Nobody saw it delivered. Ask ${first}.`);
    case 'delayed':
      return trouble(
        'a letter is held up',
        'It is tried again for a day or two. There is nothing to do yet.',
      );
  }
}

const reasonFrom = (error: string | null): string =>
  error
    ? `${error
        .replace(/\s+/g, ' ')
        .slice(0, 200)
        .replace(/[.\s]*$/, '')}. `
    : '';
