import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as list from '#app/routes/plans.$planId.letters._index/route.tsx';
import * as page from '#app/routes/plans.$planId.letters.$letterId.tsx';
import * as body from '#app/routes/plans.$planId_.letters.$letterId.body.ts';
import { openDoors, Visitor } from '#tests/auth/visitor.server.ts';
import { type MailStand, mailStand } from '#tests/mail/mail-stand.server.ts';
import { signedIn } from '#tests/proofs/sessions.server.ts';
import { type CastMember, dana, lena, maya, tom } from '#tests/support/cast.ts';
import type { FreshDatabase } from '#tests/support/databases.server.ts';
import { requireOk, type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';

let fresh: FreshDatabase;
let plan: StoredPlan;
let mail: MailStand;
beforeAll(async () => {
  fresh = await openDoors();
  return fresh.drop;
});

/** Maya asks Dana for a step, and Dana writes something to Lena that only Acme reads. */
beforeEach(async () => {
  await fresh.owner`delete from letter`;
  await fresh.owner`delete from line`;
  plan = await storedPlan(fresh.database, {
    buyers: [dana, lena],
    milestones: [{ key: 'fit', steps: [{ key: 'data', owners: [dana], dueIn: 5 }] }],
  });
  await fresh.owner`update membership set point_person = person_id = any(${[dana.personId, maya.personId]})
    where plan_id = ${plan.planId}`;
  mail = mailStand(fresh.database);
  requireOk(
    await plan.send(dana, 'writeComment', {
      ...{ id: crypto.randomUUID(), stepId: plan.id('data'), text: 'Between us: Per must agree' },
      ...{ onlyOurs: true, mentions: [rowOf(lena)], request: null, answers: null },
    }),
  );
  const [offer] = (await plan.load(maya)).offers;
  requireOk(await plan.send(maya, 'withdrawOffer', { offerId: offer?.id ?? '' }));
  requireOk(await plan.send(maya, 'proposeStep', { stepId: plan.id('data') }));
  mail.wait(10_000);
  await mail.post();
});

const rowOf = (who: CastMember) => plan.access(who).stakeholderId ?? '';
const as = async (who: CastMember) => {
  const browser = new Visitor();
  browser.cookies.set('tl', (await signedIn(fresh, who)).slice('tl='.length));
  return browser;
};
const lettersOf = async (browser: Visitor) => {
  const seen = await browser.get(list, `/plans/${plan.planId}/letters`, { planId: plan.planId });
  return (seen.body as { letters: { id: string; subject: string; to: string | null }[] }).letters;
};
const open = (browser: Visitor, letterId: string, route: typeof page | typeof body = page) =>
  browser.get(route, `/plans/${plan.planId}/letters/${letterId}`, { planId: plan.planId, letterId });

describe('the letters about a plan', () => {
  test('are shown byte for byte as they were sent, without what their links hold', async () => {
    const browser = await as(dana);
    const first = (await lettersOf(browser)).find(({ to }) => to === null);
    const sent = mail.to(dana.address).at(-1);
    if (!first || !sent) throw new Error('Dana has a letter');
    requireOk(
      await plan.send(maya, 'changeStep', { stepId: plan.id('data'), field: 'title', value: 'Other' }),
    );
    const answer = (await body.loader({
      ...(await browser.arrival(`/plans/${plan.planId}/letters/${first.id}/body`)),
      params: { planId: plan.planId, letterId: first.id },
    } as never)) as Response;
    const html = await answer.text();
    const hidden = (text: string) => text.replace(/\/(act|stop|invitation|in-touch)\/[\w-]{43}/g, '/$1/•••');
    expect(html).toBe(hidden(sent.html));
    expect(hidden(sent.html)).not.toBe(sent.html);
    expect(answer.headers.get('Content-Security-Policy')).toMatch(/^sandbox; default-src 'none'/);
  });

  test('are each side’s own, and a colleague’s only for who answers for the side', async () => {
    const bySubject = async (who: CastMember) => (await lettersOf(await as(who))).map(({ to }) => to ?? 'me');
    expect(new Set(await bySubject(lena))).toEqual(new Set(['me']));
    expect(await bySubject(dana)).toContain(lena.name);
    for (const who of [maya, tom]) {
      expect(await bySubject(who)).not.toContain(dana.name);
      expect(await bySubject(who)).not.toContain(lena.name);
    }
    for (const { id } of await lettersOf(await as(dana))) {
      expect((await open(await as(maya), id)).status).toBe(404);
      expect((await open(await as(maya), id, body)).status).toBe(404);
    }
  });

  test('say of one that was too large what became of it, and what to do', async () => {
    const browser = await as(dana);
    const first = (await lettersOf(browser)).find(({ to }) => to === null);
    const before = await fresh.owner`select id, state, error from letter where id = ${first?.id ?? ''}`;
    await fresh.owner`update letter set state = 'failed', error = 'Resend said 413: Payload too large'
      where id = ${first?.id ?? ''}`;
    const { letter } = (await open(browser, first?.id ?? '')).body as { letter: { fate: string } };
    expect(letter.fate).toMatch(
      /^It was too large for the mail server, and did not arrive\..* send the link/,
    );
    await fresh.owner`update letter set state = ${before[0]?.state}, error = ${before[0]?.error} where id = ${first?.id ?? ''}`;
  });

  test('open to nobody who is off the plan, nor under another plan', async () => {
    const [first] = await lettersOf(await as(lena));
    const other = await storedPlan(fresh.database, { workspaceId: plan.workspaceId, buyers: [dana, lena] });
    const browser = await as(lena);
    const elsewhere = await browser.get(page, '/', { planId: other.planId, letterId: first?.id ?? '' });
    expect(elsewhere.status).toBe(404);
    requireOk(await plan.send(dana, 'removeStakeholder', { stakeholderId: rowOf(lena) }));
    expect((await open(browser, first?.id ?? '')).status).toBe(404);
    expect((await open(new Visitor(), first?.id ?? '')).location).toMatch(/^\/sign-in/);
  });

  test('stay with the side they were written to, when their reader is put on the other one', async () => {
    requireOk(
      await plan.send(maya, 'writeComment', {
        ...{ id: crypto.randomUUID(), stepId: plan.id('data'), text: 'Is this late, Lena?' },
        ...{ onlyOurs: false, mentions: [rowOf(lena)], request: null, answers: null },
      }),
    );
    mail.wait(10_000);
    await mail.post();
    const told = (await lettersOf(await as(dana))).filter(({ to }) => to === lena.name);
    expect(told.length).toBeGreaterThan(1);
    requireOk(await plan.send(dana, 'removeStakeholder', { stakeholderId: rowOf(lena) }));
    requireOk(
      await plan.send(maya, 'addStakeholder', {
        ...{ id: crypto.randomUUID(), personId: lena.personId, side: 'seller' as const },
        ...{ name: lena.name, role: 'advisor' },
      }),
    );
    expect((await lettersOf(await as(maya))).filter(({ to }) => to === lena.name)).toEqual([]);
    for (const { id } of told) expect((await open(await as(maya), id, body)).status).toBe(404);
  });
});
