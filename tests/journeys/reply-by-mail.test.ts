import { beforeAll, describe, expect, test, vi } from 'vitest';
import { dana, maya } from '#tests/support/cast.ts';
import type { Visitor } from '#tests/support/visitor.server.ts';
import * as deal from './deal.server.ts';
import { type Delivered, type Post, readPost } from './post.server.ts';
import { useStage } from './stage.server.ts';

const title = 'Contract read';

describe.each([
  { where: 'on a phone', javaScript: true },
  { where: 'on a phone without JavaScript', javaScript: false },
])('a reply to a letter, $where', ({ javaScript }) => {
  const stage = useStage();
  let mayas: Visitor;
  let danas: Visitor;
  let otto: Visitor;
  let post: Post;
  let plan: string;
  let step: string;
  let letter: string;

  beforeAll(async () => {
    mayas = await stage.enter(maya.name, { javaScript });
    danas = await stage.enter(`${dana.name} at her letters`, { javaScript, device: 'phone' });
    otto = await stage.enter('Otto', { javaScript });
    post = readPost(otto);
  });

  /** From the letter in the mailbox, as from a mail program. */
  const reply = async (words: string) => {
    await otto.open(letter);
    await otto.page.getByLabel('What you would write in your mail program').fill(words);
    await otto.press(otto.page.getByRole('button', { name: 'Reply by mail' }));
    await otto.sees('The reply is here');
  };
  const receipt = async (words: string): Promise<Delivered> => {
    const found = await post.read(dana.name, /will see your reply at/);
    if (!found.text.includes(words)) throw new Error(`Another receipt: ${found.text}`);
    return found;
  };
  const decide = async (found: Delivered, label: string, button: string) => {
    await danas.open(found.link(label));
    await danas.press(danas.page.getByRole('button', { name: button }));
  };
  const mayaReads = (words: string) =>
    vi.waitFor(
      async () => {
        await mayas.open(step);
        expect(await mayas.page.getByText(words).count()).toBeGreaterThan(0);
      },
      { timeout: 20_000, interval: 300 },
    );
  const tenMinutes = () =>
    stage.database.owner`update reply set due_at = due_at - interval '10 minutes' where state = 'waiting'`;

  test('Maya asks Dana for a step', async () => {
    await deal.setUp(mayas, stage.app.setUpLink());
    plan = await deal.openPlan(mayas);
    await deal.invite(mayas, plan);
    const atWork = await stage.enter(`${dana.name} at work`, { javaScript });
    await deal.enter(atWork, (await deal.invitation(post)).link('See the plan'));
    await atWork.close();
    await mayas.open(plan);
    await deal.addStep(mayas, 'Fit proven', { title, dueIn: 3, who: new RegExp(dana.name) });
    const href = await deal.row(mayas, title).locator('a[href*="/steps/"]').first().getAttribute('href');
    step = (href ?? '').split(/[?#]/)[0] ?? '';
    await post.sendNow(dana.name);
    await post.read(dana.name, /^Maya asks you: Contract read/);
    letter = new URL(otto.page.url()).pathname;
  });

  test('Dana replies; after the wait Maya reads it, and not before', async () => {
    await reply('Legal has read it, two questions are open.');
    await mayas.open(step);
    await mayas.sees('Nothing yet.');
    await receipt('two questions are open');
    await tenMinutes();
    await mayaReads('two questions are open');
    await mayas.open(`${plan}/activity`);
    await mayas.sees(/from Dana's letter/);
  });

  test('she keeps one to her side', async () => {
    await reply('Between us: Per will sign.');
    await decide(await receipt('Per will sign'), 'Only Acme Freight', 'Only Acme Freight');
    await danas.sees('Only Acme Freight will see your reply at');
  });

  test('and deletes one before anybody saw it', async () => {
    await reply('Sent by mistake.');
    await decide(await receipt('Sent by mistake'), 'Delete', 'Delete it');
    await danas.sees('Nobody has seen it.');
    await tenMinutes();
    await reply('The last one.');
    await tenMinutes();
    await mayaReads('The last one.');
    const html = await mayas.page.content();
    for (const words of ['Per will sign', 'Sent by mistake'])
      if (html.includes(words)) throw new Error(`Maya reads “${words}”`);
  });
});
