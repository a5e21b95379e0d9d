/** Without JavaScript: a day that others cannot keep theirs with is asked about on a page of its own, before it is sent. */

import { loadHolidays } from '#app/calendar/holidays.server.ts';
import { type Envelope, envelope, registry } from '#app/commands/registry.ts';
import { calendarEffect } from '#app/components/calendar-effect.ts';
import { type MoveWords, moveWords } from '#app/components/move-words.ts';
import { calendarInWords } from '#app/domain/calendars.ts';
import { dayOf } from '#app/domain/day.ts';
import type { Plan } from '#app/domain/plan.ts';
import { sideName } from '#app/domain/plan.ts';
import type { PlanAccess } from '#app/domain/policy.ts';
import {
  type Asked as AskedOfPlan,
  choiceBefore,
  suggestionBefore,
} from '#app/domain/schedule/before-move.ts';
import { setCalendar } from '#app/domain/set-calendar.ts';
import { preview } from '#app/domain/settle.ts';
import { type MovesDays, movesDays } from '#app/live/moves-days.ts';

type Asked = Pick<Envelope, 'type' | 'args' | 'base' | 'settles'>;

const asked = envelope.pick({ type: true, args: true, base: true, settles: true });

export const addressOf = ({ type, args, base, settles }: Asked, back: string): URLSearchParams =>
  new URLSearchParams({ ask: JSON.stringify({ type, args, base, settles }), back });

/** What an address asks about; null where it says something else. */
export function askedIn(address: URLSearchParams): Asked | null {
  try {
    return asked.parse(JSON.parse(address.get('ask') ?? 'null'));
  } catch {
    return null;
  }
}

/** Null where nothing else would move: then it is sent as it is. */
export async function choiceOf(plan: Plan, sent: Asked, access: PlanAccess): Promise<MoveWords | null> {
  if (!asksFirst(sent.type)) return null;
  return sent.type === 'setCalendar'
    ? await choiceOfCalendar(plan, sent, access)
    : choiceOfDays(plan, sent, access);
}

function choiceOfDays(plan: Plan, { type, args, base = {} }: Asked, access: PlanAccess): MoveWords | null {
  if (!movesDays(type) && type !== 'changeGoal') return null;
  const read = registry[type].args.safeParse(args);
  // With what goes along it is chosen.
  if (!read.success || 'rest' in read.data) return null;
  const today = dayOf(new Date(), plan.zone);
  const asked = { type, args: read.data } as AskedOfPlan;
  const sent = { type, args: { ...read.data }, base };
  const reader = { side: access.side, today };
  const before = choiceBefore(plan, asked, access, today);
  if (before) return moveWords(plan, sent, before, reader);
  const suggested = suggestionBefore(plan, asked, access, today);
  return suggested && moveWords(plan, sent, suggested, { ...reader, isSuggested: true });
}

/** In pages that run, whoever changes the live day reads it in the form. */
export const asksFirst = (type: string): type is MovesDays | 'changeGoal' | 'setCalendar' =>
  movesDays(type) || type === 'changeGoal' || type === 'setCalendar';

/** The holidays are the server's to know: what a side's days do to the live day is said on this page alone. */
async function choiceOfCalendar(plan: Plan, { args, base = {} }: Asked, access: PlanAccess) {
  const read = registry.setCalendar.args.safeParse(args);
  if (!read.success) return null;
  const today = dayOf(new Date(), plan.zone);
  const context = { actor: access, today, now: `${today}T00:00:00.000Z`, base: {}, newId: () => 'asked' };
  const { of: holidaysOf } = await loadHolidays();
  const decision = setCalendar(plan, read.data, { ...context, holidaysOf });
  if (decision.kind !== 'changes') return null;
  const after = preview(plan, decision.changes);
  const live = calendarEffect(plan, after, access.side, today);
  if (!live) return null;
  const sent = { type: 'setCalendar', args: { ...read.data }, base };
  return {
    title: 'Before these days are saved',
    lead: `${sideName(plan, access.side)}: ${calendarInWords(after.calendars[access.side])}.`,
    ...{ rows: [], more: 0, live },
    ways: [{ label: 'Save these days', sent }],
    keep: 'Keep the old days',
  };
}
