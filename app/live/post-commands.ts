import type { Cursor } from '#app/domain/cursor.ts';
import type { OutboxEvent } from './outbox-state.ts';
import type { SentEnvelope } from './plan-store.ts';
import type { Failure, Reply } from './reply.ts';

type Told = Extract<OutboxEvent, { type: 'answered' | 'notTaken' | 'unheard' | 'signedOut' | 'takenOff' }>;
/** Without its time. */
export type Outcome = Told extends infer Each ? (Each extends Told ? Omit<Each, 'now'> : never) : never;

interface Body {
  answers?: Exclude<Reply, { kind: 'unheard' | 'waiting' }>[];
  cursor?: Cursor | null;
  sentence?: string;
  code?: string;
}

/** An answer that takes longer is not one: the same ids are sent again. */
const PATIENCE_MS = 30_000;

/** Sends commands in order and says what came of it. */
export async function postCommands(url: string, envelopes: readonly SentEnvelope[]): Promise<Outcome> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(envelopes.length === 1 ? envelopes[0] : envelopes),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const { status } = response;
    const text = await response.text();
    if (status === 429 || status >= 500)
      return { type: 'unheard', afterMs: waitOf(response), failed: status === 500 };
    const body = JSON.parse(text) as Body;
    if (body.answers) {
      const answers = Object.fromEntries(envelopes.map(({ id }, at) => [id, body.answers?.[at]]));
      return { type: 'answered', answers, cursor: body.cursor ?? null };
    }
    const why: Failure = {
      kind: 'refused',
      code: body.code ?? 'failed',
      sentence: body.sentence ?? 'That did not work, and nothing was changed.',
    };
    if (status === 401) return { type: 'signedOut', why };
    return status === 404 && body.code === 'not-found'
      ? { type: 'takenOff', why }
      : { type: 'notTaken', why };
  } catch {
    return { type: 'unheard', afterMs: null, failed: false };
  }
}

function waitOf({ headers, status }: Response): number | null {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  if (Number.isFinite(seconds)) return Math.min(seconds, 60) * 1_000;
  return status === 429 ? 5_000 : null;
}
