/**
 * An intention: what a person asks for. `decide` turns it into changes, a refusal or a conflict. Ids and
 * time come in through the context, so that deciding the same thing twice gives the same answer.
 */
import type { Change } from './change.ts';
import type { Day } from './day.ts';
import type { CommentFile } from './file.ts';
import type { Layer, Plan, Side, Versions } from './plan.ts';
import type { HolidaysOf } from './schedule/calendar.ts';
import { covers, type Version, versionOf } from './version.ts';

export interface Actor {
  personId: string;
  side: Side;
  /** The actor's own row on this plan; null for an admin who only oversees it. */
  stakeholderId: string | null;
  pointPerson: boolean;
  /** Signed in, in this browser, with what was mailed to them. */
  proven: boolean;
  /** The approval a code was mailed and typed for, in this very request. */
  freshFor?: string;
}

export interface Context {
  actor: Actor;
  today: Day;
  /** ISO. */
  now: string;
  /** Version of each field the person had seen when they began, by field name. */
  base: Record<string, number>;
  /** A fresh id, version 4. */
  newId: () => string;
  /** Known on the server alone. */
  holidaysOf?: HolidaysOf;
  /** By when an answer is promised as it is asked; only where decisions are made. */
  promiseFor?: (plan: Plan, of: string, now: string) => string | null;
  /** Stored already, of the comment being written: never by what a browser sends. */
  files?: readonly CommentFile[];
  /** SHA-256 over the canonical form, in hex; only where decisions are made. */
  digest?: (value: unknown) => string;
}

/** Somebody else wrote the field first. Both values are kept; a person chooses. */
export interface Conflict {
  kind: 'conflict';
  field: string;
  yours: unknown;
  current: unknown;
  /** Which event wrote the value that stands. */
  layer: Layer;
  version: Version;
}
/** A sentence for the person who asked; nothing was changed. */
export interface Refused {
  kind: 'refused';
  code: string;
  sentence: string;
}
/** Hidden and absent are the same answer. */
export interface Absent {
  kind: 'absent';
  /** What became of it, for whoever could see it. */
  sentence?: string;
}
export type Decision = { kind: 'changes'; changes: Change[] } | Conflict | Refused | Absent;

/** A text in which two people's words stand. */
export interface Merged {
  field: string;
  text: string;
}

/** What came of one command, as whoever sent it hears it. Only `ok` changed anything. */
export type Answer =
  | {
      kind: 'ok';
      commandId: string;
      merged?: Merged;
      /** The command it took back, when that was all it asked for. */
      tookBack?: string;
      /** Done by a link in a letter, in a browser that nobody knows. */
      fromLetter?: true;
    }
  | Refused
  | Absent
  | { kind: 'invalid'; problems: { path: string; message: string }[] }
  | {
      kind: 'conflict';
      field: string;
      yours: unknown;
      current: unknown;
      version: Version;
      /** Who wrote the value that stands, and when (ISO). */
      by: string | null;
      at: string | null;
    };

export const changes = (...list: Change[]): Decision => ({ kind: 'changes', changes: list });
export const refuse = (code: string, sentence: string): Refused => ({ kind: 'refused', code, sentence });
export const absent: Absent = { kind: 'absent' };

export type Decider<Args> = (plan: Plan, args: Args, context: Context) => Decision;

/** Null when the field may be written; a conflict when it has moved on since the person began. */
export function conflictOn(
  thing: { layer: Layer; versions: Versions },
  base: Record<string, number>,
  field: string,
  yours: unknown,
  current: unknown,
): Conflict | null {
  const seen = base[field];
  const version = versionOf(thing, field);
  if (seen === undefined || covers(seen, version) || yours === current) return null;
  return { kind: 'conflict', field, yours, current, layer: thing.layer, version };
}
