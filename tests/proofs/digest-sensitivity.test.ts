import { expect } from 'vitest';
import { approvalState } from '#app/domain/approval.ts';
import { type BoundField, boundFields, boundNow } from '#app/domain/approval-bound.ts';
import type { Plan } from '#app/domain/plan.ts';
import { digestOfValue } from '#db/hash-chain.server.ts';
import { decided, immaterial, material, said, start } from '#tests/support/bound-alterations.ts';
import { stepIn } from '#tests/support/plan-builder.ts';
import { proof, type Trial, twin } from './proof.ts';

/** What is decided, made unreadable to who forgets one part of it. */
function digestOf(plan: Plan, forgotten?: BoundField): string {
  const bound = boundNow(plan, stepIn(plan, 'budget'), said(plan));
  return digestOfValue(forgotten ? { ...bound, [forgotten]: null } : bound);
}

/** One material part or none, among any number of things that are no part of it. */
function run({ size, random, count }: Trial, forgotten?: BoundField): void {
  const plan = decided(start());
  const was = digestOf(plan, forgotten);
  for (let at = 0; at < size; at += 1) {
    const besides = random.shuffle(Object.keys(immaterial)).slice(0, random.below(4));
    const part = random.chance(0.7) ? random.pick(Object.keys(material)) : null;
    const text = () => `~${random.hex(1 + random.below(30))}`;
    let altered = plan;
    // The part last: what is no part of it may put the same people back in another order.
    for (const what of [...besides, ...(part ? [part] : [])]) {
      altered = (material[what] ?? immaterial[what])?.(altered, text()) ?? altered;
      count(`altered: ${what}`);
    }
    const is = digestOf(altered, forgotten);
    const state = approvalState(altered, stepIn(altered, 'budget'));
    if (part) expect(is, `another ${part} is not noticed`).not.toBe(was);
    else expect(is, `${besides.join(', ')} is taken for what was decided`).toBe(was);
    expect(state, part ?? 'nothing that was decided').toBe(part ? 'outdated' : 'open');
  }
}

proof(
  {
    name: 'digest-sensitivity',
    claim:
      'Whatever part of what was decided is altered, its digest is another one and the yes is outdated; whatever else is altered beside it, the digest is the same and the yes stands.',
    sample: 400,
    whole: 20_000,
    unit: 'alterations of a decided approval',
  },
  async (trial) => {
    run(trial);
    for (const what of [...Object.keys(material), ...Object.keys(immaterial)])
      expect(trial.counted(`altered: ${what}`), what).toBeGreaterThan(0);
  },
);

for (const field of boundFields)
  twin(`a digest without ${field}`, async (trial) => {
    // Which way it is decided is one of 17 parts.
    let found = '';
    try {
      run({ ...trial, size: trial.size * 4 }, field);
    } catch (error) {
      found = String((error as Error).message).split('\n')[0] ?? '';
    }
    expect(found).toMatch(/is not noticed/);
    return found.replace(/: expected.*/, '');
  });
