import { beforeAll, describe, expect, test } from 'vitest';
import type { Visitor } from '#tests/support/visitor.server.ts';
import * as deal from './deal.server.ts';
import { readPost } from './post.server.ts';
import { useStage } from './stage.server.ts';

const title = 'Tailored demo for the people who will use it';

describe.each([
  { where: 'in pages that run', javaScript: true },
  { where: 'without JavaScript', javaScript: false },
])('two people at one step at once, $where', ({ javaScript }) => {
  const stage = useStage();
  let mayas: Visitor;
  let danas: Visitor;
  let step: string;

  beforeAll(async () => {
    mayas = await stage.enter('Maya', { javaScript });
    danas = await stage.enter('Dana', { javaScript, device: 'phone' });
    const post = readPost(await stage.enter('Otto'));
    await deal.setUp(mayas, stage.app.setUpLink());
    const plan = await deal.openPlan(mayas);
    await deal.invite(mayas, plan);
    await deal.enter(danas, (await deal.invitation(post)).link('See the plan'));
    await danas.press(danas.page.getByRole('button', { name: 'Yes, that is right' }));
    await mayas.open(plan);
    await mayas.press(mayas.page.getByRole('link', { name: title, exact: true }));
    step = new URL(mayas.page.url()).pathname;
  });

  const reword = async (visitor: Visitor, field: 'Name' | 'What is asked' | 'Done when', words: string) => {
    const { page } = visitor;
    const typed = page.locator('#step-panel').getByLabel(field, { exact: true });
    if (!(await typed.isVisible())) await visitor.press(page.getByRole('link', { name: `Reword: ${field}` }));
    await typed.fill(words);
    return { save: () => visitor.press(page.getByRole('button', { name: `Save: ${field}` })), typed };
  };

  test('what each wrote in a field of their own stands for both', async () => {
    await mayas.open(step);
    await danas.open(step);
    const hers = await reword(danas, 'Done when', 'Ten of us have tried our own month.');
    const his = await reword(mayas, 'What is asked', 'Bring your October figures.');
    await hers.save();
    await his.save();
    for (const visitor of [mayas, danas]) {
      await visitor.open(step);
      await visitor.sees('Ten of us have tried our own month.');
      await visitor.sees('Bring your October figures.');
    }
  });

  test('in one field both values are shown, nothing typed is lost, and a person decides', async () => {
    const danasWords = await reword(danas, 'Name', 'Demo on our own October');
    const mayasWords = await reword(mayas, 'Name', 'Demo on three real months');
    await danasWords.save();
    mayas.mayMeet(409);
    await mayasWords.save();
    await mayas.sees(/You: “Demo on three real months”\. Dana, just now: “Demo on our own October”\./);
    if (javaScript) expect(await mayasWords.typed.inputValue()).toBe('Demo on three real months');

    await danas.open(step);
    await danas.page.getByRole('heading', { name: 'Demo on our own October' }).waitFor();
    await mayas.press(mayas.page.getByRole('button', { name: 'Use mine' }));
    await mayas.page.getByRole('heading', { name: 'Demo on three real months' }).waitFor();
    await danas.open(step);
    await danas.page.getByRole('heading', { name: 'Demo on three real months' }).waitFor();
  });
});
