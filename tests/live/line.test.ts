import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Line, openLine } from '#app/live/line.ts';
import { createPlanStore } from '#app/live/plan-store.ts';
import { aPlan, aStep } from '#tests/support/plan-builder.ts';

/** As a browser's: tells what the test has it tell. */
class Source extends EventTarget {
  static readonly CLOSED = 2;
  static opened: Source[] = [];
  readyState = 1;
  onmessage: ((event: { data: string; lastEventId: string }) => void) | null = null;
  onerror: (() => void) | null = null;
  constructor(readonly url: string) {
    super();
    Source.opened.push(this);
  }
  close() {
    this.readyState = Source.CLOSED;
  }
  tells(message: object) {
    this.onmessage?.({ data: JSON.stringify(message), lastEventId: '' });
  }
}

let line: Line;
let asked: number;
let page: EventTarget & { visibilityState?: string; activeElement?: null };

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-12-01T09:00:00Z') });
  Source.opened = [];
  asked = 0;
  page = Object.assign(new EventTarget(), { visibilityState: 'visible', activeElement: null });
  vi.stubGlobal('window', new EventTarget());
  vi.stubGlobal('document', page);
  vi.stubGlobal('Element', class {});
  vi.stubGlobal('navigator', {});
  vi.stubGlobal('EventSource', Source);
  vi.stubGlobal('fetch', (_url: string, { method }: RequestInit) => {
    if (method !== 'POST') asked += 1;
    return Promise.resolve(Response.json({ patches: [] }));
  });
  line = openLine({
    url: '/events',
    presenceUrl: '/presence',
    reader: 'dana',
    store: createPlanStore({
      plan: aPlan({ steps: [aStep('a')] }),
      cursor: { shared: 0, own: 0 },
      epoch: 'first',
    }),
    onPatch: () => {},
    readAnew: () => {},
    wasReadAnew: () => {},
  });
});
afterEach(() => {
  line.close();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const last = () => Source.opened.at(-1) as Source;

test('whoever is told to come back later comes back then, and asks meanwhile', async () => {
  last().tells({ type: 'hello', build: null, people: [] });
  last().tells({ type: 'bye', afterMs: 60_000 });
  await vi.advanceTimersByTimeAsync(55_000);
  expect(Source.opened).toHaveLength(1);
  expect(asked).toBeGreaterThanOrEqual(7);
  await vi.advanceTimersByTimeAsync(6_000);
  expect(Source.opened).toHaveLength(2);
});

test('whoever looks at the page again does not wait for their turn', async () => {
  last().tells({ type: 'bye', afterMs: 60_000 });
  await vi.advanceTimersByTimeAsync(10_000);
  page.dispatchEvent(new Event('visibilitychange'));
  expect(Source.opened).toHaveLength(2);
});

test('a line that fell silent is opened anew, and what was missed is asked for', async () => {
  last().tells({ type: 'hello', build: null, people: [] });
  await vi.advanceTimersByTimeAsync(34_000);
  expect(Source.opened).toHaveLength(1);
  const before = asked;
  await vi.advanceTimersByTimeAsync(8_000);
  expect(Source.opened).toHaveLength(2);
  expect(asked).toBeGreaterThan(before);
});

test('a line that was cut is opened again by itself, sooner at first', async () => {
  last().onerror?.();
  await vi.advanceTimersByTimeAsync(500);
  expect(Source.opened).toHaveLength(2);
  last().onerror?.();
  await vi.advanceTimersByTimeAsync(400);
  expect(Source.opened).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(1_200);
  expect(Source.opened).toHaveLength(3);
});

test('offline nobody is said to be here; whoever is back sees them again at once', async () => {
  const lena = { personId: 'lena', at: null };
  last().tells({ type: 'hello', build: null, people: [lena] });
  expect(line.here.state().people).toEqual([lena]);
  window.dispatchEvent(new Event('offline'));
  expect(line.here.state().people).toEqual([]);
  window.dispatchEvent(new Event('online'));
  expect(Source.opened).toHaveLength(2);
  last().tells({ type: 'hello', build: null, people: [lena] });
  expect(line.here.state().people).toEqual([lena]);
});

test('a server that is reached without a network is found again', async () => {
  last().tells({ type: 'hello', build: null, people: [] });
  window.dispatchEvent(new Event('offline'));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(Source.opened).toHaveLength(2);
});
