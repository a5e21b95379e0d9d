import { useState } from 'react';
import { Avatar } from '#app/components/avatar.tsx';
import { CommandForm } from '#app/components/command-form.tsx';
import { OwnersLine } from '#app/components/owners-line.tsx';
import { useReader } from '#app/components/plan-reader.ts';
import { seen } from '#app/components/seen.ts';
import { mayAttend } from '#app/domain/attendees.ts';
import { addDays, shortDay } from '#app/domain/day.ts';
import { longestMeeting, meetingOf, shortestMeeting, zoneOfReader } from '#app/domain/meeting.ts';
import { writtenIn } from '#app/domain/meeting-note.ts';
import { zoneInWords } from '#app/domain/meeting-time.ts';
import { allInOrder } from '#app/domain/order.ts';
import { isOpen, otherSide, ownerSides, type Side, type Step, sideName } from '#app/domain/plan.ts';
import { liveSentence, ownersLabel, sideAndRole } from '#app/domain/plan-words.ts';
import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import { newThingId } from '#app/live/new-id.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { ButtonRow } from '#app/ui/button-row.tsx';
import { Checkbox } from '#app/ui/checkbox.tsx';
import { DateInput } from '#app/ui/date-input.tsx';
import { Disclosure } from '#app/ui/disclosure.tsx';
import { Field } from '#app/ui/field.tsx';
import { Select } from '#app/ui/select.tsx';
import { TextArea } from '#app/ui/text-area.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import styles from './close-meeting.module.css';

const none = 'null';

/** What we do, what they do, decisions, the next step and the next meeting, in one form. */
export function CloseForm({ step, back }: { step: Step; back: string }) {
  const { plan, today, instant } = useEditing();
  const reader = useReader();
  const held = step.meetingTime;
  const zone = held?.zone ?? zoneOfReader(reader.zone, plan.zone);
  const written = writtenIn(plan, step.id);
  const others = allInOrder(plan).filter((s) => s.id !== step.id && isOpen(s));
  const steps = others.filter((s) => s.type !== 'meeting');
  const [day, setDay] = useState('');
  const next = steps.find((s) => written.includes(s.id) && s.dueDay && s.owners.length > 0);
  const meetings = others.filter((s) => s.type === 'meeting' && meetingOf(s));
  // One that was set already is not set twice by oversight.
  const [coming] = meetings.filter((s) => s.dueDay && s.dueDay > today);
  return (
    <CommandForm
      type="closeMeeting"
      args={{ stepId: step.id }}
      base={seen(step, 'status')}
      name={`closeMeeting:${step.id}`}
      back={back}
      className={styles.form}
    >
      {['set.id', 'set.meetingId'].map((name) => (
        <input key={name} type="hidden" name={name} defaultValue={newThingId()} suppressHydrationWarning />
      ))}
      <div className={styles.three}>
        {[reader.side, otherSide(reader.side)].map((side, column) => (
          <Doing
            key={side}
            side={side}
            steps={steps}
            written={written}
            label={column === 0 ? 'We do' : 'They do'}
          />
        ))}
        <section aria-labelledby="onward">
          <h2 id="onward">Next</h2>
          <Field label="Next step">
            <Select
              key={next?.id}
              name="json.nextStep"
              defaultValue={next ? JSON.stringify(next.id) : none}
              options={[
                { value: none, label: 'Pick the next step' },
                ...steps.map((s) => ({
                  value: JSON.stringify(s.id),
                  label: [s.title, ownersLabel(plan, s), s.dueDay ? shortDay(s.dueDay, today) : 'no day yet']
                    .filter(Boolean)
                    .join(', '),
                })),
              ]}
            />
          </Field>
          <Field label="No step comes next, because" optional="if so">
            <TextInput name="set.noNextStep" maxLength={1000} />
          </Field>
          <fieldset className={styles.next}>
            <legend>Next meeting</legend>
            {meetings.length > 0 && (
              <Field label="Which">
                <Select
                  name="json.nextMeeting"
                  defaultValue={coming ? JSON.stringify(coming.id) : none}
                  options={[
                    { value: none, label: 'The one set here' },
                    ...meetings.map((s) => ({
                      value: JSON.stringify(s.id),
                      label: `${s.title}, ${s.dueDay ? shortDay(s.dueDay, today) : ''}`,
                    })),
                  ]}
                />
              </Field>
            )}
            {instant && step.dueDay && (
              <div className={styles.picks}>
                {[7, 14].map((ahead) => {
                  const that = addDays(step.dueDay && step.dueDay > today ? step.dueDay : today, ahead);
                  return (
                    <Button key={ahead} type="button" size="s" onClick={() => setDay(that)}>
                      {shortDay(that, today)}
                    </Button>
                  );
                })}
              </div>
            )}
            <Field label="Day">
              <DateInput
                name="day.meetingDay"
                min={today}
                value={day}
                onChange={({ target }) => setDay(target.value)}
              />
            </Field>
            <div className={styles.pair}>
              <Field label="Time">
                <TextInput type="time" name="set.at.time" defaultValue={held?.time ?? ''} />
              </Field>
              <Field label="Minutes">
                <TextInput
                  type="number"
                  inputMode="numeric"
                  name="set.at.minutes"
                  min={shortestMeeting}
                  max={longestMeeting}
                  defaultValue={held?.minutes ?? 45}
                />
              </Field>
            </div>
            <p className={styles.quiet}>{zoneInWords(zone)}</p>
            <input type="hidden" name="set.at.zone" value={zone} />
            <Field label="What it is about">
              <TextInput name="set.meetingTitle" defaultValue={step.title} maxLength={160} />
            </Field>
            <Disclosure summary="Who comes">
              <fieldset className={styles.people}>
                <legend>Who comes</legend>
                {mayAttend(plan, step).map((p) => (
                  <Checkbox
                    key={p.id}
                    name="list.attendees"
                    value={p.id}
                    label={p.name}
                    hint={sideAndRole(plan, p.side, p.role)}
                    defaultChecked={step.attendees.includes(p.id)}
                  />
                ))}
              </fieldset>
            </Disclosure>
            <Field label="No meeting is needed, because" optional="if so">
              <TextInput name="set.noNextMeeting" maxLength={1000} />
            </Field>
          </fieldset>
          <h2>Decisions</h2>
          <Field label="What was decided" hint="One a line.">
            <TextArea name="set.decisions" rows={3} />
          </Field>
        </section>
      </div>
      <div className={styles.foot}>
        <p>{liveSentence(plan, today)}</p>
        <ButtonRow>
          <ButtonLink href={paths.planStep(plan.id, step.id)} size="l">
            Keep for later
          </ButtonLink>
          <Button look="primary" size="l">
            Finish the meeting
          </Button>
        </ButtonRow>
      </div>
    </CommandForm>
  );
}

interface DoingProps {
  side: Side;
  label: string;
  steps: readonly Step[];
  written: readonly string[];
}

/** What one side does: written in this meeting, and what else is picked. */
function Doing({ side, label, steps, written }: DoingProps) {
  const { plan } = useEditing();
  // What both do stands with the first who does it.
  const own = steps.filter((s) => (ownerSides(s)[0] ?? side) === side);
  const here = own.filter((s) => written.includes(s.id));
  const others = own.filter((s) => !written.includes(s.id));
  const box = (step: Step, defaultChecked: boolean) => (
    <li key={step.id}>
      <Checkbox
        name="list.steps"
        value={step.id}
        label={step.title}
        hint={<OwnersLine step={step} />}
        defaultChecked={defaultChecked}
      />
    </li>
  );
  return (
    <section aria-labelledby={`doing-${side}`}>
      <h2 id={`doing-${side}`} className={styles.side}>
        <Avatar side={side} initials={sideName(plan, side).slice(0, 1)} size="s" />
        {label}
        <span className={styles.quiet}>
          {sideName(plan, side)}, {here.length}
        </span>
      </h2>
      {here.length === 0 && <p className={styles.quiet}>Nothing was written down here yet.</p>}
      <ul className={styles.doing}>{here.map((step) => box(step, true))}</ul>
      {others.length > 0 && (
        <Disclosure summary="Pick what else it is about">
          <ul className={styles.doing}>{others.map((step) => box(step, false))}</ul>
        </Disclosure>
      )}
    </section>
  );
}
