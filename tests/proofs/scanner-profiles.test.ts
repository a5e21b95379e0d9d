import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { createToken, secretFor } from '#app/auth/tokens.server.ts';
import { addDays } from '#app/domain/day.ts';
import { type AppProcess, startApp } from '#tests/support/app-process.server.ts';
import { launchBrowser } from '#tests/support/browser.server.ts';
import { dana, lena, maya } from '#tests/support/cast.ts';
import { realToday, requireOk } from '#tests/support/stored-plan.server.ts';
import { proof, type Trial, twin } from './proof.ts';
import { type Answered, type Ask, asker, formBody } from './support/ask.ts';
import { startPlantedApp } from './support/planted-app.server.ts';
import { appSettings, type Stage, setStage } from './support/stage.server.ts';

/** What stands between a letter and its reader, and opens every link of it first. */
type Profile = (on: {
  ask: Ask;
  url: string;
  path: string;
  browser: Browser;
  form: Link['form'];
}) => Promise<void>;

const robot = { 'user-agent': 'Mozilla/5.0 (compatible; LinkInspector/2.1)' };

const profiles: Record<string, Profile> = {
  'HEAD, then GET': async ({ ask, path }) => {
    await ask(path, { method: 'HEAD', headers: robot });
    await ask(path, { headers: robot });
  },
  'twenty GETs': async ({ ask, path }) => {
    await Promise.all(Array.from({ length: 20 }, () => ask(path, { headers: robot })));
  },
  'a browser that runs the page and waits': async ({ url, path, browser }) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(url + path);
    await pause(800);
    await context.close();
  },
  'prefetch and prerender': async ({ ask, path }) => {
    await ask(path, { headers: { purpose: 'prefetch', 'sec-purpose': 'prefetch' } });
    await ask(path, { headers: { 'sec-purpose': 'prefetch;prerender', 'x-moz': 'prefetch' } });
    await ask(`${path}.data`, { headers: { purpose: 'prefetch' } });
  },
  'a script that posts without the page’s cookie': async ({ ask, path, form }) => {
    const body = form(await ask(path));
    await ask(path, { method: 'POST', own: true, ...formBody(body) });
    await ask(`${path}.data`, { method: 'POST', own: true, ...formBody(body) });
  },
  'a script that posts from elsewhere with the page’s cookie': async ({ ask, path, form }) => {
    const page = await ask(path);
    const cookie = cookiesOf(page);
    const { body: text, headers } = formBody(form(page));
    for (const from of [{}, { origin: 'null' }, { origin: 'https://scanner.example' }] as Record<
      string,
      string
    >[])
      await ask(path, {
        method: 'POST',
        ...(text === undefined ? {} : { body: text }),
        headers: { ...headers, ...from, ...(cookie ? { cookie } : {}) },
      });
  },
  'a proxy that asks with the link as its referrer, and for what lies beside it': async ({
    ask,
    path,
    url,
  }) => {
    await ask(path, { headers: { ...robot, referer: url + path } });
    await ask(`${path}/`, { headers: robot });
    await ask(`${path}?utm_source=mail`, { headers: robot });
    await ask(path, { method: 'OPTIONS', headers: robot });
  },
};
const names = Object.keys(profiles);

function cookiesOf({ headers }: Answered): string {
  const lines = headers['set-cookie'];
  return (Array.isArray(lines) ? lines : []).map((line) => line.split(';', 1)[0]).join('; ');
}

let stage: Stage;
let app: AppProcess;
let browser: Browser;
beforeAll(async () => {
  [stage, browser] = await Promise.all([setStage(), launchBrowser()]);
  const { offers } = await stage.plan.load(dana);
  requireOk(await stage.plan.send(dana, 'acceptOffers', { offerIds: offers.map(({ id }) => id) }));
  app = await startApp(stage.fresh.target, appSettings);
});
afterAll(async () => {
  await Promise.all([app?.stop(), browser?.close()]);
  await stage?.fresh.drop();
});

/** A link in a letter, and how its reader gets in or acts by it when it is her turn. */
interface Link {
  path: string;
  /** What its page posts. */
  form: (page: Answered) => Record<string, string>;
  open: () => Promise<Answered>;
}

async function invitationLink(ask: Ask): Promise<Link> {
  const { id } = await createToken(stage.fresh.database.db, {
    purpose: 'invitation',
    personId: lena.personId,
    workspaceId: stage.plan.workspaceId,
    planId: stage.plan.planId,
    invitedBy: maya.personId,
  });
  const path = `/invitation/${secretFor('invitation', id)}`;
  const form = () => ({ intent: 'enter' });
  return { path, form, open: () => pressOn(ask, path, form) };
}

async function signInLink(ask: Ask): Promise<Link> {
  const asked = await ask('/sign-in?index', {
    method: 'POST',
    own: true,
    ...formBody({ address: lena.address, goTo: '' }),
  });
  const pending = cookiesOf(asked);
  const [token] = await stage.fresh.owner<{ id: string }[]>`
    select id from token where purpose = 'signIn' order by created_at desc limit 1`;
  if (!pending || !token)
    throw new Error(`No letter was asked for: ${asked.status} ${asked.text.slice(0, 300)}`);
  const path = `/sign-in/${secretFor('signIn', token.id)}`;
  const form = () => ({});
  return { path, form, open: () => pressOn(ask, path, form, pending) };
}

/** To Dana, about a step of hers that can be given another day as often as she likes. */
async function actLink(ask: Ask, n: number): Promise<Link> {
  const { id } = await createToken(stage.fresh.database.db, {
    purpose: 'letterAct',
    personId: dana.personId,
    workspaceId: stage.plan.workspaceId,
    planId: stage.plan.planId,
    refs: { act: 'newDay', stepId: stage.plan.id('data'), read: '' },
  });
  const path = `/act/${secretFor('letterAct', id)}`;
  const form = ({ text }: Answered) => ({
    intent: 'act',
    read: /name="read" value="(\w+)"/.exec(text)?.[1] ?? '',
    day: addDays(realToday(), 20 + n),
  });
  return { path, form, open: () => pressOn(ask, path, form) };
}

/** In the receipt of a reply of Dana's that waits: to delete it. */
async function replyLink(ask: Ask): Promise<Link> {
  const { planId, workspaceId } = stage.plan;
  const replyId = randomUUID();
  const place = { stepId: stage.plan.id('data'), onlyOurs: false, answers: null };
  await stage.fresh.owner`insert into reply
      (id, key, person_id, workspace_id, plan_id, place, text, state, only_ours, received_at, due_at)
    values (${replyId}, ${replyId}, ${dana.personId}, ${workspaceId}, ${planId}, ${stage.fresh.owner.json(place)},
      'Words', 'waiting', false, now(), now() + interval '1 day')`;
  const { id } = await createToken(stage.fresh.database.db, {
    ...{ purpose: 'replyAct', personId: dana.personId, workspaceId, planId },
    refs: { replyAct: 'delete', replyId },
  });
  const path = `/replies/${secretFor('replyAct', id)}`;
  const form = () => ({});
  return { path, form, open: () => pressOn(ask, path, form) };
}

/** At the end of each letter: how Dana wants to be kept in touch, in another hour each time. */
async function inTouchLink(ask: Ask, n: number): Promise<Link> {
  const { planId, workspaceId } = stage.plan;
  const { id } = await createToken(stage.fresh.database.db, {
    ...{ purpose: 'stopLetters', personId: dana.personId, workspaceId, planId },
  });
  await stage.fresh.owner`update membership set in_touch_said_at = null`;
  const path = `/in-touch/${secretFor('stopLetters', id)}`;
  const hours = { from: String(n % 12), to: String(12 + (n % 11)) };
  const form = () => ({
    ...{ about: 'everything', rhythm: 'daily', weekday: '1', days: '1', channel: 'mail', manner: 'personal' },
    ...{ ...hours, quietFrom: '20', quietTo: '7' },
  });
  return { path, form, open: () => pressOn(ask, path, form) };
}

/** A person: opens the page, and presses its button in the same browser. */
async function pressOn(ask: Ask, path: string, form: Link['form'], cookies = ''): Promise<Answered> {
  const page = await ask(path, { headers: { ...(cookies ? { cookie: cookies } : {}) } });
  const cookie = [cookies, cookiesOf(page)].filter(Boolean).join('; ');
  const { body: text, headers } = formBody(form(page));
  return ask(path, { method: 'POST', own: true, body: text ?? '', headers: { ...headers, cookie } });
}

const countSessions = async (): Promise<number> => {
  const [row] = await stage.fresh.owner<{ n: number }[]>`select count(*)::int as n from session`;
  return row?.n ?? 0;
};

/** What links in letters have done. */
const countActs = async (): Promise<number> => {
  const [row] = await stage.fresh.owner<{ n: number }[]>`
    select (select count(*) from command where answer ? 'fromLetter')::int
      + (select count(*) from reply where state <> 'waiting' or only_ours)::int
      + (select count(*) from membership where in_touch_said_at is not null)::int as n`;
  return row?.n ?? 0;
};

const links = {
  invitations: invitationLink,
  'links to sign in': signInLink,
  'links to act': actLink,
  'links to one’s own reply': replyLink,
  'links to how we keep in touch': inTouchLink,
};
const kinds = Object.keys(links) as (keyof typeof links)[];
const letsIn = new Set<string>(['invitations', 'links to sign in']);

async function letScannersIn(
  url: string,
  { size, count }: Trial,
): Promise<{ sessions: number; acts: number; shutOut: string[] }> {
  const ask = asker(url);
  let sessions = 0;
  let acts = 0;
  const shutOut: string[] = [];
  for (let n = 0; n < size; n += 1) {
    const name = names[n % names.length] as string;
    const kind = kinds[Math.floor(n / names.length) % kinds.length] ?? 'links to act';
    const link = await links[kind](ask, n);
    const [before, did] = await Promise.all([countSessions(), countActs()]);
    await profiles[name]?.({ ask, url, path: link.path, browser, form: link.form });
    const [after, done] = await Promise.all([countSessions(), countActs()]);
    sessions += after - before;
    acts += done - did;
    count(kind);
    const answer = await link.open();
    const entered = (await countSessions()) > before && cookiesOf(answer).includes('tl=');
    const acted = (await countActs()) > done;
    if (letsIn.has(kind) ? !entered : !acted)
      shutOut.push(`${name}, ${link.path.split('/')[1]}: ${answer.status}`);
  }
  ask.close();
  return { sessions, acts, shutOut };
}

proof(
  {
    name: 'scanner-profiles',
    claim:
      'What scans mail can open every link of it in any of seven ways without a session or an act, and the person still gets in and acts.',
    sample: 35,
    whole: 420,
    unit: 'links',
  },
  async (trial) => {
    const { sessions, acts, shutOut } = await letScannersIn(app.url, trial);
    expect(sessions).toBe(0);
    expect(acts).toBe(0);
    expect(shutOut).toEqual([]);
    trial.count('ways to open a link', names.length);
    trial.count('sessions given to scanners', sessions);
    trial.count('acts by scanners', acts);
    trial.count('people shut out', shutOut.length);
    for (const kind of kinds) expect(trial.counted(kind)).toBeGreaterThan(0);
  },
);

twin('opening the page of an invitation enters', async (trial) => {
  const planted = await startPlantedApp(
    stage.fresh.target,
    [
      {
        find: 'await readInvitation(params.token ?? "", context.session)',
        put: '(await joinPlan({ secret: params.token ?? "", current: undefined, door: undefined }), await readInvitation(params.token ?? "", context.session))',
      },
    ],
    appSettings,
  );
  try {
    const { sessions, shutOut } = await letScannersIn(planted.url, trial);
    expect(sessions).toBeGreaterThan(0);
    return `${sessions} sessions were given to scanners, and ${shutOut.length} people shut out`;
  } finally {
    await planted.stop();
  }
});

twin('opening the page of a link to act acts', async (trial) => {
  const planted = await startPlantedApp(
    stage.fresh.target,
    [
      {
        find: 'await readLetterAct(params.token ?? "", context.session)',
        put: '(await actFromLetter(params.token ?? "", context.session, { read: (await readLetterAct(params.token ?? "", context.session)).read, day: "2031-03-12", reason: "" }), await readLetterAct(params.token ?? "", context.session))',
      },
    ],
    appSettings,
  );
  try {
    const { acts, shutOut } = await letScannersIn(planted.url, trial);
    expect(acts).toBeGreaterThan(0);
    return `${acts} times a scanner acted, and ${shutOut.length} people found it done`;
  } finally {
    await planted.stop();
  }
});
