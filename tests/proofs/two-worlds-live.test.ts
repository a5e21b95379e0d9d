import { afterAll, afterEach, beforeAll, expect, vi } from 'vitest';
import { type AppProcess, startApp } from '#tests/support/app-process.server.ts';
import { proof, type Trial, twin } from './proof.ts';
import { type Plant, startPlantedApp } from './support/planted-app.server.ts';
import { appSettings, type Stage, setStage } from './support/stage.server.ts';
import { toldLive } from './worlds/told-live.server.ts';
import { compareWorlds } from './worlds/two-worlds.server.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage?.fresh.drop());
afterEach(() => {
  vi.useRealTimers();
});

async function compareIn(app: AppProcess, trial: Trial): Promise<string[]> {
  const { onlooker, told, close } = toldLive(stage, app.url, trial);
  try {
    return await compareWorlds(trial, stage.fresh, told, { onlooker });
  } finally {
    close();
    await app.stop();
  }
}

proof(
  {
    name: 'two-worlds-live',
    claim:
      'With and without the other side’s private activity, an open screen is sent the same, to the byte: what is written, who is there and where, what comes after a gap, and the answer to every command, conflicts and merged texts too.',
    sample: 2,
    whole: 60,
    unit: 'pairs of worlds, each side hidden in half of them',
    seconds: 240,
  },
  async (trial) => {
    expect(await compareIn(await startApp(stage.fresh.target, appSettings), trial)).toEqual([]);
    trial.count('differences', 0);
    expect(trial.counted('private events between them')).toBeGreaterThan(trial.size * 30);
    expect(trial.counted('answers compared')).toBeGreaterThan(trial.size * 20);
    for (const kind of ['ok', 'merged', 'conflict', 'refused', 'absent', 'invalid'])
      expect(trial.counted(`answered ${kind}`), kind).toBeGreaterThanOrEqual(trial.size * 2);
    expect(trial.counted('messages compared')).toBeGreaterThan(trial.size * 40);
    expect(trial.counted('of them about who is there')).toBeGreaterThan(trial.size * 8);
  },
);

/** In the built server, where the logs of a plan are held against where a screen stands. */
const whereCompared = /(?<=\bcompare\(head\d*\) \{)/;
const total = 'arguments[0].sellerN + arguments[0].buyerN';
const planted: Record<string, Plant[]> = {
  'where a screen is told it stands has the numbers of both private logs': [
    { find: whereCompared, put: `globalThis.planted = ${total};` },
    // biome-ignore lint/suspicious/noTemplateCurlyInString: code of the built server
    { find: /(?<=`id: \$\{cursorText\(\w+\)\})/, put: '.${globalThis.planted ?? 0}' },
  ],
  'every write rings at every screen, even with nothing to tell': [
    {
      find: whereCompared,
      // As often as was written: a busy server looks once after several.
      put: `for (this.planted ??= 0; this.planted < ${total}; this.planted++)
          for (const reader of hearers) reader.send('data: {}\\n\\n');`,
    },
  ],
  'who is at something private is shown there to everybody': [
    { find: /lane === "own" \|\| layer === "shared" \?/, put: 'lane !== "none" ?' },
  ],
};
for (const [what, plants] of Object.entries(planted))
  twin(what, async (trial) => {
    // One pair tells; a start of the app and a pair take seconds.
    const one = { ...trial, size: 1 };
    const partings = await compareIn(await startPlantedApp(stage.fresh.target, plants, appSettings), one);
    expect(partings.length).toBe(1);
    return 'the first pair was told apart';
  });
