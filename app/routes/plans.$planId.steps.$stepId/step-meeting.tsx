import { AnswerMore, Answers, PanelFields } from '#app/components/answers.tsx';
import { ClosedMeeting } from '#app/components/closed-meeting.tsx';
import { CommandForm } from '#app/components/command-form.tsx';
import { DefinitionList } from '#app/components/definition-list.tsx';
import { FieldForm } from '#app/components/field-form.tsx';
import { useKept } from '#app/components/kept.ts';
import { useMay } from '#app/components/may.ts';
import { useReader } from '#app/components/plan-reader.ts';
import { SectionHeading } from '#app/components/section-heading.tsx';
import { seen } from '#app/components/seen.ts';
import { attendeesOf, mayAttend } from '#app/domain/attendees.ts';
import { type Meeting, meetingAt, meetingInWords, meetingOf } from '#app/domain/meeting.ts';
import { closeOutOf } from '#app/domain/meeting-note.ts';
import { isToClose } from '#app/domain/meetings.ts';
import { isDraft, isForBoth, isOpen, offerOn, type Stakeholder, type Step } from '#app/domain/plan.ts';
import { sideAndRole } from '#app/domain/plan-words.ts';
import { isWebAddress } from '#app/domain/step-parts.ts';
import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { ButtonRow } from '#app/ui/button-row.tsx';
import { Checkbox } from '#app/ui/checkbox.tsx';
import { MeetingTimeForm, meetingTimeForm } from './meeting-time-form.tsx';
import { stepField } from './step-field.ts';
import styles from './step-meeting.module.css';
import type { StepSectionProps } from './step-section.ts';
import { useOwnZone } from './use-own-zone.ts';

/** When, where and with whom: only of a meeting. */
export function StepMeeting({ step, back }: StepSectionProps) {
  const { plan } = useEditing();
  if (step.type !== 'meeting') return null;
  const offer = offerOn(plan, step.id);
  const asked = offer?.terms.field === 'dueDay' ? offer.terms : null;
  const at = asked?.at ?? step.meetingTime;
  const meeting = meetingOf(step);
  const people = attendeesOf(plan, step);
  return (
    <section id="meeting">
      <SectionHeading>Meeting</SectionHeading>
      <DefinitionList
        items={[
          { term: 'When', value: meeting ? <When meeting={meeting} /> : 'No time yet' },
          ...(asked && at
            ? [{ term: 'Suggested', value: <When meeting={meetingAt(asked.value, at)} open /> }]
            : []),
          { term: 'Where', value: <Venue venue={step.venue} /> },
          { term: 'Who comes', value: people.map(({ name }) => name).join(', ') || 'Nobody yet' },
          ...(step.checkpoint ? [{ term: 'At its end', value: 'Each side says go, adjust or stop' }] : []),
        ]}
      />
      <Ways step={step} />
      <Changes step={step} back={back} people={people} />
      <p className={styles.own} data-print="no">
        <a href={`${paths.account()}#calendar`}>Put it in your calendar</a>, with all that is yours.
      </p>
    </section>
  );
}

/** Before it, in it, and how it ended. */
function Ways({ step }: { step: Step }) {
  const { plan, today } = useEditing();
  const isShown = isForBoth(plan, step) && !isDraft(plan);
  const closed = step.status === 'done' && closeOutOf(plan, step.id);
  if (closed) return <ClosedMeeting closed={closed} />;
  if (!isOpen(step)) return null;
  return (
    <div className={styles.changes} data-print="no">
      <ButtonRow>
        <ButtonLink href={paths.meetingBrief(plan.id, step.id)}>What to know before</ButtonLink>
        {isShown && <ButtonLink href={paths.meetingScreen(plan.id, step.id)}>Start the meeting</ButtonLink>}
        {isShown && isToClose(step, today) && (
          <ButtonLink href={paths.meetingClose(plan.id, step.id)}>Close the meeting</ButtonLink>
        )}
      </ButtonRow>
    </div>
  );
}

function When({ meeting, open }: { meeting: Meeting; open?: boolean }) {
  const { plan, today } = useEditing();
  const words = meetingInWords(meeting, useOwnZone(), [meeting.zone, plan.zone], today);
  return (
    <>
      <time dateTime={meeting.start.toISOString()} className={open ? styles.open : undefined}>
        {words.own}
      </time>
      {words.elsewhere.map((other) => (
        <small key={other} className={styles.elsewhere}>
          {other}
        </small>
      ))}
    </>
  );
}

const Venue = ({ venue }: { venue: string }) =>
  isWebAddress(venue) ? (
    <a href={venue} target="_blank" rel="noopener noreferrer ugc" className={styles.link}>
      {venue}
    </a>
  ) : (
    venue || 'Not said yet'
  );

function Changes({ step, back, people }: StepSectionProps & { people: Stakeholder[] }) {
  const { plan, today, troubles } = useEditing();
  const may = useMay();
  const reader = useReader();
  if (!reader.canEdit) return null;
  const timeName = meetingTimeForm(step.id);
  const venue = stepField({ step, back }, 'venue');
  const checkpoint = stepField({ step, back }, 'checkpoint');
  const mayMove = may('rescheduleStep', {
    stepId: step.id,
    dueDay: step.dueDay ?? today,
    at: { time: step.meetingTime?.time === '09:00' ? '10:00' : '09:00', zone: plan.zone, minutes: 45 },
  });
  const mayInvite =
    mayAttend(plan, step).length > 0 &&
    may('changeStep', { stepId: step.id, field: 'venue', value: `${step.venue} ` });
  return (
    <div className={styles.changes}>
      <Answers>
        {mayMove && (
          <AnswerMore
            label={step.meetingTime ? 'Another time' : 'Set a time'}
            open={troubles[timeName] !== undefined}
            size="m"
          >
            {(close) => <MeetingTimeForm step={step} back={back} close={close} />}
          </AnswerMore>
        )}
        {mayInvite && (
          <>
            <AnswerMore
              label="Where"
              name="Say where it takes place"
              open={troubles[venue.name] !== undefined}
              size="m"
            >
              {(close) => (
                <FieldForm
                  {...venue}
                  quiet={false}
                  label="A place or a link"
                  field="set.value"
                  control={{ kind: 'line', maxLength: 300 }}
                  value={step.venue}
                  onDone={close}
                />
              )}
            </AnswerMore>
            <AnswerMore
              label="Who comes"
              name="Choose who comes"
              open={troubles[whoForm(step)] !== undefined}
              size="m"
            >
              {(close) => <WhoForm step={step} back={back} people={people} close={close} />}
            </AnswerMore>
            <AnswerMore label="At its end" open={troubles[checkpoint.name] !== undefined} size="m">
              {(close) => (
                <FieldForm
                  {...checkpoint}
                  quiet={false}
                  label="What each side says at its end"
                  field="json.value"
                  control={{ kind: 'choice', options: endings }}
                  value={String(step.checkpoint)}
                  onDone={close}
                />
              )}
            </AnswerMore>
          </>
        )}
      </Answers>
    </div>
  );
}

const endings = [
  { value: 'false', label: 'What happens next' },
  { value: 'true', label: 'That, and go, adjust or stop' },
];

const whoForm = (step: Step) => `changeStep:${step.id}:attendees`;

function WhoForm({
  step,
  back,
  people,
  close,
}: StepSectionProps & { people: Stakeholder[]; close: () => void }) {
  const { plan } = useEditing();
  const kept = useKept(whoForm(step))?.list('value');
  return (
    <CommandForm
      type="changeStep"
      args={{ stepId: step.id, field: 'attendees' }}
      base={seen(step, 'attendees')}
      name={whoForm(step)}
      back={back}
      onDone={close}
    >
      <PanelFields>
        <fieldset className={styles.people}>
          <legend>Who comes</legend>
          {mayAttend(plan, step).map((p) => (
            <Checkbox
              key={p.id}
              name="list.value"
              value={p.id}
              label={p.name}
              hint={sideAndRole(plan, p.side, p.role)}
              defaultChecked={kept ? kept.includes(p.id) : people.includes(p)}
            />
          ))}
        </fieldset>
        <Button size="l">Save who comes</Button>
      </PanelFields>
    </CommandForm>
  );
}
