import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { News } from '#app/domain/mail-line.ts';
import { netOf } from '#app/domain/mail-netting.ts';
import { aPlan } from '#tests/support/plan-builder.ts';

const plan = aPlan();

/** What somebody did to one question: answered it, and perhaps otherwise the next time, or took that back. */
type Act = 'accepted' | 'declined' | 'back';
const acts = fc.array(fc.constantFrom<Act>('accepted', 'declined', 'back'), { maxLength: 30 });
const cuts = fc.array(fc.boolean(), { minLength: 31, maxLength: 31 });

const line = (act: Act, n: number): News => ({
  id: String(n),
  at: new Date(n * 1000),
  personId: 'maya',
  layer: 'shared',
  kind: act === 'back' ? 'takenBack' : 'answered',
  refs: { stepId: 's', by: 'dana', ...(act === 'back' ? { of: 'answered' } : { outcome: act }) },
});

/** As it can happen: nothing is answered twice, and nothing taken back that does not stand. */
function possible(wanted: Act[]): Act[] {
  const done: Act[] = [];
  for (const act of wanted) if ((act === 'back') === (standing(done) !== 'nothing')) done.push(act);
  return done;
}
const standing = (done: Act[]): Act | 'nothing' => {
  const last = done.at(-1);
  return last === undefined || last === 'back' ? 'nothing' : last;
};
const knownFrom = (told: News | undefined): Act | 'nothing' =>
  told === undefined || told.kind === 'takenBack' ? 'nothing' : (told.refs.outcome as Act);

describe('however a day of answers is cut into windows', () => {
  test('after each letter its reader knows what is so, and no letter goes that says nothing new', () => {
    let [letters, silent, corrected] = [0, 0, 0];
    fc.assert(
      fc.property(acts, cuts, (wanted, closes) => {
        const done = possible(wanted);
        let told: News | undefined;
        let seen: News[] = [];
        for (const [n, act] of done.entries()) {
          seen.push(line(act, n));
          if (!closes[n] && n < done.length - 1) continue;
          const [knew, is] = [knownFrom(told), standing(done.slice(0, n + 1))];
          const net = netOf(plan, seen, told);
          expect(net !== undefined, `${knew}, then ${seen.map((s) => s.kind)}`).toBe(knew !== is);
          if (net?.kind === 'takenBack') corrected += 1;
          if (net) letters += 1;
          else silent += 1;
          told = net ?? told;
          expect(knownFrom(told)).toBe(is);
          seen = [];
        }
      }),
      { numRuns: 500 },
    );
    for (const count of [letters, silent, corrected]) expect(count).toBeGreaterThan(20);
  });
});

test('what was told long ago is not taken back by what was undone before anybody heard of it', () => {
  const longAgo = line('accepted', 0);
  expect(netOf(plan, [line('declined', 1), line('back', 2)], longAgo)).toBeUndefined();
});

test('an answer by somebody else, or with another reason, is news after the first was taken back', () => {
  const told = line('declined', 0);
  const again = line('declined', 2);
  const otherwise = { ...again, refs: { ...again.refs, reason: 'Too early' } };
  expect(netOf(plan, [line('back', 1), again], told)).toBeUndefined();
  expect(netOf(plan, [line('back', 1), otherwise], told)).toBe(otherwise);
});

test('a milestone that was reached and opened as often is where it was', () => {
  const reach = (kind: News['kind'], n: number): News => ({
    ...line('back', n),
    kind,
    refs: { milestoneId: 'm' },
  });
  expect(
    netOf(plan, [reach('milestoneReached', 0), reach('milestoneReopened', 1)], undefined),
  ).toBeUndefined();
});

describe('how the plan does', () => {
  const health = (to: string, n: number): News => ({
    ...line('back', n),
    kind: 'healthChanged',
    refs: { to },
  });

  test('is told when it is otherwise than was told, and not of a wobble that came back', () => {
    expect(netOf(plan, [health('atRisk', 0)], undefined)?.refs.to).toBe('atRisk');
    expect(netOf(plan, [health('atRisk', 0), health('onTrack', 1)], undefined)).toBeUndefined();
    expect(netOf(plan, [health('onTrack', 1), health('atRisk', 2)], health('atRisk', 0))).toBeUndefined();
    expect(netOf(plan, [health('onTrack', 1)], health('atRisk', 0))?.refs.to).toBe('onTrack');
  });

  test('is not good news to whoever was never told the bad', () => {
    expect(netOf(plan, [health('onTrack', 0)], undefined)).toBeUndefined();
  });
});

test('a milestone that was added and removed again, or has its old name, is as it was', () => {
  const act = (kind: News['kind'], n: number, refs: News['refs'] = {}): News => ({
    ...line('back', n),
    kind,
    refs: { milestoneId: 'm', ...refs },
  });
  expect(netOf(plan, [act('milestoneAdded', 0), act('milestoneRemoved', 1)], undefined)).toBeUndefined();
  expect(netOf(plan, [act('milestoneRemoved', 0)], undefined)?.kind).toBe('milestoneRemoved');
  const renamed = [act('milestoneRenamed', 0, { was: 'Fit' }), act('milestoneRenamed', 1, { was: 'Trial' })];
  expect(netOf(plan, renamed, undefined)?.refs.was).toBe('Fit');
});
