import { randomUUID } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { planAccessFor } from '#app/auth/plan-access.server.ts';
import { replaceSession } from '#app/auth/session.server.ts';
import { codeFor } from '#app/auth/tokens.server.ts';
import { changePlan } from '#app/commands/change-plan.server.ts';
import { envelope } from '#app/commands/registry.ts';
import { seenDigest } from '#app/domain/decide-approval.ts';
import type { PlanAccess } from '#app/domain/policy.ts';
import * as approve from '#app/routes/plans.$planId.approve.$stepId/route.tsx';
import { digestOfValue } from '#db/hash-chain.server.ts';
import { openDoors, type Seen, Visitor } from '#tests/auth/visitor.server.ts';
import { type CastMember, dana, grace, lena, maya } from '#tests/support/cast.ts';
import type { FreshDatabase } from '#tests/support/databases.server.ts';
import { stepIn } from '#tests/support/plan-builder.ts';
import { requireOk, type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';

let fresh: FreshDatabase;
let plan: StoredPlan;
let other: StoredPlan;

beforeAll(async () => {
  process.env.PORT = '3000';
  fresh = await openDoors();
  return fresh.drop;
});

const options = (owners: Parameters<typeof storedPlan>[1]) => ({
  buyers: [dana, lena, grace],
  milestones: [
    {
      key: 'case',
      steps: [
        { key: 'budget', owners: [lena], dueIn: 5, type: 'approval' as const },
        {
          key: 'legal',
          owners: [{ side: 'buyer' as const, role: 'legal' }],
          dueIn: 6,
          type: 'approval' as const,
        },
        { key: 'ordered', owners: [lena, grace], dueIn: 7, type: 'approval' as const },
        { key: 'ours', owners: [maya], dueIn: 7, type: 'approval' as const },
      ],
    },
  ],
  ...owners,
});

beforeEach(async () => {
  await fresh.owner`truncate session, letter, token, sign_in_attempt cascade`;
  plan = await storedPlan(fresh.database, options({}));
  other = await storedPlan(fresh.database, options({ buyers: [dana], workspaceId: undefined }));
});
afterEach(async () => {
  for (const each of [plan, other]) expect((await each.load(maya)).decisions).toEqual(accepted.splice(0));
});
/** What was rightly decided on the way. */
const accepted: unknown[] = [];

async function browserOf(who: CastMember): Promise<Visitor> {
  const { cookie } = await replaceSession(fresh.database.db, undefined, {
    personId: who.personId,
    level: 'signedIn',
  });
  const browser = new Visitor();
  browser.cookies.set('tl', /^tl=([^;]+)/.exec(cookie)?.[1] ?? '');
  return browser;
}
async function formOf(of: StoredPlan, key: string): Promise<Record<string, string>> {
  const view = await of.load(maya);
  const seen = seenDigest(view, stepIn(view, of.id(key)), digestOfValue);
  const typed = { intent: 'decide', outcome: 'approved', note: '', seen };
  return { ...typed, command: uuidv7(), decision: randomUUID() };
}
const post = (
  browser: Visitor,
  at: { planId: string; stepId: string },
  form: Record<string, string>,
): Promise<Seen> => browser.post(approve, `/plans/${at.planId}/approve/${at.stepId}`, form, at);
const budgetOf = (of: StoredPlan, key = 'budget') => ({ planId: of.planId, stepId: of.id(key) });

/** As it reaches the write path, past every page. */
async function decideAs(access: PlanAccess | null, stepId: string, more: object = {}) {
  const view = await plan.load(maya);
  const step = view.steps.find((s) => s.id === stepId);
  const seen = step ? seenDigest(view, step, digestOfValue) : '';
  const args = { id: randomUUID(), stepId, outcome: 'approved', note: '', missing: '', conditions: [], seen };
  const sent = envelope.parse({ id: uuidv7(), type: 'decideApproval', args: { ...args, ...more } });
  if (!access) return 'absent';
  const [answer] = (await changePlan({ ...access, proven: true } as PlanAccess, [sent])).answers;
  return answer?.kind === 'refused' ? answer.code : answer?.kind;
}
const accessOf = (who: CastMember, of = plan) => planAccessFor(fresh.database.db, who.personId, of.planId);
const codeOf = async (who: CastMember): Promise<string> => {
  const [attempt] = await fresh.owner`
    select id from sign_in_attempt where person_id = ${who.personId} order by expires_at desc limit 1`;
  return codeFor(attempt?.id);
};

describe('no decision is made', () => {
  test('by another person of the same side, who leads it there', async () => {
    expect((await post(await browserOf(dana), budgetOf(plan), await formOf(plan, 'budget'))).status).toBe(
      422,
    );
    expect(await decideAs(await accessOf(dana), plan.id('budget'))).toBe('notYours');
  });

  test('on another plan, with the step of this one', async () => {
    const form = await formOf(plan, 'budget');
    const mixed = { planId: other.planId, stepId: plan.id('budget') };
    expect((await post(await browserOf(lena), mixed, form)).status).toBe(404);
    expect(await decideAs(await accessOf(dana, other), plan.id('budget'))).toBe('absent');
  });

  test('with words that are not those they read', async () => {
    const form = await formOf(plan, 'budget');
    const edit = { stepId: plan.id('budget'), field: 'doneWhen', value: 'Paid twice' } as const;
    requireOk(await plan.send(maya, 'changeStep', edit));
    const seen = await post(await browserOf(lena), budgetOf(plan), form);
    expect(seen.status).toBe(422);
    expect(seen.body).toMatchObject({ trouble: expect.stringContaining('was changed while you read it') });
    expect(await decideAs(await accessOf(lena), plan.id('budget'), { seen: '' })).toBe('altered');
  });

  test('by somebody who was taken off the plan, in a browser that was open', async () => {
    const browser = await browserOf(lena);
    const access = await accessOf(lena);
    const form = await formOf(plan, 'budget');
    const stakeholderId = access?.stakeholderId ?? '';
    requireOk(await plan.send(dana, 'removeStakeholder', { stakeholderId }));
    expect((await post(browser, budgetOf(plan), form)).status).toBe(404);
    expect(await decideAs(access, plan.id('budget'))).toBe('notYours');
  });

  test('in the name of somebody whom the body names', async () => {
    const access = await accessOf(dana);
    const stakeholderId = (await accessOf(lena))?.stakeholderId;
    for (const more of [{ by: stakeholderId }, { actor: { stakeholderId } }, { forId: stakeholderId }])
      expect(await decideAs(access, plan.id('budget'), more)).toBe('invalid');
  });

  test('by the other side', async () => {
    expect((await post(await browserOf(maya), budgetOf(plan), await formOf(plan, 'budget'))).status).toBe(
      422,
    );
    expect(await decideAs(await accessOf(maya), plan.id('budget'))).toBe('notYours');
  });

  test('for a part that needs a name, by whoever leads it', async () => {
    expect(await decideAs(await accessOf(dana), plan.id('legal'))).toBe('notYours');
  });

  test('on a draft', async () => {
    const draft = await storedPlan(fresh.database, options({ draft: true }));
    const access = await accessOf(maya, draft);
    const view = await draft.load(maya);
    const seen = seenDigest(view, stepIn(view, draft.id('ours')), digestOfValue);
    expect(await decideAs(access, draft.id('ours'), { seen })).toBe('draft');
  });

  test('on a step that was skipped', async () => {
    requireOk(await plan.send(dana, 'skipStep', { stepId: plan.id('budget'), reason: 'Not needed' }));
    expect(await decideAs(await accessOf(lena), plan.id('budget'))).toBe('ended');
  });

  test('from another workspace', async () => {
    const elsewhere = await storedPlan(fresh.database, options({ workspaceId: randomUUID() })).catch(
      () => null,
    );
    const access = elsewhere && (await accessOf(lena, elsewhere));
    expect(await decideAs(access ?? null, plan.id('budget'))).toBe('absent');
  });

  test('by whoever only reads a summary', async () => {
    const reader = {
      ...(await accessOf(lena)),
      standing: 'summaryReader',
      stakeholderId: null,
    } as PlanAccess;
    expect(await decideAs(reader, plan.id('budget'))).toBe('notAllowed');
  });

  test('before those who come first', async () => {
    const way = { stepId: plan.id('ordered'), field: 'decidedBy', value: 'inOrder' } as const;
    requireOk(await plan.send(dana, 'changeStep', way));
    expect(await decideAs(await accessOf(grace), plan.id('ordered'))).toBe('notYet');
  });
});

describe('an approval that asks for a code each time', () => {
  beforeEach(async () => {
    for (const key of ['budget', 'ordered'])
      requireOk(
        await plan.send(dana, 'changeStep', { stepId: plan.id(key), field: 'freshCode', value: true }),
      );
  });

  test('takes none that was mailed for another approval, and nobody past the page', async () => {
    const browser = await browserOf(lena);
    await post(browser, budgetOf(plan, 'ordered'), await formOf(plan, 'ordered'));
    const form = { ...(await formOf(plan, 'budget')), stage: 'code', code: await codeOf(lena) };
    expect((await post(browser, budgetOf(plan), form)).status).toBe(400);
    expect(await decideAs(await accessOf(lena), plan.id('budget'))).toBe('proofNeeded');
  });

  test('takes each code once', async () => {
    const browser = await browserOf(lena);
    expect((await post(browser, budgetOf(plan), await formOf(plan, 'budget'))).body).toMatchObject({
      asksCode: true,
    });
    const code = await codeOf(lena);
    const made = { ...(await formOf(plan, 'budget')), stage: 'code', code };
    expect((await post(browser, budgetOf(plan), made)).status).toBe(303);
    accepted.push(...(await plan.load(maya)).decisions);
    expect(accepted).toMatchObject([{ proof: 'freshCode', byName: lena.name }]);
    const again = { ...(await formOf(plan, 'budget')), stage: 'code', code, outcome: 'rejected' };
    expect((await post(browser, budgetOf(plan), { ...again, confirmed: 'yes' })).status).toBe(400);
  });
});
