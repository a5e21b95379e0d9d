import { randomUUID } from 'node:crypto';
import type { Line } from '#app/domain/follow-ups.ts';
import type { Tx } from './client.server.ts';
import { line } from './schema/mail.ts';

/** Written in the transaction of the change: a line exists if and only if its change does. */
export async function saveLines(
  tx: Tx,
  { workspaceId, planId, at }: { workspaceId: string; planId: string; at: string },
  lines: Line[],
): Promise<void> {
  if (lines.length === 0) return;
  const when = new Date(at);
  await tx
    .insert(line)
    .values(lines.map((l) => ({ id: randomUUID(), workspaceId, planId, ...l, at: when, sendAfter: when })));
}
