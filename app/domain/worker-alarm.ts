/** The work that nobody sees being done: whether each kind of it was done of late, by whichever process does it. */
import { capital, listed } from './plan-words.ts';

export const workerNames = ['letters', 'days', 'replies'] as const;
export type WorkerName = (typeof workerNames)[number];

/** Each goes round every few seconds. */
export const ALARM_AFTER_MS = 5 * 60_000;

export interface Beats {
  /** When each went round last; null where nobody ever saw it. */
  beats: ReadonlyMap<WorkerName, Date>;
  /** When this process began to watch: what happened before is not its alarm. */
  watchedSince: Date;
}

/** What has not been done for too long, and since when. */
export function lateWorkers({ beats, watchedSince }: Beats, now: Date): { name: WorkerName; since: Date }[] {
  return workerNames.flatMap((name) => {
    const beat = beats.get(name);
    const since = beat && beat > watchedSince ? beat : watchedSince;
    return now.getTime() - since.getTime() > ALARM_AFTER_MS ? [{ name, since: beat ?? since }] : [];
  });
}

export const workerWords: Record<WorkerName, string> = {
  letters: 'letters',
  days: 'days that come or pass',
  replies: 'replies by mail',
};

/** "Letters and replies by mail have not been looked after" */
export const lateSentence = (names: readonly WorkerName[]): string =>
  `${capital(listed(names.map((name) => workerWords[name])))} have not been looked after`;
