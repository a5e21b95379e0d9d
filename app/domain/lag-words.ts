/** How long a step waits behind another, in words. */

const workingDays = (count: number): string => (count === 1 ? '1 working day' : `${count} working days`);

/** "2 working days after", to stand before the name of the step. */
export function lagInWords(lag: number): string {
  if (lag === 0) return 'right after';
  return lag > 0 ? `${workingDays(lag)} after` : `from ${workingDays(0 - lag)} before the end of`;
}

/** The same of the one that waits, where the other stands beside it. */
export const beginsWords = (lag: number): string =>
  lag > 0 ? `Begins ${workingDays(lag)} after it` : `Begins up to ${workingDays(0 - lag)} before it ends`;
