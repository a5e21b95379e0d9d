import { randomUUID } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import { beforeAll, expect } from 'vitest';
import { addDays } from '#app/domain/day.ts';
import type { Layer } from '#app/domain/plan.ts';
import { type Database, openDatabase, type Tx } from '#db/client.server.ts';
import { digestOf, hashOf } from '#db/hash-chain.server.ts';
import { type Head, lockHead, numberOf } from '#db/plan-head.server.ts';
import { history, historyBody } from '#db/schema/history.ts';
import { verifyHistory } from '#db/verify-history.server.ts';
import { dana, maya } from '#tests/support/cast.ts';
import { type FreshDatabase, freshDatabase } from '#tests/support/databases.server.ts';
import { realToday, requireOk, type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';
import { proof, type Trial, twin } from './proof.ts';
import { type PlanKey, type Scene, type StoredLink, tamperings } from './tamperings.server.ts';

let fresh: FreshDatabase;
/** Whoever runs the server: no role, no grants and no row-level security stand in the way. */
let superuser: Database;
let plan: PlanKey;
let other: PlanKey;
let logs: Scene['logs'];
let otherLogs: Scene['logs'];

beforeAll(async () => {
  fresh = await freshDatabase();
  superuser = openDatabase(fresh.target);
  const [mine, theirs] = [await storedPlan(fresh.database), await storedPlan(fresh.database)];
  await live(mine, 30);
  await live(theirs, 20);
  [plan, other] = [mine, theirs];
  [logs, otherLogs] = await superuser.transaction(async (tx) => [
    await logsOf(tx, mine),
    await logsOf(tx, theirs),
  ]);
  return async () => {
    await superuser.close();
    await fresh.drop();
  };
});

/** Something happens in every layer. */
async function live(stored: StoredPlan, rounds: number): Promise<void> {
  const [stepId, theirs] = [stored.id('demo'), stored.id('data')];
  for (let round = 0; round < rounds; round += 1) {
    requireOk(await stored.send(maya, 'changeStep', { stepId, field: 'title', value: `Demo ${round}` }));
    requireOk(
      await stored.send(dana, 'rescheduleStep', { stepId: theirs, dueDay: addDays(realToday(), 7 + round) }),
    );
    for (const who of [maya, dana])
      requireOk(
        await stored.send(who, 'addStep', {
          id: randomUUID(),
          milestoneId: stored.id('fit'),
          afterId: null,
          title: `Kept by ${who.name} ${round}`,
          type: 'task',
          dueDay: null,
          ask: '',
          doneWhen: '',
          owners: [],
          onlyOurs: true,
        }),
      );
  }
}

async function logsOf(tx: Tx, { workspaceId, planId }: PlanKey): Promise<Scene['logs']> {
  const rows: StoredLink[] = await tx
    .select({
      layer: history.layer,
      n: history.n,
      kind: history.kind,
      at: history.at,
      by: history.by,
      commandId: history.commandId,
      digest: history.digest,
      prev: history.prev,
      behind: history.behind,
      hash: history.hash,
      salt: historyBody.salt,
      body: historyBody.body,
    })
    .from(history)
    .innerJoin(
      historyBody,
      and(
        eq(historyBody.workspaceId, history.workspaceId),
        eq(historyBody.planId, history.planId),
        eq(historyBody.layer, history.layer),
        eq(historyBody.n, history.n),
      ),
    )
    .where(and(eq(history.workspaceId, workspaceId), eq(history.planId, planId)))
    .orderBy(history.n);
  const of = (layer: Layer) => rows.filter((row) => row.layer === layer);
  return { shared: of('shared'), seller: of('seller'), buyer: of('buyer') };
}

type Verify = typeof verifyHistory;

/** What a walk over the three chains says; null when every link holds. */
async function finding(tx: Tx, verify: Verify): Promise<string | null> {
  const head = await lockHead(tx, plan.workspaceId, plan.planId);
  if (!head) return 'no head';
  for (const layer of ['shared', 'seller', 'buyer'] as const) {
    const broken = await verify(tx, head, layer);
    if (broken) return broken.why;
  }
  return null;
}

class Enough extends Error {}

/** Does something to the history by hand, looks, and takes it all back. */
async function afterwards<T>(doing: (tx: Tx) => Promise<unknown>, look: (tx: Tx) => Promise<T>): Promise<T> {
  let seen: { value: T } | undefined;
  const trial = superuser.transaction(async (tx) => {
    // As a superuser may: foreign keys keep nobody from moving rows about.
    await tx.execute(sql`set local session_replication_role = replica`);
    const before = await fingerprint(tx);
    await doing(tx);
    await expect(fingerprint(tx), 'it did alter something').resolves.not.toBe(before);
    seen = { value: await look(tx) };
    throw new Enough();
  });
  await trial.catch((error: unknown) => {
    if (!(error instanceof Enough)) throw error;
  });
  if (!seen) throw new Error('Nobody looked');
  return seen.value;
}

async function fingerprint(tx: Tx): Promise<unknown> {
  const own = sql`workspace_id = ${plan.workspaceId}::uuid and plan_id = ${plan.planId}::uuid`;
  const [row] = await tx.execute(sql`select md5(concat(
    (select string_agg(h::text, '|' order by layer, n) from history h where ${own}),
    (select string_agg(b::text, '|' order by layer, n) from history_body b where ${own}),
    (select p::text from plan_head p where ${own}))) as print`);
  return row?.print;
}

async function missedBy(verify: Verify, { size, random, count }: Trial): Promise<string[]> {
  const missed: string[] = [];
  for (let trial = 0; trial < size; trial += 1) {
    const [what, does] = tamperings[trial % tamperings.length] ?? random.pick(tamperings);
    const own = random.branch(`${trial} ${what}`);
    const found = await afterwards(
      (tx) => does({ tx, random: own, plan, other, logs, otherLogs }),
      (tx) => finding(tx, verify),
    );
    if (found === null) missed.push(what);
    else count(`found by its ${found}`);
  }
  return missed;
}

proof(
  {
    name: 'tampering',
    claim:
      'Nobody rewrites, removes, adds, exchanges or copies events of a plan’s history behind the app’s back without the check of its chains finding it, short of redoing everything up to the plan’s head.',
    sample: 94,
    whole: 1_000,
    unit: 'tamperings by a superuser',
  },
  async (trial) => {
    const { random, count } = trial;
    count('ways to tamper', tamperings.length);
    count('tamperings not found', 0);
    expect(await superuser.transaction((tx) => finding(tx, verifyHistory)), 'untouched').toBeNull();
    const missed = await missedBy(verifyHistory, trial);
    expect(missed).toEqual([]);

    // Erasing what somebody said is allowed, and must not look like tampering.
    for (let turn = 0; turn < 20; turn += 1) {
      const { layer, n } = random.pick(Object.values(logs).flat());
      const erase = sql`delete from history_body where workspace_id = ${plan.workspaceId}::uuid
        and plan_id = ${plan.planId}::uuid and layer = ${layer} and n = ${n}`;
      const found = await afterwards(
        (tx) => tx.execute(erase),
        (tx) => finding(tx, verifyHistory),
      );
      expect(found, 'an erased text breaks no chain').toBeNull();
      count('erasures that broke nothing');
    }
  },
);

twin('the link of each event to the one before is not looked at', async (trial) => {
  const missed = await missedBy(verifyWithoutLinks, trial);
  expect(missed).toContain('rewriting what was said, its digest and its hash');
  return `${missed.length} of ${trial.size} tamperings went unnoticed`;
});

twin('what an event says is not held against its digest', async (trial) => {
  const missed = await missedBy(verifyWithoutBodies, trial);
  expect(missed).toContain('rewriting a letter of what was said');
  return `${missed.length} of ${trial.size} tamperings went unnoticed`;
});

const verifyWithoutLinks: Verify = async (tx, head, layer) =>
  walk(head, layer, (await logsOf(tx, head))[layer], { links: false, bodies: true });
const verifyWithoutBodies: Verify = async (tx, head, layer) =>
  walk(head, layer, (await logsOf(tx, head))[layer], { links: true, bodies: false });

function walk(head: Head, layer: Layer, log: StoredLink[], looks: { links: boolean; bodies: boolean }) {
  let [n, prev] = [0, ''];
  for (const link of log) {
    n += 1;
    if (link.n !== n) return { layer, n, why: 'gap' as const };
    if (looks.links && link.prev !== prev) return { layer, n, why: 'chain' as const };
    if (hashOf(link) !== link.hash) return { layer, n, why: 'hash' as const };
    if (looks.bodies && digestOf(link.salt, link.body) !== link.digest)
      return { layer, n, why: 'body' as const };
    prev = link.hash;
  }
  const same =
    n === numberOf(head, layer) &&
    prev === { shared: head.sharedHash, seller: head.sellerHash, buyer: head.buyerHash }[layer];
  return same ? null : { layer, n, why: 'head' as const };
}
