import { codeFor, secretFor } from '#app/auth/tokens.server.ts';
import type { FrozenLetter } from '#db/schema/mail.ts';
import { renderEmail } from '#emails/index.ts';
import { safeName } from './address.ts';
import type { Draft } from './composition.ts';
import { invitationText, uidOf } from './ics.ts';
import type { MailRoom } from './mail-room.server.ts';
import { messageId, type Outgoing } from './mailer.server.ts';
import { fillSecrets, onlyOurs, type SecretPurpose } from './placeholders.ts';

/** Renders a letter into the bytes that every attempt sends. `thread`: earlier letters about the same plan. */
export async function freeze(
  { from, appUrl, now }: MailRoom,
  draft: Draft,
  thread: { first: string; last: string } | null,
): Promise<FrozenLetter> {
  const rendered = await renderEmail(draft.message);
  const ours = (text: string) => onlyOurs(text, draft.holes);
  const invited = draft.invited && {
    ...draft.invited.next,
    text: await invitationText({
      ...draft.invited.next,
      uid: uidOf(draft.invited.stepId, appUrl),
      url: draft.invited.url,
      attendee: draft.to,
      organizer: { name: draft.fromName, address: from.address },
      at: now(),
    }),
  };
  return {
    to: { name: safeName(ours(draft.to.name)), address: draft.to.address },
    from: { name: safeName(ours(draft.fromName)), address: from.address },
    replyTo: draft.replyTo,
    subject: ours(rendered.subject),
    html: ours(rendered.html),
    text: ours(rendered.text),
    headers: {
      'Auto-Submitted': 'auto-generated',
      ...(draft.stopUrl && {
        'List-Unsubscribe': `<${draft.stopUrl}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
      ...(thread && {
        'In-Reply-To': messageId(thread.last, from.address),
        References: [...new Set([thread.first, thread.last])]
          .map((id) => messageId(id, from.address))
          .join(' '),
      }),
    },
    ...(invited && { calendar: invited }),
  };
}

/** The frozen letter with its secrets in: for the way out, and for the mailbox's own page. Never stored. */
export function thaw(id: string, frozen: FrozenLetter): Outgoing {
  const fill = (text: string) => fillSecrets(text, secretOf);
  return {
    id,
    to: frozen.to,
    from: frozen.from,
    ...(frozen.replyTo && { replyTo: fill(frozen.replyTo) }),
    subject: fill(frozen.subject),
    html: fill(frozen.html),
    text: fill(frozen.text),
    // In one order, whether it was frozen just now or comes out of the table, which keeps another: an attempt with the
    // same key has to be the same bytes.
    headers: Object.fromEntries(
      Object.entries(frozen.headers)
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([name, value]) => [name, fill(value)]),
    ),
    // Nothing in it was a secret of ours: what looks like the place of one was typed by somebody.
    ...(frozen.calendar && { calendar: { method: frozen.calendar.method, text: frozen.calendar.text } }),
  };
}

const secretOf = (purpose: SecretPurpose, id: string): string =>
  purpose === 'signInCode' ? codeFor(id) : secretFor(purpose, id);
