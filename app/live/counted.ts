/** Plans on which something waits for whoever reads: how much is asked for with the rest, also while the line is followed. */
const counted = new Set<string>();

export const isCounted = (planId: string): boolean => counted.has(planId);

export const countOn = (planId: string, waits: boolean): void =>
  void (waits ? counted.add(planId) : counted.delete(planId));
