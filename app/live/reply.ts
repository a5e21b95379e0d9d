import type { Answer, Refused } from '#app/domain/command.ts';
import type { SentEnvelope } from './plan-store.ts';

/**
 * What a form hears of its command. `unheard`: no answer came, and the same id settles it later. `waiting`: it is kept
 * here and sent as soon as that is possible.
 */
export type Reply = Answer | { kind: 'unheard' } | { kind: 'waiting' };

/** Why something did not happen. */
export type Failure = Exclude<Answer, { kind: 'ok' }>;

export type Trouble = (Failure | { kind: 'unheard' }) & { envelope: SentEnvelope };

export const isTrouble = (reply: Reply): reply is Failure | { kind: 'unheard' } =>
  reply.kind !== 'ok' && reply.kind !== 'waiting';

const refused = (code: string, sentence: string): Refused => ({ kind: 'refused', code, sentence });

export const needsNow = refused(
  'needsConnection',
  'You are offline, and this one needs a connection. What you entered is still here.',
);
export const full = refused(
  'full',
  'Two hundred edits wait here already, as many as this browser keeps. This one was not taken; what you entered is still here.',
);
export const notKept = refused(
  'notKept',
  'You are offline, and this browser keeps nothing for this page. What you entered is still here: send it once you are back.',
);
export const tooOld = refused(
  'tooOld',
  'This was written more than a day ago and could not be sent since. It was not changed.',
);
export const broken = refused(
  'broken',
  'The server could not take this, three times. Nothing was changed; tell whoever runs it.',
);
export const writtenOver = refused('writtenOver', 'You wrote over that before it was sent. It never stood.');
