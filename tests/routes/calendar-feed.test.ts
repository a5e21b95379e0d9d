import { randomUUID } from 'node:crypto';
import ICAL from 'ical.js';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addDays } from '#app/domain/day.ts';
import * as account from '#app/routes/account/route.tsx';
import * as feed from '#app/routes/calendar.$token.plans[.]ics.ts';
import { openDoors, Visitor } from '#tests/auth/visitor.server.ts';
import { type CastMember, dana, grace, maya } from '#tests/support/cast.ts';
import type { FreshDatabase } from '#tests/support/databases.server.ts';
import { realToday, requireOk, type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';

let fresh: FreshDatabase;
let plan: StoredPlan;
beforeAll(async () => {
  fresh = await openDoors();
  return fresh.drop;
});
beforeEach(async () => {
  await fresh.owner`delete from session`;
  plan = await storedPlan(fresh.database, { buyers: [dana, grace] });
});

async function browserOf(who: CastMember, level: 'signedIn' | 'invited' = 'signedIn') {
  const browser = await Visitor.of(fresh.owner, who.personId, { level });
  return {
    address: async () => ((await browser.get(account, '/account')).body as { feed: string | null }).feed,
    press: (intent: string) => browser.post(account, '/account', { intent }),
  };
}

/** As a calendar program asks: no cookie, only the address. */
async function asked(address: string, headers: Record<string, string> = {}, method = 'GET') {
  const token = /calendar\/([\w-]+)\/plans\.ics$/.exec(address)?.[1] ?? '';
  const arrival = await new Visitor().arrival(new URL(address, 'http://localhost').pathname, method);
  const request = new Request(arrival.request, { headers });
  const answer = (await feed
    .loader({ ...arrival, request, params: { token } })
    .catch((thrown: unknown) => thrown)) as Response;
  const text = answer.status === 200 ? await answer.text() : '';
  const events = text
    ? new ICAL.Component(ICAL.parse(text) as string)
        .getAllSubcomponents('vevent')
        .map((each) => new ICAL.Event(each))
    : [];
  return {
    status: answer.status,
    headers: answer.headers,
    text,
    titles: events.map(({ summary }) => summary),
    events,
  };
}

async function withFeed(who: CastMember): Promise<string> {
  const browser = await browserOf(who);
  expect((await browser.press('renewFeed')).status).toBe(303);
  return (await browser.address()) ?? '';
}

const at = { time: '15:00', zone: 'Europe/Berlin', minutes: 45 };
async function meet(title: string, onlyOurs = false) {
  const stepId = randomUUID();
  const rowOf = (who: CastMember) => plan.access(who).stakeholderId ?? '';
  requireOk(
    await plan.send(maya, 'addStep', {
      ...{ id: stepId, milestoneId: plan.id('fit'), afterId: null, title, type: 'meeting' },
      ...{ dueDay: addDays(realToday(), 9), ask: '', doneWhen: '', onlyOurs },
      owners: [{ side: 'seller', role: null, stakeholderId: rowOf(maya) }],
    }),
  );
  const value = onlyOurs ? [rowOf(maya)] : [rowOf(maya), rowOf(dana)];
  requireOk(await plan.send(maya, 'changeStep', { stepId, field: 'attendees', value }));
  requireOk(await plan.send(maya, 'rescheduleStep', { stepId, dueDay: addDays(realToday(), 9), at }));
  return stepId;
}

describe('the address of a calendar', () => {
  test('holds one’s own meetings and steps, of what one may see', async () => {
    await meet('The demo');
    await meet('Our own rehearsal', true);
    const [mayas, danas] = [await asked(await withFeed(maya)), await asked(await withFeed(dana))];
    expect(mayas.titles).toEqual(expect.arrayContaining(['The demo', 'Our own rehearsal']));
    expect(danas.titles).toContain('The demo');
    expect(danas.text).not.toContain('rehearsal');
    expect(danas.text).not.toMatch(/@(northwind|acme)/);
    expect((await asked(await withFeed(grace))).titles).not.toContain('The demo');
    expect(danas.headers.get('Content-Type')).toBe('text/calendar; charset=utf-8');
    expect(danas.headers.get('Cache-Control')).toMatch(/^private/);
  });

  test('is answered by its tag alone while nothing has changed', async () => {
    const address = await withFeed(dana);
    const first = await asked(address);
    const tag = first.headers.get('ETag') ?? '';
    expect((await asked(address, { 'If-None-Match': tag })).status).toBe(304);
    await meet('The demo');
    expect((await asked(address, { 'If-None-Match': tag })).status).toBe(200);
    expect((await asked(address, {}, 'HEAD')).headers.get('ETag')).not.toBe(tag);
    expect('action' in feed).toBe(false);
  });

  test('ends when a new one is made, and when it is ended; and there never was one of another name', async () => {
    const browser = await browserOf(dana);
    const first = await withFeed(dana);
    await browser.press('renewFeed');
    const second = (await browser.address()) ?? '';
    expect(second).not.toBe(first);
    expect([(await asked(first)).status, (await asked(second)).status]).toEqual([410, 200]);
    await browser.press('endFeed');
    expect([(await asked(second)).status, await browser.address()]).toEqual([410, null]);
    expect((await asked('/calendar/nobody-knows-this/plans.ics')).status).toBe(404);
  });

  test('is stored as a hash, and told only to who has signed in with a code', async () => {
    const address = await withFeed(dana);
    const secret = /calendar\/([\w-]+)\//.exec(address)?.[1] ?? '';
    expect(secret.length).toBeGreaterThanOrEqual(43);
    const rows = await fresh.owner`select * from token where purpose = 'calendarFeed'`;
    expect(JSON.stringify(rows)).not.toContain(secret);
    const invited = await browserOf(dana, 'invited');
    expect(await invited.address()).toBeNull();
    expect((await invited.press('renewFeed')).status).toBe(403);
    expect((await asked(address)).status).toBe(200);
  });

  test('leaves out the plan that one has been taken off, at once', async () => {
    await meet('The demo');
    const address = await withFeed(grace);
    expect((await asked(address)).status).toBe(200);
    const { stakeholderId } = plan.access(grace);
    requireOk(await plan.send(dana, 'removeStakeholder', { stakeholderId: stakeholderId ?? '' }));
    const rest = await asked(address);
    // On no plan of this file any more but those of earlier tests.
    expect(rest.text).not.toContain(plan.planId);
    await fresh.owner`delete from membership where person_id = ${grace.personId}`;
    expect((await asked(address)).status).toBe(410);
  });
});
