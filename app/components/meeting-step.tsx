import { useParams } from '@remix-run/react';
import { shortDay } from '#app/domain/day.ts';
import { meetingInWords, meetingOf, zoneOfReader } from '#app/domain/meeting.ts';
import { findStep, isOpen, type Plan, type Step } from '#app/domain/plan.ts';
import { useEditing } from '#app/live/editing.ts';
import { useReader } from './plan-reader.ts';

/** The meeting that the address names, as both sides see it where it is for both; else none. */
export function useMeeting(plan: Plan): Step | null {
  const step = findStep(plan, useParams().stepId ?? '');
  return step?.type === 'meeting' ? step : null;
}

/** "Tue 1 Dec, 15:00–15:45 Berlin time": as its reader's clock shows it. */
export function MeetingWhen({ step }: { step: Step }) {
  const { plan, today } = useEditing();
  const zone = zoneOfReader(useReader().zone, plan.zone);
  const meeting = meetingOf(step);
  if (!meeting) {
    const noTime = isOpen(step) ? ', no time yet' : '';
    return <>{step.dueDay ? `${shortDay(step.dueDay, today)}${noTime}` : 'No day yet'}</>;
  }
  const { own, elsewhere } = meetingInWords(meeting, zone, [meeting.zone, plan.zone], today);
  return (
    <time dateTime={meeting.start.toISOString()}>
      {own}
      {elsewhere.length > 0 && ` (${elsewhere.join(', ')})`}
    </time>
  );
}
