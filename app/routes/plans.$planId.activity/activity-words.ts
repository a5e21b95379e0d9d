import type { AvatarPerson } from '#app/components/avatar.tsx';
import { commandText } from '#app/domain/change-text.ts';
import { addDays, type Day, dayOf, formatTime, shortDay } from '#app/domain/day.ts';
import { initials } from '#app/domain/initials.ts';
import type { Phrase } from '#app/domain/phrase.ts';
import { isDraft, type Plan, personOf } from '#app/domain/plan.ts';
import { firstName } from '#app/domain/plan-words.ts';
import { lasting } from '#app/domain/undo/lasting.ts';
import type { Act } from '#db/activity.server.ts';
import { possessive } from '#emails/phrases.ts';

export interface ActRow {
  commandId: string;
  face: AvatarPerson;
  name: string;
  phrase: Phrase;
  /** "09:40" */
  time: string;
  iso: string;
  onlyOurs: boolean;
  tookBack: boolean;
  /** Besides what it did: ", from Dana's letter" */
  how: string;
  undoable: boolean;
  /** For what the reader did themselves: which command it took back, if one. */
  own: { tookBack: string | null } | null;
}

export interface ActDay {
  day: Day;
  heading: string;
  rows: ActRow[];
}

export interface Telling {
  today: Day;
  reader: { personId: string; canEdit: boolean };
  /** Commands of this type can be taken back. */
  canUndo: (type: string) => boolean;
  /** What it did still stands as it left it: not taken back already, nor changed by somebody since. */
  stillStands: (act: Act) => boolean;
}

/** What happened, by the days of the plan's zone, in the order it is given. */
export function activityDays(plan: Plan, acts: readonly Act[], telling: Telling): ActDay[] {
  const days: ActDay[] = [];
  for (const act of acts) {
    const row = actRow(plan, act, telling);
    if (!row) continue;
    const day = dayOf(act.at, plan.zone);
    const last = days.at(-1);
    if (last?.day === day) last.rows.push(row);
    else days.push({ day, heading: headingOf(day, telling.today), rows: [row] });
  }
  return days;
}

function headingOf(day: Day, today: Day): string {
  if (day === today) return `Today, ${shortDay(day)}`;
  if (day === addDays(today, -1)) return `Yesterday, ${shortDay(day)}`;
  return shortDay(day, today);
}

export function actRow(plan: Plan, act: Act, { reader, canUndo, stillStands }: Telling): ActRow | null {
  const phrase = commandText(plan, act.changes, act.by, act.type === 'undo');
  if (!phrase) return null;
  const person = act.by ? personOf(plan, act.by) : undefined;
  const name = person?.name ?? act.name;
  return {
    commandId: act.commandId,
    face: { initials: initials(name ?? ''), side: person?.side ?? (act.by ? 'none' : 'plan') },
    name: name ? firstName(name) : 'The plan',
    phrase,
    time: formatTime(act.at, plan.zone).split(', ')[1] ?? '',
    iso: act.at,
    onlyOurs: act.private && !isDraft(plan),
    tookBack: act.type === 'undo',
    how: [
      act.type === 'undo' && ', taking back an earlier change',
      act.fromLetter && name && `, from ${possessive(firstName(name))} letter`,
    ]
      .filter(Boolean)
      .join(''),
    own: act.by === reader.personId ? { tookBack: act.tookBack } : null,
    undoable:
      reader.canEdit &&
      act.by === reader.personId &&
      act.type !== null &&
      canUndo(act.type) &&
      !act.fromTheDraft &&
      !act.changes.some((change) => lasting.has(change.kind)) &&
      stillStands(act),
  };
}
