import { beforeAll, describe, expect, test } from 'vitest';
import { dana, maya } from '#tests/support/cast.ts';
import type { Visitor } from '#tests/support/visitor.server.ts';
import * as deal from './deal.server.ts';
import { readPost } from './post.server.ts';
import { useStage } from './stage.server.ts';

describe('when each side works', () => {
  const stage = useStage({ MAIL_QUIET_SECONDS: '0' });
  let mayas: Visitor;
  let danas: Visitor;
  let settings: string;

  beforeAll(async () => {
    mayas = await stage.enter('Maya');
    const post = readPost(await stage.enter('Otto'));
    await deal.setUp(mayas, stage.app.setUpLink(), maya);
    const plan = await deal.openPlan(mayas);
    await deal.invite(mayas, plan);
    danas = await stage.enter('Dana', { device: 'phone', javaScript: false });
    const letter = await post.read(dana.name, /Maya and you/);
    await danas.open(letter.link('See the plan'));
    await danas.press(danas.page.getByRole('button', { name: 'Open the plan' }));
    settings = `${plan}/settings`;
  });

  const own = (visitor: Visitor, company: string) =>
    visitor.page.getByRole('region', { name: `When ${company} works` });

  /** Asked first, where the live day moves by it. */
  const save = async (visitor: Visitor, company: string) => {
    const button = { name: 'Save these days' };
    await visitor.press(own(visitor, company).getByRole('button', button));
    if (await visitor.page.getByRole('heading', { name: 'Before these days are saved' }).isVisible())
      await visitor.press(visitor.page.getByRole('button', button));
  };

  test('Maya says it in two goes, and reads the days off by name', async () => {
    await mayas.open(settings);
    const form = own(mayas, 'Northwind');
    await form.getByLabel('Friday').uncheck();
    await form.getByLabel('Public holidays of').selectOption({ label: 'Germany' });
    await save(mayas, 'Northwind');
    await form.getByLabel('State or region').selectOption({ label: 'Bayern' });
    await save(mayas, 'Northwind');
    await form.getByText('days off in the next twelve months').click();
    await mayas.sees('Epiphany');
    await mayas.open(settings);
    expect(await own(mayas, 'Northwind').getByLabel('Friday').isChecked()).toBe(false);
    expect(await own(mayas, 'Northwind').getByLabel('State or region').inputValue()).toBe('"BY"');
  });

  test('Dana reads it, and says her own side’s without JavaScript', async () => {
    await danas.open(settings);
    await danas.sees('Mon to Thu. Public holidays of Germany, Bayern.');
    const form = own(danas, 'Acme Freight');
    await form.getByLabel('Public holidays of').selectOption({ label: 'Netherlands' });
    await save(danas, 'Acme Freight');
    expect(await own(danas, 'Acme Freight').getByLabel('Public holidays of').inputValue()).toBe('"NL"');
    await danas.open(settings);
    await own(danas, 'Acme Freight').getByText('days off in the next twelve months').click();
    await danas.sees("King's Day");
  });

  test('who would miss the live day by it reads so first, and may keep the old days', async () => {
    await danas.open(settings);
    const form = () => own(danas, 'Acme Freight');
    for (const day of ['Wednesday', 'Thursday', 'Friday']) await form().getByLabel(day).uncheck();
    await danas.press(form().getByRole('button', { name: 'Save these days' }));
    await danas.sees('Before these days are saved');
    await danas.sees(/live day/);
    await danas.press(danas.page.getByRole('link', { name: 'Keep the old days' }));
    expect(await form().getByLabel('Friday').isChecked()).toBe(true);
    await form().getByLabel('Friday').uncheck();
    for (const day of ['Wednesday', 'Thursday']) await form().getByLabel(day).uncheck();
    await danas.press(form().getByRole('button', { name: 'Save these days' }));
    await danas.press(danas.page.getByRole('button', { name: 'Save these days' }));
    expect(await form().getByLabel('Friday').isChecked()).toBe(false);
  });
});
