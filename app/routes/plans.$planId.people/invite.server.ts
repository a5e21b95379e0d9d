import { type AppLoadContext, data } from '@remix-run/node';
import * as z from 'zod';
import { sentenceWhenTooOften } from '#app/auth/limits.server.ts';
import { inviteToPlan } from '#app/commands/invite-to-plan.server.ts';
import type { Side, Stakeholder } from '#app/domain/plan.ts';
import type { PlanAccess } from '#app/domain/policy.ts';
import { isName, isRoleText } from '#app/domain/typed-text.ts';
import { type FormAnswer, parsedBy, parseForm, requiredText } from '#app/http/forms.ts';
import { parseAddress } from '#app/mail/address.ts';
import { oneLine } from '#emails/plain-words.ts';

/** As many as fit into an address of ours in any script, for the letter that is shown beforehand. */
export const longestNote = 400;

const address = parsedBy(parseAddress, 'Write a whole mail address, such as dana@acme.com.');

const invitationForm = z.strictObject({
  intent: z.literal('invite'),
  commandId: z.uuid().toLowerCase(),
  side: z.enum(['seller', 'buyer']),
  name: requiredText('Write their name, as they write it themselves.', 80)
    .transform(oneLine)
    .refine(isName, 'Write their name only, no address.'),
  address,
  role: requiredText('Choose their part in this.', 60).refine(
    isRoleText,
    'Say their part in a few plain words.',
  ),
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

const correctionForm = z.strictObject({
  intent: z.literal('address'),
  commandId: z.uuid().toLowerCase(),
  stakeholderId: z.uuid(),
  address,
});

/** The same invitation to another address: whoever it was sent to by mistake can do nothing with it any more. */
export async function takeCorrection(
  access: PlanAccess,
  body: FormData,
  { context, people }: { context: AppLoadContext; people: readonly Stakeholder[] },
) {
  const about = String(body.get('stakeholderId') ?? '');
  const refused = (answer: FormAnswer, status: number) => ({
    ok: false as const,
    answer: data({ about, answer }, { status }),
  });
  const read = parseForm(body, correctionForm);
  if (!read.ok) return refused(read.answer, 400);
  const { stakeholderId, commandId } = read.value;
  const person = people.find(({ id }) => id === stakeholderId);
  if (!person) return refused(read.refuse('They are not on this plan any more.'), 409);
  const tooOften = await sentenceWhenTooOften('invite', context, access.personId);
  if (tooOften) return refused(read.refuse(tooOften), 429);
  const { name, side, role } = person;
  const invitation = { commandId, address: read.value.address, name, side, role, insteadOf: stakeholderId };
  const invited = await inviteToPlan(access, invitation);
  if (!invited.ok) return refused(read.refuse(invited.error.sentence, 'address'), 409);
  return { ok: true as const, commandId };
}
