import { uuidv7 } from 'uuidv7';
import { addDays } from '#app/domain/day.ts';
import type { Focus } from '#app/domain/presence.ts';
import * as paths from '#app/http/paths.ts';
import { type CastMember, dana, lena, maya, tom } from '#tests/support/cast.ts';
import { realToday, requireOk, type StoredPlan } from '#tests/support/stored-plan.server.ts';
import { type Ear, listenAt } from '../worlds/ear.server.ts';
import type { Ask, Asked } from './ask.ts';
import { canaries } from './private-things.server.ts';
import { type ActorName, actors, type Stage } from './stage.server.ts';

/** Something somebody was told while the plan was live. */
export interface Told {
  actor: ActorName;
  what: 'stream' | 'what was missed' | 'answer' | 'tray' | 'presence answer';
  text: string;
}

const pairs = {
  seller: { first: maya, late: tom, firstActor: 'owner', lateActor: 'seller' },
  buyer: { first: dana, late: lena, firstActor: 'buyerPointPerson', lateActor: 'buyer' },
} as const;
const sides = ['seller', 'buyer'] as const;
type Side = (typeof sides)[number];

async function privateStep(plan: StoredPlan, who: CastMember) {
  const step = (await plan.load(who)).steps.find((s) => s.layer === who.side && s.status === 'stuck');
  if (!step) throw new Error(`${who.name} keeps no step`);
  return step;
}

/**
 * Two of each side meet in what only they see, and each side’s later one meets the other side’s words where both see
 * them: what did not happen waits for whoever wrote it.
 */
export async function leaveUnsettled(plan: StoredPlan): Promise<void> {
  for (const side of sides) {
    const { first, late } = pairs[side];
    const other = pairs[side === 'seller' ? 'buyer' : 'seller'].first;
    const word = canaries[side];
    const { id: stepId, versions } = await privateStep(plan, first);
    const field = 'title';
    const sharedId = plan.id('workshop');
    const shared = (await plan.load(late)).steps.find((s) => s.id === sharedId);
    const day = (n: number) => addDays(realToday(), n);
    requireOk(await plan.send(first, 'changeStep', { stepId, field, value: `${word} title settled` }));
    requireOk(await plan.send(first, 'rescheduleStep', { stepId, dueDay: day(17) }));
    requireOk(
      await plan.send(other, 'changeStep', { stepId: sharedId, field, value: `Workshop of ${other.name}` }),
    );
    const met = [
      await plan.send(late, 'changeStep', { stepId, field, value: `${word} was late` }, { base: versions }),
      await plan.send(late, 'rescheduleStep', { stepId, dueDay: day(19) }, { base: versions }),
      await plan.send(
        late,
        'changeStep',
        { stepId: sharedId, field, value: `${word} came too late` },
        { base: shared?.versions ?? {} },
      ),
    ];
    if (met.some(({ kind }) => kind !== 'conflict')) throw new Error(`No conflict: ${JSON.stringify(met)}`);
  }
}

interface LiveScene {
  stage: Stage;
  url: string;
  ask: Ask;
  cookies: Map<ActorName, string | undefined>;
  /** Of each one screen, in scene after scene: nobody is believed to have many. */
  screens: ReadonlyMap<ActorName, string>;
}

/** Everybody has the plan open; both sides write, undo, redo and are somewhere in private, and somebody gets in between. */
export async function tellLive({ stage, url, ask, cookies, screens }: LiveScene): Promise<Told[]> {
  const { plan, fresh } = stage;
  const { planId } = plan;
  const [head] = await fresh.owner<
    { epoch: string }[]
  >`select epoch from plan_head where plan_id = ${planId}`;
  const events = `${paths.planEvents(planId)}?${new URLSearchParams({ from: '0.0', epoch: head?.epoch ?? '' })}`;
  const told: Told[] = [];
  const ears = new Map<ActorName, Ear>();
  const as = async (actor: ActorName, what: Told['what'], path: string, asked: Asked = {}) => {
    const answer = await ask(path, { ...asked, session: cookies.get(actor) });
    told.push({ actor, what, text: `${JSON.stringify(answer.headers)}\n${answer.text}` });
    return answer;
  };
  const post = (actor: ActorName, what: Told['what'], path: string, body: unknown) =>
    as(actor, what, path, {
      method: 'POST',
      own: true,
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', accept: 'application/json' },
    });
  const command = async (actor: ActorName, type: string, args: Record<string, unknown>) => {
    const id = uuidv7();
    const { status, text } = await post(actor, 'answer', paths.planCommands(planId), { id, type, args });
    return { id, status, text };
  };
  const be = (actor: ActorName, at: Focus | null) =>
    post(actor, 'presence answer', paths.planPresence(planId), {
      screen: screens.get(actor),
      at,
      renews: true,
    });

  async function actPrivately(side: Side): Promise<void> {
    const { first, firstActor, lateActor } = pairs[side];
    const { id: stepId } = await privateStep(plan, first);
    const at: Focus = { on: 'step', id: stepId };
    await be(firstActor, at);
    await be(lateActor, at);
    const words = { stepId, field: 'ask', value: `${canaries[side]} ask ${uuidv7()}` };
    const own = await command(firstActor, 'changeStep', words);
    if (own.status !== 200) throw new Error(`Not written: ${own.text}`);
    const undone = await command(firstActor, 'undo', { commandId: own.id });
    const redone = await command(firstActor, 'undo', { commandId: undone.id });
    if (redone.status !== 200) throw new Error(`Not done again: ${redone.text}`);
    // By the id of what was done there, and by being there.
    for (const actor of actors.filter((each) => each !== firstActor && each !== lateActor)) {
      await command(actor, 'undo', { commandId: redone.id });
      await be(actor, at);
    }
  }

  try {
    for (const actor of actors) {
      const missed = await as(actor, 'what was missed', events, { headers: { accept: 'application/json' } });
      const session = cookies.get(actor);
      if (missed.status === 200 && session) ears.set(actor, await listenAt(url, events, session));
    }
    for (const side of sides) await actPrivately(side);
    const control: Focus = { on: 'step', id: plan.id('data') };
    await be('seller', control);
    const word = `heard ${uuidv7()}`;
    const { status, text } = await command('owner', 'changeStep', {
      stepId: plan.id('data'),
      field: 'ask',
      value: word,
    });
    if (status !== 200) throw new Error(`Not written: ${text}`);
    // The last thing written and the last place somebody is at: by then everything before has come.
    const isAll = (heard: string) =>
      heard.includes(word) && heard.lastIndexOf(`"at":${JSON.stringify(control)}`) > 0;
    for (const ear of ears.values()) await ear.until(isAll);
    for (const actor of actors)
      for (const path of [paths.planUnsettled(planId), `${paths.planUnsettled(planId)}.data`])
        await as(actor, 'tray', path);
  } finally {
    for (const [actor, ear] of ears) {
      told.push({ actor, what: 'stream', text: ear.text() });
      ear.close();
    }
  }
  return told;
}
