import { useRef, useState } from 'react';
import { CommandForm } from '#app/components/command-form.tsx';
import { useReader } from '#app/components/plan-reader.ts';
import { currentMilestone } from '#app/domain/milestone.ts';
import { stepsOf } from '#app/domain/order.ts';
import { findMilestone, findPerson, type Plan, type Step } from '#app/domain/plan.ts';
import { firstName, listed } from '#app/domain/plan-words.ts';
import { whoDoesWhat } from '#app/domain/who-does-what.ts';
import { useEditing } from '#app/live/editing.ts';
import { ownerChoices } from '#app/routes/plans.$planId._index/owner-choices.ts';
import { Button } from '#app/ui/button.tsx';
import { DateInput } from '#app/ui/date-input.tsx';
import { Field } from '#app/ui/field.tsx';
import { Select } from '#app/ui/select.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import styles from './say-who.module.css';

/** Who does what by when, in one line: who and when show beside it before Enter. Without JavaScript, three fields. */
export function SayWho({ meeting, back }: { meeting: Step; back: string }) {
  const { plan, today, instant } = useEditing();
  const reader = useReader();
  const [line, setLine] = useState('');
  // What was chosen by hand is not taken back by the next key.
  const [chosen, choose] = useState<{ owners?: string; day?: string }>({});
  const title = useRef<HTMLInputElement>(null);
  const milestone = whereToWrite(plan, meeting);
  if (!milestone || !reader.canEdit) return null;
  const read = whoDoesWhat(line, plan.people, today);
  const named = ownersOf(plan, read.who);
  const choices = ownerChoices(plan, reader).map(({ label, owners }) => ({
    label,
    value: JSON.stringify(owners),
  }));
  const owners = chosen.owners ?? named?.value ?? choices[0]?.value;
  const options =
    named && choices.every(({ value }) => value !== named.value) ? [named, ...choices] : choices;
  const day = chosen.day ?? read.by ?? '';
  const clear = () => {
    setLine('');
    choose({});
    title.current?.focus();
  };
  return (
    <CommandForm
      type="addStep"
      args={{
        ...{
          milestoneId: milestone,
          afterId: stepsOf(plan, milestone).at(-1)?.id ?? null,
          meetingId: meeting.id,
        },
        ...{ ask: '', doneWhen: '', onlyOurs: false, type: 'task' },
      }}
      fresh
      name={sayWhoForm(meeting.id)}
      back={back}
      className={styles.form}
      onSend={clear}
    >
      <div className={styles.line}>
        <Field label="Who does what by when" hint="Such as “Grace sends redlines by 12 Dec”.">
          <TextInput
            ref={title}
            name={instant ? undefined : 'set.title'}
            value={line}
            onChange={({ target }) => setLine(target.value)}
            required
            maxLength={160}
            autoComplete="off"
          />
        </Field>
        {instant && <input type="hidden" name="set.title" value={read.what} />}
      </div>
      <Field label="Who">
        <Select
          name="json.owners"
          value={owners}
          onChange={({ target }) => choose({ ...chosen, owners: target.value })}
          options={options}
        />
      </Field>
      <Field label="By">
        <DateInput
          name="day.dueDay"
          min={today}
          value={day}
          onChange={({ target }) => choose({ ...chosen, day: target.value })}
        />
      </Field>
      <Button size="l">Write it down</Button>
    </CommandForm>
  );
}

export const sayWhoForm = (meetingId: string) => `addStep:${meetingId}`;

/** Where the meeting is while that is open, else where the plan is now. */
function whereToWrite(plan: Plan, meeting: Step): string | null {
  const own = findMilestone(plan, meeting.milestoneId);
  if (own && own.reachedOn === null) return own.id;
  return (currentMilestone(plan) ?? own)?.id ?? null;
}

function ownersOf(plan: Plan, ids: string[]): { label: string; value: string } | null {
  const people = ids.flatMap((id) => findPerson(plan, id) ?? []);
  if (people.length === 0) return null;
  return {
    label: listed(people.map(({ name }) => (people.length > 1 ? firstName(name) : name))),
    value: JSON.stringify(people.map(({ side, id }) => ({ side, role: null, stakeholderId: id }))),
  };
}
