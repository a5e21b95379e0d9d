import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, expect } from 'vitest';
import { addDays } from '#app/domain/day.ts';
import { mailStand } from '#tests/mail/mail-stand.server.ts';
import { type AppProcess, startApp } from '#tests/support/app-process.server.ts';
import { cast, dana, grace, maya } from '#tests/support/cast.ts';
import { realToday, requireOk } from '#tests/support/stored-plan.server.ts';
import { proof, type Trial, twin } from './proof.ts';
import { type Ask, asker, threeAtOnce } from './support/ask.ts';
import { builtRoutes, fill } from './support/manifest.server.ts';
import { startPlantedApp } from './support/planted-app.server.ts';
import { leaveUnsettled, tellLive } from './support/private-live.server.ts';
import { canaries, fillBothSides } from './support/private-things.server.ts';
import { type ActorName, actors, appSettings, type Stage, setStage } from './support/stage.server.ts';
import { withoutSecurity } from './support/without-security.server.ts';
import { nameThings } from './worlds/acts-in-private.server.ts';

// The mailbox of one's own machine shows every letter to whoever sits there; it is closed where letters are posted.
const settings = { ...appSettings, SMTP_URL: 'smtp://127.0.0.1:9', MAIL_FROM: 'plans@throughline.test' };

type Side = 'seller' | 'buyer';
const both: readonly Side[] = ['seller', 'buyer'];
/** Whose own layer each may read; everybody else may read neither. */
const ownSide: Partial<Record<ActorName, Side>> = {
  buyerPointPerson: 'buyer',
  buyer: 'buyer',
  seller: 'seller',
  member: 'seller',
  admin: 'seller',
  owner: 'seller',
};

let stage: Stage;
let app: AppProcess;
/** Ids of what each side keeps to itself. */
let kept: Record<Side, string[]>;
let sharedSteps: string[];
/** Letters to people, by their address. */
let letters: { address: string; text: string }[];
beforeAll(async () => {
  stage = await setStage();
  const { plan } = stage;
  kept = await fillBothSides(plan, randomUUID);
  await leaveUnsettled(plan);
  await nameThings(stage.fresh.database, plan, randomUUID());
  sharedSteps = (await plan.load(dana)).steps.filter((s) => s.layer === 'shared').map((s) => s.id);
  // News for everybody, about things that private ones hang on.
  const day = addDays(realToday(), 15);
  requireOk(await plan.send(maya, 'rescheduleStep', { stepId: plan.id('data'), dueDay: day }));
  requireOk(await plan.send(dana, 'rescheduleStep', { stepId: plan.id('demo'), dueDay: day }));
  requireOk(await plan.send(maya, 'completeStep', { stepId: plan.id('demo') }));
  const mail = mailStand(stage.fresh.database);
  mail.wait(3_000);
  await mail.post();
  letters = mail.sent.map((letter) => ({ address: letter.to.address, text: JSON.stringify(letter) }));
  app = await startApp(stage.fresh.target, settings);
});
afterAll(async () => {
  await app?.stop();
  await stage?.fresh.drop();
});

/** Words and ids of the sides this text may tell nothing of; the id that was asked for is the asker's own. */
function hits(text: string, hidden: readonly Side[], asked = ''): string[] {
  const rest = asked ? text.replaceAll(asked, '') : text;
  return hidden.flatMap((side) =>
    [canaries[side], ...kept[side]].filter((telling) => rest.includes(telling)),
  );
}

type Asking = {
  actor: ActorName;
  path: string;
  asked: string;
  post?: { id: string; kind: 'commands' | 'change' };
};

/** Every page there is, and every command about a hidden thing, as everybody. */
function everyAsking(): Asking[] {
  const { planId, workspaceId } = stage.plan;
  const all: Asking[] = [];
  for (const actor of actors) {
    for (const route of builtRoutes().filter((r) => r.hasLoader || r.index)) {
      const steps = route.path.includes(':stepId') ? [...sharedSteps, ...kept.seller, ...kept.buyer] : [''];
      for (const stepId of steps) {
        const path = fill(route.path, { planId, workspaceId, stepId });
        const data = path === '/' ? '/_root.data' : `${path}.data`;
        const queries = ['', data, `${data}?_routes=${encodeURIComponent(route.id)}`, `${path}?view=whole`];
        for (const asking of queries) all.push({ actor, path: asking || path, asked: stepId });
      }
    }
    for (const id of [...kept.seller, ...kept.buyer])
      for (const kind of ['commands', 'change'] as const)
        all.push({ actor, path: `/plans/${planId}/${kind}`, asked: id, post: { id, kind } });
  }
  return all;
}

async function look(ask: Ask, cookies: Map<ActorName, string | undefined>, one: Asking): Promise<string> {
  const session = cookies.get(one.actor);
  if (!one.post) return (await ask(one.path, { session })).text;
  const { id, kind } = one.post;
  const envelope = { id: uuidv7(), type: 'rescheduleStep', args: { stepId: id, dueDay: null } };
  const json = { body: JSON.stringify(envelope), headers: { 'content-type': 'application/json' } };
  const fields = {
    type: envelope.type,
    id: envelope.id,
    fixed: JSON.stringify(envelope.args),
    base: '{}',
    back: '/',
  };
  const form = {
    body: new URLSearchParams({ ...fields, confirmed: '' }).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  };
  return (await ask(one.path, { session, method: 'POST', own: true, ...(kind === 'commands' ? json : form) }))
    .text;
}

async function findCanaries(url: string, { size, random, count }: Trial): Promise<string[]> {
  const ask = asker(url);
  const cookies = new Map<ActorName, string | undefined>();
  for (const actor of actors) cookies.set(actor, await stage.session(actor));
  const all = random.shuffle(everyAsking().filter(({ path }) => path !== '/sign-out'));
  const found: string[] = [];
  // Half of what is read is read by somebody on the plan.
  const insiders = all.filter(({ actor }) => ownSide[actor] || actor === 'buyerNotAdmitted');
  const list = Array.from({ length: size }, (_, n) => {
    const from = n % 2 === 0 ? insiders : all;
    return from[n % from.length] as Asking;
  });
  await threeAtOnce(list, async (one) => {
    const own = ownSide[one.actor];
    const text = await look(ask, cookies, one);
    const hidden = both.filter((side) => side !== own);
    count(one.post ? 'answers to commands' : 'pages and loader answers');
    if (own && text.includes(canaries[own])) count('shown to its own side');
    for (const hit of hits(text, hidden, one.asked))
      found.push(`${one.actor} ${one.path} ${one.asked}: ${hit}`);
  });
  ask.close();
  return found;
}

/** With everybody’s screen open. */
async function findLiveCanaries(url: string, { size, count }: Trial): Promise<string[]> {
  const ask = asker(url);
  const found: string[] = [];
  try {
    const screens = new Map(actors.map((actor) => [actor, uuidv7()]));
    for (let scene = 0; scene < size; scene += 1) {
      // A screen says where it is once a second, and three times at once.
      if (scene > 0) await pause(3_000);
      const cookies = new Map<ActorName, string | undefined>();
      for (const actor of actors) cookies.set(actor, await stage.session(actor));
      for (const { actor, what, text } of await tellLive({ stage, url, ask, cookies, screens })) {
        const own = ownSide[actor];
        const hidden = both.filter((side) => side !== own);
        count(what);
        if (own && text.includes(canaries[own])) count(`${what}, with what is one’s own side’s`);
        for (const hit of hits(text, hidden)) found.push(`${actor}, ${what}: ${hit}`);
      }
    }
  } finally {
    ask.close();
  }
  return found;
}

function canariesInLetters(count: Trial['count']): string[] {
  return letters.flatMap(({ address, text }) => {
    const reader = cast.find((member) => member.address === address);
    const own = reader === grace ? undefined : reader?.side;
    count('letters');
    return hits(
      text,
      both.filter((side) => side !== own),
    ).map((hit) => `a letter to ${address}: ${hit}`);
  });
}

proof(
  {
    name: 'canaries',
    claim:
      'Nothing that one side keeps to itself is in any page, loader answer, error, activity or letter of anybody else, not even its id.',
    sample: 240,
    whole: 10_000,
    unit: 'answers read by twelve kinds of person, and every letter',
    seconds: 240,
  },
  async (trial) => {
    expect(await findCanaries(app.url, trial)).toEqual([]);
    expect(canariesInLetters(trial.count)).toEqual([]);
    trial.count('hits', 0);
    trial.count('things kept private', kept.seller.length + kept.buyer.length);
    expect(trial.counted('shown to its own side')).toBeGreaterThan(trial.size / 40);
    expect(trial.counted('letters')).toBeGreaterThan(1);
  },
);

twin('each side is given the layer of the other', async (trial) => {
  const plants = [
    {
      find: /admitted \? \["shared", (side\d*)\] : \["shared"\]/,
      put: (side: string) => `["shared", ${side} === "seller" ? "buyer" : "seller"]`,
    },
  ];
  const planted = await startPlantedApp(stage.fresh.target, plants, settings);
  try {
    const found = await findCanaries(planted.url, trial);
    expect(found.length).toBeGreaterThan(0);
    return `${found.length} hits in ${trial.size} answers`;
  } finally {
    await planted.stop();
  }
});

twin('row-level security is off on the comments', (trial) =>
  withoutSecurity(stage.fresh, 'comment', async () => {
    const found = await findCanaries(app.url, trial);
    expect(found.length).toBeGreaterThan(0);
    return `${found.length} hits in ${trial.size} answers`;
  }),
);

proof(
  {
    name: 'canaries-live',
    claim:
      'Nothing that one side keeps to itself is in what the open screen of anybody else is sent, in what they missed, in what waits for them, or in what their edits, their undo and redo and their presence are answered, not even its id.',
    sample: 1,
    whole: 20,
    unit: 'scenes with the screens of twelve kinds of person open',
    seconds: 120,
  },
  async (trial) => {
    expect(await findLiveCanaries(app.url, trial)).toEqual([]);
    trial.count('hits', 0);
    // Six have a layer of their own to hear of; two have something waiting, as a page and as data.
    for (const [what, least] of Object.entries({ stream: 6, 'what was missed': 6, tray: 4 }))
      expect(trial.counted(`${what}, with what is one’s own side’s`), what).toBeGreaterThanOrEqual(
        least * trial.size,
      );
  },
);

twin('who is at something private is shown there to everybody', async (trial) => {
  const plants = [{ find: /lane === "own" \|\| layer === "shared" \?/, put: 'lane !== "none" ?' }];
  const planted = await startPlantedApp(stage.fresh.target, plants, settings);
  try {
    const found = await findLiveCanaries(planted.url, trial);
    expect(found.some((hit) => hit.includes(', stream:'))).toBe(true);
    return `${found.length} hits on the open screens of everybody`;
  } finally {
    await planted.stop();
  }
});
