/** Two people wrote in one place: what each wrote, in words that whoever has to choose can read. */
import { isDay, shortDay } from '#app/domain/day.ts';
import { lagInWords } from '#app/domain/lag-words.ts';
import { type MeetingTime, timeInWords } from '#app/domain/meeting-time.ts';
import { isProse } from '#app/domain/merge-text.ts';
import { companies, type Plan, sideName } from '#app/domain/plan.ts';
import { firstName, listed } from '#app/domain/plan-words.ts';
import { roleLabel } from '#app/domain/roles.ts';
import { type FieldOfYes, fieldOfYes } from '#app/domain/said-yes-to.ts';
import { type TextPart, textDifference } from '#app/domain/text-difference.ts';

export interface Met {
  field: string;
  yours: unknown;
  current: unknown;
  /** Who wrote what stands there; null where they have left. */
  by: string | null;
  /** When, ISO. */
  at: string | null;
}

export interface ConflictWords {
  /** In one sentence; texts stand beside each other instead. */
  sentence: string | null;
  texts: { yours: TextPart[]; theirs: TextPart[] } | null;
  /** "Dana, 2 minutes ago" */
  who: string;
  /** The two ways on: what stands stays, or one's own goes through all the same. */
  leave: string;
  goOn: string;
}

export function conflictWords(plan: Plan, met: Met, now: number): ConflictWords {
  const { field, by, at, yours, current } = met;
  const name = by ? firstName(by) : null;
  const who = [name ?? 'Somebody else', at && ago(at, now)].filter(Boolean).join(', ');
  const ofYes = fieldOfYes(field);
  if (ofYes)
    return {
      sentence: yesSentence(plan, met, ofYes, name),
      texts: null,
      who,
      leave: 'Leave it open',
      goOn: 'Say yes to that',
    };
  const ways = { leave: name ? `Keep ${name}’s` : 'Keep that', goOn: 'Use mine' };
  if (isText(field, yours, current)) {
    const { one, other } = textDifference(String(yours), String(current));
    return { sentence: null, texts: { yours: one, theirs: other }, who, ...ways };
  }
  const say = (value: unknown) => valueWords(plan, field, value);
  return { sentence: `You: ${say(yours)}. ${who}: ${say(current)}.`, texts: null, who, ...ways };
}

const LONG = 60;
/** Names and figures are told in a sentence, as days are. */
const isText = (field: string, yours: unknown, current: unknown): boolean =>
  typeof yours === 'string' &&
  typeof current === 'string' &&
  !isDay(yours) &&
  (isProse(field) || Math.max(yours.length, current.length) > LONG);

const read = {
  title: 'its name',
  ask: 'what is asked',
  doneWhen: 'when it is done',
  dueDay: 'its day',
  meetingTime: 'its time',
} satisfies Record<FieldOfYes, string>;

function yesSentence(plan: Plan, { yours, current }: Met, field: FieldOfYes, name: string | null): string {
  const about = field === 'title' ? '' : `${valueWords(plan, 'title', yours)}: `;
  const to = valueWords(plan, field, current);
  return `${about}${name ?? 'Somebody'} has changed ${read[field]} since you read it, to ${to}. Nothing is agreed yet.`;
}

const statusWords = new Map([
  ['todo', 'open'],
  ['inProgress', 'under way'],
  ['done', 'done'],
  ['stuck', 'stuck'],
  ['skipped', 'skipped'],
]);
const typeWords = new Map([
  ['task', 'a task'],
  ['meeting', 'a meeting'],
  ['approval', 'an approval'],
]);

/** As a person says it: a day, a name, what stands where no words do. */
export function valueWords(plan: Plan, field: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return 'nothing';
  if (isDay(value)) return shortDay(value);
  if (typeof value === 'boolean') return value ? 'here' : 'not here yet';
  if (field === 'lag') return lagInWords(Number(value));
  if (typeof value === 'number') return value === 1 ? '1 working day' : `${value} working days`;
  if (Array.isArray(value))
    return listed(value.flatMap((id) => plan.people.find((p) => p.id === id)?.name ?? [])) || 'nobody';
  if (field === 'meetingTime') return timeInWords(value as MeetingTime);
  if (typeof value !== 'string') return 'something else';
  if (field === 'status' && statusWords.has(value)) return statusWords.get(value) ?? value;
  if (field === 'type' && typeWords.has(value)) return typeWords.get(value) ?? value;
  if (field === 'side' && (value === 'seller' || value === 'buyer')) return sideName(plan, value);
  if (field === 'role') return roleLabel(value, companies(plan, 'buyer'));
  const person = plan.people.find(({ id, personId }) => id === value || personId === value);
  return person?.name ?? `“${value}”`;
}

const MINUTE = 60_000;
/** "just now", "2 minutes ago", "3 hours ago", "5 days ago" */
export function ago(at: string, now: number): string {
  const minutes = Math.floor((now - Date.parse(at)) / MINUTE);
  if (minutes < 1) return 'just now';
  const [count, unit] =
    minutes < 60
      ? [minutes, 'minute']
      : minutes < 24 * 60
        ? [Math.floor(minutes / 60), 'hour']
        : [Math.floor(minutes / (24 * 60)), 'day'];
  return `${count} ${unit}${count === 1 ? '' : 's'} ago`;
}
