import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { findBarriers, findOverflow } from '#tests/support/accessible.server.ts';
import { buyerName, dana, maya } from '#tests/support/cast.ts';
import type { Visitor } from '#tests/support/visitor.server.ts';
import * as deal from './deal.server.ts';
import { lookAt } from './pictures.server.ts';
import { type Post, readPost } from './post.server.ts';
import { useStage } from './stage.server.ts';

const title = 'Contract read';
const pdf = (words: string) =>
  Buffer.from(`%PDF-1.7\n% ${words}\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n`);
const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/octet-stream', buffer });

describe.each([
  { where: 'with JavaScript', javaScript: true },
  { where: 'without JavaScript', javaScript: false },
])('files beside what is written, $where', ({ javaScript }) => {
  const stage = useStage({ FILES_DIR: mkdtempSync(join(tmpdir(), 'tl-journey-files-')) });
  let mayas: Visitor;
  let danas: Visitor;
  let otto: Visitor;
  let post: Post;
  let plan: string;
  let step: string;

  const composer = ({ page }: Visitor) => page.locator('[data-bar="composer"]');
  const openFiles = async (visitor: Visitor) => {
    const details = composer(visitor).locator('details', { hasText: 'Add files' });
    if ((await details.getAttribute('open')) === null) await details.locator('summary').click();
    return composer(visitor).getByLabel('Files', { exact: true });
  };
  const send = async (visitor: Visitor) => {
    await visitor.press(composer(visitor).getByRole('button', { name: 'Send' }));
  };
  const download = async (visitor: Visitor, link: Locator): Promise<Buffer> => {
    const [got] = await Promise.all([visitor.page.waitForEvent('download'), link.click()]);
    return readFileSync(await got.path());
  };

  beforeAll(async () => {
    mayas = await stage.enter(maya.name, { javaScript });
    danas = await stage.enter(dana.name, { javaScript, device: 'phone' });
    otto = await stage.enter('Otto', { javaScript });
    post = readPost(otto);
    await deal.setUp(mayas, stage.app.setUpLink());
    plan = await deal.openPlan(mayas);
    await deal.invite(mayas, plan);
    await deal.enter(danas, (await deal.invitation(post)).link('See the plan'));
    await danas.press(danas.page.getByRole('button', { name: 'Yes, that is right' }));
    await mayas.open(plan);
    await deal.addStep(mayas, 'Fit proven', { title, dueIn: 3, who: new RegExp(dana.name) });
    const href = await deal.row(mayas, title).locator('a[href*="/steps/"]').first().getAttribute('href');
    step = (href ?? '').split(/[?#]/)[0] ?? '';
  });

  test('Maya sends two with her words, and Dana has the same bytes on her phone', async () => {
    await mayas.open(step);
    await (await openFiles(mayas)).setInputFiles([
      file('Draft – Größe.pdf', pdf('draft')),
      file('prices.csv', Buffer.from('carrier,price\nA,12\n')),
    ]);
    await composer(mayas).getByRole('textbox').first().fill('The draft, with prices.');
    if (javaScript) {
      await mayas.sees('Draft – Größe.pdf');
      expect(await findBarriers(mayas.page)).toEqual([]);
      await lookAt(mayas, 'files-chosen');
    }
    await send(mayas);
    await mayas.page.getByRole('link', { name: 'Draft – Größe.pdf' }).waitFor();
    await danas.open(step);
    const link = danas.page.getByRole('link', { name: 'Draft – Größe.pdf' });
    expect((await download(danas, link)).equals(pdf('draft'))).toBe(true);
    expect(await findOverflow(danas.page)).toBeNull();
    await lookAt(danas, 'files-read');
  });

  test('what is not taken is refused by its name, and the words are kept', async () => {
    await danas.open(step);
    await (await openFiles(danas)).setInputFiles([
      file('set-up.exe', Buffer.from('MZ\u0090\0')),
      file('Our terms.pdf', pdf('terms')),
    ]);
    await composer(danas).getByRole('textbox').first().fill('Our terms, as we said.');
    danas.mayMeet(422);
    await send(danas);
    await danas.sees('“set-up.exe” is not a kind of file we keep.');
    await lookAt(danas, 'files-refused');
    await mayas.open(step);
    expect(await mayas.page.getByText('Our terms, as we said.').count()).toBe(0);
    if (javaScript) {
      expect(await composer(danas).getByRole('textbox').first().inputValue()).toBe('Our terms, as we said.');
      await danas.press(danas.page.getByRole('button', { name: 'Take off set-up.exe' }));
      await send(danas);
    } else {
      expect(await danas.page.locator('textarea').first().inputValue()).toBe('Our terms, as we said.');
      await danas.page
        .getByLabel('Files', { exact: true })
        .setInputFiles([file('Our terms.pdf', pdf('terms'))]);
      await danas.press(danas.page.getByRole('button', { name: 'Try again' }));
    }
    await danas.page.getByRole('link', { name: 'Our terms.pdf' }).waitFor();
    const notes = danas.page.locator('li[id^="note-"]');
    expect(await notes.filter({ hasText: 'Our terms, as we said.' }).count()).toBe(1);
    await mayas.open(step);
    const link = mayas.page.getByRole('link', { name: 'Our terms.pdf' });
    expect((await download(mayas, link)).equals(pdf('terms'))).toBe(true);
  });

  test('among one’s own it stays there', async () => {
    await danas.open(step);
    await composer(danas)
      .getByRole('radio', { name: `Only ${buyerName}` })
      .check({ force: true });
    await (await openFiles(danas)).setInputFiles([file('Our limit.pdf', pdf('limit'))]);
    await composer(danas).getByRole('textbox').first().fill('What we may spend.');
    await send(danas);
    const link = danas.page.getByRole('link', { name: 'Our limit.pdf' });
    await link.waitFor();
    const address = (await link.getAttribute('href')) ?? '';
    await mayas.open(step);
    expect(await mayas.page.content()).not.toContain('Our limit');
    expect((await mayas.page.request.get(new URL(address, stage.app.url).href)).status()).toBe(404);
    expect((await danas.page.request.get(new URL(address, stage.app.url).href)).status()).toBe(200);
  });

  test('a reply by mail brings one too', async () => {
    await post.sendNow(dana.name);
    await post.read(dana.name, /Contract read/);
    await otto.page.getByLabel('What you would write in your mail program').fill('Signed, see beneath.');
    await otto.page.getByLabel('Files', { exact: true }).setInputFiles([file('signed.pdf', pdf('signed'))]);
    await otto.press(otto.page.getByRole('button', { name: 'Reply by mail' }));
    await otto.sees('The reply is here');
    await stage.database
      .owner`update reply set due_at = due_at - interval '10 minutes' where state = 'waiting'`;
    await vi.waitFor(
      async () => {
        await mayas.open(step);
        expect(await mayas.page.getByRole('link', { name: 'signed.pdf' }).count()).toBe(1);
      },
      { timeout: 20_000, interval: 300 },
    );
    const link = mayas.page.getByRole('link', { name: 'signed.pdf' });
    expect((await download(mayas, link)).equals(pdf('signed'))).toBe(true);
  });

  test.runIf(javaScript)('without a connection it waits for its person, and is there once', async () => {
    await danas.open(step);
    await (await openFiles(danas)).setInputFiles([file('On the train.pdf', pdf('train'))]);
    await composer(danas).getByRole('radio', { name: 'Both sides' }).check({ force: true });
    await composer(danas).getByRole('textbox').first().fill('Written on the train.');
    await danas.offline(true);
    await send(danas);
    await danas.sees('Files need a connection. Your words and files are still here.');
    await danas.offline(false);
    // The answer to the first is lost on its way.
    await danas.page.route(
      '**/with-files',
      async (route) => {
        await route.fetch();
        await route.abort();
      },
      { times: 1 },
    );
    await send(danas);
    await danas.sees('The files did not get through.');
    await send(danas);
    await danas.page.getByRole('link', { name: 'On the train.pdf' }).waitFor();
    await danas.settled();
    await mayas.open(step);
    expect(await mayas.page.getByText('Written on the train.').count()).toBe(1);
  });
});
