import { beforeAll, describe, expect, test, vi } from 'vitest';
import { dana, maya } from '#tests/support/cast.ts';
import type { Visitor } from '#tests/support/visitor.server.ts';
import * as deal from './deal.server.ts';
import { type Delivered, type Post, readPost } from './post.server.ts';
import { useStage } from './stage.server.ts';

const contract = 'Contract read';
const budget = 'Budget released';

/** Dana goes nowhere but where a letter leads, and her mail program’s browser forgets her each time. */
describe.each([
  { where: 'on a phone', javaScript: true },
  { where: 'on a phone without JavaScript', javaScript: false },
])('Dana plays her whole part from her letters, $where', ({ javaScript }) => {
  const stage = useStage();
  let mayas: Visitor;
  let danas: Visitor;
  let otto: Visitor;
  let post: Post;
  let plan: string;
  let step: string;

  beforeAll(async () => {
    mayas = await stage.enter(maya.name, { javaScript });
    danas = await stage.enter(`${dana.name} at her letters`, { javaScript, device: 'phone' });
    otto = await stage.enter('Otto', { javaScript });
    post = readPost(otto);
    await deal.setUp(mayas, stage.app.setUpLink());
    plan = await deal.openPlan(mayas);
  });

  const next = async (subject: RegExp): Promise<Delivered> => {
    await post.sendNow(dana.name);
    return await post.read(dana.name, subject);
  };
  const follow = async (letter: Delivered, label: string | RegExp) => {
    await danas.context.clearCookies();
    await danas.open(letter.link(label));
  };
  const press = (name: string | RegExp) => danas.press(danas.page.getByRole('button', { name }));
  const stepOf = async (title: string) => {
    const link = deal.row(mayas, title).locator('a[href*="/steps/"]').first();
    return ((await link.getAttribute('href')) ?? '').split(/[?#]/)[0] ?? '';
  };
  const mayaReads = async (path: string, words: string | RegExp) => {
    await mayas.open(path);
    await mayas.sees(words);
  };
  const askIfDone = async () => {
    await mayas.open(step);
    await mayas.press(mayas.page.getByRole('button', { name: 'Is this done?' }));
    await mayas.open(step);
    await mayas.sees('You ask whether this is done.');
    return await next(/^Maya asks: is Contract read done/);
  };

  test('she comes in from her invitation', async () => {
    await deal.invite(mayas, plan);
    await deal.enter(danas, (await deal.invitation(post)).link('See the plan'));
    await mayaReads(`${plan}/people`, dana.name);
  });

  test('says yes to a step that is asked of her', async () => {
    await mayas.open(plan);
    await deal.addStep(mayas, 'Fit proven', { title: contract, dueIn: 3, who: new RegExp(dana.name) });
    step = await stepOf(contract);
    await follow(await next(/^Maya asks you: Contract read/), 'Say yes');
    await press('Say yes');
    await danas.sees(`You said yes to “${contract}”`);
  });

  test('says what it is stuck on, names another day, and says that it is done', async () => {
    await follow(await askIfDone(), "I'm stuck");
    await danas.page.getByLabel('In a few words').fill('Legal has it');
    await press('Say so');
    await mayaReads(`${plan}/activity`, /Legal has it.*from Dana's letter/);
    await follow(await askIfDone(), 'Another day');
    await danas.page.getByLabel('Which day will it be?').fill(deal.dayAhead(8));
    await press('Set this day');
    await mayas.open(step);
    expect(await mayas.page.locator(`time[datetime="${deal.dayAhead(8)}"]`).count()).toBeGreaterThan(0);
  });

  test('replies, and Maya reads it beside the step; then says that it is done', async () => {
    const letter = await askIfDone();
    const words = 'Two questions are open, I call you on Monday.';
    await otto.open(new URL(otto.page.url()).pathname);
    await otto.page.getByLabel('What you would write in your mail program').fill(words);
    await otto.press(otto.page.getByRole('button', { name: 'Reply by mail' }));
    await otto.sees('The reply is here');
    expect((await post.read(dana.name, /will see your reply at/)).text).toContain(words);
    await stage.database
      .owner`update reply set due_at = due_at - interval '10 minutes' where state = 'waiting'`;
    await vi.waitFor(
      async () => {
        await mayas.open(step);
        expect(await mayas.page.getByText(words).count()).toBeGreaterThan(0);
      },
      { timeout: 20_000, interval: 300 },
    );
    await follow(letter, 'Done');
    await press('Yes, it is done');
    await mayaReads(step, 'Done on');
  });

  test('decides an approval, with a code from another letter', async () => {
    await mayas.open(plan);
    await deal.addStep(mayas, 'Fit proven', { title: budget, dueIn: 12, who: new RegExp(dana.name) });
    const stepId = /steps\/([\w-]+)/.exec(await stepOf(budget))?.[1];
    const kind = { type: 'changeStep', args: { stepId, field: 'type', value: 'approval' } };
    const id = `01900000-0000-7000-8000-0000000000${javaScript ? '01' : '02'}`;
    const answer = await mayas.page.request.post(`${plan}/commands`, {
      headers: { origin: new URL(mayas.page.url()).origin },
      data: { id, ...kind },
    });
    expect(answer.status()).toBe(200);
    await follow(await next(/^Maya asks you: Budget released/), 'Say yes, or change it');
    await danas.page.getByLabel('Your mail address').fill(dana.address);
    await press('Send me the letter');
    const code = /\b\d{3} ?\d{3}\b/.exec((await post.read(dana.name, /code/)).text)?.[0] ?? '';
    await danas.page.getByLabel(/code/i).fill(code);
    await press('Sign in');
    await press(`Fine: ${budget}`);
    await danas.press(danas.page.getByRole('link', { name: 'Read and decide' }));
    await danas.page
      .getByRole('radio', { name: /^Approve/ })
      .first()
      .check();
    await danas.press(
      danas.page.getByRole('button', { name: javaScript ? 'Approve' : 'Send your decision', exact: true }),
    );
    await danas.sees('approved');
    await mayas.open(`${plan}/decisions`);
    await mayas.sees('approved');
  });

  test('says how she wants to be kept in touch, and in the end stops letters', async () => {
    await mayas.open(plan);
    await deal.addStep(mayas, 'Fit proven', {
      title: 'Data handed over',
      dueIn: 6,
      who: new RegExp(dana.name),
    });
    const letter = await next(/^Maya asks you: Data handed over/);
    await follow(letter, 'Change how we keep in touch');
    await danas.page.getByLabel('One letter a week').check();
    await press('Save');
    await mayaReads(`${plan}/people`, /^Dana gets one letter a week/);
    await follow(letter, /^stop these letters$/i);
    await danas.press(danas.page.getByRole('button').first());
    await mayaReads(`${plan}/people`, 'Dana gets no letters.');
    await mayas.open(plan);
    await deal.addStep(mayas, 'Fit proven', { title: 'Never told', dueIn: 6, who: new RegExp(dana.name) });
    await post.sendNow(dana.name);
    expect((await post.subjects(dana.name)).join()).not.toContain('Never told');
    await follow(letter, 'Change how we keep in touch');
    await danas.sees('You stopped them.');
    await press('Save');
    await mayaReads(`${plan}/people`, /^Dana gets one letter a week/);
  });
});
