/**
 * The outbox of one person on one plan in this tab: what `outbox` decides is done here. It outlives the page it was
 * opened from, so that what is on its way goes on; what is left when the tab goes is taken over by the next one.
 */
import type { Cursor } from '#app/domain/cursor.ts';
import { countOn } from './counted.ts';
import { guardSignOut } from './leave-browser.ts';
import { newThingId } from './new-id.ts';
import { outbox } from './outbox.ts';
import {
  type Aside,
  emptyOutbox,
  isOffline,
  type OutboxEffect,
  type OutboxEvent,
  type OutboxState,
} from './outbox-state.ts';
import { type Owner, openOutboxStorage } from './outbox-storage.ts';
import { type PlanStore, type SentEnvelope, withHeard, withoutSent, withSent } from './plan-store.ts';
import { postCommands } from './post-commands.ts';
import type { Reply, Trouble } from './reply.ts';
import { stayHere, type Wanted } from './stay-here.ts';

/** The page that is open. */
export interface Screen {
  store: PlanStore;
  /** Sees to it that everything up to that place is heard. */
  expect(cursor: Cursor): void;
  /** The server has said something. */
  answered(): void;
  shows(outbox: Shown): void;
}

/** What a page says of it. */
export interface Shown {
  waiting: number;
  isOffline: boolean;
  isSignedOut: boolean;
  aside: readonly Aside[];
  /** What could not be had without a connection; another one each time. */
  wanted: Wanted | null;
  /** What is set aside goes. */
  discard(id: string): void;
}

const shown = (state: OutboxState, wanted: Wanted | null): Omit<Shown, 'discard'> => ({
  wanted,
  waiting: state.queue.length,
  isOffline: isOffline(state),
  isSignedOut: state.isSignedOut,
  aside: state.aside,
});

type Event = OutboxEvent extends infer Each ? (Each extends OutboxEvent ? Omit<Each, 'now'> : never) : never;

/** By then what went wrong is said at its form, or has none any more. */
const SEEN_MS = 700;

export interface Sending {
  send(form: string, envelope: SentEnvelope): Promise<Reply>;
  /** What went wrong is not to vanish with its form; `forget` is true where it still counts as said there. */
  seeToIt(form: string, trouble: Trouble, forget: () => boolean): void;
  /** Returns the way to leave it. */
  show(screen: Screen): () => void;
}

const sendings = new Map<string, Sending>();

export function sendingOf(owner: Owner, url: string): Sending {
  const key = `${owner.personId} ${owner.planId}`;
  const sending = sendings.get(key) ?? openSending(owner, url);
  sendings.set(key, sending);
  return sending;
}

function openSending(owner: Owner, url: string): Sending {
  const tab = newThingId();
  const storage = openOutboxStorage(owner, tab);
  let state: OutboxState = { ...emptyOutbox, isOnline: navigator.onLine };
  let screen: Screen | null = null;
  let wanted: Wanted | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const awaited = new Map<string, ((reply: Reply) => void)[]>();
  /** Of each that waits: whether it is kept. */
  const kept = new Map<string, Promise<boolean>>();
  let disk: Promise<unknown> = Promise.resolve();
  /** In the order asked for; false where the browser keeps nothing. */
  function onDisk(next: () => Promise<void>): Promise<boolean> {
    const done = disk.then(next).then(
      () => true,
      () => false,
    );
    disk = done;
    return done;
  }

  function happen(event: Event): void {
    const step = outbox(state, { ...event, now: Date.now() } as OutboxEvent);
    state = step.state;
    for (const effect of step.effects) act(effect);
    tellScreen();
  }

  const discard = (id: string) => happen({ type: 'discarded', id });
  const tellScreen = () => screen?.shows({ ...shown(state, wanted), discard });

  function act(effect: OutboxEffect): void {
    switch (effect.do) {
      case 'post':
        void postCommands(url, effect.envelopes).then(happen);
        break;
      case 'keep': {
        const { outgoing } = effect;
        const keeping = onDisk(() => storage.keep(outgoing));
        kept.set(outgoing.envelope.id, keeping);
        break;
      }
      case 'keepAside':
        void onDisk(() => storage.keepAside(effect.aside));
        break;
      case 'forget':
        kept.delete(effect.id);
        void onDisk(() => storage.forget(effect.id));
        break;
      case 'forgetAll':
        void onDisk(storage.forgetAll);
        break;
      case 'answer':
        answer(effect);
        break;
      case 'lay':
        screen?.store.change((now) => withSent(now, effect.envelope));
        break;
      case 'lift':
        screen?.store.change((now) => withoutSent(now, effect.id));
        break;
      case 'wake':
        clearTimeout(timer);
        timer = setTimeout(() => happen({ type: 'woke' }), Math.max(0, effect.at - Date.now()));
    }
  }

  function answer({ id, reply, cursor }: Extract<OutboxEffect, { do: 'answer' }>): void {
    if (reply.kind === 'waiting') return void sayItWaits(id);
    if (reply.kind === 'ok' && cursor) {
      screen?.store.change((now) => withHeard(now, id, cursor));
      screen?.expect(cursor);
    }
    // Nobody may be at its form any more; the page then asks how much waits in the tray.
    if (reply.kind === 'conflict') countOn(owner.planId, true);
    say(id, reply);
    if (!isOffline(state)) screen?.answered();
  }

  /** Not before it is kept: whoever is told so closes their form. */
  async function sayItWaits(id: string): Promise<void> {
    if ((await kept.get(id)) === false) happen({ type: 'unkept', id });
    else say(id, { kind: 'waiting' });
  }
  function say(id: string, reply: Reply): void {
    for (const tell of awaited.get(id) ?? []) tell(reply);
    awaited.delete(id);
  }

  const watched = new Set<string>();
  async function look(): Promise<void> {
    const held = await heldTabs();
    const { queue, aside, elsewhere } = await storage.takeOver((other) => !held?.has(other));
    if (queue.length + aside.length > 0) happen({ type: 'found', queue, aside });
    for (const other of elsewhere) {
      if (watched.has(other)) continue;
      watched.add(other);
      void navigator.locks.request(lockOf(other), () => lookAgain());
    }
  }
  const lookAgain = () => void look().catch(() => undefined);

  window.addEventListener('online', () => {
    happen({ type: 'network', isOnline: true });
    lookAgain();
  });
  window.addEventListener('offline', () => happen({ type: 'network', isOnline: false }));
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') return;
    happen({ type: 'woke' });
    lookAgain();
  });
  guardSignOut();
  stayHere(
    () => screen !== null && isOffline(state),
    (now) => {
      wanted = now;
      tellScreen();
    },
  );
  void holdTab(tab).then(lookAgain);

  return {
    send: (form, envelope) =>
      new Promise((tell) => {
        awaited.set(envelope.id, [...(awaited.get(envelope.id) ?? []), tell]);
        happen({ type: 'written', form, envelope });
      }),
    seeToIt(form, { envelope, ...why }, forget) {
      // A conflict waits in the tray, wherever its form is.
      if (why.kind === 'unheard' || why.kind === 'conflict') return;
      setTimeout(() => {
        const isSaid = document.querySelector(`[data-form="${CSS.escape(form)}"]`);
        if (!isSaid && forget()) happen({ type: 'setAside', form, envelope, why });
      }, SEEN_MS);
    },
    show(opened) {
      screen = opened;
      for (const { envelope } of state.queue) opened.store.change((now) => withSent(now, envelope));
      tellScreen();
      return () => {
        if (screen === opened) screen = null;
      };
    },
  };
}

const lockOf = (tab: string) => `throughline tab ${tab}`;

/** As long as this tab is there nobody takes over what it keeps. Browsers have locks over https and on this machine only. */
const holdTab = (tab: string): Promise<void> =>
  new Promise((held) => {
    if (!('locks' in navigator)) return held();
    void navigator.locks.request(lockOf(tab), () => {
      held();
      return new Promise<never>(() => {});
    });
  });

/** Null where nobody can tell: what several tabs send under one id is done once all the same. */
async function heldTabs(): Promise<Set<string> | null> {
  if (!('locks' in navigator)) return null;
  const { held = [] } = await navigator.locks.query();
  return new Set(held.map(({ name = '' }) => name.replace(lockOf(''), '')));
}
