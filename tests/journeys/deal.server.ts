import { expect } from 'vitest';
import { addDays } from '#app/domain/day.ts';
import { buyerName, type CastMember, dana, maya, sellerName } from '#tests/support/cast.ts';
import { realToday } from '#tests/support/stored-plan.server.ts';
import type { Visitor } from '#tests/support/visitor.server.ts';
import type { Delivered, Post } from './post.server.ts';

export const goal = 'Close the month in two days';
export const reason = 'The auditors come in May.';
/** What nobody at Acme may ever be given, in any form. */
export const secret = 'Ask Tom whether we may go below list price';

/** The one-time link from the log, and whom it makes. */
export async function setUp(visitor: Visitor, setUpLink: string, who: CastMember = maya): Promise<void> {
  const { page } = visitor;
  await visitor.open(setUpLink);
  await page.getByLabel('Your company').fill(sellerName);
  await page.getByLabel('Your name').fill(who.name);
  await page.getByLabel('Your mail address at work').fill(who.address);
  expect(await page.getByLabel('Code from the log').inputValue()).toMatch(/^[\w-]{9}$/);
  await visitor.press(page.getByRole('button', { name: 'Set up' }));
  await page.waitForURL(/\/plans$/);
}

/** A plan from the first template, with the live day about six weeks ahead; its path. */
export async function openPlan(visitor: Visitor): Promise<string> {
  const { page } = visitor;
  await visitor.open('/plans');
  await visitor.press(page.getByRole('link', { name: 'New plan' }));
  await page.getByLabel('Company', { exact: true }).fill(buyerName);
  await page.getByLabel('Live day', { exact: true }).fill(liveDay());
  await page.getByLabel(/^What they want/).fill(goal);
  await page.getByLabel(/^Why now/).fill(reason);
  await visitor.press(page.getByRole('button', { name: 'Open the plan' }));
  await page.waitForURL(/\/plans\/[\w-]{36}$/);
  await visitor.ready();
  // The address is there before the page is drawn.
  await page.getByRole('group', { name: 'Milestones and steps' }).waitFor();
  return new URL(page.url()).pathname;
}

export interface NewStep {
  title: string;
  /** Days from today. */
  dueIn?: number;
  who?: RegExp;
  onlyOurs?: boolean;
}

/** Typed on the plan's own page, at the end of a milestone. */
export async function addStep(visitor: Visitor, milestone: string, step: NewStep): Promise<void> {
  const { page } = visitor;
  const title = page.getByLabel(`A new step in ${milestone}`);
  if ((await title.count()) === 0)
    await visitor.press(page.getByRole('link', { name: `Add a step to ${milestone}` }));
  await title.fill(step.title);
  if (step.dueIn !== undefined) await page.getByLabel('By', { exact: true }).fill(dayAhead(step.dueIn));
  if (step.who) await choose(page.getByLabel('Who', { exact: true }), step.who);
  // Who reads stays as it was chosen for the step before.
  await page.getByRole('checkbox', { name: /^Only / }).setChecked(step.onlyOurs ?? false);
  await visitor.press(page.getByRole('button', { name: 'Add it' }));
  await row(visitor, step.title).waitFor();
}

async function choose(select: ReturnType<Visitor['page']['getByLabel']>, label: RegExp): Promise<void> {
  const labels = await select.locator('option').allInnerTexts();
  const found = labels.find((each) => label.test(each));
  if (!found) throw new Error(`None of ${labels.join(' | ')} is ${label}`);
  await select.selectOption({ label: found });
}

/** The step's row on the plan's page. */
export const row = ({ page }: Visitor, title: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('link', { name: title, exact: true }) });

/** Titles of a milestone's steps, in the order they stand. */
export const stepsUnder = ({ page }: Visitor, milestone: string): Promise<string[]> =>
  page
    .getByRole('region', { name: milestone })
    .getByRole('listitem')
    .locator('a[href*="/steps/"]')
    .allInnerTexts();

/** From the page of people; the first one shares the plan. */
export async function invite(visitor: Visitor, plan: string, who: CastMember = dana): Promise<void> {
  const { page } = visitor;
  await visitor.open(`${plan}/people`);
  await page.getByLabel('Name', { exact: true }).first().fill(who.name);
  await page.getByLabel('Mail address').first().fill(who.address);
  await page.getByLabel('Their part').first().selectOption(who.role);
  await visitor.press(page.getByRole('button', { name: /^Invite/ }).first());
  await visitor.sees('The invitation is written');
}

/** An invitation as it was delivered; `link('See the plan')` is its button. */
export const invitation = (post: Post, who: CastMember = dana): Promise<Delivered> =>
  post.read(who.name, /you: .* steps? to/);

/** Follows an invitation in a browser that nobody uses yet. */
export async function enter(visitor: Visitor, link: string): Promise<void> {
  await visitor.open(link);
  await visitor.press(visitor.page.getByRole('button', { name: 'Open the plan' }));
  await visitor.page.waitForURL(/\/plans\/[\w-]{36}$/);
  await visitor.ready();
}

/** A Friday about six weeks ahead, as a date input takes it. */
export function liveDay(): string {
  const day = new Date(dayAhead(42));
  return dayAhead(42 + ((5 - day.getUTCDay() + 7) % 7));
}

/** In the zone that everybody of the cast sits in. */
export const dayAhead = (days: number): string => addDays(realToday(), days);
