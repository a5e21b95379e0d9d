import type { Event } from '#db/history.server.ts';
import type { Head } from '#db/plan-head.server.ts';

/** What one transaction wrote into the logs of a plan: everything between these two standings. */
export interface Written {
  from: Head;
  to: Head;
  events: Event[];
}

type Hears = (written: Written) => void;

// On globalThis because development evaluates modules again after each edit.
const shelf = globalThis as typeof globalThis & { throughlineDoorbell?: Hears };

/** Names who is told of every write of this process, after it is stored; the way back forgets them. */
export function answerDoorbell(hears: Hears): () => void {
  shelf.throughlineDoorbell = hears;
  return () => {
    if (shelf.throughlineDoorbell === hears) delete shelf.throughlineDoorbell;
  };
}

/** After COMMIT only. Nobody may be listening; it never throws. */
export function ring(written: Written): void {
  if (written.events.length > 0) shelf.throughlineDoorbell?.(written);
}
