/** So many at once, and from then on so many a second; what comes faster is not counted and not let through. */
export interface Allowance {
  left: number;
  /** When `left` was reckoned. */
  at: number;
}

export interface AllowanceSize {
  atOnce: number;
  perSecond: number;
}

export const fullAllowance = (size: AllowanceSize, now: number): Allowance => ({
  left: size.atOnce,
  at: now,
});

/** Whether there was one left; takes it. */
export function spend(allowance: Allowance, size: AllowanceSize, now: number): boolean {
  const since = Math.max(0, now - allowance.at) / 1_000;
  allowance.left = Math.min(size.atOnce, allowance.left + since * size.perSecond);
  allowance.at = now;
  if (allowance.left < 1) return false;
  allowance.left -= 1;
  return true;
}
