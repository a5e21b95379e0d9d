import type { Sql } from 'postgres';
import type { Layer, Side } from '#app/domain/plan.ts';
import { layersOf, type Plan } from '#app/domain/plan.ts';
import { replay } from '#tests/db/replay.ts';
import type { HistoryEvent } from './overwrites.ts';

export interface Moment {
  commandId: string;
  events: HistoryEvent[];
}

/**
 * The three logs of a plan as one, command by command, in the order they were written. Throws where a log has a gap, or
 * where a command stands in it twice.
 */
export async function mergedHistory(owner: Sql, planId: string): Promise<Moment[]> {
  const rows = await owner`
    select h.layer, h.n::int as n, h.behind::int as behind, h.kind, h.at::text as at, h.by, h.command_id as "commandId", b.body
    from history h join history_body b using (workspace_id, plan_id, layer, n)
    where h.plan_id = ${planId} order by h.n`;
  const all = rows.map((row) => ({ ...row, body: JSON.parse(row.body) }) as HistoryEvent);
  const logs = (['shared', 'seller', 'buyer'] as const).map((layer) => blocksOf(layer, all));
  const moments: Moment[] = [];
  for (;;) {
    const heads = logs.flatMap((log) => log[0] ?? []);
    if (heads.length === 0) return moments;
    // What a command wrote in several layers is written at once, when it has come to the front of each.
    const ready = heads.filter(({ commandId }) =>
      logs.every((log) => log.findIndex((block) => block.commandId === commandId) <= 0),
    );
    const [next] = ready.sort((a, b) => (timeOf(a) < timeOf(b) ? -1 : 1));
    if (!next) throw new Error('Two logs disagree about the order of their commands');
    const parts = logs.flatMap((log) => (log[0]?.commandId === next.commandId ? log.splice(0, 1) : []));
    moments.push({ commandId: next.commandId, events: parts.flatMap((part) => part.events) });
  }
}

function blocksOf(layer: Layer, all: HistoryEvent[]): Moment[] {
  const blocks: Moment[] = [];
  const known = new Set<string>();
  const log = all.filter((event) => event.layer === layer);
  for (const [index, event] of log.entries()) {
    if (event.n !== index + 1) throw new Error(`The ${layer} log has a gap at ${index + 1}`);
    const block = blocks.at(-1);
    if (block?.commandId === event.commandId) {
      block.events.push(event);
      continue;
    }
    if (known.has(event.commandId)) throw new Error(`Command ${event.commandId} was written twice`);
    known.add(event.commandId);
    blocks.push({ commandId: event.commandId, events: [event] });
  }
  return blocks;
}
const timeOf = ({ events }: Moment): string => events[0]?.at ?? '';

/** One side's plan, made from its two logs alone. */
export function replayed(moments: Moment[], side: Side): Plan | null {
  const layers = layersOf(side);
  return moments.reduce<Plan | null>((plan, { events }) => {
    const read = events.filter(({ layer }) => layers.includes(layer));
    return read.length > 0 ? replay(plan, read) : plan;
  }, null);
}
