/**
 * Editing made instant. What a person does is decided here at once by the same pure functions as on the server,
 * laid over the confirmed plan, and sent in order; a refusal takes the overlay away and keeps what was typed. These
 * functions come when the page is first used; without them an edit shows once the server has it.
 */
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import type { Change } from '#app/domain/change.ts';
import type { Actor, Answer } from '#app/domain/command.ts';
import type { Day } from '#app/domain/day.ts';
import type { Plan } from '#app/domain/plan.ts';
import type { CommandFields } from './command-fields.ts';
import { isUsed, onFirstUse } from './first-use.ts';
import type { KeptTyping } from './kept-typing.ts';

export type SentEnvelope = CommandFields['envelope'];

/** The server's word on one command. `unheard`: none came, and the same id settles it later. */
export type Reply = Answer | { kind: 'unheard' };

export type Trouble = Exclude<Reply, { kind: 'ok' }> & { envelope: SentEnvelope };

interface Pending {
  envelope: SentEnvelope;
  /** The server has it; the overlay goes when the next confirmed plan arrives. */
  heard: boolean;
}

export interface Editing {
  /** The plan with everything still on its way laid over it. */
  plan: Plan;
  actor: Actor;
  today: Day;
  /** How many edits are on their way. */
  waiting: number;
  /** By form: why its last command did not happen. */
  troubles: Readonly<Record<string, Trouble | undefined>>;
  /** The newest thing that happened, for its toast. */
  last: { commandId: string; changes: Change[] } | null;
  forgetLast(): void;
  send(form: string, envelope: SentEnvelope): Promise<Reply>;
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
  confirmed: Plan;
  actor: Actor;
  today: Day;
  /** Where commands go. */
  url: string;
  /** Asks for the confirmed plan again. */
  refresh(): void;
}

export function useEditingState({ confirmed, actor, today, url, refresh }: EditingInput): Editing {
  const [pending, setPending] = useState<Pending[]>([]);
  const [troubles, setTroubles] = useState<Record<string, Trouble | undefined>>({});
  const [last, setLast] = useState<Editing['last']>(null);
  const [instant, setInstant] = useState(false);
  const [overlay, setOverlay] = useState(() => known);
  const queue = useRef<Promise<unknown>>(Promise.resolve());

  useEffect(() => setInstant(true), []);
  useEffect(() => {
    const fetchNow = () => void fetchOverlay().then((fetched) => setOverlay(() => fetched));
    if (isUsed()) fetchNow();
    else return onFirstUse(fetchNow);
  }, []);
  const typing = useRef<KeptTyping | null>(null);
  const owner = `${actor.personId}:${confirmed.id}`;
  useEffect(() => {
    let gone = false;
    const begin = async () => {
      const { keepTyping } = await import('./kept-typing.ts');
      if (!gone) typing.current = keepTyping(owner);
    };
    // Without its code what is typed lives as long as its page.
    const beginNow = () => void begin().catch(() => undefined);
    const forget = isUsed() ? beginNow() : onFirstUse(beginNow);
    return () => {
      gone = true;
      forget?.();
      typing.current?.stop();
    };
  }, [owner]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new confirmed plan is the echo of what was heard.
  useEffect(() => setPending((list) => list.filter((p) => !p.heard)), [confirmed]);

  const plan = useMemo(
    () => pending.reduce((now, p) => overlay?.(now, p.envelope, actor, today).plan ?? now, confirmed),
    [overlay, confirmed, pending, actor, today],
  );

  const setTrouble = useCallback(
    (form: string, trouble: Trouble | undefined) => setTroubles((all) => ({ ...all, [form]: trouble })),
    [],
  );

  const send = useCallback(
    async (form: string, envelope: SentEnvelope): Promise<Reply> => {
      setTrouble(form, undefined);
      setPending((list) => [...list, { envelope, heard: false }]);
      const reply = queue.current.then(() => post(url, envelope));
      queue.current = reply;
      const answer = await reply;
      if (answer.kind === 'ok') {
        typing.current?.forget(form);
        setPending((list) => list.map((p) => (p.envelope.id === envelope.id ? { ...p, heard: true } : p)));
        const did = (await fetchOverlay())?.(plan, envelope, actor, today);
        setLast({ commandId: answer.commandId, changes: did?.changes ?? [] });
      } else {
        setPending((list) => list.filter((p) => p.envelope.id !== envelope.id));
        setTrouble(form, { ...answer, envelope });
      }
      refresh();
      return answer;
    },
    [plan, actor, today, url, refresh, setTrouble],
  );

  const clearTrouble = useCallback((form: string) => setTrouble(form, undefined), [setTrouble]);
  const forgetLast = useCallback(() => setLast(null), []);
  return {
    plan,
    actor,
    today,
    waiting: pending.filter((p) => !p.heard).length,
    troubles,
    last,
    forgetLast,
    send,
    clearTrouble,
    instant,
  };
}

type Overlay = typeof import('./overlay.ts').overlay;
let known: Overlay | null = null;

/** Null when it cannot be had, as after an update of the server. */
async function fetchOverlay(): Promise<Overlay | null> {
  try {
    known ??= (await import('./overlay.ts')).overlay;
  } catch {
    // The server has the last word anyway.
  }
  return known;
}

async function post(url: string, envelope: SentEnvelope): Promise<Reply> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(envelope),
    });
    const body = (await response.json()) as { answers?: Reply[]; sentence?: string; code?: string };
    const [answer] = body.answers ?? [];
    if (answer) return answer;
    return {
      kind: 'refused',
      code: body.code ?? 'failed',
      sentence: body.sentence ?? 'That did not work, and nothing was changed.',
    };
  } catch {
    return { kind: 'unheard' };
  }
}
