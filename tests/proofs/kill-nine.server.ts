import { setTimeout as pause } from 'node:timers/promises';
import type { Envelope } from '#app/commands/registry.ts';
import type { Answer } from '#app/domain/command.ts';
import type { Plan } from '#app/domain/plan.ts';
import * as paths from '#app/http/paths.ts';
import { readPlan } from '#db/read-plan.server.ts';
import { type CastMember, cast, dana, grace, lena, maya, rui } from '#tests/support/cast.ts';
import type { FreshDatabase } from '#tests/support/databases.server.ts';
import { realToday, type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';
import { type Edit, nextEdit } from './edits.ts';
import { type KillableApp, killableApp } from './killable-app.server.ts';
import type { Random } from './random.ts';
import { signedIn } from './sessions.server.ts';
import { type PostOffice, startPostOffice } from './slow-post-office.server.ts';

export interface Acknowledged {
  id: string;
  edit: Edit;
  /** Null where it was taken for saved without an answer. */
  answer: Answer | null;
}
export interface Life {
  stored: StoredPlan;
  app: KillableApp;
  post: PostOffice | null;
  acknowledged: Acknowledged[];
  invited: string[];
  /** Commands in the history when people began. */
  began: number;
  kills: number;
  /** Edits whose first answer never came. */
  unanswered: number;
}
export interface Living {
  fresh: FreshDatabase;
  random: Random;
  kills: number;
  transport: 'resend' | 'mailbox';
  /** Planted bugs. */
  forgetKeys?: boolean;
  takenForSaved?: boolean;
}

const buyers = [dana, lena, grace, rui];

/** People edit and invite while the app is killed and started again, until it was killed often enough; then all is told. */
export async function liveThroughKills(living: Living): Promise<Life> {
  const { fresh, random, transport } = living;
  const stored = await storedPlan(fresh.database, { buyers });
  await fresh.owner`delete from line`;
  const [{ count } = { count: 0 }] = await fresh.owner<{ count: number }[]>`
    select count(distinct command_id)::int as count from history where plan_id = ${stored.planId}`;
  const post =
    transport === 'resend'
      ? await startPostOffice(random.branch('post'), { forgetKeys: living.forgetKeys })
      : null;
  const app = await killableApp(fresh.target, {
    APP_SECRET: random.hex(48),
    TRUST_PROXY: 'loopback',
    MAIL_QUIET_SECONDS: '0',
    ...(post && {
      RESEND_API_KEY: post.apiKey,
      RESEND_BASE_URL: post.baseUrl,
      MAIL_FROM: 'Throughline <plans@throughline.example>',
    }),
  });
  const life: Life = {
    stored,
    app,
    post,
    acknowledged: [],
    invited: [],
    began: count,
    kills: 0,
    unanswered: 0,
  };
  let going = true;
  const isOver = () => !going;
  await app.start();
  const people = [
    ...cast.map((who, number) => edits(living, life, who, number, isOver)),
    invites(living, life, isOver),
  ];
  await killAgainAndAgain(living, life);
  going = false;
  await Promise.all(people);
  await everythingTold(living, life);
  return life;
}

async function killAgainAndAgain({ fresh, random, kills, forgetKeys }: Living, life: Life): Promise<void> {
  const { app, post } = life;
  const own = random.branch('kills');
  while (life.kills < kills) {
    const since = life.acknowledged.length;
    const wanted = 4 + own.below(20);
    const worked = async () => {
      for (let end = Date.now() + 4_000; Date.now() < end && life.acknowledged.length < since + wanted; )
        await pause(5);
    };
    // Some while letters are between being taken and being marked, the others wherever the work is just then.
    const atTheCounter = post && (forgetKeys || life.kills % 2 === 0);
    await (atTheCounter ? Promise.race([post.nextTaken(), pause(10_000)]) : worked());
    await pause(own.below(atTheCounter ? 20 : 60));
    await app.kill();
    life.kills += 1;
    await timePasses(fresh);
    if (life.kills < kills && own.chance(0.1)) {
      // And some while it is starting.
      app.begin();
      await pause(own.below(500));
      await app.kill();
      life.kills += 1;
    }
    await app.start();
  }
}

/** The holders of all leases are dead; so that nobody has to wait for them to run out, or for the next hour, they have. */
async function timePasses({ owner }: FreshDatabase): Promise<void> {
  await owner`delete from rate_limit where key like 'invite%'`;
  await owner`update letter set leased_until = now() - interval '1 second' where state = 'sending'`;
  await owner`update letter set send_after = now() where state = 'waiting' and attempts > 0`;
}

async function edits(
  { fresh, random, takenForSaved }: Living,
  life: Life,
  who: CastMember,
  number: number,
  isOver: () => boolean,
): Promise<void> {
  const own = random.branch(`edits of ${who.key}`);
  const ask = browser(life, await signedIn(fresh, who), number);
  const done: string[] = [];
  const load = async (): Promise<Plan> => {
    const read = await readPlan(life.stored.access(who));
    if (!read) throw new Error('The plan is not there');
    return read.plan;
  };
  let view = await load();
  while (!isOver()) {
    if (own.chance(0.4)) view = await load();
    const edit = nextEdit({ who, view, today: realToday(), random: own, done });
    if (!edit) continue;
    const { confirmed, ...rest } = edit;
    const envelope: Envelope = {
      id: own.uuid().replace(/^(.{14})4/, '$17'),
      ...rest,
      ...(confirmed && { confirmed }),
    };
    const send = async (): Promise<Answer> => {
      const response = await ask(
        paths.planCommands(life.stored.planId),
        JSON.stringify(envelope),
        'application/json',
      );
      const { answers } = (await response.json()) as { answers?: Answer[] };
      const [answer] = answers ?? [];
      if (!answer) throw new Error(`No answer, and ${response.status}`);
      return answer;
    };
    if (takenForSaved) {
      life.acknowledged.push({ id: envelope.id, edit, answer: null });
      await send().catch(() => pause(20));
      continue;
    }
    const answer = await untilAnswered(life, send);
    life.acknowledged.push({ id: envelope.id, edit, answer });
    if (answer.kind === 'ok' && edit.type !== 'undo') done.push(envelope.id);
  }
}

/** Colleagues of Dana's are invited one after another: each is to have one letter. */
async function invites({ fresh, random }: Living, life: Life, isOver: () => boolean): Promise<void> {
  const own = random.branch('invitations');
  const ask = browser(life, await signedIn(fresh, maya), 50);
  for (let number = 1; !isOver(); number += 1) {
    // A plan with a thousand guests would be another trial.
    while (!isOver() && life.invited.length > life.kills * 2) await pause(50);
    const address = `guest${number}@acme.example`;
    const form = new URLSearchParams({
      intent: 'invite',
      commandId: own.uuid(),
      side: 'buyer',
      name: `Guest ${number}`,
      address,
      role: 'legal',
    });
    await untilAnswered(life, async () => {
      const response = await ask(
        paths.planPeople(life.stored.planId),
        form.toString(),
        'application/x-www-form-urlencoded',
      );
      if (response.status !== 303 && response.status !== 302)
        throw new Error(`Not invited: ${response.status}`);
    });
    life.invited.push(address);
    await pause(100 + own.below(300));
  }
}

/** The same again until somebody says what came of it. */
async function untilAnswered<T>(life: Life, send: () => Promise<T>): Promise<T> {
  const end = Date.now() + 120_000;
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await send();
    } catch (error) {
      if (attempt === 0) life.unanswered += 1;
      if (Date.now() > end)
        throw new Error(`No answer for two minutes; ${life.app.standing()}`, { cause: error });
      await pause(25);
    }
  }
}

function browser(life: Life, cookie: string, number: number) {
  let posts = 0;
  return (path: string, body: string, type: string): Promise<Response> => {
    posts += 1;
    return fetch(`${life.app.url}${path}`, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(10_000),
      headers: {
        'content-type': type,
        origin: life.app.url,
        cookie,
        // Another network every so often: how much one may write in a minute is not what is tried here.
        'x-forwarded-for': `198.18.${number}.${Math.floor(posts / 200) % 250}`,
      },
      body,
    });
  };
}

/** Until nothing waits but what is meant for another day. */
async function everythingTold({ fresh }: Living, life: Life): Promise<void> {
  for (let end = Date.now() + 60_000; Date.now() < end; await pause(100)) {
    // What is tried again, and what a closed meeting has to say, waits for minutes that nobody has here.
    await fresh.owner`update letter set send_after = now()
      where state = 'waiting' and (attempts > 0 or refs ? 'recap') and send_after > now()`;
    const [left] = await fresh.owner<{ lines: number; letters: number }[]>`select
      (select count(*)::int from line
        where letter_id is null and dropped_why is null and send_after <= now()) as lines,
      (select count(*)::int from letter
        where state in ('waiting', 'sending') and send_after < now() + interval '1 hour') as letters`;
    if (left?.lines === 0 && left.letters === 0) return;
  }
  throw new Error(`Letters are still waiting after a minute, ${life.kills} kills`);
}
