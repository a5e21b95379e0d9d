import fc from 'fast-check';
import { expect, test } from 'vitest';
import { outbox } from '#app/live/outbox.ts';
import {
  type Aside,
  emptyOutbox,
  type OutboxEffect,
  type OutboxEvent,
  type OutboxState,
  type Outgoing,
} from '#app/live/outbox-state.ts';
import type { SentEnvelope } from '#app/live/plan-store.ts';

type Told = OutboxEvent extends infer Each ? (Each extends OutboxEvent ? Omit<Each, 'now'> : never) : never;
type Answers = Extract<OutboxEvent, { type: 'answered' }>['answers'];

const steps = ['a', 'b', 'c'] as const;
const refusal = { kind: 'refused', code: 'no', sentence: 'Not like this.' } as const;

/** One browser with a disk, a line that loses what it likes, and a server that does each id once. */
function world() {
  const disk = new Map<string, { outgoing: Outgoing } | { aside: Aside }>();
  const applied: SentEnvelope[] = [];
  const refused = new Set<string>();
  const written: SentEnvelope[] = [];
  const met = { replaced: 0, lostPost: 0, lostAnswer: 0, crash: 0, twice: 0, refused: 0 };
  let state: OutboxState = emptyOutbox;
  let now = 1_000_000;
  let underway: { post: readonly SentEnvelope[]; answers: Answers | null } | null = null;

  const act = (effect: OutboxEffect) => {
    if (effect.do === 'keep') disk.set(effect.outgoing.envelope.id, { outgoing: effect.outgoing });
    if (effect.do === 'keepAside') disk.set(effect.aside.envelope.id, { aside: effect.aside });
    if (effect.do === 'forget') disk.delete(effect.id);
    if (effect.do === 'post') {
      // One at a time, ever.
      expect(underway).toBeNull();
      underway = { post: effect.envelopes, answers: null };
    }
  };
  const tell = (event: Told) => {
    const step = outbox(state, { ...event, now } as OutboxEvent);
    state = step.state;
    for (const effect of step.effects) act(effect);
    // What would be found after a crash is what is here.
    const here = [...state.queue, ...state.aside].map(({ envelope }) => envelope.id);
    expect([...disk.keys()].sort()).toEqual(here.sort());
  };
  const serve = () => {
    if (!underway || underway.answers) return;
    const answers: Record<string, Answers[string]> = {};
    for (const envelope of underway.post) {
      if (applied.some(({ id }) => id === envelope.id)) met.twice += 1;
      else if (envelope.args.value === 'refuse') refused.add(envelope.id);
      else applied.push(envelope);
      answers[envelope.id] = refused.has(envelope.id) ? refusal : { kind: 'ok', commandId: envelope.id };
    }
    underway = { ...underway, answers };
  };
  return {
    met,
    applied,
    refused,
    written,
    state: () => state,
    write(step: string, isBad: boolean) {
      const n = written.length;
      const envelope: SentEnvelope = {
        id: `c${n}`,
        type: 'changeStep',
        args: { stepId: step, field: 'title', value: isBad ? 'refuse' : `v${n}` },
        base: {},
        confirmed: false,
      };
      written.push(envelope);
      const before = state.queue.length;
      tell({ type: 'written', form: 'f', envelope });
      if (state.queue.length === before) met.replaced += 1;
    },
    network: (isOnline: boolean) => tell({ type: 'network', isOnline }),
    serve,
    answer() {
      const done = underway;
      if (!done?.answers) return;
      underway = null;
      met.refused += Object.values(done.answers).filter((a) => a?.kind === 'refused').length;
      tell({ type: 'answered', answers: done.answers, cursor: null });
    },
    lose() {
      if (!underway) return;
      met[underway.answers ? 'lostAnswer' : 'lostPost'] += 1;
      underway = null;
      tell({ type: 'unheard', afterMs: null, failed: false });
    },
    wait(ms: number) {
      now += ms;
      tell({ type: 'woke' });
    },
    /** The tab is gone; the next one finds what it left. */
    crash() {
      met.crash += 1;
      underway = null;
      const rows = [...disk.values()];
      state = emptyOutbox;
      tell({
        type: 'found',
        queue: rows.flatMap((row) => ('outgoing' in row ? [row.outgoing] : [])),
        aside: rows.flatMap((row) => ('aside' in row ? [row.aside] : [])),
      });
    },
  };
}

const one = (weight: number, what: string) => ({
  weight,
  arbitrary: fc.record({ what: fc.constant(what), step: fc.constantFrom(...steps), isBad: fc.nat(9) }),
});
const act = fc.oneof(
  one(8, 'write'),
  one(2, 'offline'),
  one(3, 'online'),
  one(5, 'serve'),
  one(5, 'answer'),
  one(3, 'lose'),
  one(3, 'wait'),
  one(1, 'crash'),
);

test('whatever is lost on the way, each edit arrives once and in order, is written over before it left, or is set aside', () => {
  const met = { replaced: 0, lostPost: 0, lostAnswer: 0, crash: 0, twice: 0, refused: 0 };
  fc.assert(
    fc.property(fc.array(act, { minLength: 5, maxLength: 60 }), (acts) => {
      const at = world();
      for (const { what, step, isBad } of acts) {
        if (what === 'write') at.write(step, isBad === 0);
        if (what === 'offline') at.network(false);
        if (what === 'online') at.network(true);
        if (what === 'serve') at.serve();
        if (what === 'answer') at.answer();
        if (what === 'lose') at.lose();
        if (what === 'wait') at.wait(2_000);
        if (what === 'crash') at.crash();
      }
      at.network(true);
      for (let n = 0; at.state().queue.length > 0; n++) {
        expect(n).toBeLessThan(100);
        at.wait(60_000);
        at.serve();
        at.answer();
      }
      const ids = at.applied.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const step of steps) {
        const own = at.written.filter(({ args }) => args.stepId === step);
        const done = at.applied.filter(({ args }) => args.stepId === step);
        // In the order written.
        expect(done).toEqual(own.filter((each) => ids.includes(each.id)));
        // The last one is never the one that is missing.
        const last = own.at(-1);
        if (last) expect(ids.includes(last.id) || at.refused.has(last.id)).toBe(true);
      }
      for (const key of Object.keys(met) as (keyof typeof met)[]) met[key] += at.met[key];
    }),
    { numRuns: process.env.PROOF ? 20_000 : 300, seed: 20261123 },
  );
  for (const [what, times] of Object.entries(met)) expect(times, what).toBeGreaterThan(20);
});
