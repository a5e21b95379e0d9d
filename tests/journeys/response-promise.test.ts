import { beforeAll, describe, test } from 'vitest';
import { dana, maya } from '#tests/support/cast.ts';
import type { Visitor } from '#tests/support/visitor.server.ts';
import * as deal from './deal.server.ts';
import { readPost } from './post.server.ts';
import { useStage } from './stage.server.ts';

describe('how soon a side answers', () => {
  const stage = useStage();
  let mayas: Visitor;
  let danas: Visitor;
  let plan: string;
  beforeAll(async () => {
    mayas = await stage.enter(maya.name);
    danas = await stage.enter(dana.name, { javaScript: false, device: 'phone' });
    const post = readPost(await stage.enter('Otto'));
    await deal.setUp(mayas, stage.app.setUpLink());
    plan = await deal.openPlan(mayas);
    await deal.invite(mayas, plan);
    await deal.enter(danas, (await deal.invitation(post)).link('See the plan'));
  });
  test('is said by Dana on her phone without JavaScript, and stands with what Maya asks', async () => {
    await danas.open(`${plan}/settings`);
    await danas.page.getByLabel('Acme Freight answers questions').selectOption({ label: 'within 24 hours' });
    await danas.press(danas.page.getByRole('button', { name: 'Save these days' }));
    await mayas.open(`${plan}/people`);
    await mayas.sees('Acme Freight answers within 24 hours.');
    await mayas.open(`${plan}/ask`);
    const page = mayas.page;
    await page
      .locator('#write')
      .getByRole('textbox', { name: /^Write / })
      .fill('Who signs?');
    await page
      .locator('#write')
      .locator('summary', { hasText: /answer(ed)? (needed )?by/i })
      .first()
      .click();
    await page.getByLabel('Answer needed by').fill(deal.dayAhead(9));
    await mayas.press(page.getByRole('button', { name: 'Send', exact: true }));
    await mayas.sees(/promised by/);
    await danas.open(`${plan}/ask`);
    await danas.sees(/You to answer by .*promised by/);
  });
});
