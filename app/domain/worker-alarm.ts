/** The work that nobody sees being done: whether each kind of it was done of late, by whichever process does it. */
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
  letters: 'No letters have been looked after',
  days: 'Nothing has been told of days that come or pass',
  replies: 'No replies by mail have been looked after',
};
