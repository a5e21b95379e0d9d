import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changePlanIn } from '#app/commands/change-plan.server.ts';
import type { Envelope } from '#app/commands/registry.ts';
import type { Layer, Plan } from '#app/domain/plan.ts';
import { layersOf } from '#app/domain/plan.ts';
import type { PlanAccess, Standing } from '#app/domain/policy.ts';
import type { Tx } from '#db/client.server.ts';
import { loadPlan } from '#db/plans.server.ts';
import { raise } from '#db/scope/raise.server.ts';
import { setScope } from '#db/scope.server.ts';
import { type AppProcess, startApp } from '#tests/support/app-process.server.ts';
import { type CastMember, dana, lena, maya, rui, tom } from '#tests/support/cast.ts';
import type { StoredPlan } from '#tests/support/stored-plan.server.ts';
import { proof, type Trial, twin } from './proof.ts';
import { type Answered, type Ask, asker, threeAtOnce } from './support/ask.ts';
import { tables } from './support/dump.server.ts';
import { faceOf } from './support/face.ts';
import { builtRoutes, fill } from './support/manifest.server.ts';
import { fillBothSides, layeredLists } from './support/private-things.server.ts';
import { argumentsFor, countIds, ofTheServer, probedCommands } from './support/probes.ts';
import { appSettings, type Stage, setStage } from './support/stage.server.ts';
import { withoutSecurity } from './support/without-security.server.ts';

const senders: readonly CastMember[] = [maya, tom, dana, lena];
type Ids = Record<string, string[]>;

let stage: Stage;
let app: AppProcess;
/** What each side of the plan under test may name, and what it may not. */
let own: Record<'seller' | 'buyer', Ids>;
/** Three kinds of it: the other side's own, of another plan, of another workspace. */
let hidden: Record<'seller' | 'buyer', Ids[]>;
/** Tables with rows of a plan, and those of them behind row-level security. */
let ofPlan: string[];
let secured: string[];
beforeAll(async () => {
  stage = await setStage();
  const { plan, sibling, foreign, fresh } = stage;
  for (const stored of [plan, sibling, foreign])
    await fillBothSides(stored, randomUUID).catch((error) => {
      // Lena and Dana are on the first plan only; what is kept from it is what matters.
      if (stored === plan) throw error;
    });
  own = { seller: idsOf(await plan.load(maya)), buyer: idsOf(await plan.load(dana)) };
  const elsewhere: Ids[] = [];
  for (const stored of [sibling, foreign])
    elsewhere.push(merged([idsOf(await stored.load(maya)), idsOf(await stored.load(dana))]));
  hidden = {
    seller: [only(await plan.load(dana), 'buyer'), ...elsewhere],
    buyer: [only(await plan.load(maya), 'seller'), ...elsewhere],
  };
  ofPlan = await tables(fresh.owner, 'plan_id');
  secured = (
    await fresh.owner<
      { name: string }[]
    >`select relname as name from pg_class where relrowsecurity and relkind = 'r'`
  ).map(({ name }) => name);
  // Nothing is to be told while this runs: letters go their own way, and would look like somebody's writing.
  // They stay where they are, so that a change of one would be seen.
  await fresh.owner`update line set dropped_why = 'not told here' where letter_id is null`;
  await fresh.owner`update letter set state = 'dropped', ended_at = now() where state in ('waiting', 'sending')`;
  app = await startApp(fresh.target, appSettings);
});
afterAll(async () => {
  await app?.stop();
  await stage?.fresh.drop();
});

function idsOf(plan: Plan, keep: (layer: Layer) => boolean = () => true): Ids {
  const ids: Ids = {};
  for (const list of layeredLists)
    ids[list] = (plan[list] as { id: string; layer: Layer }[]).filter((t) => keep(t.layer)).map((t) => t.id);
  ids.owners = plan.steps.filter((s) => keep(s.layer)).flatMap((s) => s.owners.map((o) => o.id));
  return ids;
}
const only = (plan: Plan, layer: Layer): Ids => idsOf(plan, (of) => of === layer);
const merged = (all: Ids[]): Ids =>
  Object.fromEntries(Object.keys(all[0] ?? {}).map((list) => [list, all.flatMap((ids) => ids[list] ?? [])]));

/** `stepId` names a step, `offerIds` offers, `of` somebody on the plan. */
function listFor(key: string, ids: Ids): string[] {
  const noun = key.replace(/Ids?$/, '');
  const list = ids[`${noun}s`] ?? ids[noun.replace(/y$/, 'ies')];
  if (list) return list;
  if (/^(stakeholder|of|mention)/.test(key)) return ids.people ?? [];
  if (noun === 'answers') return ids.comments ?? [];
  if (noun === 'after') return [...(ids.steps ?? []), ...(ids.milestones ?? [])];
  return Object.values(ids).flat();
}

class RolledBack extends Error {}

/** What a command answers, and what is in the foreign plans when it is done; nothing of it stays. */
async function tryCommand(
  access: PlanAccess,
  envelope: Envelope,
  compare: boolean,
): Promise<{ answer: string; foreign: string | null }> {
  let answer = '';
  let foreign: string | null = null;
  await stage.fresh.database
    .transaction(async (tx) => {
      const [given] = await changePlanIn(tx, access, [envelope]);
      answer = JSON.stringify(given);
      // What was not taken writes its answer down and nothing else; looking at a part of those is enough.
      if (compare || given?.kind === 'ok') foreign = await foreignRows(tx, access.side);
      throw new RolledBack();
    })
    .catch((error) => {
      if (error instanceof RolledBack) return;
      // What the database refuses was asked for: for an id of nobody's it is not, and so the two are told apart.
      const cause = (error as { cause?: unknown }).cause ?? error;
      if ((cause as { name?: string }).name !== 'PostgresError') throw error;
      answer = JSON.stringify({ kind: 'refusedByDatabase', code: (cause as { code?: string }).code });
    });
  return { answer, foreign };
}

/** Everything of the other plans, and of the other side's own layer in this one. */
async function foreignRows(tx: Tx, side: 'seller' | 'buyer'): Promise<string> {
  const digests: string[] = [];
  const across: Layer = side === 'seller' ? 'buyer' : 'seller';
  const digest = (where: string) =>
    sql.join(
      ofPlan
        .filter((table) => where.includes('layer') === false || secured.includes(table))
        .map((table) =>
          sql.raw(`select '${table}' as name, md5(coalesce(string_agg(t::text, '' order by t::text), '')) as digest
            from "${table}" t where ${where}`),
        ),
      sql` union all `,
    );
  for (const { workspaceId, planId } of [stage.sibling, stage.foreign]) {
    await raise(tx, { workspaceId, planIds: [planId] });
    digests.push(JSON.stringify([...(await tx.execute(digest(`plan_id = '${planId}'`)))]));
  }
  const { workspaceId, planId } = stage.plan;
  await setScope(tx, { workspaceId, planIds: [planId], layers: [across] });
  digests.push(
    JSON.stringify([...(await tx.execute(digest(`plan_id = '${planId}' and layer = '${across}'`)))]),
  );
  return digests.join();
}

const untouched = (side: 'seller' | 'buyer') =>
  stage.fresh.database.transaction((tx) => foreignRows(tx, side));

const whatDiffers = (before: string, after: string): string => {
  const names = (text: string) => text.match(/"name":"\w+","digest":"\w*"/g) ?? [];
  const known = new Set(names(before));
  return names(after)
    .filter((name) => !known.has(name))
    .join();
};

interface Found {
  /** Hidden and absent were answered differently. */
  leaks: string[];
  foreignWrites: string[];
}

const alike = (text: string, ids: string[]): string => ids.reduce((t, id) => t.replaceAll(id, 'id'), text);

async function probeWrites(
  trial: Trial,
  size: number,
  over: Partial<PlanAccess>,
  found: Found,
  everywhere?: { seller: string; buyer: string },
): Promise<void> {
  const { random, count } = trial;
  const withIds = probedCommands.filter((type) => countIds(type) > 0);
  const before = everywhere ?? { seller: await untouched('seller'), buyer: await untouched('buyer') };
  for (let n = 0; n < size; n += 1) {
    const who = random.pick(senders);
    const type = withIds[n % withIds.length] as string;
    const at = random.below(countIds(type));
    const [foreignId, absentId, draws] = [
      { value: '', isOwn: false },
      random.uuid(),
      random.branch(`${type} ${n} ${random.below(1e9)}`),
    ];
    const kind = random.pick(hidden[who.side]);
    const args = (put: (right: string) => string) => {
      let place = -1;
      const again = draws.branch('again');
      return argumentsFor(type, again, ({ key }) => {
        if (key === ofTheServer) return rui.personId;
        place += 1;
        const mine = listFor(key, own[who.side]);
        const theirs = listFor(key, kind);
        if (place !== at) return key === 'id' || mine.length === 0 ? again.uuid() : again.pick(mine);
        const right = theirs.length > 0 ? again.pick(theirs) : again.uuid();
        foreignId.value = right;
        foreignId.isOwn = key === 'id';
        return put(right);
      });
    };
    const access = stage.plan.access(who, over);
    const envelope = (made: unknown): Envelope => ({
      id: uuidv7(),
      type: type as Envelope['type'],
      args: made,
    });
    const sent = envelope(args((right) => right));
    const hiddenAnswer = await tryCommand(access, sent, n % 20 === 0);
    const absentAnswer = await tryCommand(access, { ...sent, args: args(() => absentId) }, false);
    count('writes');
    count(`answered ${JSON.parse(hiddenAnswer.answer).kind}`);
    const ids = [foreignId.value, absentId].filter(Boolean);
    // A new thing cannot have an id that is taken: whoever knows one of 122 random bits is told that, and only there.
    const isTaken = foreignId.isOwn && JSON.parse(hiddenAnswer.answer).code === 'exists';
    if (isTaken) count('new things under a taken id');
    if (!isTaken && alike(hiddenAnswer.answer, ids) !== alike(absentAnswer.answer, ids))
      found.leaks.push(
        `${who.key} ${JSON.stringify(sent)}: ${hiddenAnswer.answer}, and ${absentAnswer.answer} for what is not there`,
      );
    for (const { foreign } of [hiddenAnswer, absentAnswer])
      if (foreign !== null && foreign !== before[who.side])
        found.foreignWrites.push(
          `${who.key} ${JSON.stringify(sent)}: ${whatDiffers(before[who.side], foreign)}`,
        );
  }
}

async function probeReads(ask: Ask, { random, count }: Trial, size: number, found: Found): Promise<void> {
  const routes = builtRoutes().filter(({ hasLoader, path }) => hasLoader && /:(planId|stepId)/.test(path));
  const cookies = new Map<string, string>();
  for (const who of senders) cookies.set(who.key, await stage.sessionOf(who.personId));
  const plansOf: Record<string, string[]> = { maya: [stage.foreign.planId], tom: [stage.foreign.planId] };
  const probes = Array.from({ length: size }, () => {
    const who = random.pick(senders);
    const route = random.pick(routes);
    const foreignPlan = random.pick(
      plansOf[who.key] ??
        (who === lena ? [stage.sibling.planId, stage.foreign.planId] : [stage.foreign.planId]),
    );
    const nested = route.path.includes(':stepId') && random.chance(0.7);
    const foreignId = nested ? random.pick(random.pick(hidden[who.side]).steps ?? []) : foreignPlan;
    const params = nested
      ? { planId: stage.plan.planId, stepId: foreignId }
      : { planId: foreignId, stepId: random.pick(random.pick(hidden[who.side]).steps ?? []) };
    return {
      who,
      route,
      foreignId,
      params,
      suffix: random.pick(['', '.data', '.data?_routes=']),
      absent: random.uuid(),
    };
  });
  await threeAtOnce(probes, async ({ who, route, foreignId, params, suffix, absent }) => {
    const pathFor = (id: string) => {
      const swapped = Object.fromEntries(
        Object.entries(params).map(([name, value]) => [name, value === foreignId ? id : value]),
      );
      const more = suffix === '.data?_routes=' ? `.data?_routes=${encodeURIComponent(route.id)}` : suffix;
      return fill(route.path, swapped) + more;
    };
    // A busy machine's 503 is no answer; one that stays is.
    const steadily = async (path: string, tries = 4): Promise<Answered> => {
      const answer = await ask(path, { session: cookies.get(who.key) });
      return answer.status >= 500 && tries > 1 ? steadily(path, tries - 1) : answer;
    };
    const [there, nowhere] = [await steadily(pathFor(foreignId)), await steadily(pathFor(absent))];
    count('reads');
    if (faceOf(there).replaceAll(foreignId, 'id') !== faceOf(nowhere).replaceAll(absent, 'id'))
      found.leaks.push(
        `${who.key} ${pathFor(foreignId)}: ${there.status}, and ${nowhere.status} for what is not there`,
      );
  });
}

test('every command that names something is probed at every id', () => {
  expect(probedCommands.filter((type) => countIds(type) === 0).sort()).toEqual(
    [
      'changeCase',
      'changeGoal',
      'changeOwnName',
      'carryOn',
      'confirmGoal',
      'enterPlan',
      'pausePlan',
      'setCalendar',
      'sharePlan',
    ].sort(),
  );
});

proof(
  {
    name: 'foreign-ids',
    claim:
      'An id of another workspace, another plan or the other side’s own layer reads nothing, changes nothing, and is answered as one that does not exist.',
    sample: 120,
    whole: 10_000,
    unit: 'random probes, with the policy on',
    seconds: 240,
  },
  async (trial) => {
    const ask = asker(app.url);
    const found: Found = { leaks: [], foreignWrites: [] };
    await probeReads(ask, trial, Math.floor(trial.size / 3), found);
    await probeWrites(trial, trial.size - Math.floor(trial.size / 3), {}, found);
    ask.close();
    expect(found.leaks).toEqual([]);
    expect(found.foreignWrites).toEqual([]);
    trial.count('leaks', 0);
    trial.count('foreign writes', 0);
    expect(trial.counted('answered invalid')).toBeLessThan(trial.size / 20);
    expect(trial.counted('answered absent')).toBeGreaterThan(trial.size / 5);
  },
);

twin('steps are kept apart by workspace and plan, and not by layer', (trial) =>
  withoutSecurity(stage.fresh, 'step', async () => {
    const found: Found = { leaks: [], foreignWrites: [] };
    await probeWrites(trial, trial.size, {}, found);
    expect(found.leaks.length + found.foreignWrites.length).toBeGreaterThan(0);
    return `${found.leaks.length} leaks and ${found.foreignWrites.length} foreign writes in ${trial.size} probes`;
  }),
);

/** As if the policy said yes to everybody: every standing there is, and every plan and row asked for outright. */
const stubbedOpen = { standing: 'owner' as Standing, pointPerson: true, proven: true };

async function probeTables(trial: Trial, size: number, found: Found): Promise<void> {
  const { random, count } = trial;
  for (let n = 0; n < size; n += 1) {
    const who = random.pick(senders);
    const target: StoredPlan | 'across' = random.pick(['across', stage.sibling, stage.foreign]);
    const table = secured[n % secured.length] as string;
    const across: Layer = who.side === 'seller' ? 'buyer' : 'seller';
    const where =
      target === 'across'
        ? `plan_id = '${stage.plan.planId}' and layer = '${across}'`
        : `plan_id = '${target.planId}'`;
    const act = random.pick(['read', 'load', 'update', 'delete']);
    await stage.fresh.database
      .transaction(async (tx) => {
        const { workspaceId, planId } = stage.plan;
        await setScope(tx, { workspaceId, planIds: [planId], layers: layersOf(who.side) });
        count(act);
        if (act === 'load' && target !== 'across') {
          if (await loadPlan(tx, target.workspaceId, target.planId))
            found.leaks.push(`load ${target.planId}`);
        } else if (act === 'update' || act === 'delete') {
          const statement =
            act === 'delete' ? `delete from "${table}"` : `update "${table}" set layer = layer`;
          const done = await tx
            .transaction((inner) => inner.execute(sql.raw(`${statement} where ${where} returning 1`)))
            .then((rows) => rows.length)
            // Refused by grant: history may only be read and added to.
            .catch(() => 0);
          if (done > 0) found.foreignWrites.push(`${act} ${table} (${done})`);
        } else {
          const rows = await tx.execute(sql.raw(`select 1 from "${table}" where ${where}`));
          if (rows.length > 0) found.leaks.push(`${table}: ${rows.length} rows`);
        }
        throw new RolledBack();
      })
      .catch((error) => {
        if (!(error instanceof RolledBack)) throw error;
      });
  }
}

proof(
  {
    name: 'row-level-security-alone',
    claim:
      'With the policy stubbed to allow everything, row-level security alone still lets no foreign row be read or changed.',
    sample: 160,
    whole: 10_000,
    unit: 'random probes, with the policy stubbed open',
    seconds: 240,
  },
  async (trial) => {
    const found: Found = { leaks: [], foreignWrites: [] };
    const half = Math.floor(trial.size / 2);
    await probeTables(trial, half, found);
    await probeWrites(trial, trial.size - half, stubbedOpen, found);
    expect(found.leaks).toEqual([]);
    expect(found.foreignWrites).toEqual([]);
    trial.count('leaks', 0);
    trial.count('foreign writes', 0);
    trial.count('tables', secured.length);
  },
);

twin('row-level security is off on the steps', (trial) =>
  withoutSecurity(stage.fresh, 'step', async () => {
    const found: Found = { leaks: [], foreignWrites: [] };
    await probeTables(trial, trial.size, found);
    expect(found.leaks.length).toBeGreaterThan(0);
    return `${found.leaks.length} leaks and ${found.foreignWrites.length} foreign writes in ${trial.size} probes`;
  }),
);
