import { type Cursor, isBefore } from '#app/domain/cursor.ts';
import type { Event } from '#db/history.server.ts';
import { cursorOf, type Head } from '#db/plan-head.server.ts';
import type { Written } from './doorbell.server.ts';
import { frame, framesFrom } from './frames.ts';
import type { ResetReason } from './patch.ts';
import { type AudienceOf, toldSince } from './told-since.server.ts';

/** One open screen. `send` may end it; then it leaves by itself. */
export interface Reader {
  send(text: string): void;
  /** After the last word. */
  end(): void;
}

export interface Audience {
  /** From that place on, without a gap; told to read anew where that cannot be. */
  join(reader: Reader, from: Cursor, epoch: string): Promise<void>;
  leave(reader: Reader): void;
  /** What this process has just stored. */
  tell(written: Written): void;
  /** How the logs stand by another's word. */
  compare(head: Head): void;
  /** Something was stored, perhaps elsewhere. */
  catchUp(): Promise<void>;
}

/** Longer than this, reading the plan anew is less than being told. */
const MOST_AT_ONCE = 256 * 1024;

/**
 * Those who read one plan with the same layers: they hear the same, to the byte, read once and written once. It only
 * ever moves on by what follows directly on what was told; where something is missing, it is read first.
 */
export function openAudience(whose: AudienceOf): Audience {
  const { layers } = whose;
  const hearers = new Set<Reader>();
  let place: Cursor | null = null;
  let epoch: string | null = null;
  let running: Promise<void> | null = null;
  let again = false;

  const endOf = (head: Head): Cursor => cursorOf(head, { layers });

  /** False when something is missing. */
  function deliver(events: readonly Event[]): boolean {
    if (!place) return false;
    const frames = framesFrom(
      place,
      events.filter(({ layer }) => layers.includes(layer)),
    );
    if (!frames) return false;
    place = frames.place;
    if (frames.text) for (const reader of hearers) reader.send(frames.text);
    return true;
  }

  function resetAll(why: ResetReason): void {
    for (const reader of [...hearers]) reset(reader, why);
    place = null;
    epoch = null;
  }

  async function readOn(): Promise<void> {
    do {
      again = false;
      if (!place || !epoch) return;
      const told = await toldSince(whose, place, epoch);
      if ('reset' in told) resetAll(told.reset);
      else if (!deliver(told.events)) resetAll('behind');
    } while (again);
  }

  async function catchUp(): Promise<void> {
    again = true;
    // When the database does not answer, the next sweep tries again.
    running ??= readOn()
      .catch(() => {})
      .finally(() => {
        running = null;
        // Asked for after the last look and before this.
        if (again) void catchUp();
      });
    await running;
  }

  return {
    leave: (reader) => void hearers.delete(reader),
    catchUp,
    tell({ from, to, events }) {
      if (!place || (from.epoch === epoch && !isBefore(place, endOf(to)))) return;
      const follows = !running && from.epoch === epoch && same(place, endOf(from));
      if (!follows || !deliver(events)) void catchUp();
    },
    compare(head) {
      if (place && (head.epoch !== epoch || isBefore(place, endOf(head)))) void catchUp();
    },
    async join(reader, from, known) {
      let at = from;
      for (;;) {
        if (place && !running && same(at, place) && known === epoch) return void hearers.add(reader);
        const told = await toldSince(whose, at, known);
        if ('reset' in told) return reset(reader, told.reset);
        const frames = framesFrom(at, told.events);
        if (!frames || frames.text.length > MOST_AT_ONCE) return reset(reader, 'behind');
        if (frames.text) reader.send(frames.text);
        at = frames.place;
        if (!place) [place, epoch] = [at, known];
        else if (epoch !== known || isBefore(place, at)) await catchUp();
        else if (running) await running;
      }
    },
  };
}

const same = (one: Cursor, other: Cursor): boolean => one.shared === other.shared && one.own === other.own;

/** The last word to a screen that has to read the plan anew. */
export function reset(reader: Reader, why: ResetReason): void {
  reader.send(frame({ type: 'reset', why }));
  reader.end();
}
