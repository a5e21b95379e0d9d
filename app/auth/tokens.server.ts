import { randomUUID } from 'node:crypto';
import type { Db } from '#db/client.server.ts';
import {
  type FoundToken,
  findStandingToken,
  findTokenByHash,
  type NewToken,
  saveToken,
  saveTokensRevoked,
  type Token,
  type TokenPurpose,
  type TokenSubject,
  useTokenByHash,
} from '#db/tokens.server.ts';
import { derived, hashOf } from './secrets.server.ts';

const DAY = 24 * 60 * 60;

/** Seconds a link can be used. A stop link stays in letters people keep for years. */
export const LIFETIMES: Readonly<Record<TokenPurpose, number>> = {
  signIn: 10 * 60,
  invitation: 14 * DAY,
  memberInvitation: 14 * DAY,
  stopLetters: 5 * 365 * DAY,
  summary: 30 * DAY,
  letterAct: 14 * DAY,
  calendarFeed: 5 * 365 * DAY,
  reply: 90 * DAY,
  replyAct: 14 * DAY,
};

/** The end of a link. It is not stored, so that a frozen letter can be sent again while a stolen table opens nothing. */
export const secretFor = (purpose: TokenPurpose, tokenId: string) =>
  purpose === 'reply'
    ? localPartOf(derived(purpose, tokenId).subarray(0, 16))
    : derived(purpose, tokenId).toString('base64url');

const base32 = 'abcdefghijklmnopqrstuvwxyz234567';
/** 128 bits as the first half of a mail address, whose case is lost on the way. */
const localPartOf = (bytes: Buffer): string => {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => base32[Number.parseInt(five.padEnd(5, '0'), 2)])
    .join('');
};

/** The six digits of a sign-in letter. */
export const codeFor = (attemptId: string) =>
  String(derived('signInCode', attemptId).readUIntBE(0, 6) % 1_000_000).padStart(6, '0');

/** A plain hash of six digits would be undone by trying them all. */
export const hashOfCode = (attemptId: string, code: string) =>
  derived('signInCodeHash', attemptId, code).toString('base64url');

export const hashOfToken = (purpose: TokenPurpose, tokenId: string) => hashOf(secretFor(purpose, tokenId));

type Wanted = TokenSubject & { purpose: TokenPurpose; lastsSeconds?: number };

export async function createToken(tx: Db, wanted: Wanted): Promise<{ id: string }> {
  const token = newToken(wanted);
  await saveToken(tx, token);
  return { id: token.id };
}

/** A link that opens nothing until it is saved. */
export function newToken({ purpose, lastsSeconds = LIFETIMES[purpose], ...subject }: Wanted): NewToken {
  const id = randomUUID();
  return { id, purpose, hash: hashOfToken(purpose, id), lastsSeconds, ...subject };
}

export const findToken = (db: Db, purpose: TokenPurpose, secret: string): Promise<FoundToken | undefined> =>
  findTokenByHash(db, purpose, hashOf(secret));

/** Uses it up; undefined when it is unknown, used, expired or revoked. */
export const useToken = (tx: Db, purpose: TokenPurpose, secret: string): Promise<Token | undefined> =>
  useTokenByHash(tx, purpose, hashOf(secret));

type OnPlan = { personId: string; workspaceId: string; planId: string };

/** Every link of that purpose for one person and plan. */
export const revokeTokens = (tx: Db, which: OnPlan & { purpose: TokenPurpose }): Promise<void> =>
  saveTokensRevoked(tx, which);

/** The link at the end of each letter about a plan: one for all of them, made when the first is written. */
export async function stopTokenFor(db: Db, on: OnPlan): Promise<{ id: string }> {
  const standing = await findStandingToken(db, { purpose: 'stopLetters', ...on }, 365 * DAY);
  return standing ? { id: standing } : createToken(db, { purpose: 'stopLetters', ...on });
}
