import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Layer } from '#app/domain/plan.ts';
import { diskStore } from '#app/files/disk-store.server.ts';
import { type AppProcess, startApp } from '#tests/support/app-process.server.ts';
import { lena, maya, rui } from '#tests/support/cast.ts';
import { requireOk, type StoredPlan } from '#tests/support/stored-plan.server.ts';
import { proof, type Trial, twin } from './proof.ts';
import { type Answered, type Ask, asker, formBody, threeAtOnce } from './support/ask.ts';
import { type BuiltRoute, builtRoutes, fill } from './support/manifest.server.ts';
import { startPlantedApp } from './support/planted-app.server.ts';
import { type ActorName, actors, appSettings, type Stage, setStage } from './support/stage.server.ts';

/**
 * What somebody meets. `in`: the loader or action does its work, if only to say that the form is not one of its own.
 * `elsewhere`: sent to another page of ours.
 */
type Outcome = 'in' | 'signIn' | 'notFound' | 'forbidden' | 'elsewhere' | 'unreadable';
type Target = 'plan' | 'sibling' | 'foreign' | 'absent';
type Kind = 'loader' | 'action';
type Rule = (actor: ActorName, target: Target, kind: Kind) => Outcome;

/** Who has been let into which plan at all, and who may only read it. */
const reach: Record<Target, readonly ActorName[]> = {
  plan: ['buyerPointPerson', 'buyer', 'buyerNotAdmitted', 'seller', 'member', 'admin', 'owner'],
  sibling: [
    'buyerPointPerson',
    'buyerOfAnotherPlan',
    'invitedToAnotherPlan',
    'seller',
    'member',
    'admin',
    'owner',
  ],
  foreign: ['buyerOfAnotherPlan', 'sellerElsewhere'],
  absent: [],
};
const members: readonly ActorName[] = ['seller', 'member', 'admin', 'owner', 'sellerElsewhere'];

/** Who opens a page by an invitation to another plan is asked to sign in, which tells nothing of what is there. */
const closed: Rule = (actor, _target, kind) =>
  actor === 'visitor' || (actor === 'invitedToAnotherPlan' && kind === 'loader') ? 'signIn' : 'notFound';
const everybody: Rule = () => 'in';
const nobody: Rule = () => 'notFound';
const signedIn: Rule = (actor) => (actor === 'visitor' ? 'signIn' : 'in');
const onPlan: Rule = (actor, target, kind) =>
  reach[target].includes(actor) ? 'in' : closed(actor, target, kind);
const notMerelyReading: Rule = (actor, target, kind) =>
  actor === 'member' && reach[target].includes(actor) ? 'forbidden' : onPlan(actor, target, kind);
/** Who may share a plan meets this where there is nothing left to share. */
const sharers =
  (outcome: Outcome): Rule =>
  (actor, target, kind) =>
    !reach[target].includes(actor)
      ? closed(actor, target, kind)
      : ['seller', 'admin', 'owner', 'sellerElsewhere'].includes(actor)
        ? outcome
        : 'forbidden';
/** Taking a plan away begins with a draft, which only they have. */
const onlyLeadingSellers: Rule = (actor, target, kind) => {
  const rule = onPlan(actor, target, kind);
  // Who sells elsewhere runs the workspace there.
  const leads =
    actor === 'admin' || actor === 'owner' || (actor === 'sellerElsewhere' && target === 'foreign');
  return rule === 'in' && !leads ? 'forbidden' : rule;
};
/** Of a plan, and of no use to the side that buys. */
const sellersOnly: Rule = (actor, target, kind) =>
  ['buyerPointPerson', 'buyer', 'buyerNotAdmitted', 'buyerOfAnotherPlan'].includes(actor) &&
  reach[target].includes(actor)
    ? 'forbidden'
    : onPlan(actor, target, kind);
const ofWorkspace: Rule = (actor, target, kind) =>
  members.includes(actor) ? 'in' : closed(actor, target, kind);
const send =
  (where: Outcome): Rule =>
  () =>
    where;
/** Whoever would be in is answered with this. */
const instead =
  (rule: Rule, outcome: Outcome): Rule =>
  (actor, target, kind) => {
    const otherwise = rule(actor, target, kind);
    return otherwise === 'in' ? outcome : otherwise;
  };
const who =
  (other: Partial<Record<ActorName, Outcome>>, rest: Rule): Rule =>
  (actor, target, kind) =>
    other[actor] ?? rest(actor, target, kind);

/** Every route with a loader or an action, a line each. One that is missing here fails the test. */
const table: Record<string, { loader?: Rule; action?: Rule }> = {
  'routes/_index': { loader: who({ visitor: 'signIn', removed: 'in' }, send('elsewhere')) },
  // Without a secret of Resend's there is nobody to listen to.
  'routes/hooks.resend': { loader: nobody, action: nobody },
  // Without a key there is no mail server to listen to either.
  'routes/hooks.inbound': { loader: nobody, action: nobody },
  'routes/account': { loader: signedIn, action: signedIn },
  'routes/act.$token': { loader: nobody, action: everybody },
  'routes/invitation.$token': { loader: nobody, action: everybody },
  'routes/in-touch.$token': { loader: nobody, action: nobody },
  'routes/join.$token': { loader: nobody, action: everybody },
  'routes/mailbox._index': { loader: everybody, action: everybody },
  'routes/mailbox.$letterId._index': { loader: everybody },
  'routes/mailbox.$letterId.body': { loader: everybody },
  'routes/mailbox.$letterId.send': { loader: send('elsewhere'), action: everybody },
  // It is no letter that could be answered.
  'routes/mailbox.$letterId.reply': { loader: send('elsewhere'), action: nobody },
  'routes/replies.$token': { loader: nobody, action: everybody },
  'routes/plans._index': { loader: who({ visitor: 'signIn', removed: 'elsewhere' }, everybody) },
  'routes/today': { loader: who({ visitor: 'signIn', removed: 'elsewhere' }, everybody) },
  'routes/plans.new': { loader: ofWorkspace, action: ofWorkspace },
  'routes/plans.sample': { loader: nobody, action: instead(ofWorkspace, 'elsewhere') },
  'routes/plans.$planId_.sample': { loader: nobody, action: instead(onPlan, 'forbidden') },
  'routes/plans.$planId': { loader: onPlan },
  'routes/plans.$planId.$': { loader: instead(onPlan, 'notFound') },
  'routes/plans.$planId.settings': { loader: onPlan, action: onlyLeadingSellers },
  'routes/plans.$planId.activity': { loader: onPlan },
  'routes/plans.$planId.ask': { loader: onPlan },
  'routes/plans.$planId.template': { loader: sellersOnly, action: sellersOnly },
  'routes/plans.$planId.add': { loader: notMerelyReading },
  'routes/plans.$planId.in-touch': { loader: onPlan, action: onPlan },
  'routes/plans.$planId.decisions': { loader: onPlan },
  'routes/plans.$planId.pace': { loader: onPlan },
  'routes/plans.$planId_.decisions[.]csv': { loader: onPlan },
  'routes/plans.$planId_.as-it-arrives': { loader: nobody, action: notMerelyReading },
  'routes/plans.$planId.letters._index': { loader: onPlan },
  // This one belongs to no plan.
  'routes/plans.$planId.letters.$letterId': { loader: instead(onPlan, 'notFound') },
  'routes/plans.$planId_.letters.$letterId.body': { loader: instead(onPlan, 'notFound') },
  // This one hangs on nothing that is written there; real ones have a test of their own below.
  'routes/plans.$planId_.files.$fileId': { loader: instead(onPlan, 'notFound') },
  'routes/plans.$planId.unsettled': { loader: onPlan, action: onPlan },
  'routes/plans.$planId.approve.$stepId': { loader: onPlan, action: onPlan },
  'routes/plans.$planId.people': { loader: onPlan, action: notMerelyReading },
  'routes/plans.$planId.share._index': { loader: sharers('elsewhere'), action: sharers('in') },
  'routes/plans.$planId.share.letter': { loader: sharers('notFound') },
  'routes/plans.$planId.steps.$stepId': { loader: onPlan },
  'routes/plans.$planId.steps.$stepId_.brief': { loader: onPlan },
  'routes/plans.$planId.steps.$stepId_.meeting': { loader: onPlan },
  'routes/plans.$planId.steps.$stepId_.close': { loader: onPlan },
  'routes/plans.$planId.timeline': { loader: onPlan },
  'routes/plans.$planId.summary': { loader: onPlan, action: notMerelyReading },
  'routes/plans.$planId_.change': { loader: onPlan, action: onPlan },
  'routes/plans.$planId_.shown': { loader: nobody, action: onPlan },
  'routes/plans.$planId_.commands': { loader: nobody, action: onPlan },
  'routes/plans.$planId_.with-files': { loader: nobody, action: onPlan },
  'routes/settings': {
    loader: ofWorkspace,
    action: who({ member: 'forbidden', seller: 'forbidden' }, ofWorkspace),
  },
  'routes/settings_.stages': {
    loader: ofWorkspace,
    action: who({ member: 'forbidden', seller: 'forbidden' }, ofWorkspace),
  },
  'routes/settings_.templates._index': { loader: ofWorkspace },
  // There is no such template.
  'routes/settings_.templates.$templateId': {
    loader: instead(ofWorkspace, 'notFound'),
    action: ofWorkspace,
  },
  'routes/setup': { loader: nobody, action: nobody },
  'routes/sign-in._index': {
    loader: who({ visitor: 'in', invitedToAnotherPlan: 'in' }, send('elsewhere')),
    action: everybody,
  },
  'routes/sign-in.$token': {
    loader: nobody,
    action: who({ visitor: 'signIn', invitedToAnotherPlan: 'signIn' }, everybody),
  },
  'routes/sign-in.code': { loader: send('signIn'), action: everybody },
  'routes/sign-out': { loader: send('elsewhere'), action: send('signIn') },
  'routes/stop.$token': { loader: nobody, action: nobody },
  'routes/summary.$token': { loader: nobody },
  'routes/calendar.$token.plans[.]ics': { loader: nobody },
  'routes/workspaces.$workspaceId.mark.$hash': { loader: nobody },
};

const gets = ['document', '.data', '.data?_routes=', '?_data='] as const;
const posts = ['document', '.data', '?_data='] as const;
type Form = (typeof gets)[number];
interface Case {
  route: BuiltRoute;
  kind: Kind;
  actor: ActorName;
  form: Form;
  target: Target;
}

let stage: Stage;
let app: AppProcess;
let letterId: string;
const folder = mkdtempSync(join(tmpdir(), 'tl-actors-'));
beforeAll(async () => {
  stage = await setStage();
  letterId = await aLetter();
  app = await startApp(stage.fresh.target, { ...appSettings, FILES_DIR: folder });
});
afterAll(async () => {
  await app?.stop();
  rmSync(folder, { recursive: true, force: true });
  await stage?.fresh.drop();
});

async function aLetter(): Promise<string> {
  const id = randomUUID();
  const frozen = {
    to: { name: 'Dana Ortiz', address: 'dana@acme.example' },
    from: { name: 'Northwind', address: 'plans@northwind.example' },
    replyTo: null,
    subject: 'A letter',
    html: '<p>A letter</p>',
    text: 'A letter',
    headers: {},
  };
  await stage.fresh.owner`insert into letter (id, kind, state, send_after, ended_at, frozen)
    values (${id}, 'signIn', 'sent', now(), now(), ${stage.fresh.owner.json(frozen)})`;
  return id;
}

/** Every route, actor, way to ask, and plan; those without a plan in their path once. */
function everyCase(): Case[] {
  return builtRoutes().flatMap((route) => {
    const targets: Target[] = route.path.includes(':planId')
      ? ['plan', 'sibling', 'foreign', 'absent']
      : ['plan'];
    const kinds = [
      ...(route.hasLoader ? gets.map((form) => ({ kind: 'loader' as const, form })) : []),
      ...(route.hasAction ? posts.map((form) => ({ kind: 'action' as const, form })) : []),
    ];
    return kinds.flatMap(({ kind, form }) =>
      actors.flatMap((actor) => targets.map((target) => ({ route, kind, form, actor, target }))),
    );
  });
}

/** A step of the kind that the page is about. */
const keyOfStep = (path: string): string =>
  path.includes('/approve/') ? 'budget' : /\/(brief|meeting|close)$/.test(path) ? 'workshop' : 'demo';

function pathOf({ route, form, target, kind }: Case): string {
  const stored = target === 'absent' ? null : stage[target];
  const path = fill(route.path, {
    planId: stored?.planId ?? '99999999-9999-4999-8999-999999999999',
    stepId: stored?.id(keyOfStep(route.path)) ?? '99999999-9999-4999-8999-999999999999',
    letterId,
    workspaceId: (stored ?? stage.plan).workspaceId,
  });
  const index = route.index && kind === 'action' ? 'index' : '';
  const base = path === '/' ? '/_root' : path;
  if (form === '.data') return `${base}.data${index && `?${index}`}`;
  if (form === '.data?_routes=') return `${base}.data?_routes=${encodeURIComponent(route.id)}`;
  const data = form === '?_data=' ? `_data=${encodeURIComponent(route.id)}` : '';
  const query = [index, data].filter(Boolean).join('&');
  return query ? `${path}?${query}` : path;
}

async function meet(ask: Ask, one: Case): Promise<Answered> {
  const session = await stage.session(one.actor);
  const path = pathOf(one);
  if (one.kind === 'loader') return ask(path, { session });
  return ask(path, { method: 'POST', session, own: true, ...formBody({ intent: 'nothing' }) });
}

/** Documents are sent elsewhere by a header, data by what they hold. */
function outcomeOf({ status, headers, text }: Answered): Outcome | `error ${number}` {
  const to =
    headers['x-remix-redirect'] ??
    headers.location ??
    (status === 202 ? /"redirect","([^"]*)"/.exec(text)?.[1] : undefined);
  if (typeof to === 'string') return /^\/sign-in(?![/\w]*code)/.test(to) ? 'signIn' : 'elsewhere';
  if (status === 401) return 'signIn';
  if (status === 400 && text.startsWith('This address cannot be read')) return 'unreadable';
  if (status === 404) return 'notFound';
  if (status === 403) return 'forbidden';
  if (status >= 500 || status === 405 || status === 429) return `error ${status}`;
  return 'in';
}

async function findSurprises(ask: Ask, { size, random, count }: Trial): Promise<string[]> {
  const all = random.shuffle(everyCase());
  const surprises: string[] = [];
  const cases = Array.from({ length: size }, (_, n) => all[n % all.length] as Case);
  await threeAtOnce(cases, async (one) => {
    const rule = one.form === '?_data=' ? send('unreadable') : table[one.route.id]?.[one.kind];
    const met = outcomeOf(await meet(ask, one));
    const expected = rule?.(one.actor, one.target, one.kind);
    // What an action answers by sending its reader on, or its page's loader after it, is its own affair.
    const after =
      one.form === 'document' && met === table[one.route.id]?.loader?.(one.actor, one.target, 'loader');
    const ran = one.kind === 'action' && expected === 'in' && (met === 'elsewhere' || after) ? 'in' : met;
    count(one.kind === 'loader' ? 'reads' : 'posts');
    count(expected === 'in' ? 'let in' : 'kept out');
    if (ran !== expected)
      surprises.push(`${one.actor} ${one.kind} ${pathOf(one)} (${one.target}): ${ran}, not ${expected}`);
  });
  return surprises;
}

test('every loader and action of the build is in the table, and nothing else', () => {
  const declared = Object.entries(table).flatMap(([id, rules]) =>
    Object.keys(rules).map((kind) => `${id} ${kind}`),
  );
  const built = builtRoutes().flatMap(({ id, hasLoader, hasAction }) => [
    ...(hasLoader ? [`${id} loader`] : []),
    ...(hasAction ? [`${id} action`] : []),
  ]);
  expect(declared.sort()).toEqual(built.sort());
});

test('a file is fetched by whoever reads the comment it came with, and is not there for anybody else', async () => {
  const ask = asker(app.url);
  const buyers: readonly ActorName[] = [
    'buyerPointPerson',
    'buyer',
    'buyerOfAnotherPlan',
    'invitedToAnotherPlan',
  ];
  const surprises: string[] = [];
  let fetched = 0;
  for (const target of ['plan', 'sibling'] as const)
    for (const layer of ['shared', 'seller', 'buyer'] as const) {
      const fileId = await aFile(stage[target], layer, target);
      for (const actor of actors)
        for (const asked of ['plan', 'sibling', 'foreign'] as const) {
          const { status } = await ask(`/plans/${stage[asked].planId}/files/${fileId}`, {
            session: await stage.session(actor),
          });
          const reaches = asked === target && reach[target].includes(actor);
          const sells = members.includes(actor);
          const reads = layer === 'shared' || (layer === 'seller' ? sells : buyers.includes(actor));
          if (status === 200) fetched += 1;
          if ((status === 200) !== (reaches && reads))
            surprises.push(`${actor} of a ${layer} file of ${target}, asked for in ${asked}: ${status}`);
        }
    }
  ask.close();
  expect(surprises).toEqual([]);
  expect(fetched).toBeGreaterThan(15);
});

async function aFile(plan: StoredPlan, layer: Layer, target: string): Promise<string> {
  const id = randomUUID();
  await diskStore(folder).put(id, Buffer.from('%PDF'));
  await stage.fresh.owner`insert into file (id, workspace_id, plan_id, bytes, sha256)
    values (${id}, ${plan.workspaceId}, ${plan.planId}, 4, ${'0'.repeat(64)})`;
  const files = [{ id, name: 'file.pdf', type: 'application/pdf' as const, bytes: 4 }];
  const comment = {
    ...{ id: randomUUID(), stepId: null, text: 'With a file', onlyOurs: layer !== 'shared' },
    ...{ mentions: [], request: null, answers: null },
  };
  const writer = layer !== 'buyer' ? maya : target === 'plan' ? lena : rui;
  requireOk(await plan.send(writer, 'writeComment', comment, { files }));
  return id;
}

proof(
  {
    name: 'routes-times-actors',
    claim:
      'Each loader and action answers each kind of person as the table of the test says, however it is asked.',
    sample: 500,
    whole: 4_000,
    unit: 'requests',
    seconds: 180,
  },
  async (trial) => {
    const ask = asker(app.url);
    expect(await findSurprises(ask, trial)).toEqual([]);
    trial.count('answered otherwise', 0);
    trial.count('routes', builtRoutes().length);
    trial.count('kinds of person', actors.length);
    expect(trial.counted('let in')).toBeGreaterThan(trial.size / 10);
    expect(trial.counted('kept out')).toBeGreaterThan(trial.size / 10);
    ask.close();
  },
);

async function findPlanted(trial: Trial, find: string | RegExp, put: string): Promise<string> {
  const planted = await startPlantedApp(stage.fresh.target, [{ find, put }], appSettings);
  const ask = asker(planted.url);
  try {
    const surprises = await findSurprises(ask, trial);
    expect(surprises.length).toBeGreaterThan(0);
    return `${surprises.length} of ${trial.size} requests were answered otherwise`;
  } finally {
    ask.close();
    await planted.stop();
  }
}

twin('an invitation to one plan opens all plans of its person', (trial) =>
  findPlanted(trial, /listSessionPlans\(db, \w+\.id\)\.then\(\(\w+\) => \w+\.includes\(planId\)\)/, 'true'),
);

twin('whoever may read may do everything', (trial) =>
  findPlanted(trial, 'if (!can(access.standing, ability)) throw forbidden();', ''),
);
