import { randomUUID } from 'node:crypto';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { changePlan } from '#app/commands/change-plan.server.ts';
import { cursorText } from '#app/domain/cursor.ts';
import * as paths from '#app/http/paths.ts';
import { type LiveLine, openLiveLine } from '#app/live-line.server.ts';
import { useDatabase } from '#db/client.server.ts';
import { readPlan } from '#db/read-plan.server.ts';
import { signedIn } from '#tests/proofs/sessions.server.ts';
import { type CastMember, dana, grace, lena, maya } from '#tests/support/cast.ts';
import { type FreshDatabase, freshDatabase } from '#tests/support/databases.server.ts';
import { type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';

let fresh: FreshDatabase;
let stored: StoredPlan;
let line: LiveLine;
let server: Server;
let port: number;

beforeAll(async () => {
  fresh = await freshDatabase();
  useDatabase(fresh.database);
  line = openLiveLine({ database: fresh.database, directUrl: fresh.target });
  const app = express();
  app.get(paths.planEventsRoute, line.planEvents);
  server = createServer(app);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  port = (server.address() as AddressInfo).port;
});
afterAll(async () => {
  await line.stop();
  server.closeAllConnections();
  server.close();
  await fresh.drop();
});
beforeEach(async () => {
  stored = await storedPlan(fresh.database, { buyers: [dana, lena] });
});

const retitle = (who: CastMember, value: string) =>
  changePlan(stored.access(who), [
    { id: uuidv7(), type: 'changeStep', args: { stepId: stored.id('demo'), field: 'title', value } },
  ]);
const note = (who: CastMember, title: string) =>
  changePlan(stored.access(who), [
    {
      id: uuidv7(),
      type: 'addStep',
      args: {
        id: randomUUID(),
        milestoneId: stored.id('fit'),
        afterId: null,
        title,
        type: 'task',
        dueDay: null,
        ask: '',
        doneWhen: '',
        owners: [],
        onlyOurs: true,
      },
    },
  ]);
const addressFor = async (who: CastMember): Promise<string> => {
  const read = await readPlan(stored.access(who));
  if (!read) throw new Error('The plan is not there');
  return `${paths.planEvents(stored.planId)}?${new URLSearchParams({ from: cursorText(read.cursor), epoch: read.epoch })}`;
};
const asked = async (path: string, headers: Record<string, string>) => {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    headers: { accept: 'application/json', ...headers },
  });
  return { status: response.status, text: await response.text() };
};

interface Listening {
  response: IncomingMessage;
  text: () => string;
  ended: () => boolean;
  has: (what: string, ms?: number) => Promise<void>;
}
async function listen(path: string, headers: Record<string, string>): Promise<Listening> {
  let text = '';
  let ended = false;
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(
      { port, host: '127.0.0.1', path, headers: { accept: 'text/event-stream', ...headers } },
      resolve,
    ).once('error', reject);
  });
  response.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  response.on('close', () => {
    ended = true;
  });
  const has = async (what: string, ms = 4_000) => {
    for (const end = Date.now() + ms; !text.includes(what); await pause(10))
      if (Date.now() > end) throw new Error(`${what} did not come: ${text}`);
  };
  return { response, text: () => text, ended: () => ended, has };
}
const pause = (ms: number) => new Promise((later) => setTimeout(later, ms));

describe('who may hear the line of a plan', () => {
  test('whoever is not signed in learns that, and nothing of the plan', async () => {
    const path = await addressFor(maya);
    const nowhere = path.replace(stored.planId, randomUUID());
    for (const cookie of ['', 'tl=made-up'])
      for (const each of [path, nowhere])
        expect(await asked(each, { cookie })).toEqual({ status: 401, text: '{"code":"signed-out"}' });
  });

  test('a stranger and somebody of another plan get the same answer as for no plan', async () => {
    const path = await addressFor(maya);
    await storedPlan(fresh.database, { buyers: [grace] });
    const answers = [
      await asked(path, { cookie: await signedIn(fresh, grace) }),
      await asked(path.replace(stored.planId, randomUUID()), { cookie: await signedIn(fresh, maya) }),
      await asked(path.replace(stored.planId, 'not-a-plan'), { cookie: await signedIn(fresh, maya) }),
    ];
    for (const answer of answers) expect(answer).toEqual({ status: 404, text: '{"code":"not-found"}' });
  });

  test('each side is told its own layer and the shared one, and never that there is another', async () => {
    const [mayas, danas] = [await addressFor(maya), await addressFor(dana)];
    await note(maya, 'Below list price');
    await note(dana, 'Above budget');
    await retitle(maya, 'For both');
    const [seller, buyer] = [
      await asked(mayas, { cookie: await signedIn(fresh, maya) }),
      await asked(danas, { cookie: await signedIn(fresh, dana) }),
    ];
    expect(seller.text).toContain('Below list price');
    expect(seller.text).not.toContain('Above budget');
    expect(seller.text).not.toContain('"buyer"');
    expect(buyer.text).toContain('Above budget');
    expect(buyer.text).not.toContain('Below list price');
    expect(buyer.text).not.toContain('"layer":"seller"');
    for (const { text } of [seller, buyer]) expect(text).toContain('For both');
  });

  test('whoever asks as if they were further on their own log than anybody learns nothing', async () => {
    const path = (await addressFor(dana)).replace(/from=(\d+)\.\d+/, 'from=$1.999');
    expect(JSON.parse((await asked(path, { cookie: await signedIn(fresh, dana) })).text)).toEqual({
      reset: 'epoch',
    });
  });

  test('a place that is none is refused', async () => {
    const cookie = await signedIn(fresh, maya);
    for (const query of ['', '?from=1', '?from=1.2', '?from=-1.2&epoch=x', '?from=1.2.3&epoch=x'])
      expect((await asked(`${paths.planEvents(stored.planId)}${query}`, { cookie })).status).toBe(400);
  });
});

describe('a stream', () => {
  test('says hello, goes past what compresses and keeps, and tells what is written', async () => {
    const heard = await listen(await addressFor(dana), { cookie: await signedIn(fresh, dana) });
    expect(heard.response.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    });
    await heard.has('"type":"hello"');
    await retitle(maya, 'Told at once');
    await heard.has('Told at once');
    heard.response.destroy();
  });

  test('goes on from the place the browser names last, whatever the address says', async () => {
    const path = await addressFor(dana);
    await retitle(maya, 'First');
    const after = await addressFor(dana);
    const id = new URLSearchParams(after.split('?')[1]).get('from') ?? '';
    await retitle(maya, 'Second');
    const heard = await listen(path, { cookie: await signedIn(fresh, dana), 'last-event-id': id });
    await heard.has('Second');
    expect(heard.text()).not.toContain('"to":"First"');
    heard.response.destroy();
  });

  test.each([
    {
      what: 'signed out',
      end: () => fresh.owner`delete from session where user_id = ${dana.personId}`,
    },
    {
      what: 'taken off the plan',
      end: () => fresh.owner`delete from membership
        where plan_id = ${stored.planId} and person_id = ${dana.personId}`,
    },
    {
      what: 'given another part',
      end: () => fresh.owner`update membership set point_person = not point_person
        where plan_id = ${stored.planId} and person_id = ${dana.personId}`,
    },
  ])('ends within a second when its reader is $what, and tells them nothing more', async ({ end }) => {
    const heard = await listen(await addressFor(dana), { cookie: await signedIn(fresh, dana) });
    await heard.has('"type":"hello"');
    await end();
    for (const until = Date.now() + 1_500; !heard.ended() && Date.now() < until; await pause(10));
    expect(heard.ended()).toBe(true);
    expect(heard.text()).toContain('"why":"access"');
    await retitle(maya, 'Afterwards');
    await pause(100);
    expect(heard.text()).not.toContain('Afterwards');
  });

  test('of a reader who takes nothing is cut, and the others go on', async () => {
    const stalled = await listen(await addressFor(dana), { cookie: await signedIn(fresh, dana) });
    const lively = await listen(await addressFor(lena), { cookie: await signedIn(fresh, lena) });
    await stalled.has('"type":"hello"');
    stalled.response.pause();
    stalled.response.socket.pause();
    const long = 'x'.repeat(3_900);
    for (let at = 0; at < 1_200 && !stalled.ended(); at += 1)
      await changePlan(stored.access(maya), [
        {
          id: uuidv7(),
          type: 'changeStep',
          args: { stepId: stored.id('demo'), field: 'doneWhen', value: `${long} ${at}` },
        },
      ]);
    await retitle(maya, 'After the flood');
    await lively.has('After the flood', 10_000);
    stalled.response.socket.resume();
    stalled.response.resume();
    for (const until = Date.now() + 4_000; !stalled.ended() && Date.now() < until; await pause(10));
    expect(stalled.ended()).toBe(true);
    expect(stalled.text()).not.toContain('After the flood');
    lively.response.destroy();
  }, 60_000);

  test('whoever has missed more text than a plan holds reads the plan anew, and is not cut', async () => {
    const path = await addressFor(dana);
    for (let at = 0; at < 4; at += 1)
      await changePlan(
        stored.access(maya),
        Array.from({ length: 12 }, (_, n) => ({
          id: uuidv7(),
          type: 'changeStep' as const,
          args: { stepId: stored.id('demo'), field: 'doneWhen', value: `${'x'.repeat(3_900)} ${at} ${n}` },
        })),
      );
    const heard = await listen(path, { cookie: await signedIn(fresh, dana) });
    await heard.has('"why":"behind"');
    const near = await listen(await addressFor(dana), { cookie: await signedIn(fresh, dana) });
    await retitle(maya, 'Told at once');
    await near.has('Told at once');
    near.response.destroy();
  });

  test('a lively reader takes more in one go than may wait for a slow one', async () => {
    const heard = await listen(await addressFor(dana), { cookie: await signedIn(fresh, dana) });
    await heard.has('"type":"hello"');
    await changePlan(
      stored.access(maya),
      Array.from({ length: 48 }, (_, n) => ({
        id: uuidv7(),
        type: 'changeStep' as const,
        args: { stepId: stored.id('demo'), field: 'doneWhen', value: `${'x'.repeat(3_900)} ${n}` },
      })),
    );
    await heard.has(' 47"');
    await retitle(maya, 'Still here');
    await heard.has('Still here');
    heard.response.destroy();
  });
});
