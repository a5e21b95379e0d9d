import { randomUUID } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { changePlan } from '#app/commands/change-plan.server.ts';
import { makeSummaryLink, revokeSummaryLink, secretOfSummary } from '#app/commands/summary-link.server.ts';
import * as summary from '#app/routes/plans.$planId.summary/route.tsx';
import * as link from '#app/routes/summary.$token/route.tsx';
import { openDoors, Visitor } from '#tests/auth/visitor.server.ts';
import { type CastMember, dana, grace, maya, tom } from '#tests/support/cast.ts';
import type { FreshDatabase } from '#tests/support/databases.server.ts';
import { type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';

let fresh: FreshDatabase;
let plan: StoredPlan;

beforeAll(async () => {
  fresh = await openDoors();
  return fresh.drop;
});
beforeEach(async () => {
  plan = await storedPlan(fresh.database, { buyers: [dana, grace] });
});

async function made(who: CastMember): Promise<string> {
  const result = await makeSummaryLink(plan.access(who), 30);
  if (!result.ok) throw new Error(result.error.sentence);
  return result.value.id;
}
const opened = (id: string) => {
  const token = secretOfSummary(id);
  return new Visitor().get(link, `/summary/${token}`, { token });
};
const ways = async (who: CastMember) => {
  const browser = await Visitor.of(fresh.owner, who.personId);
  const at = { planId: plan.planId };
  const path = `/plans/${plan.planId}/summary`;
  return {
    list: async () =>
      (
        (await browser.get(summary, path, at)).body as {
          links: { id: string; url: string | null; mayRevoke: boolean }[];
        }
      ).links,
    post: (form: Record<string, string>) => browser.post(summary, path, form, at),
  };
};

describe('a link to the summary', () => {
  test('is read by anybody, again and again, and names no plan, no address and nothing private', async () => {
    const id = await made(dana);
    for (let time = 0; time < 2; time++) {
      const { status, body } = await opened(id);
      expect(status).toBe(200);
      const given = JSON.stringify(body);
      expect(given).toContain('Acme Freight');
      expect(given).not.toContain(plan.planId);
      expect(given).not.toContain('@');
      expect(given).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
    }
  });

  test('has ended on its day, when it is revoked, and when its maker is not on the plan any more', async () => {
    const [late, taken, left] = [await made(dana), await made(dana), await made(tom)];
    await fresh.owner`update token set expires_at = now() where id = ${late}`;
    expect((await opened(late)).status).toBe(410);
    await revokeSummaryLink(plan.access(dana), taken);
    expect((await opened(taken)).status).toBe(410);
    expect((await opened(left)).status).toBe(200);
    const stakeholderId = plan.access(tom).stakeholderId;
    const { answers } = await changePlan(plan.access(maya), [
      { id: uuidv7(), type: 'removeStakeholder', args: { stakeholderId } },
    ]);
    const [answer] = answers;
    expect(answer?.kind).toBe('ok');
    expect((await opened(left)).status).toBe(410);
  });

  test('there never was is not found, and no other kind of link opens it', async () => {
    expect((await new Visitor().get(link, '/summary/none', { token: 'none' })).status).toBe(404);
    expect((await opened(randomUUID())).status).toBe(404);
  });

  test('opens nothing of a plan that only one side has', async () => {
    plan = await storedPlan(fresh.database, { draft: true });
    expect(await makeSummaryLink(plan.access(maya), 7)).toMatchObject({
      ok: false,
      error: { code: 'draft' },
    });
  });
});

describe('the list of links', () => {
  test('is the same for both sides, with the address only for the side that made it', async () => {
    const id = await made(dana);
    expect(await (await ways(grace)).list()).toMatchObject([
      { id, url: expect.stringContaining('/summary/') },
    ]);
    expect(await (await ways(maya)).list()).toMatchObject([{ id, url: null }]);
  });

  test('lets a link be revoked by its own side and by who leads the plan, and by nobody else', async () => {
    const id = await made(dana);
    expect((await (await ways(tom)).list())[0]?.mayRevoke).toBe(false);
    expect((await (await ways(tom)).post({ intent: 'revoke', linkId: id })).status).toBe(403);
    expect((await opened(id)).status).toBe(200);
    expect((await (await ways(grace)).post({ intent: 'revoke', linkId: id })).status).toBe(303);
    expect((await opened(id)).status).toBe(410);
    const other = await made(dana);
    expect((await (await ways(maya)).post({ intent: 'revoke', linkId: other })).location).toContain(
      'revoked',
    );
    expect((await opened(other)).status).toBe(410);
  });

  test('ends a link of its own plan only', async () => {
    const id = await made(dana);
    const elsewhere = await storedPlan(fresh.database);
    await revokeSummaryLink(elsewhere.access(maya), id);
    expect((await opened(id)).status).toBe(200);
  });

  test('takes 7, 30 or 90 days and nothing else', async () => {
    const danas = await ways(dana);
    expect((await danas.post({ intent: 'make', days: '3650' })).status).toBe(400);
    expect(await danas.list()).toEqual([]);
    expect((await danas.post({ intent: 'make', days: '90' })).location).toContain('made=');
    expect(await danas.list()).toHaveLength(1);
  });
});
