import type { Place } from './recorded.ts';

interface Logged extends Place {
  kind: string;
}
const marks = ['planLeft', 'stepLeft', 'commentLeft', 'figureLeft'];
const moves = new Set([
  ...['planShared', 'stepRevealed', 'stepHidden', 'commentRevealed', 'figureRevealed'],
  ...marks,
]);
const isMark = ({ kind }: Logged): boolean => marks.includes(kind);

/**
 * One command's events of the two logs its reader follows, in the order they were written. Each log has its own
 * numbers, and the two stand at the same moment only where something moved from one layer to the other: the log
 * it left holds a mark, which is no change and is dropped.
 */
export function asWritten<E extends Logged>(events: E[]): E[] {
  const byNumber = [...events].sort((a, b) => a.n - b.n);
  const logs = [byNumber.filter((e) => e.layer !== 'shared'), byNumber.filter((e) => e.layer === 'shared')];
  const written: E[] = [];
  while (logs.some((log) => log.length > 0)) {
    const still = logs.find((log) => log[0] && !moves.has(log[0].kind));
    const next = still ? [still.shift()] : logs.map((log) => log.shift());
    written.push(...next.flatMap((event) => (event && !isMark(event) ? [event] : [])));
  }
  return written;
}
