import { formatTime } from '#app/domain/day.ts';
import { type Delivery, isForSize } from '#app/domain/delivery.ts';
import { isUuid } from '#app/domain/ids.ts';
import { mayReadLetter } from '#app/domain/letter-reader.ts';
import type { PlanAccess } from '#app/domain/policy.ts';
import { db } from '#db/client.server.ts';
import { findPlanLetter, listPlanLetters, type PlanLetter } from '#db/plan-letters.server.ts';
import type { LetterState } from '#db/schema/mail.ts';
import { formatMailbox } from './address.ts';
import { withoutSecrets } from './placeholders.ts';

export interface SeenLetter {
  id: string;
  subject: string;
  /** Null for one's own. */
  to: string | null;
  when: string;
  /** What became of it, where it did not simply arrive. */
  fate: string | null;
}

const PAGE = 60;

/** The letters about a plan that its reader may look at, a page at a time, newest first. */
export async function listSeenLetters(
  access: PlanAccess,
  { before, zone }: { before: string | null; zone: string },
): Promise<{ letters: SeenLetter[]; earlier: string | null }> {
  const letters: PlanLetter[] = [];
  let from = before && !Number.isNaN(Date.parse(before)) ? new Date(before) : null;
  // Many letters may be others' own: read on until there is a page of what is shown.
  for (;;) {
    const some: PlanLetter[] = await listPlanLetters(db, access, { before: from, limit: PAGE });
    letters.push(...some.filter((letter) => mayReadLetter(letter, access)));
    const last = some.at(-1);
    if (some.length < PAGE || !last)
      return { letters: letters.map((each) => seen(each, access, zone)), earlier: null };
    from = last.triedAt;
    if (letters.length >= PAGE)
      return { letters: letters.map((each) => seen(each, access, zone)), earlier: from.toISOString() };
  }
}

const seen = (letter: PlanLetter, { personId }: PlanAccess, zone: string): SeenLetter => ({
  id: letter.id,
  subject: withoutSecrets(letter.subject),
  to: letter.personId === personId ? null : letter.personName,
  when: formatTime(letter.at, zone),
  fate: fateOf(letter),
});

const states: Partial<Record<LetterState, string>> = {
  waiting: 'Not taken yet, and tried again',
  sending: 'On its way',
  failed: 'It was refused, and did not arrive',
  unknown: 'It may have arrived',
  dropped: 'It was not sent after all',
};
const hasFailed = (state: LetterState, delivery: Delivery | null): boolean =>
  state === 'failed' || delivery === 'failed' || delivery === 'bounced';
const fates: Partial<Record<Delivery, string>> = {
  delayed: 'Held up on its way',
  failed: 'It did not arrive',
  bounced: 'It came back',
  suppressed: 'It was not sent on, because an earlier one came back',
  complained: 'Marked as unwanted',
};
const tooLarge =
  'It was too large for the mail server, and did not arrive. All of it stands on the plan: send the link, or tell them by phone';
const fateOf = ({ state, delivery, said }: PlanLetter): string | null =>
  (hasFailed(state, delivery) && isForSize(said) ? tooLarge : null) ??
  states[state] ??
  (delivery && fates[delivery]) ??
  null;

export interface OpenedLetter extends SeenLetter {
  from: string;
  address: string;
  replyTo: string | null;
  text: string;
  html: string;
}

/** The very bytes that were sent, save for the secrets in its links; null where it is not theirs to see. */
export async function openSeenLetter(
  access: PlanAccess,
  id: string | undefined,
  zone: string,
): Promise<OpenedLetter | null> {
  const found = id && isUuid(id) ? await findPlanLetter(db, access, id) : null;
  if (!found || !mayReadLetter(found, access)) return null;
  const { from, to, replyTo, text, html } = found.frozen;
  return {
    ...seen(found, access, zone),
    from: formatMailbox(from),
    address: formatMailbox(to),
    replyTo: replyTo && withoutSecrets(replyTo),
    text: withoutSecrets(text),
    html: withoutSecrets(html),
  };
}
