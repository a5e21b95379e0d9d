import fc from 'fast-check';
import { expect } from 'vitest';
import { modelStart } from './live/model-start.ts';
import type { Planted } from './live/planted.ts';
import { runSchedule, schedules } from './live/schedule.ts';
import { proof, type Trial, twin } from './proof.ts';

async function runAll({ size, seed, count }: Trial, planted?: Planted): Promise<void> {
  const start = await modelStart();
  const run = fc.asyncProperty(schedules, async (schedule) => {
    await runSchedule(start, schedule, count, planted);
  });
  await fc.assert(run, {
    numRuns: size,
    seed,
    endOnFailure: true,
  });
}

proof(
  {
    name: 'live-schedules',
    claim:
      'Whatever the network does to what two sides write at once, all screens end equal to what the server gives their side, every command is in the log, back with whoever wrote it, or was written over or taken back by them before it left, and goes out once and in their order; nobody’s value is written over unseen, by an edit or an undo, and one’s own value stands before one’s eyes until it is everybody’s.',
    sample: 200,
    whole: 20_000,
    unit: 'schedules of two to five screens',
    seconds: 120,
  },
  async (trial) => {
    await runAll(trial);
    // What was never tried was not proven.
    for (const [label, share] of Object.entries(covered))
      expect(trial.counted(label), label).toBeGreaterThan(trial.size * share);
  },
);

/** How often each has to happen, by schedule. */
const covered: Record<string, number> = {
  'answered ok': 3,
  'answered conflict': 0.2,
  'answered merged': 0.04,
  'answered refused': 0.2,
  'answered absent': 0.02,
  'edits: hot': 2,
  'edits: private': 0.5,
  'edits: moved': 0.3,
  'edits: undo': 0.1,
  'edits: any': 0.3,
  'made offline': 0.3,
  'offline spells': 0.3,
  'opened anew': 0.3,
  'sent again': 0.2,
  'several in one post': 0.2,
  'replaced while unsent': 0.1,
  'taken back while unsent': 0.02,
  'done again while unsent': 0.002,
  'heard twice': 0.2,
  gaps: 0.05,
};

const rules: Record<Planted, RegExp> = {
  'no base check': /wrote over a \w+ its author had not seen|replaced before its echo/,
  'no dedupe': /a command stands twice|had two answers|not written once/,
  'replay off by one': /told to read anew/,
  'loser dropped': /the text that lost was dropped/,
  'overlay dropped on ack': /replaced before its echo/,
  'blind undo': /an undo wrote over what another had written/,
  'hide carries a note': /a private note was shown/,
  'full cursor': /told to read anew|where the logs end|still waits/,
  'full version': /shows another plan|not what was decided/,
  'empty ping': /a message says nothing/,
  'sent again under a new id': /an id that nobody gave it|never answered|neither done nor/,
  'posted out of order': /not heard in its order/,
};
for (const [planted, rule] of Object.entries(rules) as [Planted, RegExp][])
  twin(planted, async (trial) => {
    // Ends with the first that is found; some are rare.
    const found = await runAll({ ...trial, size: 3 * trial.size }, planted).then(
      () => null,
      (error: Error) => String((error.cause as Error | undefined)?.message ?? error.message),
    );
    expect(found).toMatch(rule);
    return `${found}`;
  });
