import { planAccessFor } from '#app/auth/plan-access.server.ts';
import { findToken, LIFETIMES, newToken, secretFor, stopTokenFor } from '#app/auth/tokens.server.ts';
import { eventFor, nextInvitation } from '#app/domain/calendar.ts';
import { type Day, dayOf, formatTime } from '#app/domain/day.ts';
import { mayMailTo } from '#app/domain/delivery.ts';
import { leftOutSentence, sizeText } from '#app/domain/file.ts';
import { inTouchOf, neverTold } from '#app/domain/keep-in-touch.ts';
import { type LetterAct, readBefore } from '#app/domain/letter-act.ts';
import type { News } from '#app/domain/mail-line.ts';
import { settleNews } from '#app/domain/mail-window.ts';
import { zoneOfReader } from '#app/domain/meeting.ts';
import { type Closed, closeOutOf } from '#app/domain/meeting-note.ts';
import { findStep, isDraft, type Plan, personOf, type Side, type Step, sideName } from '#app/domain/plan.ts';
import { firstName } from '#app/domain/plan-words.ts';
import type { PlanAccess } from '#app/domain/policy.ts';
import { type ReplyAct, type ReplyPlace, replyPlaceOf } from '#app/domain/reply.ts';
import { sharedView } from '#app/domain/shared-view.ts';
import { standInOf } from '#app/domain/stand-in.ts';
import * as paths from '#app/http/paths.ts';
import type { Tx } from '#db/client.server.ts';
import { digestOfValue } from '#db/hash-chain.server.ts';
import { findSaidInTouch, listSaidInTouch } from '#db/keep-in-touch.server.ts';
import {
  type Claimed,
  findLastInvitation,
  findLetter,
  findReader,
  hasRecap,
  type Reader,
} from '#db/letters.server.ts';
import { listEarlierNews, listNewsOf } from '#db/lines.server.ts';
import { listMembers } from '#db/members.server.ts';
import { findPerson, findWorkspace } from '#db/people.server.ts';
import { loadPlan } from '#db/plans.server.ts';
import { findReply } from '#db/replies.server.ts';
import { setScope } from '#db/scope.server.ts';
import type { NewToken } from '#db/tokens.server.ts';
import type { EmailMessage } from '#emails/index.ts';
import { parseAddress } from './address.ts';
import { type Composition, type Draft, drop } from './composition.ts';
import { type InvitationTime, invitationMessage } from './invitation-letter.ts';
import { composeLeftMeeting } from './left-meeting.server.ts';
import type { MailRoom } from './mail-room.server.ts';
import { meetingMessage } from './meeting-letter.ts';
import { memberInvitationMessage } from './member-invitation-letter.ts';
import { newsMessage } from './news.ts';
import type { NewsLetter } from './news-facts.ts';
import { placeholder, secretUrl } from './placeholders.ts';
import { recapMessage } from './recap-letter.ts';
import { type Sender, senderOf } from './sender.server.ts';
import { actorAt } from './story.ts';
import { storySince } from './story-of-plan.server.ts';

/**
 * Asks again, at the last moment, whether this letter may and should be sent, and composes it in the same
 * snapshot, with the layers of its reader and nothing else.
 */
export async function compose(room: MailRoom, letter: Claimed): Promise<Composition> {
  const { db } = room.database;
  if (letter.kind === 'replyNotTaken') return composeReplyNotTaken(room, letter);
  const reader = await findReader(db, letter);
  if (!reader) return drop('Nobody is there to read it');
  if (!mayMailTo(reader.addressStopped, letter.kind)) return drop('Mail to this address has stopped');
  if (letter.kind === 'signIn') return await composeSignIn(room, letter, reader);
  if (letter.kind === 'memberInvitation') return await composeMemberInvitation(room, letter, reader);
  const { workspaceId, planId } = letter;
  if (!workspaceId || !planId) return drop('It belongs to no plan');
  if (!reader.onPlan)
    return letter.kind === 'meeting'
      ? await composeLeftMeeting(room, letter, reader)
      : drop('They are not on the plan any more');
  // Written before the snapshot, which only reads.
  const stop = await stopTokenFor(db, { personId: reader.id, workspaceId, planId });
  const stopHole = placeholder('stopLetters', stop.id);
  return await room.database.transaction(
    async (tx) => {
      const access = await planAccessFor(tx, reader.id, planId);
      const fresh = await findReader(tx, letter);
      if (!access || !fresh?.onPlan) return drop('They are not on the plan any more');
      const at = { room, tx, letter, reader: fresh, access, stopHole };
      const asked = letter.kind.startsWith('reply');
      if (fresh.onPlan.lettersStopped && !asked) return drop('They have stopped letters about this plan');
      await setScope(tx, { workspaceId, planIds: [planId], layers: access.layers });
      const plan = await loadPlan(tx, workspaceId, planId);
      if (!plan) return drop('The plan is not theirs to see');
      const on: OnPlan = { ...at, plan };
      if (letter.kind === 'invitation') return await composeInvitation(on);
      if (letter.kind === 'meeting') return await composeMeeting(on);
      if (letter.kind === 'addressBounced') return await composeAddressBounced(on);
      if (asked) return await composeReplyWord(on);
      return await composeNews(on);
    },
    { isolation: 'repeatable read', readOnly: true },
  );
}

interface OnPlan {
  room: MailRoom;
  tx: Tx;
  letter: Claimed;
  reader: Reader;
  access: PlanAccess;
  plan: Plan;
  stopHole: string;
}

async function composeSignIn(room: MailRoom, letter: Claimed, reader: Reader): Promise<Composition> {
  const { attemptId, tokenId } = letter.refs;
  if (typeof attemptId !== 'string' || typeof tokenId !== 'string')
    return drop('It names no attempt to sign in');
  const token = await findToken(room.database.db, 'signIn', secretFor('signIn', tokenId));
  if (token?.state !== 'open') return drop('Its code has run out or was used');
  const link = placeholder('signIn', tokenId);
  const code = placeholder('signInCode', attemptId);
  const message: EmailMessage = {
    kind: 'sign-in',
    props: {
      code,
      url: secretUrl(room.appUrl, paths.signInLink, link),
      lifetime: `${LIFETIMES.signIn / 60} minutes`,
      host: new URL(room.appUrl).host,
      ...(letter.refs.toDecide === true && { toDecide: true }),
    },
  };
  const to = { name: reader.name, address: reader.address };
  const draft = {
    message,
    to,
    fromName: room.from.name,
    replyTo: null,
    stopUrl: null,
    holes: [link, code],
    links: [],
    zone: reader.zone,
  };
  return { kind: 'ready', draft, untrue: [] };
}

async function composeMemberInvitation(
  room: MailRoom,
  letter: Claimed,
  reader: Reader,
): Promise<Composition> {
  const { db } = room.database;
  const { tokenId, invitedBy } = letter.refs;
  const { workspaceId } = letter;
  if (typeof tokenId !== 'string' || typeof invitedBy !== 'string' || !workspaceId)
    return drop('It names no invitation');
  const [token, members, inviter, workspace] = await Promise.all([
    findToken(db, 'memberInvitation', secretFor('memberInvitation', tokenId)),
    listMembers(db, workspaceId),
    findPerson(db, invitedBy),
    findWorkspace(db, workspaceId),
  ]);
  const member = members.find(({ personId }) => personId === reader.id);
  if (!member || !workspace) return drop('They are not a member any more');
  if (member.enteredAt) return drop('They have come in');
  if (token?.state !== 'open') return drop('The invitation was taken back, or a newer one was sent');
  const link = placeholder('memberInvitation', tokenId);
  const draft: Draft = {
    message: memberInvitationMessage({
      reader,
      inviter: inviter?.name || workspace.name,
      workspaceName: workspace.name,
      url: secretUrl(room.appUrl, paths.memberInvitation, link),
    }),
    to: { name: reader.name, address: reader.address },
    fromName: inviter ? `${firstName(inviter.name)} at ${workspace.name} via Throughline` : room.from.name,
    replyTo: inviter?.address ?? null,
    stopUrl: null,
    holes: [link],
    links: [],
    zone: reader.zone,
  };
  return { kind: 'ready', draft, untrue: [] };
}

async function composeInvitation(at: OnPlan): Promise<Composition> {
  const { room, tx, letter, reader, access, plan } = at;
  const { tokenId, invitedBy, note } = letter.refs;
  if (typeof tokenId !== 'string') return drop('It names no invitation');
  if (reader.onPlan?.entered) return drop('They have come in');
  if (access.side === 'buyer' && isDraft(plan)) return drop('The plan is not shared');
  const token = await findToken(tx, 'invitation', secretFor('invitation', tokenId));
  if (token?.state !== 'open') return drop('The invitation was taken back, or a newer one was sent');
  const hole = placeholder('invitation', tokenId);
  const sender = await senderOf(tx, plan, reader.id, typeof invitedBy === 'string' ? invitedBy : null);
  const stopUrl = stopUrlOf(at);
  const message = invitationMessage({
    view: isDraft(plan) ? plan : sharedView(plan),
    reader: { personId: reader.id, name: nameIn(plan, reader), side: access.side },
    sender: sender.words,
    today: dayOf(room.now(), plan.zone),
    time: timeOf(letter),
    ...(typeof note === 'string' && { note }),
    url: secretUrl(room.appUrl, paths.invitation, hole),
    stopUrl,
  });
  return ready(at, { message, sender, holes: [hole], links: [] });
}

/** Told only where their calendar is not right already; what was frozen goes as it is, unless a newer one has. */
async function composeMeeting(at: OnPlan): Promise<Composition> {
  const { room, tx, letter, reader, access, plan } = at;
  const { stepId, by } = letter.refs;
  if (letter.refs.recap !== undefined) return await composeRecap(at);
  if (typeof stepId !== 'string') return drop('It names no meeting');
  if (access.side === 'buyer' && !reader.onPlan?.entered) return drop('They have not come in');
  const last = await findLastInvitation(tx, { personId: reader.id, planId: plan.id, stepId });
  const isFrozen = letter.frozen !== null;
  if (isFrozen && last?.letterId !== letter.id) return drop('Their calendar has something newer');
  const before = isFrozen ? null : (last?.invitation ?? null);
  const now = eventFor(plan, stepId, reader.id);
  if (by === reader.id && !last) return drop('They have set it themselves');
  const next = isFrozen ? last?.invitation : nextInvitation(before, now, room.now());
  if (!next) return drop('Their calendar has it like this already');
  const { news, sender, zone } = await meetingNews(at);
  const message = meetingMessage({ ...news, zone }, { next, before, stepId, zone });
  const composed = ready(at, { message, sender, holes: [], links: [] });
  if (composed.kind === 'drop') return composed;
  const invited = { stepId, next, url: urlOf(at, stepId), lastLetterId: last?.letterId ?? null };
  return { ...composed, draft: { ...composed.draft, invited } };
}

/** How a meeting ended, once, while it stands; with the next one for their calendar, where that has it not yet. */
async function composeRecap(at: OnPlan): Promise<Composition> {
  const { room, tx, letter, reader, access, plan } = at;
  const { recap, stepId } = letter.refs;
  if (access.side === 'buyer' && !reader.onPlan?.entered) return drop('They have not come in');
  const note = sharedView(plan).meetingNotes.find(({ id }) => id === recap);
  if (!note || closeOutOf(plan, note.stepId)?.id !== note.id) return drop('It was taken back, or told anew');
  if (await hasRecap(tx, letter)) return drop('They have been told already');
  const isSet = typeof stepId === 'string' && letter.frozen === null;
  const last = isSet ? await findLastInvitation(tx, { personId: reader.id, planId: plan.id, stepId }) : null;
  const next = isSet
    ? nextInvitation(last?.invitation ?? null, eventFor(plan, stepId, reader.id), room.now())
    : null;
  const { news, sender, zone } = await meetingNews(at);
  const message = recapMessage({ ...news, zone }, { note: note as Closed, zone, attached: next !== null });
  const composed = ready(at, { message, sender, holes: [], links: [] });
  if (composed.kind === 'drop' || !isSet || !next) return composed;
  const invited = { stepId, next, url: urlOf(at, stepId), lastLetterId: last?.letterId ?? null };
  return { ...composed, draft: { ...composed.draft, invited } };
}

const urlOf = ({ room, plan }: OnPlan, stepId: string): string =>
  room.appUrl + paths.planStep(plan.id, stepId);

/** What every letter about a meeting is written from: told at once, and nothing with it. */
async function meetingNews(at: OnPlan) {
  const { room, tx, letter, reader, access, plan } = at;
  const { by, stepId } = letter.refs;
  const own = await findSaidInTouch(tx, {
    ...{ personId: reader.id, workspaceId: plan.workspaceId, planId: plan.id },
  });
  const sender = await senderOf(tx, plan, reader.id, typeof by === 'string' ? by : null);
  const news: NewsLetter = {
    view: sharedView(plan),
    own: plan,
    reader: { personId: reader.id, name: nameIn(plan, reader), side: access.side },
    sender: sender.words,
    today: dayOf(room.now(), plan.zone),
    gathers: false,
    brief: inTouchOf(plan, reader.id, own?.said ?? null).manner === 'brief',
    told: [],
    reply: null,
    story: { events: [] },
    appUrl: room.appUrl,
    stopUrl: stopUrlOf(at),
    changeUrl: changeUrlOf(at),
    actUrl: () => urlOf(at, String(stepId)),
  };
  return { news, sender, zone: zoneOfReader(reader.zone, plan.zone) };
}

/** Only while it is so, and for whom it may still concern. */
async function composeAddressBounced(at: OnPlan): Promise<Composition> {
  const { room, tx, letter, access, plan } = at;
  const { about, letterId } = letter.refs;
  if (typeof about !== 'string' || typeof letterId !== 'string') return drop('It names nobody');
  const [them, bounced] = await Promise.all([
    findReader(tx, { personId: about, workspaceId: plan.workspaceId, planId: plan.id }),
    findLetter(tx, letterId),
  ]);
  const stakeholder = personOf(plan, about);
  if (!stakeholder || !them?.onPlan) return drop('They are not on the plan any more');
  const why = them.addressStopped;
  if (why === null || why === 'for good') return drop('Letters go there again');
  if (stakeholder.side !== access.side && them.onPlan.entered) return drop('Their own side looks after them');
  const message: EmailMessage = {
    kind: 'address-bounced',
    props: {
      name: stakeholder.name,
      address: them.address,
      why,
      entered: them.onPlan.entered,
      ...(bounced?.deliveryWords && { words: bounced.deliveryWords }),
      button: { label: 'See the people', url: room.appUrl + paths.planPeople(plan.id) },
      footer: {
        why:
          stakeholder.side === access.side
            ? `You get this because you answer for the people at ${sideName(plan, access.side)}.`
            : `You get this because you invited ${firstName(stakeholder.name)}.`,
        stopUrl: stopUrlOf(at),
      },
    },
  };
  const nobody: Sender = { words: { personName: '', companyName: '' }, fromName: null, address: null };
  return ready(at, { message, sender: nobody, holes: [], links: [] });
}

export const timeOf = ({ refs }: Claimed): InvitationTime => (refs.time === 3 ? 3 : refs.time === 2 ? 2 : 1);

async function composeNews(at: OnPlan): Promise<Composition> {
  const { room, tx, letter, reader, access, plan } = at;
  if (access.side === 'buyer' && !reader.onPlan?.entered) return drop('They have not come in');
  const news = await listNewsOf(tx, letter.id);
  const earlier = await listEarlierNews(tx, letter.id, { personId: reader.id, planId: plan.id });
  const own = await findSaidInTouch(tx, {
    ...{ personId: reader.id, workspaceId: plan.workspaceId, planId: plan.id },
  });
  const how = inTouchOf(plan, reader.id, own?.said ?? null);
  const unwanted = news.flatMap((line) => {
    const why = neverTold(line, how);
    return why === null ? [] : [{ id: line.id, why }];
  });
  const wanted = news.filter((line) => neverTold(line, how) === null);
  const today = dayOf(room.now(), plan.zone);
  const handedBack = await linesHandedBack(at, wanted, today);
  const stillTheirs = wanted.filter(({ id }) => !handedBack.includes(id));
  const { told, dropped } = settleNews(plan, stillTheirs, {
    personId: reader.id,
    layers: access.layers,
    earlier,
    today,
  });
  const back = handedBack.map((id) => ({ id, why: 'Whose it is is back, or has named somebody else' }));
  const untrue = [...unwanted, ...back, ...dropped];
  const [lead] = told;
  if (!lead) return drop('Nothing of it is news any more', untrue);
  const story = await storySince(tx, plan, news[0]?.at ?? lead.at);
  const sender = await senderOf(tx, plan, reader.id, actorAt(story, lead.at));
  const links: NewToken[] = [];
  const shared = sharedView(plan);
  const actUrl = (act: LetterAct, step: Step): string => {
    const { id: stepId } = step;
    const link = newToken({
      ...{
        purpose: 'letterAct' as const,
        personId: reader.id,
        workspaceId: plan.workspaceId,
        planId: plan.id,
      },
      refs: { act, stepId, read: digestOfValue(readBefore(shared, step)) },
    });
    links.push(link);
    return secretUrl(room.appUrl, paths.letterAct, placeholder('letterAct', link.id));
  };
  const place = room.inbound === null ? null : replyPlaceOf(plan, told);
  const answers =
    place &&
    newToken({
      purpose: 'reply',
      ...{ personId: reader.id, workspaceId: plan.workspaceId, planId: plan.id },
      refs: place,
    });
  if (answers) links.push(answers);
  const hole = answers && placeholder('reply', answers.id);
  const message = newsMessage({
    view: shared,
    own: plan,
    reader: { personId: reader.id, name: nameIn(plan, reader), side: access.side },
    sender: sender.words,
    today: dayOf(room.now(), plan.zone),
    gathers: how.rhythm !== 'atOnce',
    brief: how.manner === 'brief',
    told,
    story,
    appUrl: room.appUrl,
    stopUrl: stopUrlOf(at),
    changeUrl: changeUrlOf(at),
    reply: place && replySentence(plan, place, access.side),
    actUrl,
    zone: zoneOfReader(reader.zone, plan.zone),
  });
  const holes = links.map(({ id, purpose }) => placeholder(purpose === 'reply' ? 'reply' : 'letterAct', id));
  const answered = hole ? { ...sender, address: `${hole}@${room.inbound}` } : sender;
  return { ...ready(at, { message, sender: answered, holes, links }), untrue };
}

/** Of somebody who was away when it came about, and has not this reader for a stand-in now. */
async function linesHandedBack({ tx, plan, reader }: OnPlan, lines: News[], today: Day): Promise<string[]> {
  const handed = lines.filter(({ refs }) => refs.for);
  if (handed.length === 0) return [];
  const said = await listSaidInTouch(tx, { workspaceId: plan.workspaceId, planId: plan.id });
  const sayOf = (personId: string) => said.get(personId)?.said ?? null;
  return handed
    .filter(({ refs }) => standInOf(plan, refs.for ?? '', sayOf, today)?.personId !== reader.id)
    .map(({ id }) => id);
}

const replySentence = (plan: Plan, { onlyOurs }: ReplyPlace, side: Side): string =>
  `Reply to this letter, and a little later ${onlyOurs ? `people at ${sideName(plan, side)}` : 'both sides'} read it on the plan. Until then you can take it back.`;

/** What became of somebody's own reply: to them alone, whatever else they want to hear. */
async function composeReplyWord(at: OnPlan): Promise<Composition> {
  const { room, tx, letter, reader, access, plan } = at;
  const { replyId } = letter.refs;
  const stored = typeof replyId === 'string' ? await findReply(tx, replyId) : undefined;
  if (!stored) return drop('There is no such reply');
  const nobody: Sender = { words: { personName: '', companyName: '' }, fromName: null, address: null };
  const footer = { why: 'You get this because you replied to a letter.', stopUrl: stopUrlOf(at) };
  if (letter.kind === 'replyRefused') {
    const props = { why: 'refused' as const, sentence: stored.why ?? '', words: stored.text };
    const button = { label: 'Open the plan', url: room.appUrl + paths.plan(plan.id) };
    return ready(at, {
      message: { kind: 'reply-not-taken', props: { ...props, button, footer } },
      ...{ sender: nobody, holes: [], links: [] },
    });
  }
  const held = stored.state === 'held';
  const zone = zoneOfReader(reader.zone, plan.zone);
  if (stored.state !== 'waiting' && !held) return drop('It has been decided already');
  const links: NewToken[] = [];
  const url = (replyAct: ReplyAct): string => {
    const on = { personId: reader.id, workspaceId: plan.workspaceId, planId: plan.id };
    const link = newToken({ purpose: 'replyAct', ...on, refs: { replyAct, replyId: stored.id } });
    links.push(link);
    return secretUrl(room.appUrl, paths.replyAct, placeholder('replyAct', link.id));
  };
  const company = sideName(plan, access.side);
  const acts = [
    ...(held || stored.onlyOurs ? [] : [{ label: `Only ${company}`, url: url('onlyOurs') }]),
    { label: 'Delete', url: url('delete') },
  ];
  const button = held
    ? { label: 'Yes, it is from me', url: url('yes') }
    : { label: 'Open the step', url: room.appUrl + paths.planStep(plan.id, stored.place.stepId) };
  const message: EmailMessage = {
    kind: 'reply-taken',
    props: {
      readerName: firstName(nameIn(plan, reader)),
      words: stored.text,
      title: findStep(plan, stored.place.stepId)?.title ?? 'a step',
      when: formatTime(stored.dueAt, zone).split(', ').at(-1) ?? '',
      ...{ zone: zone.replaceAll('_', ' '), company, onlyOurs: stored.onlyOurs },
      files: stored.files.map(({ name, bytes }) => `${name} (${sizeText(bytes)})`),
      leftOut: stored.leftOut.map(leftOutSentence),
      ...(held && { sender: stored.sender ?? 'another address' }),
      button: { ...button, acts },
      footer,
    },
  };
  return ready(at, {
    ...{ message, sender: nobody, links },
    holes: links.map(({ id }) => placeholder('replyAct', id)),
  });
}

/** To whoever wrote, known here or not: it says nothing about who is. */
function composeReplyNotTaken(room: MailRoom, letter: Claimed): Composition {
  const { why, address, words } = letter.refs;
  const known =
    why === 'unknown' || why === 'expired' || why === 'empty' || why === 'tooLong' || why === 'tooLarge';
  if (!known || typeof address !== 'string' || parseAddress(address) !== address)
    return drop('It names no address');
  const draft: Draft = {
    message: {
      kind: 'reply-not-taken',
      props: {
        why,
        words: typeof words === 'string' ? words : '',
        ...(why !== 'unknown' && { button: { label: 'Sign in', url: room.appUrl + paths.signIn() } }),
        footer: {
          why: 'You get this because you wrote to an address of ours. There is one such answer a day.',
        },
      },
    },
    to: { name: '', address },
    fromName: room.from.name,
    ...{ replyTo: null, stopUrl: null, holes: [], links: [], zone: 'UTC' },
  };
  return { kind: 'ready', draft, untrue: [] };
}

const nameIn = (plan: Plan, reader: Reader) => personOf(plan, reader.id)?.name ?? reader.name;

const changeUrlOf = ({ room, stopHole }: OnPlan) => secretUrl(room.appUrl, paths.keepInTouch, stopHole);

const stopUrlOf = ({ room, stopHole }: OnPlan) => secretUrl(room.appUrl, paths.stopLetters, stopHole);

function ready(
  at: OnPlan,
  { message, sender, holes, links }: Pick<Draft, 'message' | 'holes' | 'links'> & { sender: Sender },
): Composition {
  const { room, reader, plan, stopHole } = at;
  const draft: Draft = {
    message,
    to: { name: nameIn(plan, reader), address: reader.address },
    fromName: sender.fromName ?? room.from.name,
    replyTo: sender.address,
    stopUrl: stopUrlOf(at),
    holes: [...holes, stopHole],
    links,
    zone: plan.zone,
  };
  return { kind: 'ready', draft, untrue: [] };
}
