import type { Focus } from '#app/domain/presence.ts';
import * as paths from '#app/http/paths.ts';
import { type CastMember, type CastName, dana, lena, maya, tom } from '#tests/support/cast.ts';
import { requireOk } from '#tests/support/stored-plan.server.ts';
import { actPrivately, addPrivateStep } from './acts-in-private.server.ts';
import type { Ear } from './ear.server.ts';
import type { AskAs } from './meeting.server.ts';
import type { World } from './two-worlds.server.ts';

/** Whoever says nothing for 30 seconds is gone, by the clock of the app: a slower scene would compare that. */
const LONGEST_MS = 20_000;
/** Of one screen at once; above it, when something was said would decide whether it is heard. */
const SAYINGS = 3;

export interface Scene {
  world: World;
  askAs: (who: CastMember) => AskAs;
  ear: Ear;
  /** The ear has heard everything that was written. */
  caughtUp(): Promise<void>;
  ring(): Promise<void>;
}

/**
 * People come and go and edit, on several screens. At a private thing somebody is, to the other side, at nothing: in the
 * quiet world they say just that. In the busy one they also type in private, on screens that are nowhere else.
 */
export async function comeAndGo(scene: Scene): Promise<string[]> {
  const { world, ear, caughtUp, ring } = scene;
  const { plan, hidden, isBusy, shared: random, newId, privateId } = world;
  const begun = performance.now();
  const answers: string[] = [];
  const said = new Map<CastName, number>();
  const screens = new Map<string, string>();
  const post = async (who: CastMember, screen: string, more: Record<string, unknown>) => {
    const body = JSON.stringify({ screen, ...more });
    const headers = { 'content-type': 'application/json' };
    const path = paths.planPresence(plan.planId);
    return await scene.askAs(who)(path, { method: 'POST', own: true, body, headers });
  };
  const say = async (who: CastMember, at: Focus | null, renews: boolean) => {
    const n = said.get(who.key) ?? 0;
    said.set(who.key, n + 1);
    const name = `${who.key} ${Math.floor(n / SAYINGS)}`;
    const screen = screens.get(name) ?? newId();
    screens.set(name, screen);
    const { status } = await post(who, screen, { at, renews });
    if (who.side !== hidden.side) answers.push(`${status}`);
  };
  const kept: Focus | null = isBusy ? { on: 'step', id: await addPrivateStep(world, null) } : null;
  const aside = privateId();

  for (const who of [maya, tom, dana, lena]) await say(who, null, true);
  for (let n = 0; n < 12; n += 1) {
    const who = random.pick([maya, tom, dana, lena, hidden.hider]);
    const at = random.pick<Focus | null | 'kept'>([
      ...['demo', 'data', 'workshop'].map((key) => ({ on: 'step' as const, id: plan.id(key) })),
      { on: 'milestone', id: plan.id('fit') },
      { on: 'goal' },
      ...(['kept', 'kept', null] as const),
    ]);
    await say(who, at !== 'kept' ? at : who.side === hidden.side ? kept : null, random.chance(0.4));
    if (kept && n % 4 === 1) await post(hidden.hider, aside, { at: kept, renews: false });
    if (kept && n % 4 === 3) await post(hidden.hider, aside, { at: null, renews: false });
    if (isBusy && n === 6) await actPrivately(world, false);
    if (isBusy && n === 6) await ring();
  }
  if (isBusy) await post(hidden.hider, aside, { gone: true });

  // What both could see somebody at becomes private under them.
  const id = newId();
  requireOk(await plan.send(hidden.hider, 'addStep', { ...heldBack, id, milestoneId: plan.id('case') }));
  await caughtUp();
  await say(hidden.hider, { on: 'step', id }, true);
  requireOk(await plan.send(hidden.hider, 'hideStep', { stepId: id }));
  // The sweep finds what was written; only a ring has those who are there looked at, so that one comes after the other.
  await caughtUp();
  const before = timesSaid(ear.text());
  await ring();
  await ear.until((text) => timesSaid(text) > before);
  if (performance.now() - begun > LONGEST_MS) throw new Error('This machine is too busy to compare presence');
  return answers;
}

const timesSaid = (text: string): number => text.split('"type":"presence"').length;

const heldBack = {
  afterId: null,
  title: 'Held back',
  type: 'task' as const,
  dueDay: null,
  ask: '',
  doneWhen: '',
  owners: [],
  onlyOurs: false,
};
