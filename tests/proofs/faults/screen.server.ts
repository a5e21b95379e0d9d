import { setMaxListeners } from 'node:events';
import { isDeepStrictEqual } from 'node:util';
import { vi } from 'vitest';
import { type Cursor, cursorText, readCursor } from '#app/domain/cursor.ts';
import type { LoggedEvent } from '#app/domain/replay.ts';
import * as paths from '#app/http/paths.ts';
import { type Line, openLine } from '#app/live/line.ts';
import type { LineMessage } from '#app/live/patch.ts';
import { createPlanStore, type PlanStore, withLoaded } from '#app/live/plan-store.ts';
import { readPlan } from '#db/read-plan.server.ts';
import type { CastMember } from '#tests/support/cast.ts';
import type { StoredPlan } from '#tests/support/stored-plan.server.ts';
import type { Front } from './front.server.ts';
import { eventSourceClass } from './node-event-source.ts';

/** What a row of events did to a place in the logs that should only ever move on by one. */
export interface Order {
  missed: number;
  doubled: number;
}

/** A screen of one person: the app's own store and line, led through the front. */
export interface Screen {
  name: string;
  who: CastMember;
  store: PlanStore;
  line: Pick<Line, 'expect' | 'close'>;
  /** Over the wire, stream by stream; and as the screen took it. */
  wire: Order;
  taken: Order & { events: number };
  messages: Record<LineMessage['type'], number>;
  resets: string[];
  readAnew: number;
}

const screens = new Map<string, Screen>();

/** Once a file: the few things of a browser that the line asks for. Each screen leads, as in a browser of its own. */
export function standInForBrowsers(): () => void {
  const [window, document] = [new EventTarget(), new EventTarget()];
  // So many screens share them, which no browser has to bear.
  setMaxListeners(0, window, document);
  vi.stubGlobal('window', window);
  // Nothing is drawn, and nobody is editing.
  vi.stubGlobal('Element', class {});
  vi.stubGlobal('document', Object.assign(document, { visibilityState: 'visible' }));
  vi.stubGlobal('navigator', {});
  vi.stubGlobal('EventSource', eventSourceClass(watchStream));
  return () => vi.unstubAllGlobals();
}

/** Every screen has a connection again, as far as its browser knows. */
export const online = (): void => void window.dispatchEvent(new Event('online'));

export async function openScreen(
  front: Front,
  stored: StoredPlan,
  { name, who, cookie, process }: { name: string; who: CastMember; cookie: string; process: number },
): Promise<Screen> {
  front.admit(name, cookie, process);
  const load = () => readPlan(stored.access(who));
  const first = await load();
  if (!first) throw new Error('The plan is not there');
  const store = createPlanStore(first);
  let place = first.cursor;
  const screen: Screen = {
    name,
    who,
    store,
    wire: { missed: 0, doubled: 0 },
    taken: { missed: 0, doubled: 0, events: 0 },
    messages: { hello: 0, presence: 0, patch: 0, reset: 0, bye: 0 },
    resets: [],
    readAnew: 0,
    line: { expect: () => {}, close: () => {} },
  };
  screens.set(name, screen);
  screen.line = openLine({
    url: `${front.address(name)}${paths.planEvents(stored.planId)}`,
    presenceUrl: `${front.address(name)}${paths.planPresence(stored.planId)}`,
    reader: who.personId,
    store,
    onPatch({ events }) {
      place = moveOn(place, events, screen.taken);
      screen.taken.events += events.length;
    },
    readAnew() {
      void until(async () => {
        const loaded = await load();
        if (loaded) store.change((state) => withLoaded(state, loaded));
        place = store.state().known.cursor;
        return true;
      });
    },
    wasReadAnew() {
      screen.readAnew += 1;
    },
  });
  return screen;
}

export function closeScreen(screen: Screen): void {
  screen.line.close();
  screens.delete(screen.name);
}

/** Knows what whoever opened the plan now would be shown. */
export function isUpToDate(
  { store }: Screen,
  now: { plan: unknown; cursor: Cursor; epoch: string } | null,
): boolean {
  const { plan, cursor, epoch } = store.state().known;
  return (
    now !== null &&
    epoch === now.epoch &&
    cursorText(cursor) === cursorText(now.cursor) &&
    isDeepStrictEqual(plan, now.plan)
  );
}

/** Each stream has to go on from where it was asked to, one by one; whatever the screen makes of it. */
function watchStream(url: string) {
  const { pathname, searchParams } = new URL(url);
  const screen = screens.get(pathname.split('/')[2] ?? '');
  let place = readCursor(searchParams.get('from')) ?? { shared: 0, own: 0 };
  return ({ type, id, data }: { type: string; id: string | null; data: string }) => {
    if (!screen || type !== 'message') return;
    const message = JSON.parse(data) as LineMessage;
    screen.messages[message.type] = (screen.messages[message.type] ?? 0) + 1;
    if (message.type === 'reset') screen.resets.push(message.why);
    if (message.type !== 'patch') return;
    place = moveOn(place, message.events, screen.wire);
    if (id !== cursorText(place)) screen.wire.missed += 1;
  };
}

function moveOn(place: Cursor, events: readonly LoggedEvent[], order: Order): Cursor {
  const next = { ...place };
  for (const { layer, n } of events) {
    const log = layer === 'shared' ? 'shared' : 'own';
    if (n <= next[log]) order.doubled += 1;
    if (n > next[log] + 1) order.missed += n - next[log] - 1;
    next[log] = Math.max(next[log], n);
  }
  return next;
}

/** Again, when the database does not answer. */
async function until(done: () => Promise<boolean>): Promise<void> {
  while (!(await done().catch(() => false))) await new Promise((later) => setTimeout(later, 200));
}
