/** A timeline by day, for a screen that is taller than wide: what ends when, month by month. */
import { compareDays, type Day, monthOf } from '#app/domain/day.ts';
import type { Bar, Group, Timeline } from './timeline.ts';

export type AgendaEntry =
  | { kind: 'step'; day: Day; bar: Bar }
  | { kind: 'milestone'; day: Day; group: Group }
  | { kind: 'today' | 'live'; day: Day };

export interface Agenda {
  months: { name: string; entries: AgendaEntry[] }[];
  /** Steps that nobody has named a day for, in the order of the plan. */
  withoutDay: Bar[];
}

/** On one day today comes first, then the steps, what they lead to, and the live day. */
const rank = { today: 0, step: 1, milestone: 2, live: 3 };

/** The milestone “Live” on the live day is the same line once more. */
const saysLive = ({ name, day, pace }: Group, live: NonNullable<Timeline['live']>): boolean =>
  day === live.day && pace === live.pace && /^(go-)?live( day)?$/i.test(name?.trim() ?? '');

export function agendaOf({ groups, today, live }: Timeline): Agenda {
  const bars = groups.flatMap((group) => group.bars);
  const entries: AgendaEntry[] = [
    { kind: 'today', day: today },
    ...bars.flatMap((bar) => (bar.isGuess ? [] : [{ kind: 'step' as const, day: bar.end, bar }])),
    ...groups.flatMap((group) => (group.day ? [{ kind: 'milestone' as const, day: group.day, group }] : [])),
    ...(live && !groups.some((group) => saysLive(group, live))
      ? [{ kind: 'live' as const, day: live.day }]
      : []),
  ];
  entries.sort((one, other) => compareDays(one.day, other.day) || rank[one.kind] - rank[other.kind]);
  const months: Agenda['months'] = [];
  for (const entry of entries) {
    const name = monthOf(entry.day);
    const last = months.at(-1);
    if (last?.name === name) last.entries.push(entry);
    else months.push({ name, entries: [entry] });
  }
  return { months, withoutDay: bars.filter(({ isGuess }) => isGuess) };
}
