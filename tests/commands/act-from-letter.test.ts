import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createToken, secretFor } from '#app/auth/tokens.server.ts';
import { addDays } from '#app/domain/day.ts';
import { letterActs } from '#app/domain/letter-act.ts';
import * as act from '#app/routes/act.$token/route.tsx';
import { listActivity } from '#db/activity.server.ts';
import { openDoors, Visitor } from '#tests/auth/visitor.server.ts';
import { type MailStand, mailStand } from '#tests/mail/mail-stand.server.ts';
import { type CastMember, dana, lena, maya } from '#tests/support/cast.ts';
import type { FreshDatabase } from '#tests/support/databases.server.ts';
import { realToday, requireOk, type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';

let fresh: FreshDatabase;
let plan: StoredPlan;
let mail: MailStand;

beforeAll(async () => {
  fresh = await openDoors();
  return fresh.drop;
});

/** Northwind shows it; then Dana sends data. She is asked for that by letter. */
beforeEach(async () => {
  await fresh.owner`delete from letter`;
  await fresh.owner`delete from line`;
  plan = await storedPlan(fresh.database, {
    buyers: [dana, lena],
    milestones: [
      {
        key: 'fit',
        steps: [
          { key: 'demo', owners: [maya], dueIn: 3 },
          { key: 'data', owners: [dana], dueIn: 5, after: ['demo'] },
          { key: 'later', owners: [maya], dueIn: 9 },
        ],
      },
    ],
  });
  mail = mailStand(fresh.database);
  // What was asked before she came in is no letter of its own.
  requireOk(await plan.send(maya, 'withdrawOffer', { offerId: (await step()).offers[0] ?? '' }));
  requireOk(await plan.send(maya, 'proposeStep', { stepId: plan.id('data') }));
  await post();
});

async function post() {
  mail.wait(10_000);
  await mail.post();
}

/** The end of the link with these words in the newest letter to Dana. */
function linkOf(label: string, to = dana): string {
  const html = mail.to(to.address).at(-1)?.html ?? '';
  const [, secret] =
    new RegExp(`/act/([\\w-]{43})"[^>]*>${label.replace("'", "(?:&#x27;|')")}<`).exec(html) ?? [];
  if (!secret) throw new Error(`No link "${label}" in the letter`);
  return secret;
}
const inDays = (n: number) => addDays(realToday(), n);
const yourTurn = async () => {
  requireOk(await plan.send(dana, 'acceptOffers', { offerIds: (await step()).offers }));
  requireOk(await plan.send(maya, 'completeStep', { stepId: plan.id('demo') }));
  await post();
};

const look = (secret: string, browser = new Visitor()) =>
  browser.get(act, `/act/${secret}`, { token: secret });
const page = async (secret: string) => (await look(secret)).body as Record<string, unknown>;

/** From its page, as a person does. */
async function press(secret: string, more: Record<string, string> = {}, browser = new Visitor()) {
  const { read = '' } = (await look(secret, browser)).body as { read?: string };
  return browser.post(act, `/act/${secret}`, { intent: 'act', read, ...more }, { token: secret });
}
const undo = (secret: string) => press(secret, { intent: 'undo' });

async function step(who: CastMember = dana) {
  const now = await plan.load(who);
  const found = now.steps.find(({ id }) => id === plan.id('data'));
  if (!found) throw new Error('The step is not there');
  return { ...found, offers: now.offers.map(({ id }) => id), plan: now };
}
const newest = async (who: CastMember) => (await listActivity(plan.access(who), { limit: 1 })).acts[0];

describe('a question', () => {
  test('is said yes to, once, as by her letter, and she takes it back', async () => {
    const secret = linkOf('Say yes');
    expect(await page(secret)).toMatchObject({
      kind: 'asks',
      reader: dana.name,
      step: { title: 'data' },
      changed: false,
    });
    expect((await press(secret)).location).toBe(`/act/${secret}`);
    expect(await step()).toMatchObject({ agreement: 'agreed', offers: [] });
    for (const who of [dana, maya])
      expect(await newest(who)).toMatchObject({ by: dana.personId, fromLetter: true, type: 'acceptOffers' });
    expect(await page(secret)).toMatchObject({ kind: 'used', takenBack: false, canUndo: true });
    const { acts: before } = await listActivity(plan.access(dana), { limit: 99 });
    expect((await press(secret)).status).toBe(302);
    expect((await listActivity(plan.access(dana), { limit: 99 })).acts).toHaveLength(before.length);
    await undo(secret);
    expect(await step()).toMatchObject({ agreement: 'proposed', offers: [expect.any(String)] });
    expect(await newest(maya)).toMatchObject({ fromLetter: true, type: 'undo' });
    expect(await page(secret)).toMatchObject({ kind: 'used', takenBack: true, canUndo: false });
    await press(secret);
    expect(await step()).toMatchObject({ agreement: 'proposed' });
  });

  test('is answered with another day', async () => {
    const secret = linkOf('Another day');
    expect((await press(secret)).status).toBe(422);
    expect((await press(secret, { day: 'soon' })).body).toMatchObject({
      error: { day: [expect.any(String)] },
    });
    await press(secret, { day: inDays(12) });
    const { plan: now } = await step(maya);
    expect(now.offers).toMatchObject([{ bySide: 'buyer', terms: { field: 'dueDay', value: inDays(12) } }]);
  });

  test('that was answered meanwhile is not answered again', async () => {
    const secret = linkOf('Say yes');
    requireOk(
      await plan.send(dana, 'declineOffer', { offerId: (await step()).offers[0] ?? '', reason: 'No' }),
    );
    expect(await page(secret)).toMatchObject({ kind: 'over', isDone: false });
    await press(secret);
    expect(await step()).toMatchObject({ agreement: 'declined' });
  });

  test('put otherwise meanwhile is shown as it is now, and the yes to the old words is not taken', async () => {
    const secret = linkOf('Say yes');
    const browser = new Visitor();
    const { read } = (await look(secret, browser)).body as { read: string };
    requireOk(
      await plan.send(maya, 'changeStep', { stepId: plan.id('data'), field: 'title', value: 'All data' }),
    );
    const answer = await browser.post(act, `/act/${secret}`, { intent: 'act', read }, { token: secret });
    expect(answer).toMatchObject({ status: 409 });
    expect(await step()).toMatchObject({ agreement: 'proposed' });
    expect(await page(secret)).toMatchObject({ kind: 'asks', step: { title: 'All data' }, changed: true });
    await press(secret);
    expect(await step()).toMatchObject({ agreement: 'agreed' });
  });
});

describe('work', () => {
  beforeEach(yourTurn);

  test('is done, once, and undone', async () => {
    const secret = linkOf('Done');
    await Promise.all([press(secret), press(secret), press(secret)]);
    expect(await step()).toMatchObject({ status: 'done' });
    const [{ n } = { n: 0 }] = await fresh.owner<{ n: number }[]>`
      select count(*)::int as n from history where plan_id = ${plan.planId} and kind = 'stepStatusChanged'
        and command_id in (select id from token where purpose = 'letterAct' and used_at is not null)`;
    expect(n).toBe(1);
    expect(await page(linkOf("I'm stuck"))).toMatchObject({ kind: 'over', isDone: true });
    await undo(secret);
    expect(await step()).toMatchObject({ status: 'todo' });
  });

  test('gets another day, not the one it has', async () => {
    const secret = linkOf('Another day');
    const { dueDay } = await step();
    expect(await press(secret, { day: dueDay ?? '' })).toMatchObject({ status: 422 });
    await press(secret, { day: inDays(12) });
    expect(await step()).toMatchObject({ dueDay: inDays(12) });
    expect(await newest(maya)).toMatchObject({ fromLetter: true, type: 'rescheduleStep' });
  });

  test('is stuck, for a reason', async () => {
    const secret = linkOf("I'm stuck");
    expect((await press(secret, { reason: '  ' })).status).toBe(422);
    expect((await page(secret)).kind).toBe('asks');
    await press(secret, { reason: 'The export fails' });
    expect(await step()).toMatchObject({ status: 'stuck', statusReason: 'The export fails' });
  });
});

test('a day is still right, and that is taken back', async () => {
  requireOk(await plan.send(dana, 'acceptOffers', { offerIds: (await step()).offers }));
  const { id } = await createToken(fresh.database.db, {
    purpose: 'letterAct',
    ...{ personId: dana.personId, workspaceId: plan.workspaceId, planId: plan.planId },
    refs: { act: 'stillRight', stepId: plan.id('data'), read: '' },
  });
  const secret = secretFor('letterAct', id);
  expect(await page(secret)).toMatchObject({ kind: 'asks', act: 'stillRight' });
  expect((await step()).confirmedOn, 'looking says nothing').toBeNull();
  await press(secret);
  expect((await step()).confirmedOn).toBe(realToday());
  for (const who of [dana, maya])
    expect(await newest(who)).toMatchObject({ by: dana.personId, fromLetter: true, type: 'confirmStep' });
  expect(await page(secret)).toMatchObject({ kind: 'used', canUndo: true });
  await undo(secret);
  expect((await step()).confirmedOn).toBeNull();
});

describe('nothing is done', () => {
  const untouched = async () => expect(await step()).toMatchObject({ agreement: 'proposed', status: 'todo' });

  test('by looking, however often, nor by a post from a browser that never looked', async () => {
    const secret = linkOf('Say yes');
    const { read } = (await page(secret)) as { read: string };
    for (let n = 0; n < 20; n += 1) await look(secret);
    await new Visitor().head(act, `/act/${secret}`, { token: secret });
    const answer = await new Visitor().post(
      act,
      `/act/${secret}`,
      { intent: 'act', read },
      { token: secret },
    );
    expect(answer.location).toBe(`/act/${secret}`);
    await untouched();
  });

  test('by a forged link, an old one, or one that was withdrawn', async () => {
    const secret = linkOf('Say yes');
    const forged = `${secret.slice(0, -1)}${secret.endsWith('A') ? 'E' : 'A'}`;
    expect((await look(forged)).status).toBe(404);
    await fresh.owner`update token set expires_at = now() where purpose = 'letterAct'`;
    expect(await page(secret)).toMatchObject({ kind: 'expired' });
    await press(secret);
    await fresh.owner`update token set expires_at = now() + interval '1 day', revoked_at = now()
      where purpose = 'letterAct'`;
    expect(await page(secret)).toMatchObject({ kind: 'notOnPlan' });
    await press(secret);
    await untouched();
  });

  test('for somebody who is not on the plan any more, and nothing of it is shown', async () => {
    const secret = linkOf('Say yes');
    const { plan: now } = await step();
    const row = now.people.find(({ personId }) => personId === lena.personId);
    requireOk(await plan.send(dana, 'setPointPerson', { stakeholderId: row?.id ?? '', pointPerson: true }));
    const own = now.people.find(({ personId }) => personId === dana.personId);
    requireOk(await plan.send(lena, 'removeStakeholder', { stakeholderId: own?.id ?? '' }));
    const shown = await look(secret);
    expect(shown.body).toMatchObject({ kind: 'notOnPlan' });
    expect(JSON.stringify(shown.body)).not.toContain('"data"');
    await press(secret);
    expect((await plan.load(maya)).steps.find(({ id }) => id === plan.id('data'))).toMatchObject({
      agreement: 'proposed',
    });
  });

  test('with a link to another company’s step, whatever it says of itself', async () => {
    const other = await storedPlan(fresh.database, { buyers: [dana] });
    for (const kind of letterActs) {
      const { id } = await createToken(fresh.database.db, {
        purpose: 'letterAct',
        ...{ personId: dana.personId, workspaceId: other.workspaceId, planId: other.planId },
        refs: { act: kind, stepId: plan.id('data'), read: '' },
      });
      const secret = secretFor('letterAct', id);
      expect(await page(secret)).toMatchObject({ kind: 'over', title: null });
      await press(secret, { day: inDays(9), reason: 'No' });
    }
    await untouched();
  });

  test('with an approval, whatever the link says', async () => {
    const other = await storedPlan(fresh.database, { buyers: [dana] });
    const { id } = await createToken(fresh.database.db, {
      purpose: 'letterAct',
      ...{ personId: dana.personId, workspaceId: other.workspaceId, planId: other.planId },
      refs: { act: 'done', stepId: other.id('budget'), read: '' },
    });
    expect(await page(secretFor('letterAct', id))).toMatchObject({ kind: 'over' });
  });
});

test('a step that only one side sees is not in its letters’ links, and no page shows anything but the one step', async () => {
  await yourTurn();
  requireOk(
    await plan.send(maya, 'changeStep', { stepId: plan.id('later'), field: 'title', value: 'CANARY-OTHER' }),
  );
  const pages = await Promise.all(['Done', 'Another day', "I'm stuck"].map((label) => look(linkOf(label))));
  for (const { body } of pages) {
    expect(JSON.stringify(body)).toContain('"title":"data"');
    expect(JSON.stringify(body)).not.toMatch(/CANARY|demo|Lena/);
  }
});

test('a letter’s links are stored as hashes, and are not in the frozen letter', async () => {
  const secret = linkOf('Say yes');
  const [{ text } = { text: '' }] = await fresh.owner<{ text: string }[]>`
    select string_agg(row_to_json(l)::text, '') || (select string_agg(row_to_json(t)::text, '') from token t) as text
    from letter l`;
  expect(text).toContain('{{secret:letterAct:');
  expect(text).not.toContain(secret);
});
