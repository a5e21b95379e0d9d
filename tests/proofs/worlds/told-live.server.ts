import { cursorText } from '#app/domain/cursor.ts';
import * as paths from '#app/http/paths.ts';
import type { CastMember } from '#tests/support/cast.ts';
import type { Trial } from '../proof.ts';
import { asker } from '../support/ask.ts';
import { faceOf, idsInOrder } from '../support/face.ts';
import type { Stage } from '../support/stage.server.ts';
import { type Ear, listenAt } from './ear.server.ts';
import { type AskAs, meet } from './meeting.server.ts';
import { comeAndGo } from './presence-scene.server.ts';
import type { Onlooker, World } from './two-worlds.server.ts';

interface Head {
  epoch: string;
  shared: number;
  own: number;
}

/** A screen of the reader, open while a world is lived; and what it and those that come after it are told. */
export function toldLive(
  stage: Stage,
  url: string,
  trial: Trial,
): { onlooker: Onlooker; told: (world: World) => Promise<string>; close: () => void } {
  const { owner } = stage.fresh;
  const ask = asker(url);
  const open = new Map<World, { ear: Ear; sessions: Map<string, string>; begun: Head }>();

  async function headOf({ plan, hidden: { reader } }: World): Promise<Head> {
    const [head] = await owner.unsafe<Head[]>(
      `select epoch, shared_n::int as shared, ${reader.side}_n::int as own
       from plan_head where plan_id = '${plan.planId}'`,
    );
    if (!head) throw new Error('The plan is not there');
    return head;
  }
  const eventsAt = ({ plan }: World, from: { shared: number; own: number }, epoch: string) =>
    `${paths.planEvents(plan.planId)}?${new URLSearchParams({ from: cursorText(from), epoch })}`;

  async function sessionOf(world: World, who: CastMember): Promise<string> {
    const sessions = open.get(world)?.sessions;
    const session = sessions?.get(who.key) ?? (await stage.sessionOf(who.personId));
    sessions?.set(who.key, session);
    return session;
  }
  const askAs =
    (world: World, who: CastMember): AskAs =>
    async (path, asked) =>
      await ask(path, { ...asked, session: await sessionOf(world, who) });

  const ring = async ({ plan }: World) =>
    void (await owner`select pg_notify('throughline', ${`another wrote ${plan.planId}`})`);
  async function caughtUp(world: World, ear: Ear): Promise<void> {
    const there = new RegExp(`id: ${cursorText(await headOf(world))}(?!\\d)`);
    await ear.until((text) => there.test(text));
  }

  const onlooker: Onlooker = {
    async begins(world) {
      const begun = await headOf(world);
      const session = await stage.sessionOf(world.hidden.reader.personId);
      const ear = await listenAt(url, eventsAt(world, begun, begun.epoch), session);
      open.set(world, { ear, sessions: new Map([[world.hidden.reader.key, session]]), begun });
    },
    written: ring,
  };

  async function told(world: World): Promise<string> {
    const { plan, hidden, answers } = world;
    const { reader } = hidden;
    const here = open.get(world);
    if (!here) throw new Error('Nobody was there from the beginning');
    const { ear, begun } = here;
    const parts = [...answers];
    parts.push(...(await meet(world, askAs(world, reader))));
    trial.count('answers compared', parts.length);
    for (const kind of ['ok', 'merged', 'conflict', 'refused', 'absent', 'invalid'])
      trial.count(`answered ${kind}`, parts.filter((part) => saysKind(part, kind)).length);
    await caughtUp(world, ear);
    parts.push(
      ...(await comeAndGo({
        world,
        ear,
        askAs: (who) => askAs(world, who),
        caughtUp: () => caughtUp(world, ear),
        ring: () => ring(world),
      })),
    );
    const now = await headOf(world);
    const late = await listenAt(url, eventsAt(world, begun, begun.epoch), await sessionOf(world, reader));
    await caughtUp(world, late);
    for (const each of [ear, late]) {
      const text = each.text();
      each.close();
      parts.push(text);
      trial.count('messages compared', text.split('\n\n').length - 1);
      trial.count('of them about who is there', text.split('"type":"presence"').length - 1);
    }
    parts.push(...(await fromPlaces(world, begun, now)), ...(await pagesOf(world, plan.planId)));
    open.delete(world);
    return parts.map((part) => idsInOrder(part).replaceAll(hereOnly(here.sessions), 'session')).join('\n');
  }

  /** Once, as JSON; and a stream that ends at once, because it cannot go on from there. */
  async function fromPlaces(world: World, begun: Head, now: Head): Promise<string[]> {
    const as = askAs(world, world.hidden.reader);
    const { epoch } = now;
    const places: { shared: number; own: number; epoch: string }[] = [
      { shared: 0, own: 0, epoch },
      begun,
      { ...now, shared: Math.floor((begun.shared + now.shared) / 2), own: begun.own },
      { ...now, own: 0 },
      now,
      { ...now, own: now.own + 1 },
      { ...now, shared: now.shared + 1 },
      { ...now, epoch: 'another' },
    ];
    const faces: string[] = [];
    for (const place of places) {
      const path = eventsAt(world, place, place.epoch);
      const answer = await as(path, { headers: { accept: 'application/json' } });
      faces.push(faceOf(answer));
      if (answer.text.includes('"reset"'))
        faces.push(faceOf(await as(path, { headers: { accept: 'text/event-stream' } })));
    }
    trial.count('places in the logs asked from', places.length);
    return faces;
  }

  /** Where what waits for a person is shown. */
  async function pagesOf(world: World, planId: string): Promise<string[]> {
    const pages = [paths.plan(planId), paths.planUnsettled(planId)];
    const faces: string[] = [];
    for (const path of pages.flatMap((page) => [page, `${page}.data`]))
      faces.push(faceOf(await askAs(world, world.hidden.reader)(path)));
    return faces;
  }

  return { onlooker, told, close: ask.close };
}

const saysKind = (part: string, kind: string): boolean =>
  new RegExp(kind === 'merged' ? '"merged' : `"kind":"${kind}"`).test(part.replaceAll('\\"', '"'));

const hereOnly = (sessions: Map<string, string>): RegExp => new RegExp([...sessions.values()].join('|'), 'g');
