import { beforeAll, describe, expect, test } from 'vitest';
import { addDays, dayOf, shortDay } from '#app/domain/day.ts';
import { dana, maya } from '#tests/support/cast.ts';
import { nobodyHasSaid } from '#tests/support/databases.server.ts';
import type { Visitor } from '#tests/support/visitor.server.ts';
import * as deal from './deal.server.ts';
import { type Delivered, type Post, readPost } from './post.server.ts';
import { useStage } from './stage.server.ts';

describe.each([
  { where: 'on a phone', javaScript: true },
  { where: 'on a phone without JavaScript', javaScript: false },
])('how we keep in touch, $where', ({ javaScript }) => {
  const stage = useStage();
  let mayas: Visitor;
  let danas: Visitor;
  let post: Post;
  let plan: string;
  let letter: Delivered;

  beforeAll(async () => {
    await nobodyHasSaid(stage.database.owner);
    mayas = await stage.enter(maya.name, { javaScript });
    danas = await stage.enter(dana.name, { javaScript, device: 'phone' });
    post = readPost(await stage.enter('Otto', { javaScript }));
    await deal.setUp(mayas, stage.app.setUpLink());
    plan = await deal.openPlan(mayas);
    await deal.invite(mayas, plan);
    await deal.enter(danas, (await deal.invitation(post)).link('See the plan'));
    await danas.press(danas.page.getByRole('button', { name: 'Yes, that is right' }));
  });

  const save = async (visitor: Visitor) => {
    await visitor.press(visitor.page.getByRole('button', { name: 'Save', exact: true }));
  };
  const usual = (whom: string) =>
    `one letter a day, weekdays at 9, about milestones and what waits for ${whom}; approvals may come at once`;

  test('before anybody has said, both sides read what is usual', async () => {
    await danas.open(plan);
    await danas.sees(new RegExp(`You get ${usual('you')}`));
    await mayas.open(`${plan}/people`);
    await mayas.sees(new RegExp(`Dana gets ${usual('them')}`));
    await mayas.sees(new RegExp(`You get ${usual('you')}`));
  });

  test('what is asked of her waits for her hour, unless somebody at the machine sends it now', async () => {
    await mayas.open(plan);
    await deal.addStep(mayas, 'Fit proven', {
      title: 'Read the contract',
      dueIn: 3,
      who: new RegExp(dana.name),
    });
    const [waiting] = await stage.database.owner<{ hour: number; weekday: number; late: boolean }[]>`
      select extract(hour from send_after at time zone zone)::int as hour,
        extract(isodow from send_after at time zone zone)::int as weekday, send_after > line.at as late
      from line join plan on plan.plan_id = line.plan_id
      where line.kind = 'proposed' and line.letter_id is null`;
    expect(waiting).toMatchObject({ hour: 9, late: true });
    expect(waiting?.weekday).toBeLessThan(6);
    expect(await post.sendNow(dana.name)).toBeGreaterThan(0);
    letter = await post.read(dana.name, /^Maya asks you: Read the contract/);
  });

  test('three presses make it another way, and the other side reads it as a sentence', async () => {
    await danas.open(plan);
    await danas.press(danas.page.getByRole('link', { name: 'Another way' }));
    await danas.page.getByLabel('As things happen').check();
    await danas.page.getByLabel('Everything').check();
    await danas.page.getByLabel('Questions somebody asks me').check();
    await save(danas);
    await danas.sees('Saved. It holds from now on');
    const words =
      'letters as things happen, weekdays 9–17, about everything; approvals and questions may come at once';
    await danas.sees(new RegExp(words));
    await mayas.open(`${plan}/people`);
    await mayas.sees(new RegExp(`Dana gets ${words}`));
    await danas.open(plan);
    expect(await danas.page.getByRole('link', { name: 'Another way' }).count()).toBe(0);
  });

  test('from a letter, in a browser nobody knows: looking changes nothing, saving does', async () => {
    const reads = await stage.enter(`${dana.name} at her letters`, { javaScript, device: 'phone' });
    await reads.open(letter.link('Change how we keep in touch'));
    await reads.sees(/^Dana, about your plan with .* you get letters as things happen/);
    await reads.page.getByLabel('One letter a week').check();
    await reads.page.locator('summary', { hasText: /^More/ }).click();
    await reads.page.getByLabel('Day of a weekly letter').selectOption({ label: 'Thursday' });
    await reads.page.getByLabel('Away until').fill(deal.dayAhead(10));
    await reads.page.getByLabel('Who is there meanwhile').fill('Tom');
    await reads.page.getByLabel('How letters are written').selectOption('brief');
    await save(reads);
    await reads.sees(/you get one letter a week, Thursdays at 9.*kept brief.*and meanwhile Tom is there/);
    await mayas.open(`${plan}/people`);
    await mayas.sees(/^Dana gets one letter a week, Thursdays at 9/);
  });

  test('what cannot be is said at its place, and what was chosen stays', async () => {
    danas.mayMeet(400);
    await danas.open(`${plan}/in-touch`);
    await danas.page.locator('summary', { hasText: /^More/ }).click();
    await danas.page.getByLabel('From', { exact: true }).selectOption('16');
    await danas.page.getByLabel('Until', { exact: true }).selectOption('10');
    await danas.page.getByLabel('Who is there meanwhile').fill('Tina');
    await save(danas);
    await danas.sees('Letters need an hour to come in: pick a later one.');
    expect(await danas.page.getByLabel('Who is there meanwhile').inputValue()).toBe('Tina');
    await mayas.open(`${plan}/people`);
    await mayas.sees(/^Dana gets one letter a week, Thursdays at 9/);
  });

  test('what her automatic reply says is hers to answer, on her own first page', async () => {
    const day = addDays(dayOf(new Date(), 'UTC'), 12);
    await stage.database.owner`update membership set mailed_back = ${day}
      where plan_id is not null and person_id = (select id from person where name = ${dana.name})`;
    const words = `Your mail says you are back on ${shortDay(day, dayOf(new Date(), 'UTC'))}. Hold letters until then?`;
    await danas.open(plan);
    await danas.sees(words);
    await mayas.open(plan);
    expect(await mayas.page.getByText('Your mail says').count()).toBe(0);
    await danas.open(plan);
    await danas.press(danas.page.getByRole('link', { name: 'Another day' }));
    const field = danas.page.getByLabel('Away until');
    expect(await field.inputValue(), 'what the mail says stands there').toBe(day);
    await danas.press(danas.page.getByRole('button', { name: 'Yes, hold them' }));
    await danas.sees(new RegExp(`away until ${shortDay(day)}`));
    expect(await danas.page.getByText('Your mail says').count()).toBe(0);
    await danas.press(danas.page.getByRole('button', { name: 'I am here: letters come again' }));
    await danas.sees('Saved. It holds from now on');
    expect(await danas.page.getByText(/; away until/).count()).toBe(0);
  });

  test('who is away is said on the step and where somebody writes to them', async () => {
    const day = addDays(dayOf(new Date(), 'UTC'), 12);
    const how = { awayUntil: day, standIn: 'Grace', standInId: null };
    await stage.database.owner`update membership
      set keep_in_touch = coalesce(keep_in_touch, '{}') || ${stage.database.owner.json(how)}
      where plan_id is not null and person_id = (select id from person where name = ${dana.name})`;
    const until = shortDay(day, dayOf(new Date(), 'UTC'));
    await mayas.open(plan);
    await mayas.page.getByRole('link', { name: 'Read the contract' }).first().click();
    await mayas.sees(`Dana is away until ${until}; Grace stands in.`);
    await mayas.sees(new RegExp(`away until ${until}`));
  });
});
