import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { codeFor, secretFor } from '#app/auth/tokens.server.ts';
import { useRateLimits } from '#app/http/rate-limit.server.ts';
import * as join from '#app/routes/join.$token.tsx';
import * as plans from '#app/routes/plans._index/route.tsx';
import * as plan from '#app/routes/plans.$planId.tsx';
import * as settings from '#app/routes/settings/route.tsx';
import * as code from '#app/routes/sign-in.code.tsx';
import * as mark from '#app/routes/workspaces.$workspaceId.mark.$hash.ts';
import { openDoors, Visitor } from '#tests/auth/visitor.server.ts';
import { dana, maya, tom } from '#tests/support/cast.ts';
import type { FreshDatabase } from '#tests/support/databases.server.ts';
import { type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';

let fresh: FreshDatabase;
let stored: StoredPlan;

beforeAll(async () => {
  fresh = await openDoors();
  return fresh.drop;
});

beforeEach(async () => {
  useRateLimits({ spend: async () => ({ allowed: true }) });
  await fresh.owner`truncate session, letter, token, sign_in_attempt, workspace_mark cascade`;
  await fresh.owner`delete from membership`;
  stored = await storedPlan(fresh.database, { buyers: [dana] });
});

const browserOf = (personId: string, plans: StoredPlan[] | null = null) =>
  Visitor.of(
    fresh.owner,
    personId,
    plans ? { level: 'invited', planIds: plans.map(({ planId }) => planId) } : {},
  );
const post = (browser: Visitor, form: Record<string, string>) => browser.post(settings, '/settings', form);
const members = () => fresh.owner`select person_id as id, standing, entered_at from membership
  where workspace_id = ${stored.workspaceId} and plan_id is null order by standing, person_id`;
const standingOf = async (personId: string) =>
  (await members()).find((row) => row.id === personId)?.standing as string | undefined;
const makeAdmin = (personId: string) => fresh.owner`update membership set standing = 'admin'
  where person_id = ${personId} and workspace_id = ${stored.workspaceId} and plan_id is null`;

describe('who reads and changes the settings', () => {
  type Read = { mayManage: boolean; members: { name: string }[]; grantable: string[] };

  test('a member reads who is in and changes nothing', async () => {
    const browser = await browserOf(tom.personId);
    const { body } = await browser.get(settings, '/settings');
    expect(body as Read).toMatchObject({ mayManage: false, grantable: [] });
    expect((body as Read).members.map((m) => m.name)).toEqual([maya.name, tom.name]);
    const forms: Record<string, string>[] = [
      { intent: 'name', name: 'Tomwind' },
      { intent: 'mark' },
      { intent: 'unmark' },
      { intent: 'invite', name: 'X', address: 'x@northwind.example', standing: 'member' },
      { intent: 'again', person: maya.personId },
      { intent: 'standing', person: tom.personId, standing: 'owner' },
      { intent: 'test-letter' },
    ];
    for (const form of forms) expect((await post(browser, form)).status, form.intent).toBe(403);
    expect((await post(browser, { intent: 'remove', person: maya.personId })).status).toBe(409);
    expect((await members()).map((row) => row.standing)).toEqual(['member', 'owner']);
  });

  test('how letters leave is for who runs the workspace to read and to try', async () => {
    const members = await (await browserOf(tom.personId)).get(settings, '/settings');
    expect(members.body).toMatchObject({ letters: null });
    const browser = await browserOf(maya.personId);
    const { body } = await browser.get(settings, '/settings');
    expect(body).toMatchObject({ letters: { maySend: false } });
    const tried = await post(browser, { intent: 'test-letter', address: 'somebody@else.example' });
    expect(tried.status).toBe(200);
    expect(tried.body).toMatchObject({ form: 'test-letter', taken: false });
    expect(await fresh.owner`select id from letter`).toHaveLength(0);
    await fresh.owner`update person set address_stopped_at = now(), address_stopped_why = 'bounced'
      where id = ${maya.personId}`;
    expect((await post(browser, { intent: 'test-letter' })).status).toBe(409);
    await fresh.owner`update person set address_stopped_at = null, address_stopped_why = null`;
  });

  test('a buyer finds no such page, and neither does a member by an invitation alone', async () => {
    const buyer = await browserOf(dana.personId);
    expect((await buyer.get(settings, '/settings')).status).toBe(404);
    expect((await post(buyer, { intent: 'name', name: 'Acme' })).status).toBe(404);
    const guest = await browserOf(tom.personId, [stored]);
    expect((await guest.get(settings, '/settings')).location).toContain('/sign-in');
    expect((await post(guest, { intent: 'remove', person: tom.personId })).status).toBe(404);
    expect((await new Visitor().get(settings, '/settings')).location).toContain('/sign-in');
  });
});

describe('the name', () => {
  test('is read by both sides from then on', async () => {
    const { location } = await post(await browserOf(maya.personId), {
      intent: 'name',
      name: '  Southwind  AG ',
    });
    expect(location).toBe('/settings?done=name');
    for (const reader of [maya, dana]) expect((await stored.load(reader)).sellerName).toBe('Southwind AG');
  });

  test('is not empty, and what was typed comes back', async () => {
    const { status, body } = await post(await browserOf(maya.personId), { intent: 'name', name: ' \u202e ' });
    expect(status).toBe(400);
    expect(body).toMatchObject({ form: 'name', fields: { error: { name: [expect.any(String)] } } });
    expect((await stored.load(dana)).sellerName).toBe('Northwind');
  });
});

describe('the mark', () => {
  const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(200, 7)]);

  async function upload(browser: Visitor, content: Buffer, name = 'mark.png') {
    const { request, context } = await browser.arrival('/settings');
    const body = new FormData();
    body.set('intent', 'mark');
    body.set('mark', new File([new Uint8Array(content)], name, { type: 'image/png' }));
    const headers = { cookie: request.headers.get('cookie') ?? '' };
    const sent = new Request(request.url, { method: 'POST', body, headers });
    const answer: unknown = await settings
      .action({ request: sent, context, params: {} })
      .catch((thrown: unknown) => thrown);
    if (answer instanceof Response) return { location: answer.headers.get('Location'), sentence: undefined };
    return { location: null, sentence: (answer as { data: { sentence?: string } }).data.sentence };
  }
  const addressOfMark = async (browser: Visitor) =>
    ((await browser.get(settings, '/settings')).body as { mark: string | null }).mark;
  async function fetchMark(browser: Visitor, address: string) {
    const [, workspaceId = '', hash = ''] = /^\/workspaces\/([^/]+)\/mark\/([^/]+)$/.exec(address) ?? [];
    const { request, context } = await browser.arrival(address);
    return await mark.loader({ request, context, params: { workspaceId, hash } }).catch((thrown: unknown) => {
      if (thrown instanceof Response) return thrown;
      throw thrown;
    });
  }

  test('stands for both sides under an address that is its content, and can do nothing', async () => {
    const owner = await browserOf(maya.personId);
    expect((await upload(owner, png)).location).toBe('/settings?done=mark');
    const address = (await addressOfMark(owner)) ?? '';
    for (const reader of [owner, await browserOf(dana.personId), await browserOf(dana.personId, [stored])]) {
      const answer = await fetchMark(reader, address);
      expect(answer.status).toBe(200);
      expect(Buffer.from(await answer.arrayBuffer())).toEqual(png);
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'content-type': 'image/png',
        'x-content-type-options': 'nosniff',
        'content-security-policy': expect.stringContaining('sandbox'),
        'cache-control': expect.stringContaining('immutable'),
      });
    }
    await upload(owner, Buffer.concat([png, Buffer.from('more')]));
    expect(await addressOfMark(owner)).not.toBe(address);
    expect((await fetchMark(owner, address)).status).toBe(404);
  });

  test('is nothing to strangers, to buyers elsewhere, and at addresses that are none', async () => {
    const owner = await browserOf(maya.personId);
    await upload(owner, png);
    const address = (await addressOfMark(owner)) ?? '';
    await fresh.owner`delete from membership where person_id = ${dana.personId}`;
    for (const reader of [new Visitor(), await browserOf(dana.personId), await browserOf(dana.personId, [])])
      expect((await fetchMark(reader, address)).status).toBe(404);
    expect((await fetchMark(owner, '/workspaces/no-id/mark/x')).status).toBe(404);
    expect((await fetchMark(owner, `/workspaces/${stored.workspaceId}/mark/x`)).status).toBe(404);
  });

  test('is a picture, whatever it is called, and at most 100 kB', async () => {
    const owner = await browserOf(maya.personId);
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    expect((await upload(owner, svg)).sentence).toContain('not a PNG, JPEG or WebP');
    expect((await upload(owner, Buffer.concat([png, Buffer.alloc(102_400)]))).sentence).toContain(
      'at most 100',
    );
    expect((await upload(owner, Buffer.alloc(0))).sentence).toBe('Choose a picture first.');
    expect(await addressOfMark(owner)).toBeNull();
  });

  test('is removed again', async () => {
    const owner = await browserOf(maya.personId);
    await upload(owner, png);
    await post(owner, { intent: 'unmark' });
    expect(await addressOfMark(owner)).toBeNull();
  });
});

describe('a colleague', () => {
  const ines = { intent: 'invite', name: 'Ines Roth', address: 'Ines@Northwind.example', standing: 'member' };
  async function letterTo(address: string) {
    const rows =
      await fresh.owner`select l.kind, l.refs, p.id from letter l join person p on p.id = l.person_id
      where p.address = ${address} order by l.created_at`;
    return rows.map((row) => ({
      kind: row.kind,
      tokenId: row.refs.tokenId as string,
      personId: row.id as string,
    }));
  }
  const openLink = (browser: Visitor, secret: string) =>
    browser.get(join, `/join/${secret}`, { token: secret });

  test('is invited by one letter, whose link shows and does nothing, and comes in by a code', async () => {
    await post(await browserOf(maya.personId), ines);
    const [letter] = await letterTo('ines@northwind.example');
    if (!letter) throw new Error('No letter');
    expect(letter.kind).toBe('memberInvitation');
    const secret = secretFor('memberInvitation', letter.tokenId);

    const scanner = new Visitor();
    for (const _ of [1, 2, 3]) {
      const seen = await openLink(scanner, secret);
      expect(seen.body).toMatchObject({
        kind: 'member',
        invitation: { hiddenAddress: 'i***@northwind.example' },
      });
      expect(JSON.stringify(seen.body)).not.toContain('ines@');
    }
    expect(scanner.cookies.has('tl')).toBe(false);
    expect(await fresh.owner`select 1 from session where user_id = ${letter.personId}`).toHaveLength(0);

    const hers = new Visitor();
    expect((await hers.post(join, `/join/${secret}`, { intent: 'code' }, { token: secret })).location).toBe(
      '/sign-in/code',
    );
    expect((await (await hers.get(plans, '/plans')).location) ?? '').toContain('/sign-in');
    const [attempt] = await fresh.owner`select id from sign_in_attempt where person_id = ${letter.personId}`;
    const typed = await hers.post(code, '/sign-in/code', { code: codeFor(attempt?.id) });
    expect(typed.location).toBe('/plans');
    expect((await hers.get(plans, '/plans')).body).toMatchObject({ brand: 'Northwind', total: 1 });
    expect((await members()).find((row) => row.id === letter.personId)?.entered_at).not.toBeNull();
    expect((await openLink(hers, secret)).location).toBe('/plans');
  });

  test('who is a member already, or whose address is none, is not invited, and what was typed is kept', async () => {
    const owner = await browserOf(maya.personId);
    const again = await post(owner, { ...ines, address: tom.address });
    expect(again.status).toBe(409);
    expect(again.body).toMatchObject({
      form: 'invite',
      fields: { initialValue: { name: 'Ines Roth' }, error: { '': ['Tom Byrne is a member already.'] } },
    });
    expect((await post(owner, { ...ines, address: 'ines at northwind' })).status).toBe(400);
    expect(await letterTo(tom.address)).toEqual([]);
  });

  test('gets a new letter when asked for, until they have come in', async () => {
    const owner = await browserOf(maya.personId);
    await post(owner, ines);
    const [first] = await letterTo('ines@northwind.example');
    const person = first?.personId ?? '';
    expect((await post(owner, { intent: 'again', person })).location).toContain('done=again');
    const letters = await letterTo('ines@northwind.example');
    const open =
      await fresh.owner`select id from token where purpose = 'memberInvitation' and revoked_at is null`;
    expect(open.map((row) => row.id)).toEqual([letters[1]?.tokenId]);
    await fresh.owner`update membership set entered_at = now() where person_id = ${person}`;
    expect((await post(owner, { intent: 'again', person })).status).toBe(409);
    expect(await letterTo('ines@northwind.example')).toHaveLength(2);
  });

  test('who was removed finds a page that says so, and no code is sent', async () => {
    const owner = await browserOf(maya.personId);
    await post(owner, ines);
    const [letter] = await letterTo('ines@northwind.example');
    const secret = secretFor('memberInvitation', letter?.tokenId ?? '');
    await post(owner, { intent: 'remove', person: letter?.personId ?? '' });
    const browser = new Visitor();
    expect((await openLink(browser, secret)).body).toMatchObject({ kind: 'removed' });
    await browser.post(join, `/join/${secret}`, { intent: 'code' }, { token: secret });
    expect(await fresh.owner`select 1 from sign_in_attempt`).toHaveLength(0);
  });

  test('is not invited too often from one place', async () => {
    const owner = await browserOf(maya.personId);
    const spent: string[] = [];
    useRateLimits({
      spend: async (limit) => {
        spent.push(limit);
        return limit === 'invite' ? { allowed: false, retryAfterSeconds: 600 } : { allowed: true };
      },
    });
    const { status, body } = await post(owner, ines);
    expect({ status, spent }).toEqual({ status: 429, spent: ['invite'] });
    expect(JSON.stringify(body)).toContain('Wait 10 minutes');
    expect(await letterTo('ines@northwind.example')).toEqual([]);
  });

  test('a link nobody sent is unknown', async () => {
    expect(await openLink(new Visitor(), 'made-up')).toMatchObject({
      status: 404,
      body: { kind: 'unknown' },
    });
  });
});

describe('what a member may do', () => {
  test('is changed by an owner, and holds at their next request', async () => {
    const toms = await browserOf(tom.personId);
    await post(await browserOf(maya.personId), {
      intent: 'standing',
      person: tom.personId,
      standing: 'admin',
    });
    expect((await toms.get(settings, '/settings')).body).toMatchObject({ mayManage: true });
    await post(await browserOf(maya.personId), {
      intent: 'standing',
      person: tom.personId,
      standing: 'member',
    });
    expect((await post(toms, { intent: 'name', name: 'Tomwind' })).status).toBe(403);
  });

  test('an admin makes nobody an owner, not even themselves', async () => {
    await makeAdmin(tom.personId);
    const toms = await browserOf(tom.personId);
    const { status, body } = await post(toms, {
      intent: 'standing',
      person: tom.personId,
      standing: 'owner',
    });
    expect(status).toBe(409);
    expect(body).toMatchObject({
      form: 'member',
      sentence: 'Only an owner names another owner. Ask one of them.',
    });
    const invite = { intent: 'invite', name: 'X', address: 'x@northwind.example', standing: 'owner' };
    expect((await post(toms, invite)).status).toBe(409);
    expect(await standingOf(tom.personId)).toBe('admin');
  });

  test('stays with the last owner', async () => {
    const owner = await browserOf(maya.personId);
    for (const form of [
      { intent: 'standing', person: maya.personId, standing: 'member' },
      { intent: 'remove', person: maya.personId },
    ] as Record<string, string>[]) {
      const { status, body } = await post(owner, form);
      expect(status).toBe(409);
      expect(JSON.stringify(body)).toContain('is the only owner');
    }
    expect(await standingOf(maya.personId)).toBe('owner');
  });

  test('leaves one owner even when two take it from each other at the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      await fresh.owner`update membership set standing = 'owner'
        where workspace_id = ${stored.workspaceId} and plan_id is null`;
      const [mayas, toms] = [await browserOf(maya.personId), await browserOf(tom.personId)];
      await Promise.all([
        post(mayas, { intent: 'standing', person: tom.personId, standing: 'member' }),
        post(toms, { intent: 'standing', person: maya.personId, standing: 'member' }),
      ]);
      const owners = (await members()).filter((row) => row.standing === 'owner');
      expect(owners).toHaveLength(1);
    }
  });
});

describe('a member who is removed', () => {
  const readPlan = (browser: Visitor) =>
    browser.get(plan, `/plans/${stored.planId}`, { planId: stored.planId });

  test('is out everywhere at once, and their steps keep the part and need a name', async () => {
    const toms = await browserOf(tom.personId);
    const onTablet = await browserOf(tom.personId, [stored]);
    for (const browser of [toms, onTablet]) expect((await readPlan(browser)).status).toBe(200);
    const removed = await post(await browserOf(maya.personId), { intent: 'remove', person: tom.personId });
    expect(removed.location).toBe('/settings?done=removed');
    for (const browser of [toms, onTablet]) {
      expect((await readPlan(browser)).status).not.toBe(200);
      expect((await browser.get(plans, '/plans')).body).toBeNull();
    }
    expect(await fresh.owner`select 1 from session where user_id = ${tom.personId}`).toHaveLength(0);
    const after = await stored.load(maya);
    expect(after.people.map((p) => p.personId)).not.toContain(tom.personId);
    const rollout = after.steps.find((s) => s.id === stored.id('rollout'));
    expect(rollout?.owners).toMatchObject([{ stakeholderId: null, side: 'seller', role: tom.role }]);
    expect(await standingOf(tom.personId)).toBeUndefined();
  });

  test('who leads a plan alone stays until somebody else does, with the plan named', async () => {
    await makeAdmin(tom.personId);
    await fresh.owner`update membership set standing = 'owner' where person_id = ${tom.personId} and plan_id is null`;
    const toms = await browserOf(tom.personId);
    const { status, body } = await post(toms, { intent: 'remove', person: maya.personId });
    expect(status).toBe(409);
    expect(body).toMatchObject({
      sentence: 'Maya Klein leads a plan. Name another person there first.',
      plans: [{ planId: stored.planId, name: 'Acme Freight' }],
    });
    expect(await standingOf(maya.personId)).toBe('owner');
    expect((await stored.load(tom)).people.map((p) => p.personId)).toContain(maya.personId);

    await stored.send(maya, 'setPointPerson', {
      stakeholderId: stored.access(tom).stakeholderId ?? '',
      pointPerson: true,
    });
    expect((await post(toms, { intent: 'remove', person: maya.personId })).location).toContain('removed');
  });

  test('of several plans leaves all of them or none', async () => {
    const other = await storedPlan(fresh.database, { workspaceId: stored.workspaceId, buyers: [dana] });
    await fresh.owner`update membership set standing = 'owner' where person_id = ${tom.personId} and plan_id is null`;
    await stored.send(maya, 'setPointPerson', {
      stakeholderId: stored.access(tom).stakeholderId ?? '',
      pointPerson: true,
    });
    const toms = await browserOf(tom.personId);
    const { body } = await post(toms, { intent: 'remove', person: maya.personId });
    expect(body).toMatchObject({ plans: [{ planId: other.planId }] });
    expect((await stored.load(tom)).people.map((p) => p.personId)).toContain(maya.personId);
  });

  test('by leaving goes to the first page', async () => {
    const toms = await browserOf(tom.personId);
    expect((await post(toms, { intent: 'remove', person: tom.personId })).location).toBe('/');
    expect(await standingOf(tom.personId)).toBeUndefined();
  });

  test('and buys from somebody else keeps that plan and its browsers', async () => {
    const elsewhere = await storedPlan(fresh.database, { buyers: [dana] });
    await fresh.owner`delete from membership where workspace_id = ${elsewhere.workspaceId} and person_id = ${tom.personId}`;
    await fresh.owner`insert into membership (id, workspace_id, person_id, plan_id, side, entered_at)
      values (${randomUUID()}, ${elsewhere.workspaceId}, ${tom.personId}, ${elsewhere.planId}, 'buyer', now())`;
    const toms = await browserOf(tom.personId);
    await post(await browserOf(maya.personId), { intent: 'remove', person: tom.personId });
    expect((await readPlan(toms)).status).toBe(404);
    const kept = await toms.get(plan, `/plans/${elsewhere.planId}`, { planId: elsewhere.planId });
    expect(kept.status).toBe(200);
  });
});
