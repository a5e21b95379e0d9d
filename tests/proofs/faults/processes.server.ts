import type { AppProcess } from '#tests/support/app-process.server.ts';
import { type Plant, startPlantedApp } from '../support/planted-app.server.ts';

/** The process that takes a command with such an id is killed between COMMIT and the bell. */
export const fatal = (commandId: string): string => commandId.replace(/.{12}$/, 'dead'.repeat(3));

/** Never in what people run: a test cannot hit a line of code from outside. */
const dies: Plant = {
  // The bundler gives a name another number where it is taken.
  find: /function ring\((written\d*)\) \{/,
  put: (written) => `function ring(${written}) {
  if (${written}.events.some(({ commandId }) => commandId.endsWith('deaddeaddead'))) process.kill(process.pid, 'SIGKILL');`,
};

/** Bugs of the line, as the built server has them in it. */
export const noSweep: Plant = {
  find: /setInterval\(\(\) => void sweep\d*\(\), SWEEP_MS\)/,
  put: 'setInterval(() => {}, SWEEP_MS)',
};
export const noCatchUp: Plant = {
  find: 'listening: () => void fanOut.catchUp()',
  put: 'listening: () => {}',
};
export const poolOfTwo: Plant = { find: 'max: options.max ?? 10,', put: 'max: 2,' };
export const accessOnce: Plant = {
  find: 'return (await changedAdmissions(asked)).map(({ listener }) => listener);',
  put: 'return [];',
};

export interface Processes {
  /** In that place of the front, which leads to it from then on. */
  start(place: number, plants?: Plant[]): Promise<void>;
  app(place: number): AppProcess;
  /** Asked to stop, as a deploy does; the front goes on leading there until it takes nothing any more. */
  stop(app: AppProcess): Promise<void>;
  /** Has ended, by whatever. */
  ended(app: AppProcess): Promise<void>;
  close(): Promise<void>;
}

export function openProcesses(target: string, addresses: (string | null)[], secret: string): Processes {
  const running = new Map<number, AppProcess>();
  const all = new Set<AppProcess>();
  const isAlive = ({ pid }: AppProcess): boolean => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  const settings = {
    APP_SECRET: secret,
    TRUST_PROXY: 'loopback',
    MAIL_QUIET_SECONDS: '600',
    LOG_LEVEL: 'error',
  };
  const processes: Processes = {
    async start(place, plants = []) {
      const app = await startPlantedApp(target, [dies, ...plants], settings);
      all.add(app);
      running.set(place, app);
      addresses[place] = app.url;
    },
    app(place) {
      const app = running.get(place);
      if (!app) throw new Error(`No process was started in place ${place}`);
      return app;
    },
    async stop(app) {
      await app.stop();
      all.delete(app);
    },
    async ended(app) {
      for (const end = Date.now() + 10_000; isAlive(app); await new Promise((later) => setTimeout(later, 5)))
        if (Date.now() > end) throw new Error(`The process lives on:\n${app.said()}`);
      await processes.stop(app);
    },
    async close() {
      await Promise.all([...all].map((app) => processes.stop(app)));
    },
  };
  return processes;
}
