import type { Step } from '#app/domain/plan.ts';

/** There is another day only where there is one. */
export const otherDayLabel = ({ dueDay }: Step): string => (dueDay ? 'Suggest another day' : 'Suggest a day');
