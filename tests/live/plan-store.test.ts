import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyChange } from '#app/domain/apply-change.ts';
import type { Change } from '#app/domain/change.ts';
import type { Plan } from '#app/domain/plan.ts';
import { applyEvent } from '#app/domain/replay.ts';
import type { Patch } from '#app/live/patch.ts';
import { type PlanState, type SentEnvelope, withHeard, withLoaded, withSent } from '#app/live/plan-store.ts';
import { withPatch } from '#app/live/take-patch.ts';
import { aPlan, aStep } from '#tests/support/plan-builder.ts';

const start = aPlan({ steps: [aStep('a'), aStep('b')] });
const titleOf = (plan: Plan, id: string) => plan.steps.find((s) => s.id === id)?.title ?? '';

/** A server of one shared log: what it was sent, in order. */
function server() {
  let plan = start;
  const log: Patch[] = [];
  return {
    log,
    plan: () => plan,
    write(commandId: string, stepId: string, to: string): number {
      const n = log.length + 1;
      const change = {
        kind: 'stepChanged',
        stepId,
        field: 'title',
        from: titleOf(plan, stepId),
        to,
      } as Change;
      plan = applyChange(plan, change, n);
      log.push({
        commandId,
        by: null,
        at: '2026-12-01T09:00:00.000Z',
        events: [{ layer: 'shared', n, kind: change.kind, body: change }],
      });
      return n;
    },
  };
}
const envelopeOf = (id: string, stepId: string, value: string): SentEnvelope => ({
  id,
  type: 'changeStep',
  args: { stepId, field: 'title', value },
  base: {},
  confirmed: false,
});
/** What the screen shows: what is on its way laid over what is known. */
const shown = ({ known, pending }: PlanState, stepId: string): string =>
  pending.reduce(
    (now, { envelope: { args } }) => (args.stepId === stepId ? String(args.value) : now),
    titleOf(known.plan, stepId),
  );
const knownFrom = (plan: Plan, shared: number) => ({ plan, cursor: { shared, own: 0 }, epoch: 'e' });
const first: PlanState = { known: knownFrom(start, 0), pending: [] };

describe('a screen and its server', () => {
  test('the overlay stays until the echo, whichever comes first, and never flickers', () => {
    const at = server();
    let state = withSent(first, envelopeOf('mine', 'a', 'Mine'));
    expect(shown(state, 'a')).toBe('Mine');
    at.write('hers', 'a', 'Hers');
    const n = at.write('mine', 'a', 'Mine');
    // The answer first: the echo is still to come, so the overlay stays.
    const answered = withHeard(state, 'mine', { shared: n, own: 0 });
    expect(answered.pending).toHaveLength(1);
    state = at.log.reduce<PlanState>((now, patch) => withPatch(now, patch, applyEvent) ?? now, answered);
    expect(state.pending).toEqual([]);
    expect(shown(state, 'a')).toBe('Mine');
  });

  test('a gap is not told over, and what is known already changes nothing', () => {
    const at = server();
    at.write('one', 'a', 'One');
    at.write('two', 'a', 'Two');
    const [one, two] = at.log as [Patch, Patch];
    expect(withPatch(first, two, applyEvent)).toBeNull();
    const told = withPatch(first, one, applyEvent) as PlanState;
    expect(withPatch(told, one, applyEvent)).toBe(told);
  });

  test('a plan read anew is taken when it knows more, and left when it knows less', () => {
    const at = server();
    at.write('one', 'a', 'One');
    const told = withPatch(first, at.log[0] as Patch, applyEvent) as PlanState;
    expect(withLoaded(told, first.known).known).toBe(told.known);
    const anew = { ...first.known, epoch: 'another' };
    expect(withLoaded(told, anew).known).toBe(anew);
  });

  /** What happens next: an edit of this screen or of another, an answer, a patch on its way in, a cut with a reload. */
  const act = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({ do: fc.constant('edit' as const), step: fc.constantFrom('a', 'b') }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ do: fc.constant('other' as const), step: fc.constantFrom('a', 'b') }),
    },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('serve' as const), step: fc.constant('a') }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constant('hear' as const), step: fc.constant('a') }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('answer' as const), step: fc.constant('a') }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('reload' as const), step: fc.constant('a') }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('again' as const), step: fc.constant('a') }) },
  );

  test('after quiet they know the same, whatever came when; own words stand until somebody writes after them', () => {
    const met = { reload: 0, answeredFirst: 0, echoFirst: 0, again: 0 };
    fc.assert(
      fc.property(fc.array(act, { minLength: 10, maxLength: 60 }), (acts) => {
        const at = server();
        let state = first;
        let heard = 0;
        let made = 0;
        const toServe: SentEnvelope[] = [];
        const toAnswer: { id: string; n: number }[] = [];
        const isPending = (id: string) => state.pending.some((p) => p.envelope.id === id);
        const hear = () => {
          const patch = at.log[heard];
          if (!patch) return;
          const before = shown(state, 'a');
          if (isPending(patch.commandId) && toAnswer.some(({ id }) => id === patch.commandId))
            met.echoFirst += 1;
          const next = withPatch(state, patch, applyEvent);
          if (!next) throw new Error('A gap where there is none');
          const mine = isPending(patch.commandId);
          state = next;
          heard = Math.max(heard + 1, state.known.cursor.shared);
          // One's own echo changes nothing that is seen.
          if (mine && !state.pending.some((p) => p.envelope.args.stepId === 'a')) {
            const own = patch.events[0]?.body as { stepId: string; to: string };
            if (own.stepId === 'a') expect(shown(state, 'a')).toBe(own.to);
          } else if (mine) expect(shown(state, 'a')).toBe(before);
        };
        const serve = () => {
          const envelope = toServe.shift();
          if (!envelope) return;
          const { stepId, value } = envelope.args as { stepId: string; value: string };
          toAnswer.push({ id: envelope.id, n: at.write(envelope.id, stepId, value) });
        };
        const answer = () => {
          const one = toAnswer.shift();
          if (!one) return;
          if (isPending(one.id)) met.answeredFirst += 1;
          state = withHeard(state, one.id, { shared: one.n, own: 0 });
        };
        const reload = () => {
          state = withLoaded(state, knownFrom(at.plan(), at.log.length));
          heard = at.log.length;
          met.reload += 1;
        };
        for (const { do: what, step } of acts) {
          made += 1;
          if (what === 'edit') {
            const envelope = envelopeOf(`mine ${made}`, step, `mine ${made}`);
            state = withSent(state, envelope);
            toServe.push(envelope);
            expect(shown(state, step)).toBe(`mine ${made}`);
          }
          if (what === 'other') at.write(`hers ${made}`, step, `hers ${made}`);
          if (what === 'serve') serve();
          if (what === 'hear') hear();
          if (what === 'answer') answer();
          if (what === 'reload') reload();
          const last = at.log[heard - 1];
          if (what === 'again' && last) {
            met.again += 1;
            expect(withPatch(state, last, applyEvent)).toBe(state);
          }
        }
        while (toServe.length > 0) serve();
        while (toAnswer.length > 0) answer();
        while (heard < at.log.length) hear();
        expect(state.pending).toEqual([]);
        expect(state.known.plan).toEqual(at.plan());
        expect(state.known.cursor.shared).toBe(at.log.length);
      }),
      { numRuns: process.env.PROOF ? 20_000 : 300, seed: 20261122 },
    );
    for (const [what, times] of Object.entries(met)) expect(times, what).toBeGreaterThan(20);
  });
});
