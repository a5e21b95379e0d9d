import { randomUUID } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, expect } from 'vitest';
import { secretFor } from '#app/auth/tokens.server.ts';
import { isForServers } from '#app/http/paths.ts';
import { type AppProcess, startApp } from '#tests/support/app-process.server.ts';
import { proof, type Trial, twin } from './proof.ts';
import { type Ask, type Asked, asker, formBody, threeAtOnce } from './support/ask.ts';
import { wholeDatabase } from './support/dump.server.ts';
import { type BuiltRoute, builtRoutes, fill } from './support/manifest.server.ts';
import { startPlantedApp } from './support/planted-app.server.ts';
import { appSettings, type Stage, setStage } from './support/stage.server.ts';

/** What a browser on another site, or no browser, says of where a request comes from. */
const origins: Record<string, string>[] = [
  {},
  { origin: 'https://evil.example' },
  { origin: 'null' },
  { origin: '' },
  { origin: 'http://localhost.evil.example' },
  { origin: 'http://localhost:1' },
  { referer: 'http://localhost/plans' },
  { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
  { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
  {
    origin: 'null',
    'sec-fetch-site': 'cross-site',
    'sec-fetch-mode': 'navigate',
    'sec-fetch-dest': 'document',
  },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { 'sec-fetch-site': 'none' },
  { 'sec-fetch-site': 'same-origin, cross-site' },
  { 'sec-fetch-site': 'SAME-ORIGIN' },
  { 'sec-fetch-site': 'cross-site', 'x-forwarded-host': 'evil.example', origin: 'https://evil.example' },
];
const methods = ['POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND'];
const overrides: Record<string, string>[] = [
  {},
  { 'x-http-method-override': 'POST' },
  { 'x-requested-with': 'XMLHttpRequest' },
  { 'x-remix-request': 'yes' },
];
const suffixes = ['', '.data', '?index', '?_data=', '.data?_routes=', '?_method=POST'];
type BodyKind = 'urlencoded' | 'methodField' | 'multipart' | 'text' | 'json' | 'jsonAsText';
const bodies: BodyKind[] = ['urlencoded', 'methodField', 'multipart', 'text', 'json', 'jsonAsText'];

interface Door {
  route: BuiltRoute;
  path: string;
  fields: Record<string, string>;
  json: unknown;
}

let stage: Stage;
let app: AppProcess;
let session: string;
beforeAll(async () => {
  stage = await setStage();
  session = (await stage.session('owner')) ?? '';
  app = await startApp(stage.fresh.target, appSettings);
});
afterAll(async () => {
  await app?.stop();
  await stage?.fresh.drop();
});

const command = (title: string) => ({
  id: uuidv7(),
  type: 'changeStep',
  args: { stepId: stage.plan.id('demo'), field: 'title', value: title },
});

/** Every action with a body that does something there, when it comes from our own page. */
async function doors(): Promise<Door[]> {
  const { owner } = stage.fresh;
  const invitation = randomUUID();
  const stop = randomUUID();
  const act = randomUUID();
  const onReply = randomUUID();
  const reply = randomUUID();
  const [dana] =
    await owner`select person_id from stakeholder where plan_id = ${stage.plan.planId} and side = 'buyer'`;
  const { hashOfToken } = await import('#app/auth/tokens.server.ts');
  for (const [id, purpose] of [
    [invitation, 'invitation'],
    [stop, 'stopLetters'],
    [act, 'letterAct'],
  ] as const)
    await owner`insert into token (id, purpose, hash, person_id, workspace_id, plan_id, refs, expires_at)
      values (${id}, ${purpose}, ${hashOfToken(purpose, id)}, ${dana?.person_id}, ${stage.plan.workspaceId},
        ${stage.plan.planId}, ${owner.json({ act: 'done', stepId: stage.plan.id('data'), read: '' })},
        now() + interval '1 day')`;
  const place = { stepId: stage.plan.id('data'), onlyOurs: false, answers: null };
  await owner`insert into reply (id, key, person_id, workspace_id, plan_id, place, text, state, only_ours, received_at,
      due_at)
    values (${reply}, ${reply}, ${dana?.person_id}, ${stage.plan.workspaceId}, ${stage.plan.planId},
      ${owner.json(place)}, 'Half of it', 'waiting', false, now(), now() + interval '1 day')`;
  await owner`insert into token (id, purpose, hash, person_id, workspace_id, plan_id, refs, expires_at)
    values (${onReply}, 'replyAct', ${hashOfToken('replyAct', onReply)}, ${dana?.person_id},
      ${stage.plan.workspaceId}, ${stage.plan.planId}, ${owner.json({ replyAct: 'delete', replyId: reply })},
      now() + interval '1 day')`;
  const token = (id: string) =>
    id === 'routes/stop.$token' || id === 'routes/in-touch.$token'
      ? secretFor('stopLetters', stop)
      : id === 'routes/act.$token'
        ? secretFor('letterAct', act)
        : id === 'routes/replies.$token'
          ? secretFor('replyAct', onReply)
          : secretFor('invitation', invitation);
  const envelope = command('Run from elsewhere');
  const inTouch = {
    ...{ about: 'everything', rhythm: 'weekly', weekday: '2', days: '2', from: '8', to: '9' },
    ...{ quietFrom: '20', quietTo: '7', channel: 'mail', manner: 'brief' },
  };
  const fieldsOf: Record<string, Record<string, string>> = {
    'routes/plans.$planId_.change': {
      type: envelope.type,
      id: envelope.id,
      fixed: JSON.stringify(envelope.args),
      base: '{}',
      confirmed: '',
      back: '/',
    },
    'routes/plans.$planId.people': {
      intent: 'invite',
      commandId: uuidv7(),
      side: 'buyer',
      name: 'Eve Mallory',
      address: 'eve@evil.example',
      role: 'legal',
    },
    'routes/plans.new': {
      planId: randomUUID(),
      company: 'Evil',
      liveDay: '2031-03-12',
      template: 'short-plan',
      objective: '',
      whyNow: '',
      zone: 'Europe/Berlin',
      intent: 'open',
    },
    'routes/in-touch.$token': inTouch,
    'routes/plans.$planId.in-touch': inTouch,
    'routes/sign-in._index': { address: 'eve@evil.example', email: 'eve@evil.example' },
    'routes/invitation.$token': { intent: 'enter' },
    'routes/act.$token': { intent: 'act', read: '' },
    'routes/stop.$token': { intent: 'stop', 'List-Unsubscribe': 'One-Click' },
  };
  return builtRoutes().map((route) => ({
    route,
    path: fill(route.path, {
      planId: stage.plan.planId,
      stepId: stage.plan.id('demo'),
      letterId: randomUUID(),
      token: token(route.id),
      secret: token(route.id),
    }),
    fields: fieldsOf[route.id] ?? { intent: 'save' },
    json: envelope,
  }));
}

function bodyOf(kind: BodyKind, { fields, json }: Door): Pick<Asked, 'body' | 'headers'> {
  if (kind === 'urlencoded') return formBody(fields);
  if (kind === 'methodField') return formBody({ ...fields, _method: 'DELETE' });
  if (kind === 'json') return { body: JSON.stringify(json), headers: { 'content-type': 'application/json' } };
  if (kind === 'jsonAsText') return { body: JSON.stringify(json), headers: { 'content-type': 'text/plain' } };
  if (kind === 'text')
    return {
      body: Object.entries(fields)
        .map(([name, value]) => `${name}=${value}\r\n`)
        .join(''),
      headers: { 'content-type': 'text/plain' },
    };
  const parts = Object.entries(fields).map(
    ([name, value]) => `--limit\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return {
    body: `${parts.join('')}--limit--\r\n`,
    headers: { 'content-type': 'multipart/form-data; boundary=limit' },
  };
}

function addressOf({ path, route }: Door, suffix: string): string {
  if (suffix === '?_data=') return `${path}?_data=${encodeURIComponent(route.id)}`;
  if (suffix === '.data?_routes=') return `${path}.data?_routes=${encodeURIComponent(route.id)}`;
  return `${path === '/' && suffix.startsWith('.') ? '/_root' : path}${suffix}`;
}

/** RFC 8058 lets a mail provider post to a stop link with neither header; nothing else may say nothing. */
const mayBeOneClick = (method: string, suffix: string, headers: Record<string, string>, { route }: Door) =>
  route.id === 'routes/stop.$token' &&
  method === 'POST' &&
  suffix === '' &&
  !('origin' in headers) &&
  !('sec-fetch-site' in headers);

/** Answers what was answered in another way than by the guard, and whether anything was changed. */
async function postFromElsewhere(ask: Ask, { size, random, count }: Trial) {
  const all = await doors();
  const before = await wholeDatabase(stage.fresh.owner);
  const unexpected: string[] = [];
  // Each as its own page would send it, only that nothing says where it comes from; then whatever else there is.
  for (const door of all) {
    if (isForServers(door.path)) continue;
    const { status } = await ask(addressOf(door, ''), {
      method: 'POST',
      session,
      ...bodyOf('urlencoded', door),
    });
    if (status !== 403) unexpected.push(`POST ${addressOf(door, '')} {}: ${status}`);
  }
  await threeAtOnce(Array.from({ length: size }), async () => {
    const door = random.pick(all);
    const [method, suffix] = [random.pick(methods), random.pick(suffixes)];
    const from = random.pick(origins);
    if (mayBeOneClick(method, suffix, from, door)) return;
    const { body, headers } = bodyOf(random.pick(bodies), door);
    const { status } = await ask(addressOf(door, suffix), {
      method,
      session,
      ...(body === undefined ? {} : { body }),
      headers: { ...headers, ...random.pick(overrides), ...from },
    });
    count('refused by the guard', status === 403 ? 1 : 0);
    if (status !== 403)
      unexpected.push(`${method} ${addressOf(door, suffix)} ${JSON.stringify(from)}: ${status}`);
  });
  const after = await wholeDatabase(stage.fresh.owner);
  const changed = Object.keys({ ...before, ...after }).filter((table) => before[table] !== after[table]);
  return { unexpected, changed };
}

proof(
  {
    name: 'cross-origin-posts',
    claim: 'Nothing that comes from another site, or does not say where it comes from, runs an action.',
    sample: 500,
    whole: 20_000,
    unit: 'requests of every shape, with the cookie of an owner',
  },
  async (trial) => {
    const ask = asker(app.url);
    const { unexpected, changed } = await postFromElsewhere(ask, trial);
    expect(unexpected).toEqual([]);
    expect(changed).toEqual([]);
    trial.count('run', 0);
    trial.count('tables changed', 0);
    trial.count('addresses', builtRoutes().length * suffixes.length);
    expect(trial.counted('refused by the guard')).toBeGreaterThan(trial.size * 0.95);
    // The same bodies do something when they come from our page.
    const own = { method: 'POST', own: true, session };
    const json = {
      body: JSON.stringify(command('From our page')),
      headers: { 'content-type': 'application/json' },
    };
    expect((await ask(`/plans/${stage.plan.planId}/commands`, { ...own, ...json })).status).toBe(200);
    for (const door of (await doors()).filter(({ fields }) => Object.keys(fields).length > 1))
      expect(
        (await ask(door.path, { ...own, ...bodyOf('urlencoded', door) })).status,
        door.path,
      ).toBeLessThan(400);
    ask.close();
  },
);

twin('the guard lets in what does not say where it comes from', async (trial) => {
  const planted = await startPlantedApp(
    stage.fresh.target,
    [
      {
        find: /if \(site === void 0\) return \w+ === appUrl \? void 0 : elsewhere;/,
        put: 'if (site === undefined) return undefined;',
      },
    ],
    appSettings,
  );
  const ask = asker(planted.url);
  try {
    const { unexpected, changed } = await postFromElsewhere(ask, trial);
    expect(unexpected.length).toBeGreaterThan(0);
    expect(changed).not.toEqual([]);
    return `${unexpected.length} of ${trial.size} requests passed, and ${changed.length} tables were changed`;
  } finally {
    ask.close();
    await planted.stop();
  }
});
