/** A field of something on the plan by name, and what it holds, in words for one line. */
import { nouns, thingsOf } from '../attachment.ts';
import { type CalendarEdit, calendarField, calendarInWords } from '../calendars.ts';
import { isDay, shortDay } from '../day.ts';
import { figureWords } from '../figure.ts';
import { lagInWords } from '../lag-words.ts';
import { type MeetingTime, timeInWords } from '../meeting-time.ts';
import type { Place } from '../order.ts';
import {
  companies,
  findMilestone,
  findPerson,
  findStep,
  type Owner,
  type Pause,
  type Plan,
  sideName,
} from '../plan.ts';
import { firstName, listed, ownerName } from '../plan-words.ts';
import { roleLabel } from '../roles.ts';

const quoted = (name: string | undefined): string => (name ? `“${name}”` : 'it');

const ofStep: Record<string, (title: string) => string> = {
  title: (title) => `The name of ${title}`,
  ask: (title) => `What is asked in ${title}`,
  doneWhen: (title) => `When ${title} is done`,
  ifSlips: (title) => `What follows if ${title} slips`,
  type: (title) => `The kind of ${title}`,
  dueDay: (title) => `The day of ${title}`,
  confirmedOn: (title) => `Whether the day of ${title} is still right`,
  duration: (title) => `How long ${title} takes`,
  decidedBy: (title) => `How ${title} is decided`,
  freshCode: (title) => `Whether ${title} asks for a code each time`,
  meetingTime: (title) => `The time of ${title}`,
  venue: (title) => `Where ${title} takes place`,
  agenda: (title) => `The agenda of ${title}`,
  attendees: (title) => `Who comes to ${title}`,
  checkpoint: (title) => `Whether both sides say go, adjust or stop at ${title}`,
  withheld: (title) => `Who will see ${title}`,
  status: (title) => `How ${title} stands`,
  agreement: (title) => `What is agreed about ${title}`,
  owners: (title) => `Who does ${title}`,
  place: (title) => `Where ${title} stands in the plan`,
};
const ofPlan: Record<string, string> = {
  objective: 'The goal',
  whyNow: 'Why now',
  liveDay: 'The live day',
  buyerName: 'The company name',
  confirmed: 'The yes to the goal',
  pause: 'The pause',
  problem: 'The problem in the case',
  costToday: 'What it costs today, in the case',
  request: 'What is asked for, in the case',
  ifWeWait: 'What happens if we wait, in the case',
};
const ofMeasure: Record<string, (name: string) => string> = {
  name: (name) => `The name of the measure ${name}`,
  now: (name) => `Where ${name} stands today`,
  wanted: (name) => `Where ${name} should be`,
  measuredBy: (name) => `Who counts ${name}`,
};

/** "The day of “Demo”" */
export function nameOfField(plan: Plan, { id }: { id: string }, field: string): string {
  const step = findStep(plan, id);
  if (step) return ofStep[field]?.(quoted(step.title)) ?? quoted(step.title);
  const milestone = findMilestone(plan, id);
  if (milestone)
    return field === 'name'
      ? `The name of ${quoted(milestone.name)}`
      : `The place of ${quoted(milestone.name)}`;
  const measure = plan.measures.find((m) => m.id === id);
  if (measure) return ofMeasure[field]?.(quoted(measure.name)) ?? quoted(measure.name);
  const person = findPerson(plan, id);
  if (person) return `What ${firstName(person.name)} does here`;
  const tie = plan.dependencies.find((d) => d.id === id);
  if (tie) return `How long ${quoted(findStep(plan, tie.stepId)?.title)} waits`;
  for (const side of ['seller', 'buyer'] as const)
    if (field === calendarField(side)) return `When ${sideName(plan, side)} works`;
  return nameInAttached(plan, id, field) ?? ofPlan[field] ?? 'This';
}

function nameInAttached(plan: Plan, id: string, field: string): string | null {
  const thing = nouns.flatMap((noun) => thingsOf(plan, noun)).find((each) => each.id === id);
  if (!thing) return null;
  if ('kind' in thing) return figureWords[thing.kind];
  if ('text' in thing) {
    const about =
      thing.stepId === null ? 'about the plan' : `about ${quoted(findStep(plan, thing.stepId)?.title)}`;
    return field === 'answeredOn' ? `The question ${about}` : `What you wrote ${about}`;
  }
  if ('url' in thing)
    return `${field === 'url' ? 'The address' : 'The name'} of the link ${quoted(thing.name)}`;
  if (!('here' in thing)) return null;
  if (field === 'here') return `Whether ${quoted(thing.name)} is there`;
  return field === 'side' ? `Who brings ${quoted(thing.name)}` : `The name of ${quoted(thing.name)}`;
}

const words: Record<string, string> = {
  todo: 'open',
  inProgress: 'under way',
  stuck: 'stuck',
  done: 'done',
  skipped: 'skipped',
  outline: 'in the outline',
  proposed: 'asked for',
  agreed: 'agreed',
  declined: 'declined',
  task: 'a task',
  meeting: 'a meeting',
  approval: 'an approval',
  everyone: 'by everyone',
  anyone: 'by any one of them',
  inOrder: 'one after the other',
};

const days = new Set(['dueDay', 'liveDay']);

/** As much of a text as one line of a notice holds. */
const MOST = 80;
const shortened = (text: string): string => {
  const line = text.trim().replace(/\s+/gu, ' ');
  return line.length > MOST ? `${[...line].slice(0, MOST).join('').trimEnd()}…` : line;
};

/** "Fri 18 Dec", "“Contract draft”", "stuck: the export is broken" */
export function valueInWords(plan: Plan, { id }: { id: string }, field: string, value: unknown): string {
  switch (field) {
    case 'place':
      return placeInWords(plan, value as Place | string | null);
    case 'status': {
      const { status, reason } = value as { status: string; reason: string | null };
      return withReason(status, reason);
    }
    case 'agreement': {
      const { agreement, reason } = value as { agreement: string; reason: string | null };
      return withReason(agreement, reason);
    }
    case 'owners':
      return listed((value as Owner[]).map((owner) => ownerName(plan, owner))) || 'nobody';
    case 'meetingTime':
      return value === null ? 'no time' : timeInWords(value as MeetingTime);
    case 'attendees':
      return listed((value as string[]).flatMap((p) => findPerson(plan, p)?.name ?? [])) || 'nobody';
    case 'confirmedOn':
    case 'confirmed':
      return value === null ? 'not said' : 'said';
    case 'pause':
      return value === null ? 'none' : `until ${shortDay((value as Pause).until)}`;
    case 'answeredOn':
      return value === null ? 'open' : 'answered';
    case 'here':
      return value ? 'there' : 'missing';
    case 'withheld':
      return value ? 'only your side' : 'both sides';
    case 'side':
      return sideName(plan, value === 'buyer' ? 'buyer' : 'seller');
    case 'duration':
      return value === 1 ? '1 working day' : `${String(value)} working days`;
    case calendarField('seller'):
    case calendarField('buyer'):
      return calendarInWords(value as CalendarEdit);
    case 'lag':
      return lagInWords(Number(value));
    case 'role':
      return roleLabel(String(value), companies(plan, findPerson(plan, id)?.side ?? 'buyer'));
    case 'checkpoint':
      return value ? 'a checkpoint' : 'no checkpoint';
    case 'freshCode':
      return value ? 'a code each time' : 'no code each time';
    case 'type':
    case 'decidedBy':
      return words[String(value)] ?? String(value);
  }
  if (value === null || value === undefined || value === '') return 'nothing';
  if (days.has(field) && isDay(value)) return shortDay(value);
  return `“${shortened(String(value))}”`;
}

const withReason = (state: string, reason: string | null): string =>
  `${words[state] ?? state}${reason ? `, because “${shortened(reason)}”` : ''}`;

function placeInWords(plan: Plan, place: Place | string | null): string {
  if (place === null) return 'first';
  if (typeof place === 'string') return `after ${quoted(findMilestone(plan, place)?.name)}`;
  const before = place.afterId ?? place.anchorId;
  const milestone = quoted(findMilestone(plan, place.milestoneId)?.name);
  const step = before === null ? undefined : findStep(plan, before);
  if (before === null) return `first in ${milestone}`;
  return step ? `after “${step.title}” in ${milestone}` : `in ${milestone}`;
}
