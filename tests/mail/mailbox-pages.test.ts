import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readEnv } from '#app/env.server.ts';
import { mailboxMailer } from '#app/mail/mailbox.server.ts';
import { hasMailbox } from '#app/mail/mailbox-pages.server.ts';
import { loader as list, action as sendWindow } from '#app/routes/mailbox._index.tsx';
import { loader as page } from '#app/routes/mailbox.$letterId._index.tsx';
import { loader as body } from '#app/routes/mailbox.$letterId.body.tsx';
import { action as send } from '#app/routes/mailbox.$letterId.send.tsx';
import { useDatabase } from '#db/client.server.ts';
import { dana, maya } from '#tests/support/cast.ts';
import { type FreshDatabase, freshDatabase } from '#tests/support/databases.server.ts';
import { requireOk, type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';
import { type MailStand, mailStand, steadyPlan } from './mail-stand.server.ts';

let fresh: FreshDatabase;
let plan: StoredPlan;
let mail: MailStand;

beforeAll(async () => {
  fresh = await freshDatabase();
  useDatabase(fresh.database);
  return fresh.drop;
});

beforeEach(async () => {
  await fresh.owner`delete from letter`;
  plan = await storedPlan(fresh.database, { milestones: steadyPlan });
  mail = mailStand(fresh.database, mailboxMailer());
  await fresh.owner`delete from line`;
  const { offers } = await plan.load(dana);
  const offer = offers.find(({ stepId }) => stepId === plan.id('data'));
  requireOk(await plan.send(dana, 'acceptOffers', { offerIds: [offer?.id ?? ''] }));
});

const at = (path: string, form?: Record<string, string>) =>
  new Request(
    `http://localhost:3000${path}`,
    form ? { method: 'POST', body: new URLSearchParams(form) } : undefined,
  );
const arrival = (path: string, letterId?: string, form?: Record<string, string>) =>
  ({ request: at(path, form), params: letterId ? { letterId } : {}, context: {} }) as never;
/** Where an action sends the browser. */
const redirectOf = async (work: Promise<unknown>) => {
  const thrown = await work.catch((error: unknown) => error);
  return thrown instanceof Response ? (thrown.headers.get('Location') ?? '') : '';
};
const statusOf = async (work: Promise<unknown>) => {
  const thrown = await work.catch((error: unknown) => error);
  // A Response where there is no page.
  if (thrown instanceof Response) return thrown.status;
  return (thrown as { init?: { status?: number } }).init?.status;
};
const onlyLetter = async () => {
  const { ended, waiting } = await list();
  const [first] = [...ended, ...waiting];
  if (!first) throw new Error('There is no letter');
  return first;
};

test('there is a mailbox only where nobody but this machine is meant to come', () => {
  const secrets = { APP_SECRET: 'x'.repeat(40), MAIL_FROM: 'plans@plans.test' };
  expect(hasMailbox(readEnv({}))).toBe(true);
  expect(hasMailbox(readEnv({ APP_URL: 'http://127.0.0.1:4000' }))).toBe(true);
  expect(hasMailbox(readEnv({ ...secrets, SMTP_URL: 'smtp://localhost:25' }))).toBe(false);
  expect(hasMailbox(readEnv({ ...secrets, APP_URL: 'https://plans.test', RESEND_API_KEY: 're_1' }))).toBe(
    false,
  );
});

describe('the mailbox', () => {
  test('shows news that is not a letter yet, and sends it when asked', async () => {
    const before = await list();
    expect(before.windows).toMatchObject([{ personName: maya.name, news: 'An answer' }]);
    expect(before.ended).toEqual([]);
    const [window] = before.windows;
    if (!window) throw new Error('No window');
    const location = await redirectOf(sendWindow(arrival('/mailbox?index', undefined, { ...window.key })));
    const after = await list();
    expect(after.windows).toEqual([]);
    expect(after.ended).toMatchObject([
      {
        title: expect.stringMatching(/^Dana said yes to data/),
        to: `${maya.name} <${maya.address}>`,
        state: 'sent',
      },
    ]);
    expect(location).toBe(`/mailbox/${after.ended[0]?.id}`);
  });

  test('refuses news of nobody', async () => {
    expect(await statusOf(sendWindow(arrival('/mailbox?index', undefined, { personId: 'x' })))).toBe(400);
  });

  test('a letter page shows the headers, and the text with its real links', async () => {
    mail.wait(121);
    await mail.post();
    const { id } = await onlyLetter();
    const { letter, asText } = await page(arrival(`/mailbox/${id}?as=text`, id));
    expect(asText).toBe(true);
    expect(letter.content).toMatchObject({
      from: 'Dana at Acme Freight via Throughline <plans@throughline.test>',
      to: `${maya.name} <${maya.address}>`,
      replyTo: dana.address,
      text: expect.stringMatching(/\/stop\/[\w-]{43}/),
    });
  });

  test('the letter itself is alone in its frame: no script, no origin, and links that leave it', async () => {
    mail.wait(121);
    await mail.post();
    const { id } = await onlyLetter();
    const response = await body(arrival(`/mailbox/${id}/body`, id));
    const html = await response.text();
    const policy = response.headers.get('Content-Security-Policy') ?? '';
    expect(policy).toMatch(/^sandbox allow-top-navigation-by-user-activation/);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'self'");
    expect(policy).not.toMatch(/allow-scripts|allow-same-origin/);
    expect(html).toMatch(/<head[^>]*><base target="_top">/);
    expect(html).toContain(`https://plans.test/plans/${plan.planId}`);
    expect(html).not.toContain('{{secret');
  });

  test('a letter that waits is sent when asked, and one that is done stays as it is', async () => {
    const [window] = (await list()).windows;
    mail.use({
      kind: 'mailbox',
      send: async () => ({ ok: false, failure: 'temporary', reason: 'Not now.' }),
    });
    mail.wait(121);
    expect(await mail.post()).toEqual(['postponed']);
    expect(window).toBeDefined();
    const waiting = await onlyLetter();
    expect(waiting).toMatchObject({ state: 'waiting', reason: 'Not now.' });
    expect(await redirectOf(send(arrival('', waiting.id, {})))).toBe(`/mailbox/${waiting.id}`);
    expect(await onlyLetter()).toMatchObject({ state: 'sent', reason: null });
    await redirectOf(send(arrival('', waiting.id, {})));
    const [row] = await fresh.owner`select attempts from letter`;
    expect(row?.attempts).toBe(2);
  });

  test('a letter that may have arrived says so, and goes again only when a person asks', async () => {
    mail.use({
      kind: 'smtp',
      send: async () => ({ ok: false, failure: 'unknown', reason: 'Its answer was not seen.' }),
    });
    mail.wait(121);
    await mail.post();
    const doubtful = await onlyLetter();
    expect(doubtful).toMatchObject({ state: 'unknown', reason: 'Its answer was not seen.' });
    await redirectOf(send(arrival('', doubtful.id, {})));
    expect(await onlyLetter()).toMatchObject({ state: 'sent' });
  });

  test('an unknown or malformed id is the same 404', async () => {
    const nobody = '00000000-0000-4000-8000-000000000000';
    for (const id of [nobody, 'x', '../body']) {
      expect(await statusOf(page(arrival(`/mailbox/${id}`, id)))).toBe(404);
      expect(await statusOf(body(arrival(`/mailbox/${id}/body`, id)))).toBe(404);
      expect(await statusOf(send(arrival(`/mailbox/${id}/send`, id, {})))).toBe(404);
    }
  });
});
