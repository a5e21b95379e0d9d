import type { AppLoadContext } from '@remix-run/node';
import * as z from 'zod';
import { sentenceWhenTooOften } from '#app/auth/limits.server.ts';
import type { WorkspaceAccess } from '#app/auth/plan-access.server.ts';
import { changeStanding, removeMember } from '#app/commands/change-member.server.ts';
import {
  changeMark,
  MOST_MARK_BYTES,
  removeMark,
  renameWorkspace,
} from '#app/commands/change-workspace.server.ts';
import { inviteMember, inviteMemberAgain } from '#app/commands/invite-member.server.ts';
import { can } from '#app/domain/policy.ts';
import type { Refusal, Result } from '#app/domain/result.ts';
import { memberStandings } from '#app/domain/workspace.ts';
import { env } from '#app/env.server.ts';
import { type FormAnswer, parsedBy, parseForm, requiredText } from '#app/http/forms.ts';
import * as paths from '#app/http/paths.ts';
import { forbidden } from '#app/http/replies.ts';
import { parseAddress } from '#app/mail/address.ts';
import { openMailRoom } from '#app/mail/mail-room.server.ts';
import { sendTestLetter } from '#app/mail/test-letter.server.ts';
import { database } from '#db/client.server.ts';
import { findReader } from '#db/letters.server.ts';
import { oneLine } from '#emails/plain-words.ts';

/** What goes back to one form of the page. */
export interface SettingsAnswer {
  form: 'name' | 'mark' | 'invite' | 'member' | 'test-letter';
  /** The transport took the test letter. */
  taken?: boolean;
  fields?: FormAnswer;
  sentence?: string;
  /** Whom it is about, for forms that stand once for each member. */
  personId?: string;
  plans?: { planId: string; name: string }[];
}

type Acted = { kind: 'done'; goTo: string } | { kind: 'answered'; status: number; answer: SettingsAnswer };

const done = (what: string, more: Record<string, string> = {}): Acted => ({
  kind: 'done',
  goTo: `${paths.settings()}?${new URLSearchParams({ done: what, ...more })}`,
});

const refused = (status: number, answer: SettingsAnswer): Acted => ({ kind: 'answered', status, answer });

const filled = (sentence: string) =>
  requiredText(sentence, 80)
    .transform(oneLine)
    .refine((text) => text.length > 0, sentence);

const nameForm = z.strictObject({
  intent: z.literal('name'),
  name: filled('Write the name of your company, as both sides should read it.'),
});

const inviteForm = z.strictObject({
  intent: z.literal('invite'),
  name: filled('Write their name, as they write it themselves.'),
  address: parsedBy(parseAddress, 'Write a whole mail address, such as tom@northwind.com.'),
  standing: z.enum(memberStandings, 'Choose what they may do.'),
});

/** One of the forms of the page. Who may is asked by the command behind each, over the rows as they are now. */
export async function act(access: WorkspaceAccess, body: FormData, context: AppLoadContext): Promise<Acted> {
  const intent = body.get('intent');
  // Leaving and removing are one form, and leaving is for everybody.
  if (intent === 'remove') return await remove(access, body);
  if (!can(access.standing, 'manageWorkspace')) throw forbidden();
  switch (intent) {
    case 'mark':
      return await mark(access, body);
    case 'unmark':
      return answered(await removeMark(access), 'mark', done('unmarked'));
    case 'invite':
      return await invite(access, body, context);
    case 'again':
      return await again(access, body, context);
    case 'test-letter':
      return await testLetter(access, context);
    case 'standing':
      return await standing(access, body);
    default:
      return await rename(access, body);
  }
}

const answered = (result: Result<void, Refusal>, form: SettingsAnswer['form'], then: Acted): Acted =>
  result.ok ? then : refused(409, { form, sentence: result.error.sentence });

/** To oneself only, and said on the page that asked: it is about this moment. */
async function testLetter(access: WorkspaceAccess, context: AppLoadContext): Promise<Acted> {
  const form = 'test-letter';
  const { personId } = access;
  const tooOften = await sentenceWhenTooOften('invite', context, personId);
  if (tooOften) return refused(429, { form, sentence: tooOften });
  const reader = await findReader(database().db, { personId, workspaceId: null, planId: null });
  if (!reader || reader.addressStopped)
    return refused(409, {
      form,
      sentence: 'Your address sent a letter back or marked one as unwanted, so no other is sent there.',
    });
  const sent = await sendTestLetter(await openMailRoom(database(), env()), reader);
  return { kind: 'answered', status: 200, answer: { form, ...sent } };
}

async function rename(access: WorkspaceAccess, body: FormData): Promise<Acted> {
  const read = parseForm(body, nameForm);
  if (!read.ok) return refused(400, { form: 'name', fields: read.answer });
  const renamed = await renameWorkspace(access, read.value.name);
  if (!renamed.ok) throw forbidden(renamed.error);
  return done('name');
}

async function mark(access: WorkspaceAccess, body: FormData): Promise<Acted> {
  const file = body.get('mark');
  if (!(file instanceof File) || file.size === 0)
    return refused(400, { form: 'mark', sentence: 'Choose a picture first.' });
  // One byte too many is enough to say no; the rest need not be read.
  const content = Buffer.from(await file.slice(0, MOST_MARK_BYTES + 1).arrayBuffer());
  return answered(await changeMark(access, content), 'mark', done('mark'));
}

async function invite(access: WorkspaceAccess, body: FormData, context: AppLoadContext): Promise<Acted> {
  const read = parseForm(body, inviteForm);
  if (!read.ok) return refused(400, { form: 'invite', fields: read.answer });
  const tooOften = await sentenceWhenTooOften('invite', context, access.personId);
  if (tooOften) return refused(429, { form: 'invite', fields: read.refuse(tooOften) });
  const invited = await inviteMember(access, read.value);
  if (!invited.ok) return refused(409, { form: 'invite', fields: read.refuse(invited.error.sentence) });
  return done('invited', { who: invited.value.personId });
}

const about = (body: FormData): string => {
  const personId = z.uuid().toLowerCase().safeParse(body.get('person'));
  if (!personId.success)
    throw forbidden({ code: 'nobody', sentence: 'That is nobody here. Nothing was changed.' });
  return personId.data;
};

async function again(access: WorkspaceAccess, body: FormData, context: AppLoadContext): Promise<Acted> {
  const personId = about(body);
  const tooOften = await sentenceWhenTooOften('invite', context, access.personId);
  if (tooOften) return refused(429, { form: 'member', personId, sentence: tooOften });
  const sent = await inviteMemberAgain(access, personId);
  if (!sent.ok) return refused(409, { form: 'member', personId, sentence: sent.error.sentence });
  return done('again', { who: personId });
}

async function standing(access: WorkspaceAccess, body: FormData): Promise<Acted> {
  const personId = about(body);
  const to = z.enum(memberStandings).safeParse(body.get('standing'));
  if (!to.success)
    return refused(400, {
      form: 'member',
      personId,
      sentence: 'Choose what they may do. Nothing was changed.',
    });
  const changed = await changeStanding(access, personId, to.data);
  if (!changed.ok) return refused(409, { form: 'member', personId, sentence: changed.error.sentence });
  return done('standing', { who: personId });
}

async function remove(access: WorkspaceAccess, body: FormData): Promise<Acted> {
  const personId = about(body);
  const removed = await removeMember(access, personId);
  if (!removed.ok) {
    const { sentence, plans } = removed.error;
    return refused(409, { form: 'member', personId, sentence, ...(plans && { plans }) });
  }
  return personId === access.personId ? { kind: 'done', goTo: paths.home() } : done('removed');
}
