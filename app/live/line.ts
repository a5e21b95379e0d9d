/**
 * The line of a plan in a browser: tells the store what is written as it is written. One screen of a browser listens and
 * passes on what it hears to the others; where anything is missing it is asked for, and in the end read anew.
 */
import { type Cursor, cursorText, isBefore } from '#app/domain/cursor.ts';
import { dayOf } from '#app/domain/day.ts';
import { applyEvent, asLoaded } from '#app/domain/replay.ts';
import { createHere, type HereStore } from './here.ts';
import type { LineMessage, Patch } from './patch.ts';
import type { PlanStore } from './plan-store.ts';
import { reportPresence } from './presence-report.ts';
import { withPatch } from './take-patch.ts';

/** The server beats every 15 s. */
const SILENT_MS = 35_000;
/** Never so long that five seconds after an outage somebody still waits. */
const BACK_MS = [300, 1_000, 2_000, 3_000];
/** An edit that was answered is on the line by then, or the line is not what it seems. */
const ECHO_MS = 1_500;
/** After so many in vain nobody knows who is there. */
const LOST_ATTEMPTS = 4;

export interface LineOptions {
  /** Of the plan's events. */
  url: string;
  /** Where to say where this screen is. */
  presenceUrl: string;
  /** Who reads: screens of one browser share a line only when they are the same person's. */
  reader: string;
  store: PlanStore;
  /** Told of what this person did not do in this screen. */
  onPatch(patch: Patch): void;
  /** The plan has to be read anew: the store is given it, and says so. */
  readAnew(): void;
  /** Nobody has answered for some seconds, or somebody does again. */
  onLost?(isLost: boolean): void;
  wasReadAnew(): void;
}

export interface Line {
  /** Who else is there. */
  here: HereStore;
  /** Sees to it that everything up to that place is heard. */
  expect(cursor: Cursor): void;
  close(): void;
}

/** Between the screens of a browser: what was heard, with the place behind it where it came with one, or that one has just opened. */
type Heard = { message: LineMessage; at?: string };
type Passed = Heard | { asks: true } | { isLost: boolean };

export function openLine(options: LineOptions): Line {
  const { url, presenceUrl, reader, store, onPatch, onLost, readAnew, wasReadAnew } = options;
  const name = `throughline ${url} ${reader}`;
  const channel = 'BroadcastChannel' in window ? new BroadcastChannel(name) : null;
  let closed = false;
  let source: EventSource | null = null;
  let attempts = 0;
  let lastHeard = performance.now();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let giveUpLead: (() => void) | null = null;
  /** What is written comes over the line. A proxy may keep it, all or all but the beginning: then it is asked for. */
  let flows = false;
  let fellSilent = false;
  const here = createHere(reader);
  const report = reportPresence({ url: presenceUrl, plan: () => store.state().known.plan });

  const at = (path: string) => {
    const { cursor, epoch } = store.state().known;
    return `${path}?${new URLSearchParams({ from: cursorText(cursor), epoch })}`;
  };

  const pass = (passed: Passed) => channel?.postMessage(passed);

  /** False when it does not follow on what is known. */
  function take(patch: Patch, place?: string): boolean {
    const before = store.state();
    const mine = before.pending.some(({ envelope }) => envelope.id === patch.commandId);
    const after = withPatch(before, patch, applyEvent, place);
    if (!after) return false;
    if (after === before) return true;
    store.change(() => ({ ...after, known: { ...after.known, plan: asLoaded(after.known.plan) } }));
    if (!mine) onPatch(patch);
    return true;
  }

  function hear({ message, at: place }: Heard): void {
    if (message.type === 'hello' || message.type === 'presence') here.hear(message);
    if (message.type === 'hello') {
      attempts = 0;
      noteLost(false);
      report.renew();
    }
    if (message.type === 'patch' && !take(message, place)) void ask();
    if (message.type === 'reset') beginAnew();
    if (message.type === 'bye') comeBack(message.afterMs);
  }

  /** Nothing follows on what is known, until it has been read. */
  let isAwaited = false;
  function beginAnew(): void {
    if (isAwaited || closed) return;
    isAwaited = true;
    clearTimeout(timer);
    source?.close();
    source = null;
    const { known } = store.state();
    const stop = store.subscribe(() => {
      const now = store.state().known;
      if (now === known) return;
      stop();
      isAwaited = false;
      if (closed) return;
      wasReadAnew();
      if (giveUpLead) listen();
    });
    readAnew();
  }

  let asking: Promise<void> | null = null;
  /** What was written since, once. */
  function ask(): Promise<void> {
    if (isAwaited) return Promise.resolve();
    asking ??= askNow()
      .catch(() => {})
      .finally(() => {
        asking = null;
      });
    return asking;
  }
  async function askNow(): Promise<void> {
    // A proxy may refuse the line alone: whoever is answered is not offline.
    const response = await fetch(at(url), { headers: { accept: 'application/json' } }).catch(() => null);
    if (closed) return;
    const isAnswered = response !== null && response.status < 500;
    if (isAnswered || attempts >= LOST_ATTEMPTS) noteLost(!isAnswered);
    if (!isAnswered) return;
    if (!response.ok) return beginAnew();
    const body = (await response.json()) as { patches?: Patch[]; reset?: string };
    if (!body.patches?.every((patch) => take(patch))) return beginAnew();
    // The others of this browser have no line of their own.
    if (giveUpLead) for (const patch of body.patches) pass({ message: { type: 'patch', ...patch } });
  }

  let isLost = false;
  function noteLost(now: boolean): void {
    if (now === isLost) return;
    isLost = now;
    onLost?.(now);
    if (giveUpLead) pass({ isLost: now });
  }

  function hasCome(isMoreThanHello: boolean): void {
    lastHeard = performance.now();
    if (isMoreThanHello) fellSilent = false;
    flows ||= !fellSilent;
  }

  function listen(): void {
    if (closed || isAwaited) return;
    isToCome = false;
    source?.close();
    lastHeard = performance.now();
    flows = false;
    const opened = new EventSource(at(url));
    source = opened;
    opened.onmessage = ({ data, lastEventId }: MessageEvent<string>) => {
      const heard: Heard = { message: JSON.parse(data) as LineMessage, at: lastEventId };
      hasCome(heard.message.type !== 'hello');
      hear(heard);
      pass(heard);
    };
    opened.addEventListener('beat', () => hasCome(true));
    // A browser comes back by itself to where this page was when it opened; we know better where it is now.
    opened.onerror = () => {
      // Refused, and not only cut: whoever asks plainly is told why.
      if (opened.readyState === EventSource.CLOSED) void ask();
      comeBack();
    };
  }

  /** It is said when the line is opened again, and nothing else opens it before. */
  let isToCome = false;
  function comeBack(afterMs?: number): void {
    source?.close();
    source = null;
    if (closed || isAwaited || !giveUpLead) return;
    const wait = afterMs ?? (BACK_MS[Math.min(attempts, BACK_MS.length - 1)] ?? 0) * (0.5 + Math.random());
    attempts += 1;
    if (attempts === LOST_ATTEMPTS) here.loseSight();
    if (attempts >= LOST_ATTEMPTS) void ask();
    clearTimeout(timer);
    isToCome = true;
    timer = setTimeout(listen, wait);
  }

  // By this device's clock, which may be wrong: only that it has become another day counts.
  const dayHere = () => dayOf(new Date(), store.state().known.plan.zone);
  let day = dayHere();

  const look = ({ byItself = false } = {}) => {
    if (closed || document.visibilityState === 'hidden') return;
    if (day !== dayHere()) {
      day = dayHere();
      return beginAnew();
    }
    if (!giveUpLead) return void ask();
    const isSilent = performance.now() - lastHeard > SILENT_MS;
    fellSilent ||= isSilent;
    // Whoever waits their turn is told all the same.
    const waitsItsTurn = byItself && isToCome;
    if (isSilent || (source && !flows) || waitsItsTurn) void ask();
    if ((source && !isSilent) || waitsItsTurn) return;
    clearTimeout(timer);
    listen();
  };
  // Who only hears it from another screen asks when they come back to theirs, and not all the time.
  const watchdog = setInterval(() => giveUpLead && look({ byItself: true }), SILENT_MS / 5);
  const lookNow = () => look();
  // Some servers are reached all the same: the first try tells.
  const cutOff = () => {
    here.loseSight();
    if (giveUpLead) comeBack();
  };
  window.addEventListener('offline', cutOff);
  window.addEventListener('online', lookNow);
  window.addEventListener('pageshow', lookNow);
  document.addEventListener('visibilitychange', lookNow);

  channel?.addEventListener('message', ({ data }: MessageEvent<Passed>) => {
    const said = here.said();
    if ('asks' in data) {
      if (giveUpLead && said) pass({ message: said });
    } else if ('isLost' in data) noteLost(data.isLost);
    else if (data.message.type !== 'bye') hear(data);
  });
  pass({ asks: true });

  /** One screen of the browser leads; when it is closed, another one does. */
  const lead = () =>
    new Promise<void>((release) => {
      giveUpLead = release;
      if (closed) release();
      else listen();
    });
  // Browsers have locks over https and on this machine only; elsewhere each screen listens for itself.
  if ('locks' in navigator && channel) {
    const gone = new AbortController();
    navigator.locks.request(name, { signal: gone.signal }, lead).catch(() => {});
    void ask();
    return { here, expect, close: () => end(() => gone.abort()) };
  }
  void lead();
  return { here, expect, close: () => end(() => {}) };

  function expect(cursor: Cursor): void {
    const missing = () => !closed && isBefore(store.state().known.cursor, cursor);
    if (!missing()) return;
    if (!source || source.readyState !== EventSource.OPEN) void ask();
    else setTimeout(() => missing() && void ask(), ECHO_MS);
  }

  function end(forgo: () => void): void {
    closed = true;
    report.stop();
    clearTimeout(timer);
    clearInterval(watchdog);
    source?.close();
    channel?.close();
    window.removeEventListener('offline', cutOff);
    window.removeEventListener('online', lookNow);
    window.removeEventListener('pageshow', lookNow);
    document.removeEventListener('visibilitychange', lookNow);
    if (giveUpLead) giveUpLead();
    else forgo();
  }
}
