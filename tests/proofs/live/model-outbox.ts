/**
 * What a tab does for the app's outbox (`app/live/sending.ts`), without a network, a disk or a clock: the outbox says
 * what is to be done, and here it is done.
 */
import { outbox } from '#app/live/outbox.ts';
import {
  type Aside,
  emptyOutbox,
  type OutboxEffect,
  type OutboxEvent,
  type OutboxState,
  type Outgoing,
} from '#app/live/outbox-state.ts';
import { type PlanState, type SentEnvelope, withHeard, withoutSent, withSent } from '#app/live/plan-store.ts';
import { needsNow } from '#app/live/reply.ts';
import type { Planted } from './planted.ts';

type Told = OutboxEvent extends infer Each ? (Each extends OutboxEvent ? Omit<Each, 'now'> : never) : never;
type Kept = { outgoing: Pick<Outgoing, 'envelope' | 'form' | 'at'> } | { aside: Aside };

/** One request; `ids` in the order of what the outbox wanted to be sent. */
export interface Posted {
  ids: readonly string[];
  envelopes: readonly SentEnvelope[];
  hasLeft: boolean;
}

export interface Clock {
  now: number;
}

/** Of one person in one tab. */
export interface Tab {
  state: PlanState;
  clock: Clock;
  outbox: OutboxState;
  /** What the browser would find again. */
  disk: Map<string, Kept>;
  post: Posted | null;
  wakeAt: number;
  /** Everything made here, as it was last to be sent. */
  made: Map<string, SentEnvelope>;
  /** Whose form waits for a word. */
  forms: Set<string>;
  /** Pressed once more as soon as that may help. */
  again: SentEnvelope[];
  /** What may be taken back. */
  done: string[];
  /** What needs a person. */
  tray: SentEnvelope[];
  /** Of these nobody looks at a form any more. */
  late: Set<string>;
  /** Written over or taken back before they left, and undone here: the server never hears of them. */
  endedHere: Set<string>;
  /** May have arrived. */
  everPosted: Set<string>;
  /** When each was written, of what waits the time it keeps its place by. */
  writtenAt: Map<string, number>;
  planted: Planted | undefined;
}

export const openTab = (state: PlanState, clock: Clock, planted?: Planted): Tab => ({
  state,
  clock,
  outbox: emptyOutbox,
  disk: new Map(),
  post: null,
  wakeAt: 0,
  made: new Map(),
  forms: new Set(),
  again: [],
  done: [],
  tray: [],
  late: new Set(),
  endedHere: new Set(),
  everPosted: new Set(),
  writtenAt: new Map(),
  planted,
});

/** What was met, by name. */
export type Met = (
  what: 'replaced while unsent' | 'taken back while unsent' | 'done again while unsent',
) => void;

export function happen(tab: Tab, event: Told): void {
  const step = outbox(tab.outbox, { ...event, now: tab.clock.now } as OutboxEvent);
  tab.outbox = step.state;
  for (const effect of step.effects) act(tab, effect);
}

/** Somebody presses Save: it stands before their eyes at once. */
export function write(tab: Tab, envelope: SentEnvelope, met: Met): void {
  const before = tab.outbox;
  const held = new Set(before.queue.map(({ envelope: { id } }) => id));
  tab.made.set(envelope.id, envelope);
  tab.forms.add(envelope.id);
  tab.state = withSent(tab.state, envelope);
  happen(tab, { type: 'written', form: 'form', envelope });
  const here = new Set(tab.outbox.queue.map(({ envelope: { id } }) => id));
  for (const id of here) tab.endedHere.delete(id);
  const gone = [...held].filter((id) => !here.has(id));
  for (const id of gone) tab.endedHere.add(id);
  const target = envelope.type === 'undo' ? envelope.args.commandId : null;
  if (here.has(envelope.id)) {
    if (target && before.dropped[String(target)]) met('done again while unsent');
    else if (gone.length > 0) met('replaced while unsent');
  } else if (tab.done.includes(envelope.id)) {
    tab.endedHere.add(envelope.id);
    met('taken back while unsent');
  }
}

function act(tab: Tab, effect: OutboxEffect): void {
  switch (effect.do) {
    case 'post':
      if (tab.post) throw new Error('two posts are under way at once');
      tab.post = posted(tab, effect.envelopes);
      break;
    case 'keep': {
      const { envelope, form, at } = effect.outgoing;
      tab.made.set(envelope.id, envelope);
      tab.writtenAt.set(envelope.id, at);
      tab.disk.set(envelope.id, { outgoing: { envelope, form, at } });
      break;
    }
    case 'keepAside':
      tab.disk.set(effect.aside.envelope.id, { aside: effect.aside });
      break;
    case 'forget':
      tab.disk.delete(effect.id);
      break;
    case 'forgetAll':
      tab.disk.clear();
      break;
    case 'answer':
      hear(tab, effect);
      break;
    case 'lay':
      tab.state = withSent(tab.state, effect.envelope);
      break;
    case 'lift':
      tab.state = withoutSent(tab.state, effect.id);
      break;
    case 'wake':
      tab.wakeAt = effect.at;
  }
}

function posted({ planted, everPosted }: Tab, wanted: readonly SentEnvelope[]): Posted {
  const ids = wanted.map(({ id }) => id);
  if (planted === 'posted out of order')
    return { ids: ids.toReversed(), envelopes: wanted.toReversed(), hasLeft: false };
  const anew = ({ id, ...envelope }: SentEnvelope) => ({ ...envelope, id: id.replace(/.{6}$/, 'ffffff') });
  const isNew = (envelope: SentEnvelope) =>
    planted === 'sent again under a new id' && everPosted.has(envelope.id);
  return { ids, envelopes: wanted.map((one) => (isNew(one) ? anew(one) : one)), hasLeft: false };
}

function hear(tab: Tab, { id, reply, cursor }: Extract<OutboxEffect, { do: 'answer' }>): void {
  const envelope = tab.made.get(id);
  if (!envelope) throw new Error('something is answered that nobody wrote');
  if (reply.kind === 'ok' && cursor)
    tab.state =
      tab.planted === 'overlay dropped on ack'
        ? withoutSent(tab.state, id)
        : withHeard(tab.state, id, cursor);
  const isAtForm = tab.forms.delete(id);
  if (reply.kind === 'ok' || reply.kind === 'waiting') {
    if (isAtForm) tab.done.push(id);
    return;
  }
  tab.state = withoutSent(tab.state, id);
  if (isAtForm && (reply.kind === 'unheard' || reply === needsNow)) return void tab.again.push(envelope);
  tab.tray.push(envelope);
  if (!isAtForm && reply.kind !== 'conflict') tab.late.add(id);
}

/** The tab is gone; the next one finds what was kept. */
export function openNextTab(tab: Tab): void {
  tab.post = null;
  tab.wakeAt = 0;
  for (const id of tab.forms) if (!tab.disk.has(id)) throw new Error('a page takes what was written with it');
  tab.forms.clear();
  tab.outbox = { ...emptyOutbox, isOnline: tab.outbox.isOnline };
  const rows = [...tab.disk.values()];
  happen(tab, {
    type: 'found',
    queue: rows.flatMap((row) => ('outgoing' in row ? [row.outgoing] : [])),
    aside: rows.flatMap((row) => ('aside' in row ? [row.aside] : [])),
  });
}
