import { useId, useState } from 'react';
import { flushSync } from 'react-dom';
import { callWords, othersToAsk } from '#app/domain/call-words.ts';
import { unanswered, usefulThings } from '#app/domain/nudge.ts';
import { findPerson, type Stakeholder, type Step } from '#app/domain/plan.ts';
import { firstName, listed } from '#app/domain/plan-words.ts';
import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import { Disclosure } from '#app/ui/disclosure.tsx';
import { Field } from '#app/ui/field.tsx';
import { Select } from '#app/ui/select.tsx';
import styles from './composer-nudge.module.css';
import { useReader } from './plan-reader.ts';

/** What of the step goes along with what is asked. */
export function UsefulThing({ step, onlyOurs }: { step: Step | null; onlyOurs: boolean }) {
  const { plan } = useEditing();
  const { side } = useReader();
  const links = usefulThings(plan, step?.id ?? null, onlyOurs ? side : 'shared');
  if (links.length === 0) return null;
  return (
    <Field label="One useful thing" optional="goes along">
      <Select
        name="json.useful"
        defaultValue="null"
        options={[
          { value: 'null', label: 'None' },
          ...links.map(({ id, name }) => ({ value: JSON.stringify(id), label: name })),
        ]}
      />
    </Field>
  );
}

/** The letter as it will arrive: in place where the page runs, else on a page of its own. */
export function ShowLetter() {
  const { plan, outbox } = useEditing();
  const frame = `letter-${useId().replace(/\W/g, '')}`;
  const [isShown, setIsShown] = useState(false);
  // Only the server knows how they want to be kept in touch.
  if (outbox.isOffline) return null;
  return (
    <div className={styles.shown}>
      <button
        type="submit"
        formAction={paths.planAsItArrives(plan.id)}
        formMethod="post"
        // Of files their names are enough.
        formEncType="application/x-www-form-urlencoded"
        formTarget={frame}
        className={styles.show}
        // The frame has to be there before the form goes to it.
        onClick={() => flushSync(() => setIsShown(true))}
      >
        Show the letter
      </button>
      {isShown && (
        <iframe name={frame} title="The letter, as it will arrive" sandbox="" className={styles.letter} />
      )}
    </div>
  );
}

/** In place of another letter, where three have had no answer: what to say, in a call and by hand, and who else. */
export function InsteadOfLetters({ to, step }: { to: Stakeholder; step: Step | null }) {
  const { plan, today } = useEditing();
  const { side, stakeholderId } = useReader();
  const caller = findPerson(plan, stakeholderId);
  const asked = unanswered(plan, to, side).at(-1);
  if (!caller || !asked) return null;
  const words = callWords({ plan, step, caller, to, asked: asked.text, today });
  const others = othersToAsk(plan, step, to, stakeholderId);
  const name = firstName(to.name);
  return (
    <section aria-label={`Instead of another letter to ${name}`} className={styles.instead}>
      <p>
        <strong>Three letters to {name} have had no answer.</strong> Mail would not help now.
      </p>
      <Disclosure summary={`Call ${name}: what to say`}>
        <p>{words.fact}</p>
        {words.why && <p>{words.why}</p>}
        <p>{words.ask}</p>
        <p className={styles.label}>For the voicemail, 20 seconds</p>
        <blockquote>{words.voicemail}</blockquote>
      </Disclosure>
      <Disclosure summary="A note by hand">
        <blockquote className={styles.note}>{words.note}</blockquote>
      </Disclosure>
      {others.length > 0 && <p>{listed(others.map((p) => p.name))} could answer too.</p>}
    </section>
  );
}
