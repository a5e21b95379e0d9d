import type { Answer } from '#app/domain/command.ts';
import { settledBy, type Unsettled } from '#app/domain/unsettled.ts';
import type { Tx } from '#db/client.server.ts';
import { type StoredCommand, settleCommands } from '#db/known-commands.server.ts';
import type { Envelope } from './registry.ts';
import { lostIn, unsettledIn } from './unsettled.server.ts';

/** What waits for those whose commands are being answered; settled in the transaction that answers them. */
export function openConflicts(known: StoredCommand[]) {
  const waiting = new Map<string, Unsettled[]>();
  const settled = new Map<string, string[]>();
  for (const row of known) {
    const one = unsettledIn(row);
    if (one) waiting.set(row.personId, [...(waiting.get(row.personId) ?? []), one]);
  }
  return {
    answer(personId: string, envelope: Envelope, answer: Answer, at: string): void {
      const own = waiting.get(personId) ?? [];
      const over = settledBy(own, envelope, answer);
      const lost = answer.kind === 'conflict' ? lostIn(envelope) : null;
      if (over.length === 0 && !lost) return;
      const left = own.filter((one) => !over.includes(one));
      settled.set(personId, [...(settled.get(personId) ?? []), ...over.map(({ id }) => id)]);
      const { id, type } = envelope;
      if (lost && answer.kind === 'conflict' && type !== 'undo')
        left.push({ id, type, ...lost, field: answer.field, version: answer.version, at });
      waiting.set(personId, left);
    },
    /** Behind the answers themselves: one of them may be settled in the transaction that wrote it. */
    async settle(tx: Tx, plan: { workspaceId: string; planId: string }, at: string): Promise<void> {
      for (const [personId, ids] of settled) await settleCommands(tx, { ...plan, personId }, ids, at);
    },
  };
}
