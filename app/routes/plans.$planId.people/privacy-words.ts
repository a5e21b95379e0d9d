import { isDraft, otherSide, type Plan, type Side, sideName } from '#app/domain/plan.ts';
import { firstName, listed } from '#app/domain/plan-words.ts';

/** Who may see what, for whoever reads it. */
export function privacySentence(plan: Plan, side: Side): string {
  const [own, other] = [sideName(plan, side), sideName(plan, otherSide(side))];
  const names = plan.people.filter((p) => p.side === side && p.admitted).map((p) => firstName(p.name));
  if (isDraft(plan))
    return `This plan is not shared yet: only ${own} sees it, which is ${listed([...names, 'the rest of your workspace'])}.`;
  const inside = side === 'seller' ? [...names, 'the rest of your workspace'] : names;
  return `Everybody here sees what is for both sides. What is marked Only ${own} is for ${listed(inside)}; nobody at ${other} can open it here. ${other} has the same for itself. Those who run this server could open both.`;
}
