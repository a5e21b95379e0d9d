/**
 * Editing made instant. What a person does is decided here at once by the same pure functions as on the server,
 * laid over the confirmed plan, and sent in order; a refusal takes the overlay away and keeps what was typed. These
 * functions come when the page is first used; without them an edit shows once the server has it.
 */
import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import type { Change } from '#app/domain/change.ts';
import type { Actor } from '#app/domain/command.ts';
import type { Cursor } from '#app/domain/cursor.ts';
import type { Day } from '#app/domain/day.ts';
import type { Plan } from '#app/domain/plan.ts';
import { isUsed, onFirstUse } from './first-use.ts';
import type { HereStore } from './here.ts';
import type { KeptTyping } from './kept-typing.ts';
import type { Line } from './line.ts';
import { movesDays } from './moves-days.ts';
import type { Patch } from './patch.ts';
import {
  createPlanStore,
  isAhead,
  type Known,
  type SentEnvelope,
  withHeard,
  withLoaded,
  withoutSent,
  withSent,
} from './plan-store.ts';
import type { Reply, Trouble } from './reply.ts';
import type { Shown } from './sending.ts';
import { useOutbox } from './use-outbox.ts';
import { useWhenIdle } from './when-idle.ts';

/** Where nobody takes what is told, as without the code for it, no more than this is kept. */
const MOST_TOLD = 200;

export type { Reply, SentEnvelope, Trouble };

export interface Way {
  /** Its person has seen what else would move. */
  chosen?: boolean;
  /** Not by the outbox: with files, which are not kept for later. */
  by?: (envelope: SentEnvelope) => Promise<{ reply: Reply; cursor: Cursor | null }>;
}

export interface Editing {
  /** The plan with everything still on its way laid over it. */
  plan: Plan;
  /** The same without it. */
  confirmed: Plan;
  actor: Actor;
  today: Day;
  /** What is on its way, and what of it did not happen. */
  outbox: Shown;
  /** What others have just done, or this person elsewhere. */
  told: readonly Patch[];
  forgetTold(): void;
  /** Who else is there; null until the line is open. */
  here?: HereStore | null;
  /** By form: why its last command did not happen. */
  troubles: Readonly<Record<string, Trouble | undefined>>;
  /** The newest thing that happened, for its toast. */
  last: { commandId: string; changes: Change[]; merged: boolean } | null;
  forgetLast(): void;
  send(form: string, envelope: SentEnvelope, way?: Way): Promise<Reply>;
  clearTrouble(form: string): void;
  /** False until the page runs: forms then post by themselves. */
  instant: boolean;
}

const EditingContext = createContext<Editing | null>(null);
export const EditingProvider = EditingContext.Provider;

export function useEditing(): Editing {
  const editing = useContext(EditingContext);
  if (!editing) throw new Error('This is used inside a plan only');
  return editing;
}

export interface EditingInput {
  /** The plan as the server last gave it. */
  loaded: Known;
  actor: Actor;
  today: Day;
  /** Where commands go. */
  url: string;
  /** Where the line is. */
  eventsUrl: string;
  presenceUrl: string;
  /** Asks for everything this page was written from. */
  refresh(): void;
}

export function useEditingState({
  loaded,
  actor,
  today,
  url,
  eventsUrl,
  presenceUrl,
  refresh,
}: EditingInput): Editing {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another plan has a store of its own.
  const store = useMemo(() => createPlanStore(loaded), [loaded.plan.id]);
  const state = useSyncExternalStore(store.subscribe, store.state, store.state);
  // Read anew and not yet told to the store: drawn at once.
  const { known, pending } = isAhead(loaded, state.known) ? withLoaded(state, loaded) : state;
  const confirmed = known.plan;
  const [troubles, setTroubles] = useState<Record<string, Trouble | undefined>>({});
  const [last, setLast] = useState<Editing['last']>(null);
  const [instant, setInstant] = useState(false);
  const [overlay, setOverlay] = useState(overlayCode);

  useEffect(() => setInstant(true), []);
  useEffect(() => onceUsed(() => void fetchOverlay().then(setOverlay)), []);
  const typing = useRef<KeptTyping | null>(null);
  const owner = `${actor.personId}:${confirmed.id}`;
  useEffect(() => {
    let gone = false;
    const begin = async () => {
      const { keepTyping } = await import('./kept-typing.ts');
      if (!gone) typing.current = keepTyping(owner);
    };
    // Without its code what is typed lives as long as its page.
    const forget = onceUsed(() => void begin().catch(() => undefined));
    return () => {
      gone = true;
      forget();
      typing.current?.stop();
    };
  }, [owner]);
  useEffect(() => store.change((now) => withLoaded(now, loaded)), [store, loaded]);

  const line = useRef<Line | null>(null);
  const [told, setTold] = useState<readonly Patch[]>([]);
  const [here, setHere] = useState<HereStore | null>(null);
  const [isLost, setLost] = useState(false);
  const forgetTold = useCallback(() => setTold([]), []);
  const planId = confirmed.id;
  const again = useRef(refresh);
  again.current = refresh;
  useWhenIdle(
    useCallback(
      (isGone: () => boolean) => {
        const open = async () => {
          const { listen } = await import('./listen.ts');
          if (isGone()) return;
          line.current = listen(planId, {
            url: eventsUrl,
            presenceUrl,
            reader: actor.personId,
            store,
            onPatch: (patch) => setTold((list) => [...list.slice(-MOST_TOLD), patch]),
            onLost: setLost,
            readAnew: () => again.current(),
          });
          setHere(line.current.here);
        };
        // Without its code the page is read anew after each edit, as ever.
        void open().catch(() => undefined);
        return () => {
          line.current?.close();
          line.current = null;
        };
      },
      [eventsUrl, presenceUrl, planId, actor.personId, store],
    ),
  );

  const plan = useMemo(
    () => pending.reduce((now, p) => overlay?.overlay(now, p.envelope, actor, today).plan ?? now, confirmed),
    [overlay, confirmed, pending, actor, today],
  );

  const setTrouble = useCallback(
    (form: string, trouble: Trouble | undefined) => setTroubles((all) => ({ ...all, [form]: trouble })),
    [],
  );

  const { sending, ...outbox } = useOutbox({
    personId: actor.personId,
    planId,
    url,
    store,
    expect: (cursor) => line.current?.expect(cursor),
    refresh,
  });
  const latest = useRef(troubles);
  latest.current = troubles;
  const send = useCallback(
    async (form: string, envelope: SentEnvelope, { chosen, by }: Way = {}): Promise<Reply> => {
      setTrouble(form, undefined);
      if (movesDays(envelope.type) && !chosen) {
        const asks = (await fetchOverlay())?.asksFirst(plan, envelope, actor, today);
        if (asks) {
          setTrouble(form, { ...asks, envelope });
          return asks;
        }
      }
      store.change((now) => withSent(now, envelope));
      const heardBy = async (post: NonNullable<Way['by']>): Promise<Reply> => {
        const { reply, cursor } = await post(envelope);
        if (reply.kind !== 'ok' || !cursor) return reply;
        store.change((now) => withHeard(now, envelope.id, cursor));
        line.current?.expect(cursor);
        again.current();
        return reply;
      };
      // Without its code nothing is sent from here.
      const open = await sending();
      const sent = by ? heardBy(by) : open?.send(form, envelope);
      const reply = (await sent) ?? { kind: 'unheard' as const };
      if (reply.kind === 'ok' || reply.kind === 'waiting') {
        typing.current?.forget(form);
        const did = (await fetchOverlay())?.overlay(plan, envelope, actor, today);
        setLast({
          commandId: envelope.id,
          changes: did?.changes ?? [],
          merged: reply.kind === 'ok' && reply.merged !== undefined,
        });
      } else {
        store.change((now) => withoutSent(now, envelope.id));
        const trouble = { ...reply, envelope };
        setTrouble(form, trouble);
        open?.seeToIt(form, trouble, () => {
          const isSaid = latest.current[form] === trouble;
          if (isSaid) setTrouble(form, undefined);
          return isSaid;
        });
      }
      return reply;
    },
    [plan, actor, today, setTrouble, store, sending],
  );

  const clearTrouble = useCallback((form: string) => setTrouble(form, undefined), [setTrouble]);
  const forgetLast = useCallback(() => setLast(null), []);
  return {
    plan,
    confirmed,
    actor,
    today,
    outbox: isLost ? { ...outbox, isOffline: true } : outbox,
    told,
    forgetTold,
    here,
    troubles,
    last,
    forgetLast,
    send,
    clearTrouble,
    instant,
  };
}

/** Now, where the page is used already. */
function onceUsed(act: () => void): () => void {
  if (!isUsed()) return onFirstUse(act);
  act();
  return () => {};
}

type Overlay = typeof import('./overlay.ts');
let overlayCode: Overlay | null = null;

/** Null when it cannot be had, as after an update of the server. */
async function fetchOverlay(): Promise<Overlay | null> {
  try {
    overlayCode ??= await import('./overlay.ts');
  } catch {
    // The server has the last word anyway.
  }
  return overlayCode;
}
