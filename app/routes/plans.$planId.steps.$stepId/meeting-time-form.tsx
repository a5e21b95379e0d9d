import { useState } from 'react';
import { PanelFields } from '#app/components/answers.tsx';
import { CommandForm } from '#app/components/command-form.tsx';
import { useKept } from '#app/components/kept.ts';
import { useMay } from '#app/components/may.ts';
import { seen, seenWithQuestion } from '#app/components/seen.ts';
import { mustAsk } from '#app/domain/agreement.ts';
import { longestMeeting, shortestMeeting } from '#app/domain/meeting.ts';
import { zoneInWords } from '#app/domain/meeting-time.ts';
import { offerOn } from '#app/domain/plan.ts';
import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import { Button } from '#app/ui/button.tsx';
import { DateInput } from '#app/ui/date-input.tsx';
import { Field } from '#app/ui/field.tsx';
import { Select } from '#app/ui/select.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import styles from './step-meeting.module.css';
import type { StepSectionProps } from './step-section.ts';
import { useOwnZone } from './use-own-zone.ts';
import { useZones } from './use-zones.ts';

export const meetingTimeForm = (stepId: string) => `rescheduleStep:${stepId}:at`;

/** Day, time, zone and length are one thing to say, and one thing to agree to. */
export function MeetingTimeForm({ step, back, close }: StepSectionProps & { close: () => void }) {
  const { plan, actor } = useEditing();
  const may = useMay();
  const own = useOwnZone();
  const name = meetingTimeForm(step.id);
  const kept = useKept(name);
  const held = step.meetingTime;
  // What was read when the form was opened, however often the plan is read afresh beneath it.
  const [began] = useState({
    day: step.dueDay,
    base: { ...seenWithQuestion(plan, step, 'dueDay'), ...seen(step, 'meetingTime') },
  });
  const chosen = kept?.text('at', 'zone') ?? held?.zone ?? own;
  const zones = useZones([chosen, held?.zone ?? own, own, plan.zone], zoneInWords);
  const open = offerOn(plan, step.id);
  const asks = mustAsk(step, actor) || (open !== undefined && open.bySide !== actor.side);
  return (
    <>
      <CommandForm
        type="rescheduleStep"
        args={{ stepId: step.id }}
        base={began.base}
        name={name}
        back={back}
        onDone={close}
      >
        <PanelFields>
          <Field label="Day">
            <DateInput name="day.dueDay" defaultValue={kept?.text('dueDay') ?? began.day ?? ''} required />
          </Field>
          <div className={styles.pair}>
            <Field label="Time">
              <TextInput
                type="time"
                name="set.at.time"
                defaultValue={kept?.text('at', 'time') ?? held?.time ?? ''}
                required
              />
            </Field>
            <Field label="Minutes">
              <TextInput
                type="number"
                inputMode="numeric"
                name="set.at.minutes"
                min={shortestMeeting}
                max={longestMeeting}
                defaultValue={kept?.text('at', 'minutes') ?? held?.minutes ?? 45}
                required
              />
            </Field>
          </div>
          <Field
            label="Time zone"
            hint={
              <>
                Times are shown in the zone of <a href={paths.account()}>your account</a>.
              </>
            }
          >
            <Select name="set.at.zone" defaultValue={chosen} options={zones} />
          </Field>
          <Button size="l">{asks ? 'Suggest this time' : 'Set this time'}</Button>
        </PanelFields>
      </CommandForm>
      {held && may('rescheduleStep', { stepId: step.id, dueDay: step.dueDay, at: null }) && (
        <CommandForm
          type="rescheduleStep"
          args={{ stepId: step.id, dueDay: step.dueDay, at: null }}
          base={began.base}
          name={`rescheduleStep:${step.id}:noTime`}
          back={back}
          onDone={close}
        >
          <Button look="bare" size="s">
            Take the time away
          </Button>
        </CommandForm>
      )}
    </>
  );
}
