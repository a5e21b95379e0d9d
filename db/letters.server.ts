import { randomUUID } from 'node:crypto';
import type { Db } from './client.server.ts';
import { letter } from './schema/mail.ts';

export interface NewLetter {
  kind: string;
  personId: string;
  workspaceId?: string;
  planId?: string;
  refs: Record<string, unknown>;
  sendAfter?: Date;
}

/** A letter to be composed and sent; written in the transaction of what calls for it. */
export async function saveLetter(tx: Db, { sendAfter, ...values }: NewLetter): Promise<string> {
  const id = randomUUID();
  await tx.insert(letter).values({ id, ...values, sendAfter: sendAfter ?? new Date() });
  return id;
}
