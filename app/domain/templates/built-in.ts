import type { Template } from '#app/domain/template.ts';
import { enterprisePurchase } from './enterprise-purchase.ts';
import { onboarding } from './onboarding.ts';
import { securityReview } from './security-review.ts';
import { shortPlan } from './short-plan.ts';

/** In the order they are offered; the first is the one a new plan begins with. */
export const builtInTemplates: readonly Template[] = [
  shortPlan,
  enterprisePurchase,
  securityReview,
  onboarding,
];

export function findTemplate(id: string): Template | undefined {
  return builtInTemplates.find((template) => template.id === id);
}
