import fc from 'fast-check';
import { expect } from 'vitest';
import { applyChange } from '#app/domain/apply-change.ts';
import type { Change } from '#app/domain/change.ts';
import type { Plan } from '#app/domain/plan.ts';
import { dana, maya } from '#tests/support/cast.ts';
import type { Outcome } from '#tests/support/plan-builder.ts';
import { carryOut } from '#tests/support/undoing.ts';
import { type Act, acts, start, tries, whats, whoActs } from './agreement/acts.ts';
import { broken } from './agreement/rules.ts';
import { proof, type Trial, twin } from './proof.ts';

/** What a bug would make of an act: the facts it would write in place of those that were decided. */
type Bug = (plan: Plan, what: string, act: Act, outcome: Outcome) => readonly Change[];

function walk(list: readonly Act[], count: Trial['count'], bug?: Bug): void {
  let plan = start();
  for (const act of list) {
    const what = whats[act.what % whats.length] ?? '';
    const step = plan.steps[act.a % plan.steps.length];
    const who = whoActs(act);
    if (!step) continue;
    const outcome = tries[what]?.(plan, who, step, act);
    if (!outcome) continue;
    const changes = bug?.(plan, what, act, outcome) ?? outcome.changes;
    count(`${what}: ${outcome.code ?? (changes.length > 0 ? 'done' : 'nothing')}`);
    const after = bug
      ? changes.reduce((now, change) => applyChange(now, change, 1), plan)
      : carryOut(plan, outcome).plan;
    const words = broken(plan, after, changes, who.side);
    if (words) throw new Error(words);
    plan = after;
  }
  for (const { agreement } of plan.steps) count(`ended: ${agreement}`);
}

const runAll = ({ size, seed, count }: Trial, bug?: Bug) =>
  fc.assert(
    fc.property(acts, (list) => walk(list, count, bug)),
    { numRuns: size, seed, endOnFailure: true },
  );

proof(
  {
    name: 'agreement-walks',
    claim:
      'Whatever two sides suggest, answer, take back, tick and hand on, in any order: nothing becomes a side’s work and nothing it agreed to is altered without its yes, a yes sets exactly what was asked, nobody answers a question of their own side, a step has one open question at most, and what has ended is asked about no more.',
    sample: 300,
    whole: 10_000,
    unit: 'walks of five to forty acts',
  },
  async (trial) => {
    runAll(trial);
    for (const what of whats) expect(trial.counted(`${what}: done`), what).toBeGreaterThan(0);
    for (const end of ['outline', 'proposed', 'agreed', 'declined'])
      expect(trial.counted(`ended: ${end}`), end).toBeGreaterThan(0);
  },
);

const asTheOther: Bug = (plan, what, act, outcome) => {
  const step = plan.steps[act.a % plan.steps.length];
  const other = whoActs(act).side === 'seller' ? dana : maya;
  return (
    (step && outcome.changes.length === 0 && tries[what]?.(plan, other, step, act).changes) || outcome.changes
  );
};
const only =
  (name: string, bug: Bug): Bug =>
  (plan, what, act, outcome) =>
    what === name ? bug(plan, what, act, outcome) : outcome.changes;

const bugs: Record<string, { bug: Bug; found: RegExp }> = {
  'who asked may say yes': { bug: only('says yes', asTheOther), found: /answers its own question/ },
  'anybody ticks': { bug: only('ticks', asTheOther), found: /ticks what the other does/ },
  'a suggested day is set at once': {
    bug: only('suggests a day', (_plan, _what, _act, { changes }) =>
      changes.map((c): Change => {
        if (c.kind !== 'offerMade' || c.offer.subject !== 'step' || c.offer.terms.field !== 'dueDay')
          return c;
        const { stepId, terms } = c.offer;
        return { kind: 'stepChanged', stepId, field: 'dueDay', from: null, to: terms.value };
      }),
    ),
    found: /an agreed day moves without a yes/,
  },
  'a question outlives its step': {
    bug: only('ticks', (_plan, _what, _act, { changes }) => changes.filter((c) => c.kind !== 'offerClosed')),
    found: /a step that has ended/,
  },
  'a yes to “is this done?” only closes the question': {
    bug: only('says yes', (_plan, _what, _act, { changes }) =>
      changes.filter((c) => c.kind !== 'stepStatusChanged'),
    ),
    found: /leaves it open/,
  },
  'a yes forgets the day': {
    bug: only('says yes', (_plan, _what, _act, { changes }) =>
      changes.filter((c) => c.kind !== 'stepChanged'),
    ),
    found: /another day than the one asked for|other words than those asked for/,
  },
  'the seller writes the goal': {
    bug: only('edits the goal', (_plan, _what, _act, { changes }) =>
      changes.map((c): Change => {
        if (c.kind !== 'offerMade' || c.offer.subject !== 'goal' || c.offer.terms.field !== 'liveDay')
          return c;
        return { kind: 'goalChanged', field: 'liveDay', from: null, to: c.offer.terms.value };
      }),
    ),
    found: /what is the buyer’s/,
  },
};
for (const [planted, { bug, found }] of Object.entries(bugs))
  twin(planted, async (trial) => {
    let words = '';
    try {
      runAll({ ...trial, size: trial.size * 3 }, bug);
    } catch (error) {
      const { cause, message } = error as Error;
      words = String((cause as Error | undefined)?.message ?? message);
    }
    expect(words).toMatch(found);
    return words;
  });
