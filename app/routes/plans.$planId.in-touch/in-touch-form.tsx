import { Form, useNavigation } from '@remix-run/react';
import type { Day } from '#app/domain/day.ts';
import { dayNames } from '#app/domain/in-touch-words.ts';
import type { About, Channel, KeepInTouch, Manner, Rhythm } from '#app/domain/keep-in-touch.ts';
import { fieldProps, inputProps, useFields } from '#app/http/form-fields.ts';
import type { FormAnswer } from '#app/http/forms.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { Checkbox } from '#app/ui/checkbox.tsx';
import { DateInput } from '#app/ui/date-input.tsx';
import { Disclosure } from '#app/ui/disclosure.tsx';
import { Field } from '#app/ui/field.tsx';
import { RadioList } from '#app/ui/radio-list.tsx';
import { Select, type SelectOption } from '#app/ui/select.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import styles from './in-touch-form.module.css';

/** To whom has stopped letters. */
export const savingStartsThem = 'You stopped them. Save how you want them, and they come again.';

export const notYourSide = 'Pick somebody of your side who is on this plan.';

export interface InTouchFormProps {
  how: KeepInTouch;
  /** Where days and hours are, unless they name another zone. */
  planZone: string;
  zones: readonly SelectOption[];
  /** Of their side, and in the plan: who may be handed what is theirs. */
  colleagues: readonly { personId: string; name: string }[];
  /** They may say it for all their plans at once. */
  mayEverywhere: boolean;
  /** They came to say another day than their mail does. */
  away?: { suggested: Day | null } | null;
  answer: FormAnswer | undefined;
}

const aboutWords: Record<About, { label: string; hint: string }> = {
  turn: {
    label: 'Milestones and what waits for me',
    hint: 'What changes for the plan, and what is yours to do.',
  },
  everything: { label: 'Everything', hint: 'Also what is written about your steps.' },
  approvals: { label: 'Milestones and approvals only', hint: 'For who decides, and does nothing else here.' },
};

const rhythmWords: Record<Rhythm, { label: string; hint: string }> = {
  atOnce: { label: 'As things happen', hint: 'Within your hours, and gathered: ten changes are one letter.' },
  daily: { label: 'One letter a day', hint: 'At the first of your hours.' },
  weekly: { label: 'One letter a week', hint: 'On the day you pick under More.' },
};

const channelWords: Record<Channel, string> = {
  mail: 'By mail',
  call: 'By a call',
  text: 'By a text message',
  inPerson: 'In person',
};

const mannerWords: Record<Manner, string> = {
  personal: 'Whole: the plan around it, and what people wrote',
  brief: 'Brief: one thing, one button, and how many more',
};

const list = <K extends string>(words: Record<K, { label: string; hint: string }>) =>
  (Object.keys(words) as K[]).map((value) => ({ value, ...words[value] }));

const hourOptions = (first: number, last: number): SelectOption[] =>
  Array.from({ length: last - first + 1 }, (_, at) => ({
    value: String(first + at),
    label: `${String(first + at).padStart(2, '0')}:00`,
  }));

/** Three questions, and the rest under More. Works alike from a letter and in the plan, without JavaScript too. */
export function InTouchForm({
  how,
  planZone,
  zones,
  colleagues,
  mayEverywhere,
  away,
  answer,
}: InTouchFormProps) {
  const { form, fields } = useFields<Record<Name, string>>('in-touch', answer, {
    weekday: String(how.weekday),
    from: String(how.hours.from),
    to: String(how.hours.to),
    quietFrom: String(how.quiet?.from ?? 20),
    quietTo: String(how.quiet?.to ?? 7),
    zone: how.zone ?? '',
    awayUntil: away?.suggested ?? how.awayUntil ?? '',
    standIn: how.standIn,
    standInId: how.standInId ?? '',
    channel: how.channel,
    manner: how.manner,
  });
  const typed = answer?.initialValue;
  const isOn = (name: string, now: boolean) => (typed ? typed[name] === 'on' : now);
  const days = typed ? [typed.days].flat().map(String) : how.days.map(String);
  const chosen = (name: 'about' | 'rhythm') => String(typed?.[name] ?? how[name]);
  const busy = useNavigation().formMethod === 'POST';
  // Written when there was nobody to pick.
  const saidInWords = how.standInId === null && how.standIn !== '';
  return (
    <Form method="post" {...form} key={answer ? 'answered' : JSON.stringify(how)} className={styles.form}>
      <h2>What shall we write to you about?</h2>
      <Card>
        <RadioList
          legend="What about"
          name="about"
          defaultValue={chosen('about')}
          options={list(aboutWords)}
        />
      </Card>
      <h2>How often?</h2>
      <Card>
        <RadioList
          legend="How often"
          name="rhythm"
          defaultValue={chosen('rhythm')}
          options={list(rhythmWords)}
        />
      </Card>
      <h2>What may come at once?</h2>
      <Card>
        <div className={styles.ticks}>
          <Checkbox
            name="approvals"
            value="on"
            defaultChecked={isOn('approvals', how.interrupt.approvals)}
            label="Approvals that wait for me"
          />
          <Checkbox
            name="questions"
            value="on"
            defaultChecked={isOn('questions', how.interrupt.questions)}
            label="Questions somebody asks me"
          />
        </div>
      </Card>
      <Disclosure
        summary="More: days, hours, time away, brief letters"
        open={answer !== undefined || away != null}
      >
        <div id="in-touch-more" className={styles.more}>
          <fieldset className={styles.group}>
            <legend>Days for letters</legend>
            <div className={styles.days}>
              {([1, 2, 3, 4, 5, 6, 7] as const).map((day) => (
                <Checkbox
                  key={day}
                  name="days"
                  value={day}
                  defaultChecked={days.includes(String(day))}
                  label={dayNames[day]}
                />
              ))}
            </div>
            {answer?.error?.days && <p className={styles.error}>{answer.error.days[0]}</p>}
          </fieldset>
          <div className={styles.pair}>
            <Field label="From" {...fieldProps(fields.from)}>
              <Select {...inputProps(fields.from)} options={hourOptions(0, 23)} />
            </Field>
            <Field label="Until" {...fieldProps(fields.to)}>
              <Select {...inputProps(fields.to)} options={hourOptions(1, 24)} />
            </Field>
          </div>
          <Field label="Day of a weekly letter" {...fieldProps(fields.weekday)}>
            <Select
              {...inputProps(fields.weekday)}
              options={([1, 2, 3, 4, 5, 6, 7] as const).map((day) => ({
                value: String(day),
                label: dayNames[day],
              }))}
            />
          </Field>
          <Field label="How letters are written" {...fieldProps(fields.manner)}>
            <Select
              {...inputProps(fields.manner)}
              options={(Object.keys(mannerWords) as Manner[]).map((value) => ({
                value,
                label: mannerWords[value],
              }))}
            />
          </Field>
          <Checkbox
            name="milestones"
            value="on"
            defaultChecked={isOn('milestones', how.milestones)}
            label="A letter when a milestone changes"
            hint="Not counted as your letter of the day, and never in quiet hours."
          />
          <Checkbox
            name="quiet"
            value="on"
            defaultChecked={isOn('quiet', how.quiet !== null)}
            label="Quiet hours"
            hint="Nothing comes then but what you ask for yourself, such as a code."
          />
          <div className={styles.pair}>
            <Field label="Quiet from" {...fieldProps(fields.quietFrom)}>
              <Select {...inputProps(fields.quietFrom)} options={hourOptions(0, 23)} />
            </Field>
            <Field label="Quiet until" {...fieldProps(fields.quietTo)}>
              <Select {...inputProps(fields.quietTo)} options={hourOptions(0, 23)} />
            </Field>
          </div>
          <Field label="Time zone" {...fieldProps(fields.zone)}>
            <Select
              {...inputProps(fields.zone)}
              prompt={`That of the plan: ${planZone.replaceAll('_', ' ')}`}
              options={zones}
            />
          </Field>
          <Field
            label="Away until"
            optional="the day you are back"
            hint="What may wait does. Both sides see that you are away."
            {...fieldProps(fields.awayUntil)}
          >
            <DateInput {...inputProps(fields.awayUntil)} />
          </Field>
          {colleagues.length > 0 && (
            <Field
              label="Who stands in meanwhile"
              hint="They get what waits for you, but what you are to approve."
              {...fieldProps(fields.standInId)}
            >
              <Select
                {...inputProps(fields.standInId)}
                prompt="Nobody"
                options={colleagues.map(({ personId, name }) => ({ value: personId, label: name }))}
              />
            </Field>
          )}
          {(colleagues.length === 0 || saidInWords) && (
            <Field label="Who is there meanwhile" optional="if somebody is" {...fieldProps(fields.standIn)}>
              <TextInput {...inputProps(fields.standIn)} maxLength={80} autoComplete="off" />
            </Field>
          )}
          <Field
            label="Where a letter is not enough, how would you rather be reached?"
            {...fieldProps(fields.channel)}
          >
            <Select
              {...inputProps(fields.channel)}
              options={(Object.keys(channelWords) as Channel[]).map((value) => ({
                value,
                label: channelWords[value],
              }))}
            />
          </Field>
          {mayEverywhere && (
            <Checkbox
              name="everywhere"
              value="on"
              defaultChecked={isOn('everywhere', false)}
              label="For my other plans too"
              hint="Those for which you have said nothing else."
            />
          )}
        </div>
      </Disclosure>
      <div>
        <Button look="primary" size="l" busy={busy}>
          Save
        </Button>
      </div>
    </Form>
  );
}

type Name =
  | 'weekday'
  | 'from'
  | 'to'
  | 'quietFrom'
  | 'quietTo'
  | 'zone'
  | 'awayUntil'
  | 'standIn'
  | 'standInId'
  | 'channel'
  | 'manner';
