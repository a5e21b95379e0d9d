import { randomUUID } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { changePlan } from '#app/commands/change-plan.server.ts';
import { type Cursor, cursorText, readCursor } from '#app/domain/cursor.ts';
import { layersOf, type Plan } from '#app/domain/plan.ts';
import { applyEvent, asLoaded } from '#app/domain/replay.ts';
import { answerDoorbell } from '#app/live/doorbell.server.ts';
import { type FanOut, type Listener, openFanOut } from '#app/live/fan-out.server.ts';
import type { LineMessage } from '#app/live/patch.ts';
import { useDatabase } from '#db/client.server.ts';
import { readPlan } from '#db/read-plan.server.ts';
import { type CastMember, dana, lena, maya, tom } from '#tests/support/cast.ts';
import { type FreshDatabase, freshDatabase } from '#tests/support/databases.server.ts';
import { type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';

let fresh: FreshDatabase;
let stored: StoredPlan;
let line: FanOut;
let forget: () => void;
/** Those who are not let listen any more. */
let shutOut: Set<Listener>;

beforeAll(async () => {
  fresh = await freshDatabase();
  useDatabase(fresh.database);
  return fresh.drop;
});
beforeEach(async () => {
  stored = await storedPlan(fresh.database, { buyers: [dana, lena] });
  shutOut = new Set();
  line = openFanOut({
    database: fresh.database,
    changedAccess: async (listeners) => listeners.filter((listener) => shutOut.has(listener)),
    onError: (error) => expect.fail(String(error)),
  });
  forget = answerDoorbell((written) => line.tell(written));
});
afterEach(async () => {
  forget();
  await line.stop();
});

/** A screen that keeps its plan by what it is told, and fails where something is missing or comes twice. */
interface Screen extends Listener {
  who: CastMember;
  plan: Plan;
  cursor: Cursor;
  epoch: string;
  messages: LineMessage[];
  text: string;
  isOpen: boolean;
}

async function screenOf(who: CastMember): Promise<Screen> {
  const read = await readPlan(stored.access(who));
  if (!read) throw new Error('The plan is not there');
  const { workspaceId, planId } = stored;
  const screen: Screen = {
    ...read,
    who,
    audience: { workspaceId, planId, layers: layersOf(who.side) },
    access: null,
    personId: who.personId,
    session: who.key,
    messages: [],
    text: '',
    isOpen: true,
    send(text) {
      screen.text += text;
      for (const block of text.split('\n\n').filter((each) => each.includes('data: {'))) take(screen, block);
    },
    end() {
      screen.isOpen = false;
    },
  };
  return screen;
}

function take(screen: Screen, block: string): void {
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
  const message = JSON.parse(field('data') ?? '') as LineMessage;
  screen.messages.push(message);
  if (message.type !== 'patch') return;
  for (const event of message.events) {
    const log = event.layer === 'shared' ? 'shared' : 'own';
    expect(event.n, 'one after the other').toBe(screen.cursor[log] + 1);
    screen.cursor = { ...screen.cursor, [log]: event.n };
    const next = applyEvent(screen.plan, event);
    if (!next) throw new Error(`${event.kind} cannot be told`);
    screen.plan = next;
  }
  expect(readCursor(field('id')), 'the id is the place behind it').toEqual(screen.cursor);
}

const listen = async (who: CastMember): Promise<Screen> => {
  const screen = await screenOf(who);
  await line.join(screen, screen.cursor, screen.epoch);
  return screen;
};
const ask = async (who: CastMember, type: string, args: object) => {
  const { answers } = await changePlan(stored.access(who), [
    { id: uuidv7(), type: type as 'changeStep', args },
  ]);
  expect(answers[0]?.kind).toBe('ok');
};
const retitle = (who: CastMember, key: string, value: string) =>
  ask(who, 'changeStep', { stepId: stored.id(key), field: 'title', value });
const note = (who: CastMember, title: string) =>
  ask(who, 'addStep', {
    id: randomUUID(),
    milestoneId: stored.id('fit'),
    afterId: stored.id('demo'),
    title,
    type: 'task',
    dueDay: null,
    ask: '',
    doneWhen: '',
    owners: [],
    onlyOurs: true,
  });
/** What was only rung has been read. */
const quiet = async () => {
  await line.sweep();
  await line.catchUp();
};
const expectUpToDate = async (...screens: Screen[]) => {
  for (const screen of screens) {
    expect(asLoaded(screen.plan), screen.who.name).toEqual(await stored.load(screen.who));
    const read = await readPlan(stored.access(screen.who));
    expect(cursorText(screen.cursor)).toBe(read && cursorText(read.cursor));
  }
};

test('every screen of both sides is told what it may know, once and in order', async () => {
  const screens = await Promise.all([maya, tom, dana, lena].map(listen));
  await Promise.all([
    retitle(maya, 'demo', 'One'),
    retitle(dana, 'data', 'Two'),
    note(maya, 'Below list price'),
    note(dana, 'Above budget'),
    retitle(tom, 'workshop', 'Three'),
  ]);
  await quiet();
  await expectUpToDate(...screens);
  for (const screen of screens) {
    const theirs = screen.who.side === 'seller' ? 'Above budget' : 'Below list price';
    expect(screen.text).not.toContain(theirs);
  }
});

test('screens of one side are sent the same bytes', async () => {
  const [one, other] = [await listen(maya), await listen(tom)];
  await retitle(dana, 'data', 'Two');
  await note(maya, 'Ours');
  expect(one.text).toBe(other.text);
  expect(one.text).not.toBe('');
});

test('what another process wrote and rang for comes in its place', async () => {
  const screens = [await listen(maya), await listen(dana)];
  forget();
  await retitle(maya, 'demo', 'Elsewhere');
  expect(screens.map(({ messages }) => messages.length)).toEqual([0, 0]);
  line.ring(stored.planId);
  await line.catchUp();
  forget = answerDoorbell((written) => line.tell(written));
  await retitle(dana, 'data', 'Here');
  await quiet();
  await expectUpToDate(...screens);
});

test('a lost ring costs a sweep, never an event', async () => {
  const screens = [await listen(maya), await listen(dana)];
  forget();
  await retitle(maya, 'demo', 'Unheard');
  await note(dana, 'Unheard too');
  forget = answerDoorbell((written) => line.tell(written));
  // Told of the next one only: what is missing is read first.
  await retitle(dana, 'data', 'Heard');
  await quiet();
  await expectUpToDate(...screens);
});

test('who comes back is told what happened meanwhile, and from then on with the others', async () => {
  const [stays, leaves] = [await listen(maya), await listen(dana)];
  line.leave(leaves);
  for (let at = 0; at < 5; at += 1) await retitle(maya, 'demo', `While away ${at}`);
  const joined = line.join(leaves, leaves.cursor, leaves.epoch);
  await Promise.all([joined, retitle(maya, 'demo', 'While coming back')]);
  await retitle(dana, 'data', 'Back');
  await quiet();
  await expectUpToDate(stays, leaves);
});

test('a place nobody can follow on is answered with reading anew', async () => {
  const screen = await screenOf(maya);
  await line.join(screen, { shared: 10_000, own: 0 }, screen.epoch);
  expect(screen.messages).toEqual([{ type: 'reset', why: 'epoch' }]);
  expect(screen.isOpen).toBe(false);
  const other = await screenOf(maya);
  await line.join(other, other.cursor, randomUUID());
  expect(other.messages).toEqual([{ type: 'reset', why: 'epoch' }]);
});

test('a plan that was written into by hand is read anew', async () => {
  const screens = [await listen(maya), await listen(dana)];
  await fresh.owner`update step set title = 'By hand' where id = ${stored.id('demo')}`;
  await line.sweep();
  await line.catchUp();
  for (const screen of screens) {
    expect(screen.messages).toEqual([{ type: 'reset', why: 'epoch' }]);
    expect(screen.isOpen).toBe(false);
  }
});

test('whoever may not hear it any more is sent away at the next look, and the others stay', async () => {
  const [stays, goes] = [await listen(maya), await listen(dana)];
  shutOut.add(goes);
  await line.sweep();
  expect(goes.messages).toEqual([{ type: 'reset', why: 'access' }]);
  expect(goes.isOpen).toBe(false);
  expect(stays.isOpen).toBe(true);
});

test('when the process goes, everybody is told when to come back, within three seconds', async () => {
  const screens = [await listen(maya), await listen(dana)];
  await line.stop();
  for (const { messages, isOpen } of screens) {
    const [bye] = messages;
    expect(bye).toMatchObject({ type: 'bye' });
    expect(bye?.type === 'bye' && bye.afterMs).toBeLessThanOrEqual(3_000);
    expect(isOpen).toBe(false);
  }
});
