import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Layer } from '#app/domain/layer.ts';
import type { Focus, PresenceChoice, Present } from '#app/domain/presence.ts';
import { type Being, createPresence, type Presence, type Saying } from '#app/live/presence.ts';
import { dana, maya } from '#tests/support/cast.ts';

const seller: Layer[] = ['shared', 'seller'];
const buyer: Layer[] = ['shared', 'buyer'];
const demo: Focus = { on: 'step', id: 'demo' };
const aside: Focus = { on: 'step', id: 'aside' };

const being = (who: typeof dana, choice: PresenceChoice = 'open', layer: Layer = 'shared'): Being => ({
  personId: who.personId,
  side: who.side,
  layer,
  choice,
});
const saying = (at: Focus | null, more: Partial<Saying> = {}): Saying => ({
  screen: 'one',
  session: 'phone',
  at,
  layer: at === aside ? 'buyer' : 'shared',
  renews: false,
  ...more,
});
const say = (presence: Presence, who: Being, what: Saying, now: number) => {
  const lanes = presence.weigh(who, what, now);
  presence.take(who, what, lanes, now);
  return lanes;
};
const at = (who: typeof dana, focus: Focus | null): Present[] => [{ personId: who.personId, at: focus }];

test('who edits shows at what they edit, to both sides, for as long as they say so', () => {
  const presence = createPresence();
  say(presence, being(dana, 'editing'), saying(demo), 0);
  for (const layers of [seller, buyer]) {
    expect(presence.peopleFor(layers, 29_999)).toEqual(at(dana, demo));
    expect(presence.peopleFor(layers, 30_000)).toEqual([]);
  }
  say(presence, being(dana, 'editing'), saying(demo, { renews: true }), 15_000);
  expect(presence.peopleFor(seller, 44_999)).toEqual(at(dana, demo));
});

test.each([
  { choice: 'open' as const, reading: at(maya, null), editing: at(maya, demo) },
  { choice: 'editing' as const, reading: [], editing: at(maya, demo) },
  { choice: 'never' as const, reading: [], editing: [] },
])('a choice of $choice holds while reading and while editing', ({ choice, reading, editing }) => {
  const presence = createPresence();
  say(presence, being(maya, choice), saying(null, { renews: true }), 0);
  expect(presence.peopleFor(buyer, 1)).toEqual(reading);
  say(presence, being(maya, choice), saying(demo), 1_000);
  expect(presence.peopleFor(buyer, 1_001)).toEqual(editing);
});

test('another choice holds at once', () => {
  const presence = createPresence();
  say(presence, being(maya), saying(demo, { renews: true }), 0);
  presence.choose(maya.personId, 'never');
  expect(presence.peopleFor(buyer, 1)).toEqual([]);
});

test('something private shows to its own side, and the other side sees somebody who does not edit', () => {
  const presence = createPresence();
  say(presence, being(dana), saying(null, { renews: true }), 0);
  say(presence, being(dana), saying(aside), 1_000);
  expect(presence.peopleFor(buyer, 1_001)).toEqual(at(dana, aside));
  expect(presence.peopleFor(seller, 1_001)).toEqual(at(dana, null));
  // Not let in by her own side yet: what both sides see.
  expect(presence.peopleFor(['shared'], 1_001)).toEqual(at(dana, null));
});

test('whoever the other side does not know is not there for it, whatever they edit', () => {
  const presence = createPresence();
  say(presence, being(dana, 'open', 'buyer'), saying(demo, { renews: true }), 0);
  expect(presence.peopleFor(seller, 1)).toEqual([]);
  expect(presence.peopleFor(buyer, 1)).toEqual(at(dana, demo));
});

test('several screens of one person are one person, at what they came to last', () => {
  const presence = createPresence();
  const other: Focus = { on: 'milestone', id: 'fit' };
  say(presence, being(dana), saying(demo, { renews: true }), 0);
  say(presence, being(dana), saying(other, { screen: 'two', renews: true }), 100);
  expect(presence.peopleFor(seller, 200)).toEqual(at(dana, other));
  presence.close(dana.personId, 'two', 300);
  expect(presence.peopleFor(seller, 300)).toEqual(at(dana, demo));
});

test('closing, signing out and a line that stays cut take somebody away', () => {
  const presence = createPresence();
  const come = (now: number) => say(presence, being(maya), saying(demo, { renews: true }), now);
  come(0);
  presence.close(maya.personId, 'one', 1);
  expect(presence.peopleFor(buyer, 1)).toEqual([]);
  come(2_000);
  presence.fade(maya.personId, 'phone', 3_000);
  expect(presence.peopleFor(buyer, 7_999)).toEqual(at(maya, demo));
  expect(presence.peopleFor(buyer, 8_000)).toEqual([]);
  come(10_000);
  presence.fade(maya.personId, 'phone', 11_000);
  come(12_000);
  expect(presence.peopleFor(buyer, 20_000)).toEqual(at(maya, demo));
  presence.remove(maya.personId, 'another session');
  expect(presence.peopleFor(buyer, 20_000)).toEqual(at(maya, demo));
  presence.remove(maya.personId, 'phone');
  expect(presence.peopleFor(buyer, 20_000)).toEqual([]);
});

test('a screen is heard once a second for long, closing and opening it does not change that, and it is no error', () => {
  const presence = createPresence();
  let heard = 0;
  for (let now = 0; now < 60_000; now += 50) {
    heard += say(presence, being(dana), saying(now % 100 ? demo : null, { renews: true }), now).length / 2;
    if (now % 500 === 0) presence.close(dana.personId, 'one', now);
  }
  expect(heard).toBeGreaterThanOrEqual(60);
  expect(heard).toBeLessThanOrEqual(63);
});

test('one person has room for twelve screens, and again once they have ended', () => {
  const presence = createPresence();
  const heard = Array.from({ length: 20 }, (_, n) =>
    say(presence, being(dana), saying(demo, { screen: `${n}` }), 0),
  ).filter((lanes) => lanes.length > 0);
  expect(heard).toHaveLength(12);
  presence.forget(100_000);
  expect(say(presence, being(dana), saying(demo, { screen: 'new' }), 100_000)).not.toEqual([]);
});

test('what was hidden from the other side while somebody was at it is not shown at any more', () => {
  const presence = createPresence();
  say(presence, being(dana), saying(demo, { renews: true }), 0);
  expect(presence.sharedFocuses()).toEqual([demo]);
  presence.withdraw([{ ...demo }]);
  expect(presence.peopleFor(seller, 1)).toEqual(at(dana, null));
  expect(presence.peopleFor(buyer, 1)).toEqual(at(dana, demo));
});

type Act = { kind: 'shared' | 'private' | 'nothing' | 'renew' | 'close' | 'fade'; after: number };
const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.record({
    kind: fc.constantFrom<Act['kind'][]>('shared', 'private', 'nothing', 'renew', 'close', 'fade'),
    after: fc.integer({ min: 0, max: 20_000 }),
  }),
  { maxLength: 60 },
);

/** Everything the other side is told, with when, looked at as often as the server looks. */
function toldTo(layers: Layer[], list: Act[], choice: PresenceChoice, isSecretive: boolean): string[] {
  const presence = createPresence();
  const who = being(dana, choice);
  const told: string[] = [];
  let focus: Focus | null = null;
  let now = 0;
  const look = () => {
    const people = JSON.stringify(presence.peopleFor(layers, now));
    if (told.at(-1)?.endsWith(people) !== true) told.push(`${now} ${people}`);
  };
  for (const { kind, after } of list) {
    for (const end = now + after; now < end; look()) now = Math.min(end, now + 1_000);
    if (kind === 'shared') focus = demo;
    if (kind === 'private') focus = isSecretive ? aside : null;
    if (kind === 'nothing') focus = null;
    if (kind === 'close') presence.close(who.personId, 'one', now);
    else if (kind === 'fade') presence.fade(who.personId, 'phone', now);
    else say(presence, who, saying(focus, { renews: kind === 'renew' }), now);
    look();
  }
  return told;
}

test('two worlds: with and without what is private the other side is told the same, at the same moments', () => {
  let privately = 0;
  let shown = 0;
  fc.assert(
    fc.property(acts, fc.constantFrom<PresenceChoice[]>('editing', 'open', 'never'), (list, choice) => {
      const busy = toldTo(seller, list, choice, true);
      expect(busy).toEqual(toldTo(seller, list, choice, false));
      expect(busy.join()).not.toContain('aside');
      privately += toldTo(buyer, list, choice, true).join().includes('aside') ? 1 : 0;
      shown += busy.length > 1 ? 1 : 0;
    }),
    { numRuns: 400 },
  );
  expect(privately).toBeGreaterThan(100);
  expect(shown).toBeGreaterThan(100);
});

test('two worlds: what somebody does only in private changes no moment of what the other side is told', () => {
  fc.assert(
    fc.property(acts, fc.constantFrom<PresenceChoice[]>('editing', 'open'), (list, choice) => {
      // Between two things both may know there is something private in the one world and nothing at all in the other.
      const both = (act: Act): Act[] => [{ ...act, kind: act.kind === 'private' ? 'nothing' : act.kind }];
      const withPrivate = list.flatMap((act) =>
        act.kind === 'nothing'
          ? [act, { kind: 'private' as const, after: 0 }, { ...act, after: 0 }]
          : both(act),
      );
      expect(toldTo(seller, withPrivate, choice, true)).toEqual(
        toldTo(seller, list.flatMap(both), choice, true),
      );
    }),
    { numRuns: 300 },
  );
});
