import type { Change } from '#app/domain/change.ts';
import { followUps } from '#app/domain/follow-ups.ts';
import type { Line } from '#app/domain/mail-line.ts';
import { layersOf, type Plan, type Side } from '#app/domain/plan.ts';
import { timeNews } from '#app/domain/time-news.ts';
import { replay } from '#tests/db/replay.ts';
import type { Moment } from './merged-history.server.ts';

const marks = new Set(['stepLeft', 'planLeft']);

/** Which news these commands called for, worked out again from the history alone. `from`: the first that counts. */
export function expectedLines(moments: Moment[], from: number): Line[] {
  const views = new Map<Side, Plan | null>([
    ['seller', null],
    ['buyer', null],
  ]);
  const lines: Line[] = [];
  for (const [index, { events }] of moments.entries()) {
    const before = new Map(views);
    for (const side of ['seller', 'buyer'] as const) {
      const read = events.filter(({ layer }) => layersOf(side).includes(layer));
      if (read.length > 0) views.set(side, replay(views.get(side) ?? null, read));
    }
    const by = events.find((event) => event.by !== null)?.by;
    if (index < from) continue;
    if (!by) {
      const plan = views.get('buyer') ?? views.get('seller');
      const own = events.flatMap(({ kind, body }) => (marks.has(kind) ? [] : [body as unknown as Change]));
      if (plan) lines.push(...timeNews(plan, own));
      continue;
    }
    const side = personSide(views, by);
    const [was, is] = [before.get(side), views.get(side)];
    if (!was || !is) continue;
    const list = events.flatMap(({ kind, layer, body }) =>
      layersOf(side).includes(layer) && !marks.has(kind) ? [body as unknown as Change] : [],
    );
    lines.push(...followUps(was, is, list, by));
  }
  return lines;
}

const personSide = (views: Map<Side, Plan | null>, personId: string): Side =>
  views.get('seller')?.people.find((p) => p.personId === personId)?.side ?? 'seller';
