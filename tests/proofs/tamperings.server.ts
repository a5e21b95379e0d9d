import { type SQL, sql } from 'drizzle-orm';
import type { Layer } from '#app/domain/plan.ts';
import type { Tx } from '#db/client.server.ts';
import { digestOf, hashOf, type Link } from '#db/hash-chain.server.ts';
import type { Random } from './random.ts';

export interface PlanKey {
  workspaceId: string;
  planId: string;
}
/** A row of the history with what it says. */
export interface StoredLink extends Link {
  hash: string;
  salt: string;
  body: string;
}
export interface Scene {
  tx: Tx;
  random: Random;
  plan: PlanKey;
  /** Another plan, which somebody may copy from. */
  other: PlanKey;
  logs: Record<Layer, StoredLink[]>;
  otherLogs: Record<Layer, StoredLink[]>;
}
type Tampering = (scene: Scene) => Promise<void>;

const layers: Layer[] = ['shared', 'seller', 'buyer'];

const of = ({ workspaceId, planId }: PlanKey) =>
  sql`workspace_id = ${workspaceId}::uuid and plan_id = ${planId}::uuid`;
const run = async ({ tx }: Scene, statement: SQL): Promise<void> => void (await tx.execute(statement));
const both = ['history', 'history_body'].map((name) => sql.identifier(name));

/** Puts another digit somewhere into a hexadecimal text. */
function bent(random: Random, hex: string): string {
  const at = random.below(hex.length);
  const digit = random.pick([...'0123456789abcdef'].filter((d) => d !== hex[at]));
  return hex.slice(0, at) + digit + hex.slice(at + 1);
}
function reworded(random: Random, body: string): string {
  const at = random.below(body.length);
  return body.slice(0, at) + (body[at] === 'x' ? 'y' : 'x') + body.slice(at + 1);
}

interface Place {
  layer: Layer;
  log: StoredLink[];
  link: StoredLink;
}
/** A link anywhere, with at least `after` others behind it. */
function somewhere({ logs, random }: Scene, after = 0): Place {
  const layer = random.pick(layers);
  const log = logs[layer];
  return { layer, log, link: at(log, random.below(log.length - after)) };
}
function at(log: StoredLink[], index: number): StoredLink {
  const found = log[index];
  if (!found) throw new Error(`No link ${index} in a log of ${log.length}`);
  return found;
}
const last = (log: StoredLink[]): StoredLink => at(log, log.length - 1);

const where = (scene: Scene, { layer, n }: { layer: Layer; n: number }): SQL =>
  sql`${of(scene.plan)} and layer = ${layer} and n = ${n}`;

async function set(scene: Scene, link: StoredLink, to: Partial<StoredLink>): Promise<void> {
  const { salt, body, ...row } = to;
  const columns: Record<string, string | number | null | undefined> = { ...row, command_id: row.commandId };
  delete columns.commandId;
  const list = Object.entries(columns).filter(([, value]) => value !== undefined);
  if (list.length > 0)
    await run(scene, sql`update history set ${assignments(list)} where ${where(scene, link)}`);
  const said = Object.entries({ salt, body }).filter(([, value]) => value !== undefined);
  if (said.length > 0)
    await run(scene, sql`update history_body set ${assignments(said)} where ${where(scene, link)}`);
}
const types: Record<string, SQL> = {
  at: sql`::timestamptz`,
  by: sql`::uuid`,
  command_id: sql`::uuid`,
  n: sql`::bigint`,
  behind: sql`::bigint`,
};
const assignments = (list: [string, string | number | null | undefined][]): SQL =>
  sql.join(
    list.map(([name, value]) => sql`${sql.identifier(name)} = ${value}${types[name] ?? sql`::text`}`),
    sql`, `,
  );

/** Takes links out, and moves those behind down by as many when asked to. */
async function remove(scene: Scene, layer: Layer, from: number, to: number, close = false): Promise<void> {
  for (const table of both) {
    const log = sql`${of(scene.plan)} and layer = ${layer}`;
    await run(scene, sql`delete from ${table} where ${log} and n between ${from} and ${to}`);
  }
  if (close) await shift(scene, layer, to + 1, from - to - 1);
}
/** Numbers are unique at every moment, so they go by way of negative ones. */
async function shift(scene: Scene, layer: Layer, from: number, by: number): Promise<void> {
  for (const table of both) {
    const log = sql`${of(scene.plan)} and layer = ${layer}`;
    await run(scene, sql`update ${table} set n = -(n + ${by}) where ${log} and n >= ${from}`);
    await run(scene, sql`update ${table} set n = -n where ${log} and n < 0`);
  }
}
async function insert(scene: Scene, layer: Layer, link: StoredLink): Promise<void> {
  const { workspaceId, planId } = scene.plan;
  const key = sql`${workspaceId}::uuid, ${planId}::uuid, ${layer}, ${link.n}`;
  await run(
    scene,
    sql`insert into history (workspace_id, plan_id, layer, n, kind, at, by, command_id, digest, prev, behind, hash)
      values (${key}, ${link.kind}, ${link.at}::timestamptz, ${link.by}::uuid, ${link.commandId}::uuid,
        ${link.digest}, ${link.prev}, ${link.behind}::bigint, ${link.hash})`,
  );
  await run(
    scene,
    sql`insert into history_body (workspace_id, plan_id, layer, n, salt, body)
      values (${key}, ${link.salt}, ${link.body})`,
  );
}
async function exchange(scene: Scene, one: StoredLink, other: StoredLink): Promise<void> {
  for (const link of [one, other]) await remove(scene, link.layer, link.n, link.n);
  await insert(scene, one.layer, { ...other, layer: one.layer, n: one.n });
  await insert(scene, other.layer, { ...one, layer: other.layer, n: other.n });
}
/** One link as if it had been written so: its own hash is right, what stands behind it is not redone. */
function forged(link: StoredLink, over: Partial<StoredLink>): StoredLink {
  const written = { ...link, ...over };
  const signed = { ...written, digest: digestOf(written.salt, written.body) };
  return { ...signed, hash: hashOf(signed) };
}
async function setHead(scene: Scene, layer: Layer, to: { n?: number; hash?: string }): Promise<void> {
  const list = [
    ...(to.n === undefined ? [] : [sql`${sql.identifier(`${layer}_n`)} = ${to.n}`]),
    ...(to.hash === undefined ? [] : [sql`${sql.identifier(`${layer}_hash`)} = ${to.hash}`]),
  ];
  await run(scene, sql`update plan_head set ${sql.join(list, sql`, `)} where ${of(scene.plan)}`);
}

const rewriting: Record<string, Tampering> = {
  'who did it': async (scene) => {
    const { link } = somewhere(scene);
    await set(scene, link, { by: link.by === null || scene.random.chance(0.5) ? scene.random.uuid() : null });
  },
  'what kind it was': async (scene) => {
    const { link } = somewhere(scene);
    const kinds = ['stepAdded', 'stepChanged', 'stepStatusChanged', 'offerClosed', 'goalChanged'];
    await set(scene, link, { kind: scene.random.pick(kinds.filter((kind) => kind !== link.kind)) });
  },
  when: async (scene) => {
    const { link } = somewhere(scene);
    const by = scene.random.pick(['1 millisecond', '1 second', '1 hour', '40 days']);
    const sign = sql.raw(scene.random.pick(['+', '-']));
    await run(scene, sql`update history set at = at ${sign} ${by}::interval where ${where(scene, link)}`);
  },
  'when, by less than we write it with': async (scene) => {
    const { link } = somewhere(scene);
    const by = scene.random.pick([1, 10, 999]);
    await run(
      scene,
      sql`update history set at = at + ${by} * interval '1 microsecond' where ${where(scene, link)}`,
    );
  },
  'which command': (scene) => set(scene, somewhere(scene).link, { commandId: scene.random.uuid() }),
  'a digest': (scene) => {
    const { link } = somewhere(scene);
    return set(scene, link, { digest: bent(scene.random, link.digest) });
  },
  'a link to the one before': (scene) => {
    const { link } = somewhere(scene);
    return set(scene, link, { prev: link.n === 1 ? scene.random.hex(64) : bent(scene.random, link.prev) });
  },
  'where it stands among those of the shared log': (scene) => {
    const { link } = somewhere(scene);
    const others = [null, 0, (link.behind ?? 0) + 1, (link.behind ?? 0) + 7];
    return set(scene, link, { behind: scene.random.pick(others.filter((other) => other !== link.behind)) });
  },
  'a hash': (scene) => {
    const { link } = somewhere(scene);
    return set(scene, link, { hash: bent(scene.random, link.hash) });
  },
  'a letter of what was said': (scene) => {
    const { link } = somewhere(scene);
    return set(scene, link, { body: reworded(scene.random, link.body) });
  },
  'what was said, by what another one says': (scene) => {
    const { link, log } = somewhere(scene);
    const { body } = scene.random.pick(log.filter((other) => other.body !== link.body));
    return set(scene, link, { body });
  },
  'what two of them say': async (scene) => {
    const { link, log } = somewhere(scene);
    const other = scene.random.pick(log.filter((one) => one.body !== link.body));
    await set(scene, link, { body: other.body, salt: other.salt });
    await set(scene, other, { body: link.body, salt: link.salt });
  },
  'a salt': (scene) => {
    const { link } = somewhere(scene);
    return set(scene, link, { salt: bent(scene.random, link.salt) });
  },
  'what was said and its digest': (scene) => {
    const { link } = somewhere(scene);
    const body = reworded(scene.random, link.body);
    return set(scene, link, { body, digest: digestOf(link.salt, body) });
  },
  'what was said, its digest and its hash': (scene) => {
    const { link } = somewhere(scene);
    const { body, digest, hash } = forged(link, { body: reworded(scene.random, link.body) });
    return set(scene, link, { body, digest, hash });
  },
  'who did it and its hash': (scene) => {
    const { link } = somewhere(scene);
    const { by, hash } = forged(link, { by: scene.random.uuid() });
    return set(scene, link, { by, hash });
  },
  'one of them and all behind it, but not the head': async (scene) => {
    const { link, log } = somewhere(scene);
    let now = forged(link, { body: reworded(scene.random, link.body) });
    await set(scene, link, { body: now.body, digest: now.digest, hash: now.hash });
    for (const next of log.filter(({ n }) => n > link.n)) {
      now = forged(next, { prev: now.hash });
      await set(scene, next, { prev: now.prev, hash: now.hash });
    }
  },
};

const removing: Record<string, Tampering> = {
  'one from the middle': (scene) => {
    const { layer, link } = somewhere(scene, 1);
    return remove(scene, layer, link.n, link.n);
  },
  'the first': (scene) => remove(scene, scene.random.pick(layers), 1, 1),
  'the last': (scene) => {
    const { layer, log } = somewhere(scene);
    return remove(scene, layer, log.length, log.length);
  },
  'a run of them': (scene) => {
    const { layer, link, log } = somewhere(scene, 1);
    return remove(scene, layer, link.n, link.n + scene.random.below(log.length - link.n));
  },
  'one, and closing the gap': (scene) => {
    const { layer, link } = somewhere(scene, 1);
    return remove(scene, layer, link.n, link.n, true);
  },
  'one, closing the gap and counting one fewer': async (scene) => {
    const { layer, link, log } = somewhere(scene, 1);
    await remove(scene, layer, link.n, link.n, true);
    await setHead(scene, layer, { n: log.length - 1 });
  },
  'all behind one': (scene) => {
    const { layer, link, log } = somewhere(scene, 1);
    return remove(scene, layer, link.n + 1, log.length);
  },
  'all behind one, and its number from the head': async (scene) => {
    const { layer, link, log } = somewhere(scene, 1);
    await remove(scene, layer, link.n + 1, log.length);
    await setHead(scene, layer, { n: link.n });
  },
  'all behind one, and its hash from the head': async (scene) => {
    const { layer, link, log } = somewhere(scene, 1);
    await remove(scene, layer, link.n + 1, log.length);
    await setHead(scene, layer, { hash: link.hash });
  },
  'a whole layer': (scene) => {
    const { layer, log } = somewhere(scene);
    return remove(scene, layer, 1, log.length);
  },
  'one into another workspace': async (scene) => {
    const { link } = somewhere(scene);
    const elsewhere = scene.random.uuid();
    for (const table of both)
      await run(
        scene,
        sql`update ${table} set workspace_id = ${elsewhere}::uuid where ${where(scene, link)}`,
      );
  },
};

const adding: Record<string, Tampering> = {
  'one at the end, well linked': (scene) => {
    const { layer, log } = somewhere(scene);
    return insert(scene, layer, madeUp(scene, log));
  },
  'one at the end, and counting it': async (scene) => {
    const { layer, log } = somewhere(scene);
    await insert(scene, layer, madeUp(scene, log));
    await setHead(scene, layer, { n: log.length + 1 });
  },
  'one in the middle, making room': async (scene) => {
    const { layer, link } = somewhere(scene, 1);
    await shift(scene, layer, link.n + 1, 1);
    await insert(
      scene,
      layer,
      forged(link, { n: link.n + 1, prev: link.hash, commandId: scene.random.uuid() }),
    );
  },
  'one twice': async (scene) => {
    const { layer, link, log } = somewhere(scene);
    await insert(scene, layer, { ...link, n: log.length + 1 });
  },
};
const madeUp = ({ random }: Scene, log: StoredLink[]): StoredLink => {
  const end = last(log);
  return forged(random.pick(log), { n: end.n + 1, prev: end.hash, commandId: random.uuid(), at: end.at });
};

const moving: Record<string, Tampering> = {
  'two neighbours': (scene) => {
    const { link, log } = somewhere(scene, 1);
    return exchange(scene, link, at(log, link.n));
  },
  'two apart': (scene) => {
    const { link, log } = somewhere(scene);
    return exchange(scene, link, scene.random.pick(log.filter(({ n }) => n !== link.n)));
  },
  'two of one number between layers': (scene) => {
    const [one, other] = twoLayers(scene);
    const n = scene.random.below(Math.min(one.log.length, other.log.length));
    return exchange(scene, at(one.log, n), at(other.log, n));
  },
  'one from a layer to the end of another': async (scene) => {
    const [one, other] = twoLayers(scene);
    const link = scene.random.pick(one.log);
    await remove(scene, one.layer, link.n, link.n);
    await insert(scene, other.layer, { ...link, layer: other.layer, n: other.log.length + 1 });
  },
  'a whole layer for another': async (scene) => {
    const [one, other] = twoLayers(scene);
    await exchangeLogs(scene, one, other);
  },
  'a whole layer for another, heads too': async (scene) => {
    const [one, other] = twoLayers(scene);
    await exchangeLogs(scene, one, other);
    await setHead(scene, one.layer, { n: other.log.length, hash: last(other.log).hash });
    await setHead(scene, other.layer, { n: one.log.length, hash: last(one.log).hash });
  },
};
interface Log {
  layer: Layer;
  log: StoredLink[];
}
async function exchangeLogs(scene: Scene, one: Log, other: Log): Promise<void> {
  for (const { layer, log } of [one, other]) await remove(scene, layer, 1, log.length);
  for (const link of other.log) await insert(scene, one.layer, { ...link, layer: one.layer });
  for (const link of one.log) await insert(scene, other.layer, { ...link, layer: other.layer });
}
function twoLayers({ logs, random }: Scene) {
  const [one, other] = random.shuffle(layers) as [Layer, Layer, Layer];
  return [
    { layer: one, log: logs[one] },
    { layer: other, log: logs[other] },
  ] as const;
}

const copying: Record<string, Tampering> = {
  'one of another plan in place of one': async (scene) => {
    const { layer, link } = somewhere(scene);
    const theirs = scene.otherLogs[layer];
    await remove(scene, layer, link.n, link.n);
    await insert(scene, layer, { ...at(theirs, Math.min(link.n, theirs.length) - 1), n: link.n });
  },
  'what one of another plan says': async (scene) => {
    const { layer, link } = somewhere(scene);
    const theirs = scene.random.pick(scene.otherLogs[layer].filter(({ salt }) => salt !== link.salt));
    await set(scene, link, { salt: theirs.salt, body: theirs.body });
  },
  'one of another plan to the end': async (scene) => {
    const { layer, log } = somewhere(scene);
    await insert(scene, layer, { ...last(scene.otherLogs[layer]), n: log.length + 1 });
  },
  'the end of another plan': async (scene) => {
    const { layer, link, log } = somewhere(scene, 1);
    await remove(scene, layer, link.n + 1, log.length);
    for (const theirs of scene.otherLogs[layer].filter(({ n }) => n > link.n))
      await insert(scene, layer, theirs);
  },
  'a whole layer of another plan': async (scene) => {
    const { layer, log } = somewhere(scene);
    await remove(scene, layer, 1, log.length);
    for (const theirs of scene.otherLogs[layer]) await insert(scene, layer, theirs);
  },
};

const heads: Record<string, Tampering> = {
  'a number': (scene) => {
    const { layer, log } = somewhere(scene);
    return setHead(scene, layer, { n: log.length + scene.random.pick([-2, -1, 1, 2]) });
  },
  'a hash': (scene) => {
    const { layer, log } = somewhere(scene);
    return setHead(scene, layer, { hash: bent(scene.random, last(log).hash) });
  },
  'a number and a hash of before': (scene) => {
    const { layer, link } = somewhere(scene, 1);
    return setHead(scene, layer, { n: link.n, hash: link.hash });
  },
  'two layers of it': async (scene) => {
    const [one, other] = twoLayers(scene);
    await setHead(scene, one.layer, { n: other.log.length, hash: last(other.log).hash });
    await setHead(scene, other.layer, { n: one.log.length, hash: last(one.log).hash });
  },
  'that of another plan': async (scene) => {
    for (const layer of layers) {
      const theirs = scene.otherLogs[layer];
      await setHead(scene, layer, { n: theirs.length, hash: last(theirs).hash });
    }
  },
  'all of it': (scene) => run(scene, sql`delete from plan_head where ${of(scene.plan)}`),
};

const named = (verb: string, list: Record<string, Tampering>): [string, Tampering][] =>
  Object.entries(list).map(([what, does]) => [`${verb} ${what}`, does]);

/** Every way we know to alter a history by hand, short of redoing all of it to its head. */
export const tamperings: [what: string, does: Tampering][] = [
  ...named('rewriting', rewriting),
  ...named('removing', removing),
  ...named('adding', adding),
  ...named('exchanging', moving),
  ...named('copying', copying),
  ...named('in the head, changing', heads),
];
