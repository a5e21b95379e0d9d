import { randomUUID } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import * as plans from '#app/routes/plans._index/route.tsx';
import * as activity from '#app/routes/plans.$planId.activity/route.tsx';
import * as people from '#app/routes/plans.$planId.people/route.tsx';
import * as plan from '#app/routes/plans.$planId.tsx';
import * as newPlan from '#app/routes/plans.new/route.tsx';
import { openDoors, Visitor } from '#tests/auth/visitor.server.ts';
import { type CastMember, dana, lena, maya, tom } from '#tests/support/cast.ts';
import type { FreshDatabase } from '#tests/support/databases.server.ts';
import { realToday, type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';

let fresh: FreshDatabase;
let shared: StoredPlan;
let draft: StoredPlan;

beforeAll(async () => {
  fresh = await openDoors();
  shared = await storedPlan(fresh.database);
  draft = await storedPlan(fresh.database, { workspaceId: shared.workspaceId, draft: true, buyers: [] });
  for (const { planId } of [shared, draft])
    for (const who of [maya, tom, dana])
      await fresh.owner`insert into membership (id, workspace_id, person_id, plan_id, side, stakeholder_id, entered_at, point_person)
        select gen_random_uuid(), workspace_id, person_id, plan_id, side, id, now(), point_person from stakeholder
        where plan_id = ${planId} and person_id = ${who.personId}
        on conflict do nothing`;
  return fresh.drop;
});

const browserOf = (who: CastMember) => Visitor.of(fresh.owner, who.personId);

const liveDay = () => `${Number(realToday().slice(0, 4)) + 1}-03-12`;
const filledIn = (over: Record<string, string> = {}) => ({
  planId: randomUUID(),
  company: 'Berg Optik',
  liveDay: liveDay(),
  template: 'short-plan',
  objective: '',
  whyNow: '',
  zone: 'Europe/Berlin',
  intent: 'open',
  ...over,
});

type Rows = { rows: { id: string; name: string }[]; canOpen: boolean; brand: string };

describe('the plans', () => {
  test('of a member are all of the workspace', async () => {
    const { body } = await (await browserOf(tom)).get(plans, '/plans');
    const { rows, canOpen, brand } = body as Rows;
    expect(rows.map((r) => r.id).sort()).toEqual([shared.planId, draft.planId].sort());
    expect({ canOpen, brand }).toEqual({ canOpen: true, brand: 'Northwind' });
  });
  test('say to members, and to nobody else, when letters have not been looked after', async () => {
    type Late = { late: string | null };
    const late = async (who: CastMember) =>
      ((await (await browserOf(who)).get(plans, '/plans')).body as Late).late;
    expect(await late(tom)).toBeNull();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 6 * 60_000 });
    await fresh.owner`insert into heartbeat (name, at) values ('days', now() + interval '6 minutes'),
      ('replies', now() + interval '6 minutes')`;
    expect(await late(tom)).toMatch(/^Letters have not been looked after since .*\d\d:\d\d\.$/);
    expect(await late(dana)).toBeNull();
    vi.useRealTimers();
  });
  test('of a buyer are those they are in, and they open none', async () => {
    const { body } = await (await browserOf(dana)).get(plans, '/plans');
    const { rows, canOpen } = body as Rows;
    expect(rows.map((r) => [r.id, r.name])).toEqual([[shared.planId, 'Northwind']]);
    expect(canOpen).toBe(false);
    expect((await (await browserOf(dana)).get(newPlan, '/plans/new')).status).toBe(404);
  });
  test('of nobody are behind the sign-in page', async () => {
    expect((await new Visitor().get(plans, '/plans')).location).toContain('/sign-in');
  });
});

describe('a new plan', () => {
  test('opens once when its form is sent twice', async () => {
    const browser = await browserOf(maya);
    const form = filledIn();
    const answers = await Promise.all([1, 2].map(() => browser.post(newPlan, '/plans/new', form)));
    expect(answers.map((a) => a.location)).toEqual([1, 2].map(() => `/plans/${form.planId}`));
    const [{ count } = {}] = await fresh.owner`select count(*)::int from step where plan_id = ${form.planId}`;
    expect(count).toBe(6);
  });
  test('keeps what was typed and says beside each field what is wrong', async () => {
    const form = filledIn({ company: ' ', liveDay: '2020-01-01', objective: 'Two days instead of nine' });
    const { status, body } = await (await browserOf(maya)).post(newPlan, '/plans/new', form);
    expect(status).toBe(400);
    expect(body).toMatchObject({
      initialValue: { objective: 'Two days instead of nine', liveDay: '2020-01-01' },
      error: { company: ['Write the name of the company.'] },
    });
  });
  test('refuses a live day that has passed, kindly', async () => {
    const { body } = await (await browserOf(maya)).post(
      newPlan,
      '/plans/new',
      filledIn({ liveDay: '2020-01-01' }),
    );
    expect(body).toMatchObject({ error: { liveDay: [expect.stringContaining('has passed')] } });
  });
  test('shows its days without opening anything or asking for the rest', async () => {
    const form = filledIn({ company: '', intent: 'preview' });
    const { status, body } = await (await browserOf(maya)).post(newPlan, '/plans/new', form);
    expect(status).toBe(200);
    expect(body).toMatchObject({ initialValue: { liveDay: liveDay(), template: 'short-plan' } });
    expect(body).not.toHaveProperty('error');
    expect(await fresh.owner`select 1 from plan_head where plan_id = ${form.planId}`).toHaveLength(0);
  });
});

describe('people', () => {
  const at = (stored: StoredPlan) => ({ planId: stored.planId });
  const path = (stored: StoredPlan) => `/plans/${stored.planId}/people`;
  const invitation = (over: Record<string, string> = {}) => ({
    intent: 'invite',
    commandId: uuidv7(),
    side: 'buyer',
    name: 'Per Wahl',
    address: 'per@acme.example',
    role: 'finance',
    ...over,
  });

  test('are invited once by a form sent twice, and the letter is known of', async () => {
    const browser = await browserOf(dana);
    const form = invitation();
    for (const _ of [1, 2])
      expect((await browser.post(people, path(shared), form, at(shared))).location).toContain('invited=');
    const { body } = await browser.get(people, path(shared), at(shared));
    const { invitations } = body as {
      invitations: { address: string | null; letter: unknown; readable: unknown }[];
    };
    expect(invitations.filter((i) => i.address === 'per@acme.example')).toEqual([
      expect.objectContaining({
        letter: expect.objectContaining({ state: 'waiting', time: 1 }),
        readable: null,
      }),
    ]);
  });
  test('are not invited at half an address, which is kept', async () => {
    const { status, body } = await (await browserOf(dana)).post(
      people,
      path(shared),
      invitation({ address: 'per at acme' }),
      at(shared),
    );
    expect(status).toBe(400);
    expect(body).toMatchObject({ side: 'buyer', answer: { initialValue: { address: 'per at acme' } } });
  });
  test('of the seller are not for a buyer to add', async () => {
    const { status, body } = await (await browserOf(dana)).post(
      people,
      path(shared),
      invitation({ side: 'seller', address: 'ines@northwind.example' }),
      at(shared),
    );
    expect(status).toBe(409);
    expect(JSON.stringify(body)).toContain('adds its own people');
  });
  test('of a draft are nothing to a buyer', async () => {
    expect((await (await browserOf(dana)).get(people, path(draft), at(draft))).status).toBe(404);
  });
});

describe('activity', () => {
  const path = () => `/plans/${shared.planId}/activity`;
  type Told = {
    days: { rows: { name: string; undoable: boolean; commandId: string }[] }[];
    earlier: string | null;
  };
  const told = async (who: CastMember, query = '') =>
    (await (await browserOf(who)).get(activity, path() + query, { planId: shared.planId })).body as Told;

  test('holds the draft for the seller and begins with sharing for the buyer', async () => {
    const rows = (t: Told) => t.days.flatMap((d) => d.rows);
    const [hers, his] = [rows(await told(maya)), rows(await told(dana))];
    expect(hers.length).toBeGreaterThan(his.length);
    expect(hers.map((r) => r.commandId)).toEqual(expect.arrayContaining(his.map((r) => r.commandId)));
  });
  test('goes on earlier, without losing or repeating anything', async () => {
    for (let n = 0; n < 45; n += 1)
      await shared.send(maya, 'changeStep', {
        stepId: shared.id('demo'),
        field: 'title',
        value: `Demo ${n}`,
      });
    const seen: string[] = [];
    for (let query = ''; ; ) {
      const page = await told(maya, query);
      seen.push(...page.days.flatMap((d) => d.rows.map((r) => r.commandId)));
      if (!page.earlier) break;
      query = `?${new URLSearchParams({ before: page.earlier })}`;
    }
    const all =
      await fresh.owner`select distinct command_id from history where plan_id = ${shared.planId} and layer <> 'buyer'`;
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(all.length);
  });
  test('offers undo to who did it', async () => {
    const first = (t: Told) => t.days[0]?.rows[0];
    expect(first(await told(maya))?.undoable).toBe(true);
    expect(first(await told(dana))?.undoable).toBe(false);
  });
});

describe('a buyer in four plans', () => {
  let four: StoredPlan[];
  beforeAll(async () => {
    four = [];
    for (let n = 0; n < 4; n += 1) four.push(await storedPlan(fresh.database, { buyers: [lena] }));
  });
  const idsOf = async (browser: Visitor) =>
    ((await browser.get(plans, '/plans')).body as Rows | null)?.rows.map((r) => r.id).sort();
  const open = (browser: Visitor, { planId }: StoredPlan) =>
    browser.get(plan, `/plans/${planId}`, { planId });
  async function enteredOnly(...entered: StoredPlan[]): Promise<Visitor> {
    const browser = await browserOf(lena);
    await fresh.owner`update session set level = 'invited' where user_id = ${lena.personId}`;
    const [row] = await fresh.owner`select id from session where user_id = ${lena.personId}
      order by created_at desc limit 1`;
    for (const { planId } of entered)
      await fresh.owner`insert into session_plan (session_id, plan_id) values (${row?.id}, ${planId})`;
    return browser;
  }

  test('sees all four when signed in, each with the way to the others', async () => {
    const browser = await browserOf(lena);
    expect(await idsOf(browser)).toEqual(four.map((p) => p.planId).sort());
    for (const one of four)
      expect((await open(browser, one)).body).toMatchObject({
        reader: { hasOtherPlans: true, isMember: false },
      });
  });

  test('sees only those a browser entered by invitation, and no sign of the others', async () => {
    const [one, two, three] = four as [StoredPlan, StoredPlan, StoredPlan];
    const single = await enteredOnly(one);
    expect(await idsOf(single)).toEqual([one.planId]);
    expect((await open(single, one)).body).toMatchObject({ reader: { hasOtherPlans: false } });
    expect((await open(single, two)).location).toContain('/sign-in');

    const both = await enteredOnly(one, two);
    expect(await idsOf(both)).toEqual([one.planId, two.planId].sort());
    expect((await open(both, two)).body).toMatchObject({ reader: { hasOtherPlans: true } });
    expect((await open(both, three)).location).toContain('/sign-in');
  });
});
