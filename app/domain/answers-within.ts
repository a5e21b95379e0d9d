/** How soon a side can say that it answers, as it is said: "within 24 hours". */
export const answersWithin = ['4 working hours', '24 hours', '48 hours', 'the next business day'] as const;
export type AnswersWithin = (typeof answersWithin)[number];
