import { applyChange } from '#app/domain/apply-change.ts';
import { layerOf } from '#app/domain/change.ts';
import type { Layer, Plan } from '#app/domain/plan.ts';
import type { Recorded } from '#app/domain/undo/recorded.ts';
import { undoCommand } from '#app/domain/undo/undo-command.ts';
import type { Since } from '#app/domain/undo/written-since.ts';
import type { CastMember } from './cast.ts';
import { as, type Outcome, outcomeOf } from './plan-builder.ts';

const numbers: Record<Layer, number> = { shared: 100, seller: 100, buyer: 100 };

/** The plan after what was decided, with the numbers it would be stored under. */
export function carryOut(plan: Plan, { changes }: Outcome): { plan: Plan; recorded: Recorded[] } {
  let after = plan;
  const recorded = changes.map((change): Recorded => {
    const layer = layerOf(after, change);
    numbers[layer] += 1;
    after = applyChange(after, change, numbers[layer]);
    return { change, n: numbers[layer], layer };
  });
  return { plan: after, recorded };
}

export const undo = (
  plan: Plan,
  who: CastMember,
  recorded: Recorded[],
  since: readonly Since[] = [],
): Outcome =>
  outcomeOf(
    plan,
    undoCommand(
      plan,
      recorded,
      as(who, plan).actor,
      (now, change) => applyChange(now, change, Number.MAX_SAFE_INTEGER),
      since,
    ),
  );
