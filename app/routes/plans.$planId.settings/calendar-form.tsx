import { useReader } from '#app/components/plan-reader.ts';
import { SectionHeading } from '#app/components/section-heading.tsx';
import { seen } from '#app/components/seen.ts';
import { answersWithin } from '#app/domain/answers-within.ts';
import { calendarField, promiseSentence, weekInWords } from '#app/domain/calendars.ts';
import { addDays, type Day, longDay, type Weekday } from '#app/domain/day.ts';
import { otherSide, type Side, sideName } from '#app/domain/plan.ts';
import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import { newCommandId } from '#app/live/new-id.ts';
import { Button } from '#app/ui/button.tsx';
import { Checkbox } from '#app/ui/checkbox.tsx';
import { Disclosure } from '#app/ui/disclosure.tsx';
import { Field } from '#app/ui/field.tsx';
import { Select } from '#app/ui/select.tsx';
import styles from './calendar-form.module.css';
import type { HolidayWords } from './holiday-words.server.ts';

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const answerOptions = [
  { value: 'null', label: 'without a promise' },
  ...answersWithin.map((within) => ({ value: JSON.stringify(within), label: `within ${within}` })),
];
const nowhere = { value: 'null', label: 'No public holidays' };
const everywhere = { value: 'null', label: 'The whole country' };

/** When each side works: the reader's own to change, the other's to read. */
export function Calendars({ words }: { words: HolidayWords }) {
  const { side } = useReader();
  return (
    <>
      <OwnCalendar side={side} words={words} />
      <section aria-labelledby="their-days">
        <TheirCalendar side={otherSide(side)} words={words} />
      </section>
    </>
  );
}

function OwnCalendar({ side, words }: { side: Side; words: HolidayWords }) {
  const { plan } = useEditing();
  const { canEdit, pointPerson } = useReader();
  const { week, country, region, answers } = plan.calendars[side];
  const company = sideName(plan, side);
  return (
    <section aria-labelledby="own-days">
      <SectionHeading id="own-days">When {company} works</SectionHeading>
      <p>
        Days are counted in working days: how long a step takes, how late it is, and what fits before the live
        day. Only people at {company} change this.
      </p>
      {canEdit ? (
        // The holidays are the server's to know, so nothing could show before it has answered: a form of the page.
        <form method="post" action={paths.planChange(plan.id)} className={styles.form}>
          <input type="hidden" name="type" value="setCalendar" />
          <input type="hidden" name="id" defaultValue={newCommandId()} suppressHydrationWarning />
          <input type="hidden" name="fixed" value={country === null ? '{"region":null}' : '{}'} />
          <input type="hidden" name="base" value={JSON.stringify(seen(plan, calendarField(side)))} />
          <input type="hidden" name="back" value={paths.planSettings(plan.id)} />
          <fieldset className={styles.week}>
            <legend>Working days</legend>
            {weekdays.map((name, at) => (
              <Checkbox
                key={name}
                name="list.week"
                value={at + 1}
                label={name}
                defaultChecked={week.includes((at + 1) as Weekday)}
              />
            ))}
          </fieldset>
          <Field label="Public holidays of">
            <Select
              name="json.country"
              defaultValue={JSON.stringify(country)}
              options={[nowhere, ...words.countries.map(asOption)]}
            />
          </Field>
          {country !== null && words.regions.length > 0 && (
            <Field label="State or region">
              <Select
                name="json.region"
                defaultValue={JSON.stringify(region)}
                options={[everywhere, ...words.regions.map(asOption)]}
              />
            </Field>
          )}
          {country !== null && words.regions.length === 0 && (
            <input type="hidden" name="json.region" value="null" />
          )}
          {pointPerson && (
            <Field
              label={`${company} answers questions`}
              hint="Only working days count, from 9:00 to 17:00: 24 hours from Friday at 15:00 end on Monday at 15:00, and the next business day ends at 17:00. Both sides read it. Questions already asked keep theirs."
            >
              <Select
                name="json.answers"
                defaultValue={JSON.stringify(answers ?? null)}
                options={answerOptions}
              />
            </Field>
          )}
          <Button size="l">Save these days</Button>
        </form>
      ) : (
        <p>{weekInWords(plan.calendars[side])}.</p>
      )}
      {!pointPerson && <AnswersSentence side={side} />}
      <DaysOff side={side} words={words} />
    </section>
  );
}

function TheirCalendar({ side, words }: { side: Side; words: HolidayWords }) {
  const { plan } = useEditing();
  const place = words.places[side];
  return (
    <>
      <SectionHeading id="their-days">When {sideName(plan, side)} works</SectionHeading>
      <p>
        {weekInWords(plan.calendars[side])}. {place ? `Public holidays of ${place}.` : 'No public holidays.'}
      </p>
      <AnswersSentence side={side} />
      <DaysOff side={side} words={words} />
    </>
  );
}

function AnswersSentence({ side }: { side: Side }) {
  const sentence = promiseSentence(useEditing().plan, side);
  return sentence && <p>{sentence}</p>;
}

/** Those of the next twelve months. */
function DaysOff({ side, words }: { side: Side; words: HolidayWords }) {
  const { plan, today } = useEditing();
  const until = addDays(today, 365);
  const days = plan.calendars[side].daysOff.filter((day) => day >= today && day <= until);
  if (days.length === 0) return null;
  return (
    <Disclosure summary={`${days.length} days off in the next twelve months`}>
      <ul className={styles.days}>
        {days.map((day) => (
          <li key={day}>
            <time dateTime={day}>{longDay(day)}</time>
            <Name day={day} names={words.names[side]} />
          </li>
        ))}
      </ul>
      <p className={styles.credit}>Public holidays from date-holidays, under the licence CC BY 3.0.</p>
    </Disclosure>
  );
}

const Name = ({ day, names }: { day: Day; names: Readonly<Record<string, string>> }) =>
  names[day] ? <span>{names[day]}</span> : null;

const asOption = ({ code, name }: { code: string; name: string }) => ({
  value: JSON.stringify(code),
  label: name,
});
