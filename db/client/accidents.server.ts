import { isDriverAccident } from './outage.ts';

type Watch = { repairs: Set<() => void> };

// On globalThis because development evaluates this module again after each edit, and two listeners would each take
// the other for the application's own.
const shelf = globalThis as typeof globalThis & { throughlineAccidents?: Watch };

/**
 * Runs `repair` when postgres.js throws where nobody can catch. The error does not say which client it came from, so
 * every open pool repairs itself. Any other uncaught error still ends the process.
 */
export function onDriverAccident(repair: () => void): () => void {
  shelf.throughlineAccidents ??= startWatch();
  const { repairs } = shelf.throughlineAccidents;
  repairs.add(repair);
  return () => repairs.delete(repair);
}

function startWatch(): Watch {
  const watch: Watch = { repairs: new Set() };
  process.on('uncaughtException', (error) => {
    if (isDriverAccident(error)) {
      for (const repair of [...watch.repairs]) repair();
      return;
    }
    // A listener takes away Node's own ending, so with no other listener we end as Node would.
    if (process.listenerCount('uncaughtException') > 1) return;
    console.error(error);
    process.exit(1);
  });
  return watch;
}
