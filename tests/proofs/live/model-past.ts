import type { Past } from '#app/commands/past.server.ts';
import type { Layer, Plan } from '#app/domain/plan.ts';
import type { Event } from '#db/history.server.ts';

/** What the logs of a model say, as the database would. `log` is in the order it was written. */
export function pastOf(log: readonly Event[], layers: readonly Layer[], { people }: Plan): Past {
  const read = ({ layer }: Event) => layers.includes(layer);
  return {
    eventAt: async (layer, n) => log.find((e) => e.layer === layer && e.n === n && read(e)) ?? null,
    eventsOf: async (commandId) => log.filter((e) => e.commandId === commandId && read(e)),
    async eventsBehind(places, most) {
      const behind = log.filter(
        (e) => read(e) && places.some(({ layer, n }) => e.layer === layer && e.n > n),
      );
      return behind.length > most ? null : behind;
    },
    firstOf: async (layer, kind) => log.find((e) => e.layer === layer && e.kind === kind)?.n ?? null,
    async hasTouched(side, stepId, from) {
      const theirs = new Set(people.filter((p) => p.side === side).map((p) => p.personId));
      return log.some(
        (e) =>
          e.layer === 'shared' && e.n >= from && theirs.has(e.by ?? '') && stepsIn(e.body).includes(stepId),
      );
    },
  };
}

type Named = Record<'stepId' | 'id' | 'afterId', unknown>;
function stepsIn(body: unknown): unknown[] {
  const { stepId, thing, step, offer, dependency } = body as { stepId?: unknown } & Record<
    'thing' | 'step' | 'offer' | 'dependency',
    Named | undefined
  >;
  return [...[stepId, thing?.stepId, step?.id], ...[offer?.stepId, dependency?.stepId, dependency?.afterId]];
}
