import { setTimeout as pause } from 'node:timers/promises';
import { cursorText } from '#app/domain/cursor.ts';
import type { Plan } from '#app/domain/plan.ts';
import { canonical } from '#db/hash-chain.server.ts';
import { readPlan } from '#db/read-plan.server.ts';
import { type CastMember, cast, dana, grace, lena, maya, rui } from '#tests/support/cast.ts';
import type { FreshDatabase } from '#tests/support/databases.server.ts';
import { type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';
import type { Random } from '../random.ts';
import { signedIn } from '../sessions.server.ts';
import type { Plant } from '../support/planted-app.server.ts';
import { openFront } from './front.server.ts';
import { openProcesses, type Processes } from './processes.server.ts';
import { closeScreen, isUpToDate, openScreen, type Screen } from './screen.server.ts';
import { type Acknowledged, openWriters, type Writers } from './writers.server.ts';

/** One plan with its screens and writers, at several processes behind one door. */
export interface Town {
  fresh: FreshDatabase;
  stored: StoredPlan;
  random: Random;
  front: Awaited<ReturnType<typeof openFront>>;
  processes: Processes;
  screens: Screen[];
  acknowledged: Acknowledged[];
  writers: Writers;
  /** More screens of the cast, taken in turn. */
  open(count: number, process: (n: number) => number): Promise<Screen[]>;
  shut(screens: Screen[]): void;
  /** Those that do not know the plan as it is now, so long after. */
  behindAfter(ms: number, among?: Screen[]): Promise<Screen[]>;
  /** How far each of them is from the plan as it is now. */
  told(screens: Screen[]): Promise<string[]>;
  close(): Promise<void>;
}

export interface TownOptions {
  fresh: FreshDatabase;
  random: Random;
  /** The processes, each with its planted bugs. */
  plants?: Plant[][];
}

const SCREENS_EACH = 6;

const buyers = [dana, lena, grace, rui];

export async function openTown(options: TownOptions): Promise<Town> {
  const { fresh, random, plants = [[], []] } = options;
  const stored = await storedPlan(fresh.database, { buyers });
  const front = await openFront();
  const processes = openProcesses(fresh.target, front.processes, random.hex(48));
  const screens: Screen[] = [];
  const acknowledged: Acknowledged[] = [];
  const cookies = new Map<CastMember, string>();
  for (const who of cast) cookies.set(who, await signedIn(fresh, who));
  let opened = 0;

  const town: Town = {
    fresh,
    stored,
    random,
    front,
    processes,
    screens,
    acknowledged,
    writers: openWriters({ front, stored, random, acknowledged, screens }),
    async open(many, process) {
      const fresher: Screen[] = [];
      for (let n = 0; n < many; n += 1) {
        const who = cast[opened % cast.length] as CastMember;
        const name = `${who.key}-${opened}`;
        opened += 1;
        const cookie = cookies.get(who) ?? '';
        fresher.push(await openScreen(front, stored, { name, who, cookie, process: process(n) }));
      }
      screens.push(...fresher);
      return fresher;
    },
    shut(some) {
      for (const screen of some) {
        closeScreen(screen);
        screens.splice(screens.indexOf(screen), 1);
      }
    },
    behindAfter: (ms, among = screens) => behindAfter(stored, among, ms),
    told: (some) =>
      Promise.all(
        some.map(async ({ name, who, store, messages }) => {
          const { plan, cursor } = store.state().known;
          const now = await readPlan(stored.access(who));
          const parts = Object.keys(plan).filter(
            (part) =>
              canonical(plan[part as keyof Plan]) !== canonical(now?.plan[part as keyof Plan] ?? null),
          );
          const at = `${cursorText(cursor)} of ${cursorText(now?.cursor ?? cursor)}`;
          return `${name} at ${at}, ${messages.hello} streams, other ${parts.join(', ')}`;
        }),
      ),
    async close() {
      await town.writers.stop().catch(() => {});
      town.shut([...screens]);
      await processes.close();
      await front.close();
    },
  };
  try {
    await Promise.all(plants.map((bugs, place) => processes.start(place, bugs)));
    // Each of the cast at each process.
    await town.open(plants.length * SCREENS_EACH, (n) => Math.floor(n / SCREENS_EACH));
  } catch (error) {
    await town.close();
    throw error;
  }
  return town;
}

async function behindAfter(stored: StoredPlan, among: Screen[], ms: number): Promise<Screen[]> {
  for (const end = Date.now() + ms; ; await pause(40)) {
    const now = await Promise.all([maya, dana].map((who) => readPlan(stored.access(who)).catch(() => null)));
    const [seller = null, buyer = null] = now;
    const behind = among.filter(
      (screen) => !isUpToDate(screen, screen.who.side === 'seller' ? seller : buyer),
    );
    if (behind.length === 0 || Date.now() > end) return behind;
  }
}
