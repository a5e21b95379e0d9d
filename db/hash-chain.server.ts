import { createHash } from 'node:crypto';
import type { Layer } from '#app/domain/plan.ts';

/** Keys sorted at every depth, so that the same fact always has the same bytes. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : inner,
  );
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Of a value, whatever order its keys come in. */
export const digestOfValue = (value: unknown): string => sha256(canonical(value));

export interface Link {
  layer: Layer;
  n: number;
  kind: string;
  at: string;
  by: string | null;
  commandId: string;
  digest: string;
  prev: string;
  /**
   * In a private log: how far the shared one stood, so that a reader of both knows their order. Null in the shared log,
   * which tells nothing of the others.
   */
  behind: number | null;
}
/** The database keeps microseconds, and a clock moved by less than a millisecond is moved. */
const instantOf = (at: string): string =>
  new Date(at).toISOString() + (/\.\d{3}(\d+)/.exec(at)?.[1] ?? '').replace(/0+$/, '');

/** What each event's hash covers: its place, who and when, what it says, and everything before it. */
export const hashOf = (link: Link): string =>
  sha256(
    canonical([
      link.prev,
      link.layer,
      link.n,
      link.kind,
      instantOf(link.at),
      link.by,
      link.commandId,
      link.digest,
      ...(link.behind === null ? [] : [link.behind]),
    ]),
  );
export const digestOf = (salt: string, body: string): string => sha256(`${salt}\n${body}`);
