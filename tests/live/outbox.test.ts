import { describe, expect, test } from 'vitest';
import { commandTypes } from '#app/commands/registry.ts';
import { needsConnection } from '#app/live/needs-connection.ts';
import { outbox } from '#app/live/outbox.ts';
import {
  emptyOutbox,
  type OutboxEffect,
  type OutboxEvent,
  type OutboxState,
} from '#app/live/outbox-state.ts';
import type { SentEnvelope } from '#app/live/plan-store.ts';
import type { Failure } from '#app/live/reply.ts';

const laidOver = Number.MAX_SAFE_INTEGER;
const day = 24 * 60 * 60_000;

type Told = OutboxEvent extends infer Each ? (Each extends OutboxEvent ? Omit<Each, 'now'> : never) : never;

/** An outbox and what it asked for since it was last looked at. */
function anOutbox(begun: Partial<OutboxState> = {}) {
  let state: OutboxState = { ...emptyOutbox, ...begun };
  let now = 1_000_000;
  let effects: OutboxEffect[] = [];
  const tell = (event: Told) => {
    const step = outbox(state, { ...event, now } as OutboxEvent);
    state = step.state;
    effects.push(...step.effects);
  };
  return {
    tell,
    state: () => state,
    write: (envelope: SentEnvelope) => tell({ type: 'written', form: `form of ${envelope.id}`, envelope }),
    offline: () => tell({ type: 'network', isOnline: false }),
    online: () => tell({ type: 'network', isOnline: true }),
    ok: (...ids: string[]) =>
      tell({
        type: 'answered',
        answers: Object.fromEntries(ids.map((id) => [id, { kind: 'ok', commandId: id }])),
        cursor: { shared: 1, own: 0 },
      }),
    answer: (id: string, why: Failure) => tell({ type: 'answered', answers: { [id]: why }, cursor: null }),
    later(ms: number) {
      now += ms;
      tell({ type: 'woke' });
    },
    /** What it did since; `posts` by id. */
    did() {
      const all = effects;
      effects = [];
      const of = <D extends OutboxEffect['do']>(what: D) =>
        all.filter((e): e is Extract<OutboxEffect, { do: D }> => e.do === what);
      return {
        posts: of('post').map(({ envelopes }) => envelopes.map(({ id }) => id)),
        sent: of('post').flatMap(({ envelopes }) => [...envelopes]),
        said: of('answer').map(({ id, reply }) => `${id} ${reply.kind}`),
        replies: of('answer').map(({ reply }) => reply),
        forgot: of('forget').map(({ id }) => id),
        keptAside: of('keepAside').map(({ aside }) => aside.envelope.id),
        laid: of('lay').map(({ envelope }) => envelope.id),
        lifted: of('lift').map(({ id }) => id),
        all: all.map((e) => e.do),
      };
    },
  };
}

const envelope = (
  id: string,
  type: string,
  args: object,
  base: Record<string, number> = {},
): SentEnvelope => ({
  id,
  type,
  args: { ...args },
  base,
  confirmed: false,
});
const title = (id: string, step: string, value: string, version = 1) =>
  envelope(id, 'changeStep', { stepId: step, field: 'title', value }, { title: version });
const undoOf = (id: string, commandId: string) => envelope(id, 'undo', { commandId });
const refusal: Failure = { kind: 'refused', code: 'no', sentence: 'Not like this.' };

describe('the outbox', () => {
  test('sends at once what nothing stands before, and the rest together and in order', () => {
    const box = anOutbox();
    box.write(title('1', 'a', 'One'));
    box.write(title('2', 'b', 'Two'));
    box.write(envelope('3', 'completeStep', { stepId: 'b' }));
    expect(box.did().posts).toEqual([['1']]);
    box.ok('1');
    expect(box.did()).toMatchObject({ posts: [['2', '3']], said: ['1 ok'], forgot: ['1'] });
    box.ok('2', '3');
    expect(box.state().queue).toEqual([]);
  });

  test('a later edit of a field takes the place of one that never left, and begins from what that one began from', () => {
    const box = anOutbox({ isOnline: false });
    box.write(title('1', 'a', 'One', 7));
    box.write(title('other', 'b', 'Other', 3));
    box.write(title('2', 'a', 'Two', laidOver));
    const { lifted, forgot } = box.did();
    expect([lifted, forgot]).toEqual([['1'], ['1']]);
    box.online();
    const { sent } = box.did();
    expect(sent.map(({ id, base }) => [id, base.title])).toEqual([
      ['other', 3],
      ['2', 7],
    ]);
  });

  test('what may be on the server is not replaced: the later edit waits behind it', () => {
    const box = anOutbox();
    box.write(title('1', 'a', 'One'));
    box.write(title('2', 'a', 'Two', laidOver));
    expect(box.state().queue.map((o) => o.envelope.id)).toEqual(['1', '2']);
    box.tell({ type: 'unheard', afterMs: null, failed: false });
    box.write(title('3', 'a', 'Three', laidOver));
    expect(box.state().queue.map((o) => o.envelope.id)).toEqual(['1', '3']);
  });

  test('what nobody answered is sent again under the same id, later each time, and its form hears that it waits', () => {
    const box = anOutbox();
    box.write(title('1', 'a', 'One'));
    box.did();
    box.tell({ type: 'unheard', afterMs: null, failed: false });
    expect(box.did()).toMatchObject({ posts: [], said: ['1 waiting'] });
    box.later(500);
    expect(box.did().posts).toEqual([]);
    box.later(600);
    expect(box.did().posts).toEqual([['1']]);
    box.tell({ type: 'unheard', afterMs: null, failed: false });
    box.later(1_500);
    expect(box.did()).toMatchObject({ posts: [], said: [] });
    box.later(600);
    expect(box.did().posts).toEqual([['1']]);
  });

  test('a busy server is asked again when it says, and nobody is told that they are offline', async () => {
    const { isOffline } = await import('#app/live/outbox-state.ts');
    const box = anOutbox();
    box.write(title('1', 'a', 'One'));
    box.tell({ type: 'unheard', afterMs: 2_000, failed: false });
    expect(isOffline(box.state())).toBe(false);
    box.did();
    box.later(1_900);
    expect(box.did().posts).toEqual([]);
    box.later(200);
    expect(box.did().posts).toEqual([['1']]);
  });

  test('consent is not given later: offline it is refused at once, and without an answer its form is told', () => {
    const box = anOutbox({ isOnline: false });
    box.write(envelope('yes', 'acceptOffers', { offerIds: ['o'] }));
    expect(box.did()).toMatchObject({ said: ['yes refused'], lifted: ['yes'] });
    box.online();
    box.write(envelope('again', 'acceptOffers', { offerIds: ['o'] }));
    box.tell({ type: 'unheard', afterMs: null, failed: false });
    expect(box.did().said).toEqual(['again unheard']);
    expect(box.state().queue).toEqual([]);
    // Nothing else waits that would find the connection again: pressed once more, it goes.
    box.write(envelope('again', 'acceptOffers', { offerIds: ['o'] }));
    expect(box.did()).toMatchObject({ posts: [['again']], said: [] });
  });

  test('consent that waits behind something does not begin to wait for a connection', () => {
    for (const lose of ['offline', 'unheard', 'busy'] as const) {
      const box = anOutbox();
      box.write(title('1', 'a', 'One'));
      box.write(envelope('yes', 'acceptOffers', { offerIds: ['o'] }));
      if (lose === 'offline') box.offline();
      else box.tell({ type: 'unheard', afterMs: lose === 'busy' ? 2_000 : null, failed: false });
      const { said, forgot, lifted } = box.did();
      expect(said).toContain(lose === 'busy' ? 'yes unheard' : 'yes refused');
      expect([forgot, lifted]).toEqual([['yes'], ['yes']]);
      expect(box.state().queue.map((o) => o.envelope.id)).toEqual(['1']);
    }
  });

  test('consent found in a tab that is gone is set aside when it gets no answer', () => {
    const box = anOutbox();
    const yes = envelope('yes', 'acceptOffers', { offerIds: ['o'] });
    box.tell({ type: 'found', queue: [{ envelope: yes, form: 'f', at: 1_000_000 }], aside: [] });
    box.tell({ type: 'unheard', afterMs: null, failed: false });
    expect(box.did()).toMatchObject({ keptAside: ['yes'], lifted: ['yes'] });
    expect(box.state().aside).toMatchObject([{ envelope: yes }]);
  });

  test('every command says whether it may wait, and those of consent, entrance and reveal may not', () => {
    const now = commandTypes.filter(needsConnection);
    for (const type of ['decideApproval', 'acceptOffers', 'sharePlan', 'addStakeholder', 'admitStakeholder'])
      expect(now).toContain(type);
    expect(commandTypes.filter((type) => type.startsWith('reveal') && !now.includes(type))).toEqual([]);
    expect(now.length).toBeLessThan(commandTypes.length / 2);
    expect(needsConnection('ofALaterVersion')).toBe(true);
  });

  test('what did not happen after its form was gone is set aside until somebody decides', () => {
    const box = anOutbox({ isOnline: false });
    box.write(title('1', 'a', 'One'));
    box.online();
    box.did();
    box.answer('1', refusal);
    expect(box.did()).toMatchObject({ lifted: ['1'], keptAside: ['1'], said: ['1 refused'] });
    expect(box.state().aside).toMatchObject([{ envelope: { id: '1' }, why: refusal }]);
    box.tell({ type: 'discarded', id: '1' });
    expect(box.state().aside).toEqual([]);
    expect(box.did().forgot).toEqual(['1']);
  });

  test('what did not happen while its form is open is said there only', () => {
    const box = anOutbox();
    box.write(title('1', 'a', 'One'));
    box.answer('1', refusal);
    expect(box.did()).toMatchObject({ said: ['1 refused'], keptAside: [] });
    expect(box.state().aside).toEqual([]);
  });

  test('taking back what never left drops it, and what it had taken the place of stands again', () => {
    const box = anOutbox({ isOnline: false });
    box.write(title('1', 'a', 'One'));
    box.write(title('2', 'a', 'Two', laidOver));
    box.did();
    box.write(undoOf('u2', '2'));
    expect(box.did()).toMatchObject({ said: ['u2 ok'], laid: ['1'], lifted: ['2', 'u2'] });
    box.write(undoOf('u1', '1'));
    expect(box.state().queue).toEqual([]);
    // Done again: as it was.
    box.write(undoOf('r1', 'u1'));
    expect(box.state().queue.map((o) => [o.envelope.id, o.envelope.args.value])).toEqual([['r1', 'One']]);
    box.online();
    expect(box.did().posts).toEqual([['r1']]);
  });

  test('what stands again because the later one was taken back is set aside where it does not happen', () => {
    const box = anOutbox();
    box.write(title('first', 'b', 'First'));
    box.write(title('1', 'a', 'One'));
    box.write(title('2', 'a', 'Two', laidOver));
    box.write(undoOf('u2', '2'));
    box.ok('first');
    box.did();
    box.answer('1', refusal);
    expect(box.did().keptAside).toEqual(['1']);
  });

  test('doing again what was taken back writes over what stood again meanwhile, or waits behind it once it left', () => {
    const box = anOutbox({ isOnline: false });
    box.write(title('1', 'a', 'One', 7));
    box.write(title('2', 'a', 'Two', laidOver));
    box.write(undoOf('u2', '2'));
    box.did();
    box.write(undoOf('r2', 'u2'));
    expect(box.did()).toMatchObject({ lifted: ['1', 'r2'], forgot: ['1'], laid: ['r2'] });
    expect(box.state().queue.map((o) => [o.envelope.id, o.envelope.base.title])).toEqual([['r2', 7]]);
    // And back once more.
    box.write(undoOf('u3', 'r2'));
    expect(box.state().queue.map((o) => o.envelope.id)).toEqual(['1']);
    box.online();
    box.did();
    box.write(undoOf('r3', 'u3'));
    expect(box.state().onItsWay).toEqual(['1']);
    expect(box.state().queue.map((o) => [o.envelope.id, o.envelope.base.title])).toEqual([
      ['1', 7],
      ['r3', laidOver],
    ]);
    box.ok('1');
    expect(box.did()).toMatchObject({ said: ['r3 ok', '1 ok'], posts: [['r3']] });
  });

  test('taking back what may be on the server, or what something rests on, is for the server', () => {
    const box = anOutbox();
    box.write(title('1', 'a', 'One'));
    box.write(undoOf('u1', '1'));
    expect(box.state().queue.map((o) => o.envelope.id)).toEqual(['1', 'u1']);
    const other = anOutbox({ isOnline: false });
    other.write(envelope('new', 'addStep', { id: 'fresh', title: 'New' }));
    other.write(title('named', 'fresh', 'Newer', laidOver));
    other.write(undoOf('u', 'new'));
    other.online();
    // Never beside what it takes back, which the server would refuse.
    expect(other.did().posts).toEqual([['new', 'named']]);
    other.ok('new', 'named');
    expect(other.did().posts).toEqual([['u']]);
  });

  test('two hundred wait and no more, and the last one is told', () => {
    const box = anOutbox({ isOnline: false });
    for (let n = 0; n < 201; n++) box.write(title(`${n}`, `step ${n}`, 'Words'));
    expect(box.state().queue).toHaveLength(200);
    expect(box.did().said.at(-1)).toBe('200 refused');
    box.online();
    expect(box.did().posts[0]?.length).toBeLessThanOrEqual(50);
  });

  test('after a day nothing is sent by itself: a person says whether they still mean it', () => {
    const box = anOutbox({ isOnline: false });
    box.write(title('1', 'a', 'One'));
    box.did();
    box.later(day);
    expect(box.state().queue).toEqual([]);
    expect(box.state().aside).toMatchObject([{ envelope: { id: '1' }, why: { code: 'tooOld' } }]);
    // Out of the browser all the same.
    expect(box.did()).toMatchObject({ forgot: ['1'], keptAside: [] });
  });

  test('what a tab left behind is sent before what came after it, and may not be replaced', () => {
    const box = anOutbox({ isOnline: false });
    box.write(title('new', 'a', 'New'));
    box.tell({
      type: 'found',
      queue: [{ envelope: title('old', 'a', 'Old'), form: 'f', at: 5 }],
      aside: [],
    });
    box.tell({
      type: 'found',
      queue: [{ envelope: title('old', 'a', 'Old'), form: 'f', at: 5 }],
      aside: [],
    });
    expect(box.did().laid).toEqual(['old']);
    box.online();
    expect(box.did().posts).toEqual([['old', 'new']]);
  });

  test('one that the server cannot read does not take the others with it', () => {
    const box = anOutbox({ isOnline: false });
    for (const id of ['1', '2', '3']) box.write(title(id, id, id));
    box.online();
    box.tell({ type: 'notTaken', why: refusal });
    box.ok('1');
    box.tell({ type: 'notTaken', why: refusal });
    box.ok('3');
    expect(box.did().posts).toEqual([['1', '2', '3'], ['1'], ['2'], ['3']]);
    expect(box.state().aside.map(({ envelope: { id } }) => id)).toEqual(['2']);
  });

  test('one that the server breaks over is set aside after three times', () => {
    const box = anOutbox({ isOnline: false });
    for (const id of ['1', '2']) box.write(title(id, id, id));
    box.online();
    for (let n = 0; n < 4; n++) {
      box.tell({ type: 'unheard', afterMs: null, failed: true });
      box.later(5_000);
    }
    expect(box.state().aside).toMatchObject([{ envelope: { id: '1' }, why: { code: 'broken' } }]);
    expect(box.did().posts.at(-1)).toEqual(['2']);
  });

  test('signed out: open forms keep their words, what waits goes on waiting until somebody is back', () => {
    const box = anOutbox({ isOnline: false });
    box.write(title('late', 'a', 'One'));
    box.online();
    box.write(title('open', 'b', 'Two'));
    box.did();
    box.tell({ type: 'signedOut', why: refusal });
    expect(box.did()).toMatchObject({ said: ['open refused'], forgot: ['open'], posts: [] });
    expect(box.state()).toMatchObject({ isSignedOut: true, queue: [{ envelope: { id: 'late' } }] });
    box.later(1);
    expect(box.did().posts).toEqual([['late']]);
  });

  test('taken off the plan: nothing stays in the browser, and the words stay in sight', () => {
    const box = anOutbox({ isOnline: false });
    box.write(title('late', 'a', 'One'));
    box.online();
    box.did();
    box.tell({ type: 'takenOff', why: refusal });
    expect(box.did().all.at(-1)).toBe('forgetAll');
    expect(box.state()).toMatchObject({ queue: [], aside: [{ envelope: { id: 'late' } }] });
  });

  test('where the browser keeps nothing, what waits goes back to its form', () => {
    const box = anOutbox({ isOnline: false });
    box.write(title('1', 'a', 'One'));
    box.did();
    box.tell({ type: 'unkept', id: '1' });
    expect(box.did()).toMatchObject({ said: ['1 refused'], lifted: ['1'] });
    expect(box.state().queue).toEqual([]);
  });
});
