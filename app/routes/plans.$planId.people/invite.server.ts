import { type AppLoadContext, data } from '@remix-run/node';
import * as z from 'zod';
import { sentenceWhenTooOften } from '#app/auth/limits.server.ts';
import { inviteToPlan } from '#app/commands/invite-to-plan.server.ts';
import type { Side } from '#app/domain/plan.ts';
import type { PlanAccess } from '#app/domain/policy.ts';
import { parsedBy, parseForm, requiredText } from '#app/http/forms.ts';
import { parseAddress } from '#app/mail/address.ts';
import { oneLine } from '#emails/plain-words.ts';

/** As many as fit into an address of ours in any script, for the letter that is shown beforehand. */
export const longestNote = 400;

const invitationForm = z.strictObject({
  intent: z.literal('invite'),
  commandId: z.uuid().toLowerCase(),
  side: z.enum(['seller', 'buyer']),
  name: requiredText('Write their name, as they write it themselves.', 80).transform(oneLine),
  address: parsedBy(parseAddress, 'Write a whole mail address, such as dana@acme.com.'),
  role: requiredText('Choose their part in this.', 60),
  note: z
    .string()
    .max(longestNote, `This is too long for a note: at most ${longestNote} characters.`)
    .transform((text) => text.replaceAll('\r\n', '\n').trim())
    .optional(),
});

/** One invitation from a form of this page or of the one before sharing; what was typed comes back with a refusal. */
export async function takeInvitation(access: PlanAccess, body: FormData, context: AppLoadContext) {
  const side: Side = body.get('side') === 'seller' ? 'seller' : 'buyer';
  const read = parseForm(body, invitationForm);
  if (!read.ok) return { ok: false as const, answer: data({ side, answer: read.answer }, { status: 400 }) };
  const { intent: _, ...invitation } = read.value;
  const tooOften = await sentenceWhenTooOften('invite', context, access.personId);
  if (tooOften)
    return { ok: false as const, answer: data({ side, answer: read.refuse(tooOften) }, { status: 429 }) };
  const invited = await inviteToPlan(access, invitation);
  if (invited.ok) return { ok: true as const, side, commandId: invitation.commandId };
  const { code, sentence } = invited.error;
  // Whose address it may be is said where the address stands.
  const answer = read.refuse(sentence, code === 'domain' ? 'address' : undefined);
  return { ok: false as const, answer: data({ side, answer }, { status: 409 }) };
}
