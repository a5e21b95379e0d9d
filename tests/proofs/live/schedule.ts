/** One schedule: who has the plan open, what each does and when, and what the network makes of it. */
import fc from 'fast-check';
import type { Cursor } from '#app/domain/cursor.ts';
import type { CastMember } from '#tests/support/cast.ts';
import { dana, lena, maya, tom } from '#tests/support/cast.ts';
import { seeded } from '../random.ts';
import { brokenRules, keepsQuiet } from './broken-rules.ts';
import { makeEdit } from './model-edits.ts';
import { happen, write } from './model-outbox.ts';
import { openPostOffice } from './model-post.ts';
import {
  load,
  openAnew,
  openScreen,
  readFrame,
  type Screen,
  type Sent,
  take,
  viewOf,
} from './model-screen.ts';
import { openModelServer, type Stored } from './model-server.ts';
import { today } from './model-start.ts';
import { type OwnValues, watchOwnValues } from './own-values.ts';
import type { Planted } from './planted.ts';

const weights = {
  ...{ edit: 9, post: 7, serve: 6, reply: 6, hear: 9, ask: 1, offline: 1, online: 3, load: 1, openAnew: 1 },
  ...{ wake: 3, busy: 1, loseRequest: 1, loseReply: 1, twice: 1, drop: 1, swap: 1, comeBack: 1 },
};
type What = keyof typeof weights;
export interface Act {
  what: What;
  who: number;
  seed: number;
}
export interface Schedule {
  people: CastMember[];
  acts: Act[];
}

const person = fc.constantFrom(maya, tom, dana, lena);
export const schedules: fc.Arbitrary<Schedule> = fc.record({
  people: fc
    .tuple(fc.constantFrom(maya, tom), fc.constantFrom(dana, lena), fc.array(person, { maxLength: 3 }))
    .map(([seller, buyer, more]) => [seller, buyer, ...more]),
  acts: fc.array(
    fc.record({
      what: fc.oneof(
        ...Object.entries(weights).map(([what, weight]) => ({
          weight,
          arbitrary: fc.constant(what as What),
        })),
      ),
      who: fc.nat(4),
      seed: fc.nat(),
    }),
    { minLength: 30, maxLength: 90, size: 'max' },
  ),
});

const broken: (rule: string) => never = (rule) => {
  throw new Error(rule);
};
function given<T>(who: CastMember, what: T): T {
  if (!keepsQuiet(who.side, JSON.stringify(what))) broken('a private note was shown to the other side');
  return what;
}

export type Count = (label: string, n?: number) => void;

/** Throws with the first rule that did not hold. */
export async function runSchedule(
  start: Stored,
  { people, acts }: Schedule,
  count: Count,
  planted?: Planted,
) {
  const server = openModelServer(start, planted);
  const begun = server.stored.log.length;
  const clock = { now: 0 };
  const screens = people.map((who) => openScreen(who, given(who, server.load(who.side)), clock, planted));
  const sent = new Map<string, Sent>();
  const office = openPostOffice(server, screens, sent, given, count);
  const loading = new Map<Screen, ReturnType<typeof server.load>>();
  const cameFrom = new Map<Screen, Cursor>();
  const own = new Map<Screen, OwnValues>(screens.map((s) => [s, watchOwnValues(s, broken)]));

  function edit(screen: Screen, seed: number): void {
    const random = seeded(seed);
    const made = makeEdit({ who: screen.who, view: viewOf(screen), today, random, done: screen.done });
    if (!made) return;
    const { type, args, base = {}, confirmed = true } = made;
    const id = random.uuid().replace(/^(.{14})4/, '$17');
    if (sent.has(id)) return;
    const envelope = { id, type, args, base, confirmed };
    // What is done again began where it did at first.
    const first = type === 'undo' ? screen.outbox.dropped[String(args.commandId)]?.envelope.id : undefined;
    const known = sent.get(first ?? '')?.known ?? screen.state.known;
    sent.set(id, { envelope, personId: screen.who.personId, known, answers: [] });
    write(screen, envelope, count);
    own.get(screen)?.put(made, id);
    count(`edits: ${made.kind}`);
    if (!screen.online) count('made offline');
  }

  function pressAgain(screen: Screen): void {
    for (const envelope of screen.again.splice(0)) write(screen, envelope, count);
  }

  function hear(screen: Screen): void {
    const text = screen.line.shift();
    if (text === undefined) return;
    const { at, message } = readFrame(given(screen.who, text));
    if (message.type !== 'patch') broken('a screen that is not behind is told to read anew');
    if (message.events.length === 0) broken('a message says nothing');
    const before = screen.state;
    if (!take(screen, message, at)) {
      count('gaps');
      ask(screen);
    } else if (screen.state === before) count('heard twice');
  }

  function ask(screen: Screen): void {
    if (!screen.online) return;
    const answer = JSON.parse(JSON.stringify(server.since(screen.who.side, screen.state.known.cursor)));
    if (!given(screen.who, answer).patches?.every((patch: never) => take(screen, patch)))
      broken('a screen that is not behind is told to read anew');
  }

  function connect(screen: Screen, from = screen.state.known.cursor): void {
    screen.online = true;
    happen(screen, screen.outbox.isOnline ? { type: 'woke' } : { type: 'network', isOnline: true });
    screen.line = server.framesSince(screen.who.side, from);
    cameFrom.set(screen, screen.state.known.cursor);
  }
  /** As where a train goes into a tunnel: a browser does not always notice. */
  function cut(screen: Screen, seed: number): void {
    if (screen.online) count('offline spells');
    screen.online = false;
    [screen.line, screen.replies] = [[], []];
    if (screen.post?.hasLeft) office.fail(screen);
    if (seed % 3 > 0) happen(screen, { type: 'network', isOnline: false });
  }
  function wake(screen: Screen): void {
    clock.now = Math.max(clock.now, screen.wakeAt, screen.outbox.pausedUntil);
    happen(screen, { type: 'woke' });
  }

  const doings: Record<What, (screen: Screen, seed: number) => void | Promise<void>> = {
    edit,
    hear,
    ask,
    wake,
    post: office.post,
    reply: office.reply,
    serve: (_, seed) => office.serve(1 + (seed % 3)),
    busy: (screen) => office.fail(screen, true),
    loseRequest: office.loseRequest,
    loseReply: office.loseReply,
    offline: cut,
    online(screen) {
      if (screen.online) return hear(screen);
      connect(screen);
      pressAgain(screen);
    },
    comeBack: (screen) => connect(screen, cameFrom.get(screen)),
    load(screen) {
      const begun = loading.get(screen);
      if (begun) load(screen, begun);
      if (begun) loading.delete(screen);
      else if (screen.online) loading.set(screen, given(screen.who, server.load(screen.who.side)));
    },
    openAnew(screen) {
      if (!screen.online) return;
      count('opened anew');
      openAnew(screen, given(screen.who, server.load(screen.who.side)));
      connect(screen);
    },
    twice: ({ line }) => void (line[0] && line.unshift(line[0])),
    drop: ({ line }) => void line.shift(),
    swap: ({ line }) => void line.splice(0, 2, ...line.slice(0, 2).reverse()),
  };
  async function act(what: What, screen: Screen, seed: number): Promise<void> {
    const from = screen.state.known.cursor;
    clock.now += 1;
    await doings[what](screen, seed);
    own.get(screen)?.look(server.stored.log, from);
  }

  for (const { what, who, seed } of acts) await act(what, screens[who % screens.length] as Screen, seed);
  // Quiet: the network is whole, and nobody writes any more.
  for (const screen of screens) if (!screen.online) await act('online', screen, 0);
  const isBusy = (screen: Screen) => screen.outbox.queue.length + screen.again.length > 0;
  for (let round = 0; !office.isEmpty() || screens.some(isBusy); round += 1) {
    if (round > 300) broken('something waits for ever');
    for (const screen of screens) {
      pressAgain(screen);
      await act('wake', screen, 0);
      await act('post', screen, 0);
      await office.serve(9);
      while (screen.replies.length > 0) await act('reply', screen, 0);
    }
  }
  for (const screen of screens) {
    while (screen.line.length > 0) await act('hear', screen, 0);
    await act('ask', screen, 0);
  }
  for (const rule of brokenRules({ server, screens, sent, begun })) broken(rule);
  return { server, screens, sent };
}
