/**
 * A window gathers what happens on one plan for one person, so that ten edits are one letter. It closes after a
 * quiet while, or when the first news has waited long enough. What has become untrue by then is not told.
 */
import type { Day } from './day.ts';
import { type LineKind, lineKinds, type News, waitsForReader } from './mail-line.ts';
import { netOf, subjectOf } from './mail-netting.ts';
import type { Layer, Plan } from './plan.ts';
import { sharedView } from './shared-view.ts';
import { whyUntrue } from './still-so.ts';

export interface WindowLimits {
  quietSeconds: number;
  longestSeconds: number;
  /** How long nothing follows the first, the second and each later letter of a busy day, but what waits for its reader. */
  calmSeconds: readonly number[];
}

/** Where a window closes after two quiet minutes, letters are at least 15 minutes, an hour and then four hours apart. */
export const calmOf = (quietSeconds: number): number[] => [7.5, 30, 120].map((n) => n * quietSeconds);

/** Letters of so long ago are of another busy day. */
export const BUSY_MS = 12 * 3_600_000;

export interface WindowTimes {
  firstAt: Date;
  lastAt: Date;
  kinds: readonly LineKind[];
  /** Of the letters about this plan that its reader had within `BUSY_MS`. */
  sentAt: readonly Date[];
}

/** When a window with news between these two moments becomes a letter. */
export function windowClosesAt(
  { firstAt, lastAt, kinds, sentAt }: WindowTimes,
  { quietSeconds, longestSeconds, calmSeconds }: WindowLimits,
): Date {
  const quiet = lastAt.getTime() + quietSeconds * 1000;
  const longest = firstAt.getTime() + longestSeconds * 1000;
  const closes = Math.min(quiet, longest);
  const calm = calmSeconds[Math.min(sentAt.length, calmSeconds.length) - 1];
  if (calm === undefined || kinds.some(waitsForReader)) return new Date(closes);
  const last = Math.max(...sentAt.map((at) => at.getTime()));
  return new Date(Math.max(closes, last + calm * 1000));
}

/** The news that writes the subject: the heaviest kind, and of that the oldest. */
export const leadOf = (news: News[]): News | undefined => inOrder(news)[0];

export const inOrder = (news: News[]): News[] =>
  [...news].sort(
    (a, b) => lineKinds.indexOf(a.kind) - lineKinds.indexOf(b.kind) || a.at.getTime() - b.at.getTime(),
  );

export interface Settled {
  told: News[];
  dropped: { id: string; why: string }[];
}

export interface NewsReader {
  personId: string;
  layers: readonly Layer[];
  /** Of other letters, oldest first: what they told, and what earlier ones left out since the same was last told. */
  earlier: { told: readonly News[]; untold: readonly News[] };
  /** In the zone of the plan. */
  today: Day;
}

/** What of a window is still news to this reader, given the plan in the reader's own layers. */
export function settleNews(plan: Plan, news: News[], reader: NewsReader): Settled {
  const settled: Settled = { told: [], dropped: [] };
  const shared = sharedView(plan);
  const bySubject = new Map<string, News[]>();
  for (const line of [...news].sort((a, b) => a.at.getTime() - b.at.getTime()))
    bySubject.set(subjectOf(line), [...(bySubject.get(subjectOf(line)) ?? []), line]);
  for (const alike of bySubject.values()) {
    const told = aboutOne(plan, shared, alike, reader);
    if (told.line) settled.told.push(told.line);
    for (const line of alike)
      if (line.id !== told.line?.id) settled.dropped.push({ id: line.id, why: told.why });
  }
  return { ...settled, told: inOrder(settled.told) };
}

/** This line, told from where the reader knows it to have been; null where there is no such place. */
const since = ({ refs: { was } }: News, line: News): News | null =>
  was === undefined || line.refs.was === undefined ? null : { ...line, refs: { ...line.refs, was } };

interface Told {
  line: News | null;
  /** Why the others, or all of them, are not told. */
  why: string;
}

function aboutOne(
  plan: Plan,
  shared: Plan,
  alike: News[],
  { personId, layers, earlier, today }: NewsReader,
): Told {
  const seen = alike.filter((line) => layers.includes(line.layer));
  const [first] = seen;
  if (!first) return { line: null, why: 'Hidden from this reader' };
  const subject = subjectOf(first);
  const isAlike = (line: News) => subjectOf(line) === subject;
  const untold = earlier.untold.filter((line) => isAlike(line) && layers.includes(line.layer));
  const before = earlier.told.findLast(isAlike);
  const last = seen.at(-1);
  if (before && last && before.at > last.at)
    return { line: null, why: 'Newer news of the same was told before' };
  const net = netOf(shared, [...untold, ...seen], before);
  const candidate = net && (seen.includes(net) ? net : since(net, first));
  if (!candidate) return { line: null, why: 'It went and came back' };
  // What both sides may know of a thing is not all that this reader has of it.
  const view = candidate.layer === 'shared' && candidate.kind !== 'takenBack' ? shared : plan;
  // What was handed to a stand-in is still so while it is for whom they stand in.
  const why = whyUntrue(view, candidate, { personId: candidate.refs.for ?? personId, today });
  return why ? { line: null, why } : { line: candidate, why: 'Told with newer news of the same' };
}
