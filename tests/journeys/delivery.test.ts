import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { dana, maya, rui } from '#tests/support/cast.ts';
import { type HookOptions, hookBody, hookSecret, signedHeaders } from '#tests/support/resend-hook.ts';
import { startResendStandIn } from '#tests/support/resend-stand-in.server.ts';
import type { Visitor } from '#tests/support/visitor.server.ts';
import * as deal from './deal.server.ts';
import { useStage } from './stage.server.ts';

const settings: Record<string, string> = {};
let resend: Awaited<ReturnType<typeof startResendStandIn>>;
beforeAll(async () => {
  resend = await startResendStandIn();
  Object.assign(settings, {
    RESEND_API_KEY: resend.apiKey,
    RESEND_BASE_URL: resend.baseUrl,
    RESEND_WEBHOOK_SECRET: hookSecret,
    MAIL_FROM: 'Throughline <plans@northwind.example>',
    MAIL_QUIET_SECONDS: '0',
  });
});
afterAll(() => resend.stop());

describe('what becomes of letters', () => {
  const stage = useStage(settings);
  let mayas: Visitor;
  let danas: Visitor;
  let plan: string;
  const right = 'dana.ortiz@acme.example';

  beforeAll(async () => {
    mayas = await stage.enter('Maya');
    danas = await stage.enter('Dana', { device: 'phone', javaScript: false });
    await deal.setUp(mayas, stage.app.setUpLink());
    plan = await deal.openPlan(mayas);
    await deal.invite(mayas, plan);
  });

  /** The newest letter to an address, once `count` have gone there. */
  const newest = async (address: string, count = 1) =>
    await vi.waitFor(
      () => {
        const found = resend.delivered.filter(({ body }) => body.to.includes(`<${address}>`));
        expect(found.length).toBeGreaterThanOrEqual(count);
        return found.at(-1) as (typeof found)[number];
      },
      { timeout: 20_000, interval: 200 },
    );
  const linkIn = (text: string, path: string) =>
    new RegExp(`https?://\\S+(${path}/[\\w-]+)`).exec(text)?.[1] ?? '/';

  const tell = async (type: string, address: string, more = {}, options: HookOptions = {}) => {
    const { id } = await newest(address);
    const body = hookBody(type, { providerId: id, ...more });
    const headers = signedHeaders(body, { id: `msg_${randomUUID()}`, ...options });
    return (await fetch(`${stage.app.url}/hooks/resend`, { method: 'POST', headers, body })).status;
  };
  const noSuchUser = {
    bounce: { type: 'Permanent', subType: 'General', message: '550 5.1.1 no such user here' },
  };
  const rowOf = (visitor: Visitor, name: string) =>
    visitor.page.getByRole('main').getByRole('listitem').filter({ hasText: name });

  test('a letter to Dana comes back: Maya reads it in a letter and on the people page, with what was said', async () => {
    expect(await tell('email.bounced', dana.address, noSuchUser, { secret: `whsec_${'A'.repeat(32)}` })).toBe(
      400,
    );
    expect(await tell('email.bounced', dana.address, noSuchUser)).toBe(200);
    const letter = await newest(maya.address);
    expect(letter.body.subject).toBe('Letters to Dana Ortiz do not arrive');
    await mayas.open(`${plan}/people`);
    await mayas.sees('letters do not arrive');
    await mayas.sees('The mail server said: “550 5.1.1 no such user here”');
  });

  test('she corrects the address, and Dana comes in by it; the old link opens nothing', async () => {
    const old = linkIn((await newest(dana.address)).body.text, '/invitation');
    const row = rowOf(mayas, dana.name);
    await row.locator('summary', { hasText: 'Correct the address' }).click();
    await row.getByLabel('The right address').fill('dana.ortiz@');
    mayas.mayMeet(400);
    await mayas.press(row.getByRole('button', { name: 'Send it there' }));
    await mayas.sees('Write a whole mail address');
    await row.getByLabel('The right address').fill(right);
    await mayas.press(row.getByRole('button', { name: 'Send it there' }));
    await mayas.sees('The invitation goes to the new address.');
    const letter = await newest(right);
    danas.mayMeet(404, 410);
    await danas.open(old);
    expect(await danas.page.getByRole('button', { name: 'Open the plan' }).count()).toBe(0);
    await danas.open(linkIn(letter.body.text, '/invitation'));
    await danas.press(danas.page.getByRole('button', { name: 'Open the plan' }));
    await danas.page.waitForURL(/\/plans\//);
  });

  test('on her phone, without JavaScript, Dana corrects the address of a colleague; Maya reads nothing of it', async () => {
    await danas.open(`${plan}/people`);
    await danas.page.getByLabel('Name', { exact: true }).fill(rui.name);
    await danas.page.getByLabel('Mail address').fill(rui.address);
    await danas.press(danas.page.getByRole('button', { name: 'Invite', exact: true }));
    expect(await tell('email.bounced', rui.address, noSuchUser)).toBe(200);
    await danas.open(`${plan}/people`);
    await danas.sees('no such user here');
    await mayas.open(`${plan}/people`);
    await rowOf(mayas, rui.name).waitFor();
    expect(await mayas.page.getByText('do not arrive').count()).toBe(0);
    expect(await mayas.page.content()).not.toContain('no such user');

    const row = rowOf(danas, rui.name);
    await row.locator('summary', { hasText: 'Correct the address' }).click();
    await row.getByLabel('The right address').fill('rui.santos@acme.example');
    await danas.press(row.getByRole('button', { name: 'Send it there' }));
    await danas.sees('The invitation goes to the new address.');
    expect((await newest('rui.santos@acme.example')).body.subject).toContain('six steps');
  });

  test('a letter she marks as unwanted is her last, until she has them sent again herself', async () => {
    expect(await tell('email.complained', right)).toBe(200);
    await danas.open(`${plan}/people`);
    await danas.sees('wants no letters');
    await mayas.open(`${plan}/people`);
    expect(await mayas.page.getByText('wants no letters').count()).toBe(0);
    await danas.press(danas.page.getByRole('button', { name: 'Send letters to me again' }));
    await danas.sees(/Letters go to .* again/);
    expect(await danas.page.getByText('wants no letters').count()).toBe(0);
  });
});
