import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as paths from '#app/http/paths.ts';
import { everyView, findBarriers, findOverflow } from '#tests/support/accessible.server.ts';
import { buyerName, type CastMember, dana, lena, maya } from '#tests/support/cast.ts';
import { requireOk, type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';
import type { Visitor } from '#tests/support/visitor.server.ts';
import * as deal from './deal.server.ts';
import { type Post, readPost } from './post.server.ts';
import { useStage } from './stage.server.ts';

const [everyone, anyone, inOrder] = ['Budget released', 'Supplier chosen', 'Contract read'];
const [refused, outdated, coded] = ['Price agreed', 'Business case approved', 'Payment released'];
const [handed, conditional] = ['Data checked', 'Terms agreed'];
const offer = 'Offer sent';
const approval = (key: string, ...owners: CastMember[]) => ({
  key,
  owners,
  dueIn: 8,
  type: 'approval' as const,
});
const milestones = [
  {
    key: 'Case made',
    steps: [
      { key: offer, owners: [maya], dueIn: 4 },
      { ...approval(everyone, dana, lena), after: [offer] },
      approval(anyone, dana, lena),
      approval(inOrder, lena, dana),
      ...[refused, outdated, coded, handed, conditional].map((key) => approval(key, dana)),
    ],
  },
];
const [reason, condition, note] = [
  'It is over our limit',
  'Invoices stay in SAP',
  'Per hears of it on Monday',
];
const priceList = 'https://northwind.example/price-list';
const [version3, version4] = ['The price in version 3', 'The price in version 4'];

describe.each([
  { where: 'on a phone', javaScript: true },
  { where: 'on a phone without JavaScript', javaScript: false },
])('ways to decide $where', ({ javaScript }) => {
  const stage = useStage();
  let plan: StoredPlan;
  let mayas: Visitor;
  let danas: Visitor;
  let lenas: Visitor;
  let post: Post;

  beforeAll(async () => {
    plan = await storedPlan(stage.database.database, { milestones, buyers: [dana, lena] });
    const { offers } = await plan.load(dana);
    requireOk(await plan.send(dana, 'acceptOffers', { offerIds: offers.map(({ id }) => id) }));
    const set = async (
      key: string,
      change: { field: 'decidedBy'; value: 'anyone' | 'inOrder' } | Code | Ask,
    ) => requireOk(await plan.send(dana, 'changeStep', { stepId: plan.id(key), ...change }));
    await set(anyone, { field: 'decidedBy', value: 'anyone' });
    await set(inOrder, { field: 'decidedBy', value: 'inOrder' });
    await set(coded, { field: 'freshCode', value: true });
    await set(refused, { field: 'ask', value: version3 });
    mayas = await enter(maya, 'desktop');
    danas = await enter(dana, 'phone');
    lenas = await enter(lena, 'phone');
    post = readPost(await stage.enter('Otto', { javaScript }));
  });
  // What was told in the scene before is not told in the letters of this one.
  beforeEach(async () => {
    await stage.database.owner`delete from line`;
  });

  async function enter(who: CastMember, device: 'desktop' | 'phone'): Promise<Visitor> {
    const visitor = await stage.enter(who.name, { device, javaScript });
    await stage.signIn(visitor, who);
    return visitor;
  }
  const page = (title: string) => paths.planApprove(plan.planId, plan.id(title));
  const status = async (title: string) =>
    (await plan.load(maya)).steps.find(({ id }) => id === plan.id(title))?.status;
  const letter = async ({ name }: CastMember, subject: RegExp) => {
    await post.sendNow(name);
    return post.read(name, subject);
  };
  const choose = ({ page }: Visitor, answer: string) =>
    page
      .getByRole('radio', { name: new RegExp(`^${answer}`) })
      .first()
      .check();
  const send = (visitor: Visitor, verb: string) =>
    visitor.press(
      visitor.page.getByRole('button', { name: javaScript ? verb : 'Send your decision', exact: true }),
    );
  const say = async (visitor: Visitor, answer: string) => {
    await choose(visitor, answer);
    await send(visitor, answer);
    await visitor.sees(/^What was decided$/);
  };
  /** On a phone and at a desk, light and dark, and as narrow as 400 %. */
  const fits = async ({ page }: Visitor) => {
    if (!javaScript) return;
    const before = page.viewportSize();
    const barriers = await findBarriers(page, everyView);
    await page.setViewportSize({ width: 320, height: 640 });
    const overflow = await findOverflow(page);
    if (before) await page.setViewportSize(before);
    expect(overflow ? [...barriers, overflow] : barriers).toEqual([]);
  };

  test('everyone: both decide from their letters, and it is approved with the second yes', async () => {
    requireOk(await plan.send(maya, 'completeStep', { stepId: plan.id(offer) }));
    const asked = /^Yours to decide: Budget released/;
    const letters = { dana: await letter(dana, asked), lena: await letter(lena, asked) };
    for (const [visitor, { link }, then] of [
      [danas, letters.dana, 'todo'],
      [lenas, letters.lena, 'done'],
    ] as const) {
      await visitor.open(link('Read and decide'));
      await visitor.sees('It is approved once everybody here has said yes.');
      await say(visitor, 'Approve');
      expect(await status(everyone)).toBe(then);
    }
    await letter(maya, /^Approved: Budget released/);
  });

  test('anyone: the first yes settles it, and the other is told', async () => {
    await danas.open(page(anyone));
    await danas.sees('One yes is enough.');
    await say(danas, 'Approve');
    expect(await status(anyone)).toBe('done');
    const told = await letter(lena, /^Approved: Supplier chosen/);
    expect(told.text).toContain('One yes was enough, so nobody else is asked.');
    await lenas.open(told.link('See what is next'));
    await lenas.sees(/not needed: one yes is enough/);
    expect(await lenas.page.getByRole('radio').count()).toBe(0);
  });

  test('in order: Dana is asked once Lena has said yes', async () => {
    await danas.open(page(inOrder));
    await danas.sees('Lena decides this first, then you. A letter tells you when it is your turn.');
    expect(await danas.page.getByRole('radio').count()).toBe(0);
    await fits(danas);
    await lenas.open(page(inOrder));
    await say(lenas, 'Approve');
    await danas.open((await letter(dana, /^Yours to decide: Contract read/)).link('Read and decide'));
    await say(danas, 'Approve');
    expect(await status(inOrder)).toBe('done');
  });

  test('a no with its reason: Maya changes the step, and Dana sees both and decides again', async () => {
    await danas.open(page(refused));
    await choose(danas, 'Reject');
    await danas.page.getByLabel('Why?').fill(reason);
    await send(danas, 'Reject');
    await danas.sees('said no');
    expect((await letter(maya, /^Dana Ortiz said no: Price agreed/)).text).toContain(reason);
    await mayas.open(page(refused));
    await mayas.sees(`Why: ${reason}`);
    const edit = { stepId: plan.id(refused), field: 'ask', value: version4 } as const;
    requireOk(await plan.send(maya, 'changeStep', edit));
    await danas.open(page(refused));
    await danas.sees('Maya Klein suggests other words for what is asked.');
    await danas.press(danas.page.getByRole('link', { name: 'See the suggestion' }));
    await danas.press(danas.page.getByRole('button', { name: /^Fine/ }).filter({ visible: true }).first());
    await danas.open(page(refused));
    await danas.sees('This was changed since you said no');
    await danas.sees(version3);
    await danas.sees(version4);
    await fits(danas);
    await danas.press(danas.page.getByRole('link', { name: 'Decide again' }));
    await say(danas, 'Approve');
    expect(await status(refused)).toBe('done');
  });

  test('a yes is outdated by an edit, and asked for again with what changed', async () => {
    await danas.open(page(outdated));
    await say(danas, 'Approve');
    const link = { id: randomUUID(), stepId: plan.id(outdated), name: offer, url: priceList };
    requireOk(await plan.send(maya, 'addLink', link));
    expect(await status(outdated)).toBe('todo');
    const asked = await letter(dana, /^Changed since you said yes: Business case approved/);
    expect(asked.text).toContain('Before: nothing');
    expect(asked.text).toContain(`Now: ${offer} (${priceList})`);
    await danas.open(asked.link('Read and decide'));
    await danas.sees('Outdated: this was changed since you approved it');
    await danas.sees(new RegExp(priceList));
    await fits(danas);
    await say(danas, 'Approve');
    expect(await status(outdated)).toBe('done');
  });

  test('taking it back is a decision of its own, and is told', async () => {
    await danas.press(danas.page.getByRole('link', { name: 'Decide again' }));
    await say(danas, 'Take back what you decided');
    await danas.sees('took back what you had decided');
    await fits(danas);
    expect(await status(outdated)).toBe('todo');
    const told = await letter(maya, /^Dana Ortiz took back what was decided: Business case approved/);
    expect(told.text).toContain('The approval is open again.');
  });

  test('a code each time: each decision asks for its own', async () => {
    for (const answer of ['Approve', 'Reject']) {
      await danas.open(`${page(coded)}?again`);
      await choose(danas, answer);
      await send(danas, answer);
      await danas.sees(/This approval asks for one with each decision\./);
      const code = danas.page.getByLabel('Six-digit code');
      expect(await code.evaluate((field) => field === document.activeElement)).toBe(true);
      if (answer === 'Approve') await fits(danas);
      const { text } = await post.read(dana.name, /code to decide/);
      await code.fill(/\b\d{3} ?\d{3}\b/.exec(text)?.[0] ?? '');
      await send(danas, answer);
      await danas.sees(/with a code mailed to you for this decision/);
    }
    expect((await plan.load(maya)).decisions.filter(({ stepId }) => stepId === plan.id(coded))).toHaveLength(
      2,
    );
  });

  test('a stand-in decides, and both names are read', async () => {
    await danas.open(page(handed));
    await danas.page.locator('summary', { hasText: 'Let a colleague decide' }).click();
    await danas.page.getByLabel('Who decides in your place').selectOption({ label: lena.name });
    await danas.press(danas.page.getByRole('button', { name: 'Let them decide' }));
    await danas.sees(/Lena Hoff decides in your place/);
    await fits(danas);
    const asked = await letter(lena, /^Yours to decide: Data checked/);
    expect(asked.text).toContain("You decide in Dana Ortiz's place.");
    await lenas.open(asked.link('Read and decide'));
    await lenas.sees(/your approval in Dana’s place/);
    await say(lenas, 'Approve');
    await mayas.open(page(handed));
    await mayas.sees(/, in Dana’s place, approved/);
  });

  test('a yes with a condition makes it a step, and the note stays at Acme', async () => {
    await danas.open(page(conditional));
    await choose(danas, 'Approve with conditions');
    await danas.page.getByLabel('What has to be done?').fill(condition);
    await danas.page
      .getByLabel('Who does it?')
      .selectOption({ label: `${maya.name}, leads this at Northwind` });
    await danas.page.getByLabel('By', { exact: true }).fill(deal.dayAhead(12));
    await danas.page.locator('summary', { hasText: 'Add a note' }).click();
    await danas.page.getByRole('textbox', { name: `A note for ${buyerName}` }).fill(note);
    await send(danas, 'Approve with 1 condition');
    await danas.sees('approved with 1 condition');
    expect(await status(conditional)).toBe('done');
    expect((await letter(maya, /^Approved with one condition: Terms agreed/)).text).toContain(condition);
    await mayas.open(paths.planWhole(plan.planId));
    await deal.row(mayas, condition).waitFor();
  });

  test('the log reads like minutes, and Maya is given no note of Acme’s', async () => {
    const csv = async ({ page }: Visitor) =>
      (await page.request.get(paths.planDecisionsCsv(plan.planId))).text();
    for (const visitor of [danas, mayas]) {
      await visitor.open(paths.planDecisions(plan.planId));
      await visitor.sees(
        /Lena Hoff \(Acme Freight, decides\), in place of Dana Ortiz, approved “Data checked”/,
      );
      await visitor.sees(new RegExp(`said no to “Price agreed”: “${reason}”`));
      await visitor.sees(new RegExp(`approved “Terms agreed” with one condition: “${condition}”`));
      await visitor.sees('It was changed since, and is asked again.');
      await fits(visitor);
      expect(await csv(visitor)).toContain('took back what was decided on');
    }
    await danas.open(paths.planDecisions(plan.planId));
    await danas.sees(note);
    expect(await csv(danas)).toContain(note);
    expect(await csv(mayas)).not.toContain(note);
    expect(await mayas.wasGiven()).not.toContain(note);
    expect(await post.all(maya.name)).not.toContain(note);
  });
});

interface Code {
  field: 'freshCode';
  value: boolean;
}
interface Ask {
  field: 'ask';
  value: string;
}
