import { describe, expect, test } from 'vitest';
import {
  type Delivery,
  deliveries,
  deliveryAfter,
  isForSize,
  mailTrouble,
  mayLift,
  mayMailTo,
  stopAfter,
} from '#app/domain/delivery.ts';
import { toldOfAddress } from '#app/domain/told-of-address.ts';

test('in whatever order news comes, however often, a letter ends in the same state', () => {
  const shuffles = (list: Delivery[]): Delivery[][] =>
    list.length < 2
      ? [list]
      : list.flatMap((first, at) => shuffles(list.toSpliced(at, 1)).map((rest) => [first, ...rest]));
  const take = (news: Delivery[]) => news.reduce<Delivery | null>(deliveryAfter, null);
  for (const order of shuffles([...deliveries])) {
    expect(take(order)).toBe('complained');
    expect(take([...order, ...order])).toBe('complained');
  }
  for (const order of shuffles(['delivered', 'bounced', 'delayed'])) expect(take(order)).toBe('bounced');
});

describe('an address', () => {
  test('stops after a bounce that lasts, a suppression and a complaint, and after nothing else', () => {
    const stopped = deliveries.flatMap((delivery) =>
      [true, false]
        .filter((lasting) => stopAfter({ delivery, lasting }))
        .map((lasting) => [delivery, lasting]),
    );
    expect(stopped).toEqual([
      ['bounced', true],
      ['suppressed', true],
      ['suppressed', false],
      ['complained', true],
      ['complained', false],
    ]);
  });
  test('that stopped still takes what its person asks for to get in, unless they were erased', () => {
    expect(mayMailTo('bounced', 'signIn')).toBe(true);
    expect(mayMailTo('complained', 'signIn')).toBe(true);
    expect(mayMailTo('for good', 'signIn')).toBe(false);
    for (const kind of ['news', 'invitation', 'memberInvitation', 'addressBounced'])
      for (const stop of ['bounced', 'complained', 'for good'] as const)
        expect(mayMailTo(stop, kind)).toBe(false);
    expect(mayMailTo(null, 'news')).toBe(true);
  });
  test('whose reader complained is theirs alone to have written to again', () => {
    expect(mayLift('complained', { self: false, looksAfter: true })).toBe(false);
    expect(mayLift('complained', { self: true, looksAfter: false })).toBe(true);
    expect(mayLift('bounced', { self: false, looksAfter: true })).toBe(true);
    expect(mayLift('bounced', { self: false, looksAfter: false })).toBe(false);
  });
});

describe('what a row says', () => {
  const sent = { state: 'sent', error: null, delivery: null, words: null };
  test('nothing while all is well', () => {
    expect(mailTrouble(null, null)).toBeNull();
    expect(mailTrouble(null, sent)).toBeNull();
    expect(mailTrouble(null, { ...sent, delivery: 'delivered', words: '250 ok' })).toBeNull();
  });
  test('what the server said', () => {
    const words = '550 5.1.1 no such user';
    expect(mailTrouble('bounced', { ...sent, delivery: 'bounced', words })).toEqual({
      kind: 'bounced',
      words,
    });
    expect(mailTrouble(null, { ...sent, state: 'failed', error: words })).toEqual({ kind: 'failed', words });
    expect(mailTrouble(null, { ...sent, state: 'unknown', error: words })).toEqual({
      kind: 'unknown',
      words,
    });
    expect(mailTrouble(null, { ...sent, delivery: 'delayed', words })).toEqual({ kind: 'delayed', words });
    expect(mailTrouble(null, { ...sent, delivery: 'bounced', words })).toEqual({ kind: 'failed', words });
  });
  test.each([
    'Resend said 413: Payload too large',
    'The mail server said: 552 5.3.4 Message size exceeds fixed limit',
    '552 5.2.3 Message exceeds maximum fixed size',
    '5.3.4 message too big for system',
  ])('that a letter was too large: %s', (words) => {
    expect(mailTrouble(null, { ...sent, state: 'failed', error: words })).toEqual({
      kind: 'tooLarge',
      words,
    });
    expect(mailTrouble(null, { ...sent, delivery: 'failed', words })).toEqual({ kind: 'tooLarge', words });
  });
  test.each([
    '550 5.1.1 no such user',
    'Resend said 422: 1413 is no address',
    '552 5.2.2 mailbox full',
    '552 5.2.2 mailbox size limit exceeded',
    '',
  ])('not of what was refused for something else: %s', (words) => expect(isForSize(words)).toBe(false));
  test('not the words of a letter that arrived before another one came back', () => {
    expect(mailTrouble('bounced', { ...sent, delivery: 'delivered', words: '250 ok' })).toEqual({
      kind: 'bounced',
      words: null,
    });
  });
});

describe('who is told of an address', () => {
  const on = (personId: string, side: 'seller' | 'buyer', over = {}) => ({
    personId,
    side,
    pointPerson: false,
    entered: true,
    ...over,
  });
  const maya = on('maya', 'seller', { pointPerson: true });
  const dana = on('dana', 'buyer', { pointPerson: true });
  const rui = on('rui', 'buyer', { entered: false });
  test('who leads that side, and nobody of the other', () => {
    expect(toldOfAddress([maya, dana, rui], { personId: 'rui', invitedBy: 'maya' })).toEqual(['dana']);
    expect(toldOfAddress([maya, on('tom', 'seller'), dana], { personId: 'tom', invitedBy: null })).toEqual([
      'maya',
    ]);
  });
  test('who invited them, while nobody of their side is here', () => {
    const first = { ...dana, entered: false };
    expect(toldOfAddress([maya, first], { personId: 'dana', invitedBy: 'maya' })).toEqual(['maya']);
    expect(toldOfAddress([maya, first, rui], { personId: 'rui', invitedBy: 'maya' })).toEqual(['maya']);
  });
  test('nobody, when it is the one who leads, or somebody who is not on the plan any more', () => {
    expect(toldOfAddress([maya, dana], { personId: 'dana', invitedBy: 'maya' })).toEqual([]);
    expect(toldOfAddress([maya, dana], { personId: 'gone', invitedBy: 'maya' })).toEqual([]);
  });
});
