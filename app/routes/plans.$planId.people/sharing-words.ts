import { isNear } from '#app/domain/agreement.ts';
import { sharePlan } from '#app/domain/ask-the-other-side.ts';
import type { Actor } from '#app/domain/command.ts';
import type { Day } from '#app/domain/day.ts';
import { type Plan, sideName } from '#app/domain/plan.ts';
import { capital, inWords, stepCount } from '#app/domain/plan-words.ts';

export interface Sharing {
  /** What stands in the way, and where to mend it; null when the plan can be shared. */
  missing: { sentence: string; label: string } | null;
  /** What the other side will see, in one sentence. */
  seen: string;
  /** What they are asked now, and what stands as an outline. */
  asked: string;
  shown: string[];
  kept: string[];
}

/** Where what is missing is mended, by the rule's own code. */
export const places: Record<string, string> = {
  noLiveDay: 'Set the live day',
  noGoal: 'Write down what they want',
  noSteps: 'Add a step',
};

/** What inviting the first person of the other side to a draft would do, worked out by the rule that does it. */
export function sharingOf(plan: Plan, actor: Actor, today: Day): Sharing {
  const other = sideName(plan, 'buyer');
  const decision = sharePlan(plan, {}, { actor, today, now: '', base: {}, newId: () => 'preview' });
  const shown = plan.steps.filter((s) => !s.withheld);
  const kept = plan.steps.filter((s) => s.withheld);
  const shared: Plan = { ...plan, layer: 'shared' };
  const near = shown.filter((s) => isNear(shared, s, today)).length;
  const far = shown.length - near;
  const keptWords =
    kept.length === 0 ? 'nothing is kept back' : `${stepCount(kept.length)} only ${plan.sellerName} sees`;
  return {
    missing:
      decision.kind === 'refused'
        ? { sentence: decision.sentence, label: places[decision.code] ?? 'Go to the plan' }
        : null,
    seen: `${other} will see the goal, the live day and ${stepCount(shown.length)}; ${keptWords}.`,
    asked:
      far === 0
        ? 'All of it is asked about now.'
        : `${near === 0 ? 'None' : capital(inWords(near))} of them ${near === 1 ? 'is' : 'are'} asked about now; ${inWords(far)} later ${far === 1 ? 'one stands' : 'ones stand'} as an outline, without letters.`,
    shown: shown.map((s) => s.title),
    kept: kept.map((s) => s.title),
  };
}
