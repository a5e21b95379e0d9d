import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { PresenceChoice } from '#app/domain/presence.ts';
import type { Being, Lane, Saying } from './presence.ts';

/** What one process has the others know of who is where. */
export type PresenceWord = { workspaceId: string; planId: string; personId: string } & (
  | { kind: 'at'; being: Being; saying: Saying; lanes: Lane[] }
  | { kind: 'close'; screen: string }
  | { kind: 'fade'; session: string }
  | { kind: 'remove'; session: string }
  | { kind: 'choose'; choice: PresenceChoice }
);

export interface PresenceWords {
  seal(word: PresenceWord): string;
  /** Null for what was not said by a process of this installation just now. */
  open(sealed: string): PresenceWord | null;
}

const CIPHER = 'aes-256-gcm';
const [NONCE, TAG] = [12, 16];
/** Of the clocks of two machines, and of the way between them. */
const NEWEST_MS = 30_000;

/**
 * PostgreSQL lets every role of a database hear what is notified and notify it too. Who is where is nobody's to hear or
 * to make up, so it goes sealed, and an old word said again is no word.
 */
/** `key` of 32 bytes, asked for when there is somebody to tell. */
export function presenceWords(key: () => Buffer, now: () => number = Date.now): PresenceWords {
  return {
    seal(word) {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv(CIPHER, key(), nonce);
      const text = JSON.stringify({ word, saidAt: now() });
      const hidden = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), hidden]).toString('base64');
    },
    open(sealed) {
      try {
        const bytes = Buffer.from(sealed, 'base64');
        const cipher = createDecipheriv(CIPHER, key(), bytes.subarray(0, NONCE));
        cipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
        const text = Buffer.concat([cipher.update(bytes.subarray(NONCE + TAG)), cipher.final()]).toString();
        const { word, saidAt } = JSON.parse(text) as { word: PresenceWord; saidAt: number };
        return Math.abs(now() - saidAt) <= NEWEST_MS ? word : null;
      } catch {
        return null;
      }
    },
  };
}
