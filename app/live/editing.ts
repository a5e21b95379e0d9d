/**
 * Editing made instant. What a person does is decided here at once by the same pure functions as on the server,
 * laid over the confirmed plan, and sent in order; a refusal takes the overlay away and keeps what was typed.
 */
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import type { Change } from '#app/domain/change.ts';
import type { Actor, Answer, Context } from '#app/domain/command.ts';
import type { Day } from '#app/domain/day.ts';
import { type CommandArgs, type CommandType, decide, preview } from '#app/domain/decide.ts';
import type { Plan } from '#app/domain/plan.ts';
import type { CommandFields } from './command-fields.ts';

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
  const queue = useRef<Promise<unknown>>(Promise.resolve());

  useEffect(() => setInstant(true), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new confirmed plan is the echo of what was heard.
  useEffect(() => setPending((list) => list.filter((p) => !p.heard)), [confirmed]);

  const plan = useMemo(
    () => pending.reduce((now, p) => overlay(now, p.envelope, actor, today).plan, confirmed),
    [confirmed, pending, actor, today],
  );

  const setTrouble = useCallback(
    (form: string, trouble: Trouble | undefined) => setTroubles((all) => ({ ...all, [form]: trouble })),
    [],
  );

  const send = useCallback(
    async (form: string, envelope: SentEnvelope): Promise<Reply> => {
      setTrouble(form, undefined);
      setPending((list) => [...list, { envelope, heard: false }]);
      const { changes } = overlay(plan, envelope, actor, today);
      const reply = queue.current.then(() => post(url, envelope));
      queue.current = reply;
      const answer = await reply;
      if (answer.kind === 'ok') {
        setPending((list) => list.map((p) => (p.envelope.id === envelope.id ? { ...p, heard: true } : p)));
        setLast({ commandId: answer.commandId, changes });
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

/** What the command will do, as far as this browser can tell; the server has the last word. */
function overlay(
  plan: Plan,
  envelope: SentEnvelope,
  actor: Actor,
  today: Day,
): { plan: Plan; changes: Change[] } {
  if (envelope.type === 'undo') return { plan, changes: [] };
  let made = 0;
  const context: Context = {
    actor,
    today,
    now: new Date().toISOString(),
    base: envelope.base,
    newId: () => `${envelope.id}-${made++}`,
  };
  try {
    const type = envelope.type as CommandType;
    const decision = decide(
      plan,
      type,
      envelope.args as unknown as CommandArgs[typeof type],
      context,
      envelope.confirmed,
    );
    if (decision.kind !== 'changes') return { plan, changes: [] };
    return { plan: preview(plan, decision.changes), changes: decision.changes };
  } catch {
    // What was typed is not a command yet; the server says what is wrong with it.
    return { plan, changes: [] };
  }
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
