/** What a person puts in a field stays there before their eyes until the server has it, or somebody writes after them. */

import type { ChangeOf } from '#app/domain/change.ts';
import type { Cursor } from '#app/domain/cursor.ts';
import { layersOf } from '#app/domain/plan.ts';
import { needsConnection } from '#app/live/needs-connection.ts';
import type { Event } from '#db/history.server.ts';
import { type Made, type Put, valuePut } from './model-edits.ts';
import { type Screen, viewOf } from './model-screen.ts';

export interface OwnValues {
  put(made: Made, id: string): void;
  /** Throws where it shows something else. `from`: how far this screen had been told before. */
  look(log: readonly Event[], from: Cursor): void;
}

export function watchOwnValues(screen: Screen, flickered: (what: string) => never): OwnValues {
  const watched = new Map<string, { put: Put; id: string }>();
  const made = new Set<string>();
  let inTray = 0;

  function hear(event: Event): void {
    const said = JSON.stringify(event.body);
    for (const [key, { put, id }] of watched) {
      const isEcho = event.commandId === id;
      const isOthers =
        !made.has(event.commandId) && (said.includes(put.stepId) || said.includes('milestone'));
      if (isOthers) watched.delete(key);
      if (!isEcho) continue;
      watched.delete(key);
      const { from, to } = event.body as ChangeOf<'stepChanged'>;
      if (event.kind !== 'stepChanged' || isMerged(from, to, put)) continue;
      if (to !== put.value) flickered('the echo is not what was put there');
    }
  }

  return {
    put(edit, id) {
      made.add(id);
      const { put } = edit;
      const key = put && `${put.stepId} ${put.field}`;
      if (!key) return watched.clear();
      watched.delete(key);
      // What is laid over something that is itself only on its way goes with it. An undo lays nothing, and may turn it;
      // consent that is not heard is lifted, and may be needed for it.
      const isKnown = valuePut(screen.state.known.plan, put) !== undefined;
      const mayTurn = screen.state.pending.some(
        ({ envelope: { type } }) => type === 'undo' || needsConnection(type),
      );
      if (isKnown && !mayTurn && valuePut(viewOf(screen), put) === put.value) watched.set(key, { put, id });
    },
    look(log, from) {
      const { known } = screen.state;
      for (const event of log)
        if (layersOf(screen.who.side).includes(event.layer) && isBetween(event, from, known.cursor))
          hear(event);
      // What was put on top of something that did not happen may mean something else now.
      const failed = screen.tray.slice(inTray);
      inTray = screen.tray.length;
      if (failed.some(({ type }) => type !== 'changeStep' && type !== 'rescheduleStep')) watched.clear();
      for (const [key, { put }] of watched)
        if (failed.some(({ args }) => args.stepId === put.stepId)) watched.delete(key);
      if (watched.size === 0) return;
      const shown = viewOf(screen);
      for (const { put } of watched.values())
        if (valuePut(shown, put) !== put.value) flickered(`an own ${put.field} was replaced before its echo`);
    },
  };
}

const isBetween = ({ layer, n }: Event, from: Cursor, to: Cursor): boolean => {
  const log = layer === 'shared' ? 'shared' : 'own';
  return n > from[log] && n <= to[log];
};

/** What somebody else wrote or took out meanwhile is in it too, and so is a word of one's own. */
const isMerged = (from: unknown, to: unknown, { value }: Put): boolean => {
  if (typeof from !== 'string' || typeof to !== 'string' || typeof value !== 'string') return false;
  const [before, own] = [from.split(' '), value.split(' ')];
  return to !== value && to.split(' ').some((word) => own.includes(word) && !before.includes(word));
};
