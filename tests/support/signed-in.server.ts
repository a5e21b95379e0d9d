import { createHash, randomBytes } from 'node:crypto';
import type { FreshDatabase } from './databases.server.ts';

export interface SignedIn {
  /** What the cookie `tl` of that browser holds. */
  cookie: string;
  /** What the table knows of it. */
  id: string;
}

export interface Browsing {
  level?: string;
  /** The plans an invitation let it into. */
  planIds?: readonly string[];
  userAgent?: string | null;
}

/** A session as if this person had come through a door just now. */
export async function signIn(
  owner: FreshDatabase['owner'],
  personId: string,
  { level = 'signedIn', planIds = [], userAgent = null }: Browsing = {},
): Promise<SignedIn> {
  const cookie = randomBytes(24).toString('base64url');
  const id = createHash('sha256').update(cookie).digest('base64url');
  await owner`insert into session (id, user_id, expires_at, ends_at, level, user_agent)
    values (${id}, ${personId}, now() + interval '5 days', now() + interval '6 days', ${level}, ${userAgent})`;
  for (const planId of planIds)
    await owner`insert into session_plan (session_id, plan_id) values (${id}, ${planId})`;
  return { cookie, id };
}
