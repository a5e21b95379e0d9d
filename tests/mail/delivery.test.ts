import { randomUUID } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { inviteAgain, inviteToPlan } from '#app/commands/invite-to-plan.server.ts';
import { mailAgain } from '#app/commands/mail-again.server.ts';
import type { Delivery } from '#app/domain/delivery.ts';
import { takeDeliveryNews } from '#app/mail/delivery.server.ts';
import { resendMailer } from '#app/mail/resend.server.ts';
import { useDatabase } from '#db/client.server.ts';
import { listLastLetters } from '#db/delivery.server.ts';
import { saveLetter } from '#db/letters.server.ts';
import { type CastMember, dana, lena, maya, rui, tom } from '#tests/support/cast.ts';
import { type FreshDatabase, freshDatabase } from '#tests/support/databases.server.ts';
import { startResendStandIn } from '#tests/support/resend-stand-in.server.ts';
import { requireOk, type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';
import { type MailStand, mailStand, steadyPlan } from './mail-stand.server.ts';

let fresh: FreshDatabase;
let plan: StoredPlan;
let mail: MailStand;
let resend: Awaited<ReturnType<typeof startResendStandIn>>;

beforeAll(async () => {
  fresh = await freshDatabase();
  useDatabase(fresh.database);
  return fresh.drop;
});
beforeEach(async () => {
  await fresh.owner`delete from letter`;
  await fresh.owner`delete from line`;
  await fresh.owner`update person set address_stopped_at = null, address_stopped_why = null`;
  plan = await storedPlan(fresh.database, { milestones: steadyPlan, buyers: [dana, lena] });
  await fresh.owner`delete from line`;
  resend = await startResendStandIn();
  mail = mailStand(fresh.database, resendMailer({ ...resend, deadlineMs: 20_000 }));
});
afterEach(() => resend.stop());

/** Rui as somebody nobody has met before, invited by `by`; his letter has gone out. */
async function inviteRui(by: CastMember = dana) {
  const address = `rui.${randomUUID()}@acme.example`;
  const invitation = {
    commandId: uuidv7(),
    address,
    name: rui.name,
    side: 'buyer' as const,
    role: 'finance',
  };
  expect(await inviteToPlan(plan.access(by), invitation)).toMatchObject({ ok: true });
  await mail.post();
  const [person] = await fresh.owner`select id from person where address = ${address}`;
  const [row] = await fresh.owner`select stakeholder_id as id from membership
    where person_id = ${person?.id} and plan_id = ${plan.planId}`;
  return { address, personId: String(person?.id), stakeholderId: String(row?.id) };
}

const postedTo = (address: string) =>
  resend.delivered.filter(({ body }) => body.to === address || body.to.endsWith(`<${address}>`));
const tagOf = (letter: (typeof resend.delivered)[number] | undefined) => letter?.body.tags?.[0]?.value ?? '';

/** What Resend tells of the newest letter to an address. */
async function tell(address: string, delivery: Delivery, over: { lasting?: boolean; id?: string } = {}) {
  const letter = postedTo(address).at(-1);
  return await takeDeliveryNews(fresh.database, {
    id: over.id ?? randomUUID(),
    news: {
      delivery,
      lasting: over.lasting ?? true,
      words: '550 5.1.1 no such user',
      letterId: tagOf(letter),
      providerId: letter?.id ?? '',
    },
  });
}

const stopOf = async (address: string) => {
  const [row] = await fresh.owner`select address_stopped_why as why from person where address = ${address}`;
  return row?.why;
};
const told = async () => {
  const rows = await fresh.owner`select p.address from letter l join person p on p.id = l.person_id
    where l.kind = 'addressBounced' and l.state <> 'dropped'`;
  return rows.map(({ address }) => address).sort();
};

describe('news of a letter', () => {
  test('is kept with it, found by our id or by theirs', async () => {
    const { address } = await inviteRui();
    expect(await tell(address, 'delivered')).toBe('taken');
    const [letter] = postedTo(address);
    const news = { lasting: false, words: null, letterId: null, providerId: letter?.id ?? '' };
    expect(await takeDeliveryNews(fresh.database, { id: 'b', news: { ...news, delivery: 'bounced' } })).toBe(
      'taken',
    );
    const [row] = await fresh.owner`select delivery, provider_id from letter where id = ${tagOf(letter)}`;
    expect(row).toMatchObject({ delivery: 'bounced', provider_id: letter?.id });
  });

  test('told again changes nothing, whatever it says the second time', async () => {
    const { address } = await inviteRui();
    await tell(address, 'delivered', { id: 'msg_1' });
    expect(await tell(address, 'bounced', { id: 'msg_1' })).toBe('seen before');
    expect(await stopOf(address)).toBeNull();
    const [row] = await fresh.owner`select delivery from letter where id = ${tagOf(postedTo(address)[0])}`;
    expect(row?.delivery).toBe('delivered');
  });

  test('of twenty that come at once, one is taken and one letter is written', async () => {
    const { address } = await inviteRui();
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, n) => tell(address, 'bounced', { id: n % 2 ? 'msg_2' : 'msg_3' })),
    );
    expect(all.filter((one) => one === 'taken')).toHaveLength(2);
    expect(await told()).toEqual([dana.address]);
  });

  test('of a letter that is not ours is taken and forgotten', async () => {
    const news = {
      delivery: 'bounced',
      lasting: true,
      words: null,
      letterId: null,
      providerId: 'of another app',
    } as const;
    expect(await takeDeliveryNews(fresh.database, { id: 'other', news })).toBe('no letter of ours');
  });
});

describe('an address that sends letters back', () => {
  test('gets no other, and who leads their side reads why, what the server said, and what to do', async () => {
    const { address } = await inviteRui();
    await tell(address, 'bounced');
    expect(await stopOf(address)).toBe('bounced');
    expect(await told()).toEqual([dana.address]);
    await mail.post();
    const [letter] = postedTo(dana.address);
    expect(letter?.body.subject).toBe('Letters to Rui Santos do not arrive');
    expect(letter?.body.text).toContain(`${address} sent the last letter back`);
    expect(letter?.body.text).toContain('“550 5.1.1 no such user”');
    expect(letter?.body.text).toContain('You get this because you answer for the people at Acme Freight.');
    expect(postedTo(maya.address)).toEqual([]);

    mail.wait(3 * 24 * 3600);
    await mail.post();
    expect(postedTo(address)).toHaveLength(1);
  });

  test('stays in use when the bounce was a passing one', async () => {
    const { address } = await inviteRui();
    await tell(address, 'bounced', { lasting: false });
    expect(await stopOf(address)).toBeNull();
    expect(await told()).toEqual([]);
  });

  test('is not stopped by what comes back from the one before it', async () => {
    const { address, personId } = await inviteRui();
    const now = `rui.${randomUUID()}@acme.example`;
    await fresh.owner`update person set address = ${now} where id = ${personId}`;
    await tell(address, 'bounced');
    expect(await stopOf(now)).toBeNull();
  });

  test('is told of no more once letters go there again', async () => {
    const { address, stakeholderId } = await inviteRui();
    await tell(address, 'bounced');
    expect(await inviteAgain(plan.access(dana), stakeholderId)).toMatchObject({ ok: true });
    await mail.post();
    expect(postedTo(dana.address)).toEqual([]);
    expect(postedTo(address)).toHaveLength(2);
    expect(await stopOf(address)).toBeNull();
  });

  test('still gets the code its person asks for, and is in use again when that arrives', async () => {
    const { address, personId } = await inviteRui();
    await tell(address, 'bounced');
    const first = postedTo(address).length;
    await tell(address, 'delivered');
    expect(await stopOf(address)).toBe('bounced');
    await saveLetter(fresh.database.db, { kind: 'signIn', personId, refs: {} });
    await mail.post();
    const [dropped] = await fresh.owner`select error from letter where kind = 'signIn'`;
    expect(dropped?.error).toBe('It names no attempt to sign in');
    expect(postedTo(address)).toHaveLength(first);
    // As if that letter had gone out.
    const id = randomUUID();
    await fresh.owner`insert into letter (id, kind, person_id, state, send_after, created_at)
      values (${id}, 'signIn', ${personId}, 'sent', now(), now() + interval '1 second')`;
    await takeDeliveryNews(fresh.database, {
      id: randomUUID(),
      news: { delivery: 'delivered', lasting: false, words: null, letterId: id, providerId: 'x' },
    });
    expect(await stopOf(address)).toBeNull();
  });

  test('that a code to sign in could not reach is told to who leads their side, on each plan they are on', async () => {
    const { address, personId } = await inviteRui();
    const stranger = await storedPlan(fresh.database, { buyers: [lena] });
    await fresh.owner`delete from letter`;
    const id = randomUUID();
    await fresh.owner`insert into letter (id, kind, person_id, state, send_after, frozen)
      values (${id}, 'signIn', ${personId}, 'sent', now(), ${fresh.owner.json({ to: { name: rui.name, address } })})`;
    const news = { delivery: 'bounced', lasting: true, words: '550', letterId: id, providerId: 'x' } as const;
    expect(await takeDeliveryNews(fresh.database, { id: randomUUID(), news })).toBe('taken');
    const rows = await fresh.owner`select plan_id, person_id from letter where kind = 'addressBounced'`;
    expect(rows).toEqual([{ plan_id: plan.planId, person_id: dana.personId }]);
    expect(stranger.planId).not.toBe(plan.planId);
    await mail.post();
    expect(postedTo(dana.address).at(-1)?.body.subject).toBe('Letters to Rui Santos do not arrive');
  });

  test('is for its own side to have written to again, and for nobody of the other', async () => {
    const letter = randomUUID();
    await fresh.owner`insert into letter (id, kind, person_id, workspace_id, plan_id, state, send_after, frozen)
      values (${letter}, 'news', ${lena.personId}, ${plan.workspaceId}, ${plan.planId}, 'sent', now(),
        ${fresh.owner.json({ to: { name: lena.name, address: lena.address } })})`;
    const news = {
      delivery: 'bounced',
      lasting: true,
      words: null,
      letterId: letter,
      providerId: 'x',
    } as const;
    await takeDeliveryNews(fresh.database, { id: randomUUID(), news });
    expect(await told()).toEqual([dana.address]);
    const { people } = await plan.load(dana);
    const stakeholderId = people.find(({ personId }) => personId === lena.personId)?.id ?? '';
    for (const other of [maya, tom])
      expect(await mailAgain(plan.access(other), stakeholderId)).toMatchObject({ ok: false });
    expect(await stopOf(lena.address)).toBe('bounced');
    expect(await mailAgain(plan.access(dana), stakeholderId)).toMatchObject({ ok: true });
    expect(await stopOf(lena.address)).toBeNull();
  });
});

test('who complained is written to again only by their own wish', async () => {
  const { address, stakeholderId, personId } = await inviteRui();
  await tell(address, 'bounced');
  await tell(address, 'complained');
  expect(await stopOf(address)).toBe('complained');
  expect(await inviteAgain(plan.access(dana), stakeholderId)).toMatchObject({ error: { code: 'unwanted' } });
  expect(await mailAgain(plan.access(dana), stakeholderId)).toMatchObject({ error: { code: 'notYours' } });
  const himself = plan.access(rui, { personId, stakeholderId });
  expect(await mailAgain(himself, stakeholderId)).toMatchObject({ ok: true });
  expect(await stopOf(address)).toBeNull();
});

test('an invitation to a wrong address goes to the right one, with what waits for their part', async () => {
  const { address, stakeholderId } = await inviteRui();
  const stepId = plan.id('data');
  const step = (await plan.load(dana)).steps.find(({ id }) => id === stepId);
  requireOk(
    await plan.send(dana, 'assignStep', {
      stepId,
      ownerId: null,
      side: 'buyer',
      role: null,
      stakeholderId,
    }),
  );
  expect(step).toBeDefined();
  await tell(address, 'bounced');
  const right = `rui.${randomUUID()}@acme.example`;
  const corrected = await inviteToPlan(plan.access(dana), {
    commandId: uuidv7(),
    address: right,
    name: rui.name,
    side: 'buyer',
    role: 'finance',
    insteadOf: stakeholderId,
  });
  expect(corrected).toMatchObject({ ok: true });
  await mail.post();
  expect(postedTo(right)).toHaveLength(1);
  expect(postedTo(dana.address)).toEqual([]);
  const after = await plan.load(dana);
  const now = after.people.find(({ name }) => name === rui.name);
  expect(after.people.filter(({ name }) => name === rui.name)).toHaveLength(1);
  const owners = after.steps.find(({ id }) => id === stepId)?.owners.map((o) => o.stakeholderId);
  expect(owners).toContain(now?.id);
});

test('a person of another plan is nobody here, whatever is asked about them', async () => {
  const { stakeholderId, address } = await inviteRui();
  await tell(address, 'bounced');
  const foreign = (await storedPlan(fresh.database, { buyers: [dana] })).access(maya);
  const absent = { error: { code: 'absent' } };
  expect(await mailAgain(foreign, stakeholderId)).toMatchObject(absent);
  expect(await inviteAgain(foreign, stakeholderId)).toMatchObject(absent);
  const to = { commandId: uuidv7(), address: `rui.${randomUUID()}@acme.example`, insteadOf: stakeholderId };
  const asked = { ...to, name: rui.name, side: 'buyer' as const, role: 'finance' };
  expect(await inviteToPlan(foreign, asked)).toMatchObject(absent);
  expect(await stopOf(address)).toBe('bounced');
});

test('another plan of the same person hears nothing, and cannot tell whose letter came back', async () => {
  const { address, personId } = await inviteRui();
  const other = await storedPlan(fresh.database, { buyers: [dana] });
  await inviteToPlan(other.access(maya), {
    commandId: uuidv7(),
    address,
    name: rui.name,
    side: 'buyer',
    role: 'finance',
  });
  await fresh.owner`delete from letter where plan_id = ${other.planId}`;
  await tell(address, 'bounced');
  const rows = await fresh.owner`select plan_id from letter where kind = 'addressBounced'`;
  expect(rows.map((row) => row.plan_id)).toEqual([plan.planId]);
  const seen = (await listLastLetters(fresh.database.db, other)).find((each) => each.personId === personId);
  expect(seen).toMatchObject({ stop: 'bounced', words: null, delivery: null });
});
