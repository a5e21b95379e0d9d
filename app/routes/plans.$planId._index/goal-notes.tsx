import { OpenLink, useIsOpen, useOpened } from '#app/components/opened.tsx';
import { useReader } from '#app/components/plan-reader.ts';
import { AsideSection } from '#app/components/section-heading.tsx';
import { seen } from '#app/components/seen.ts';
import { goalIsTheBuyers } from '#app/domain/goal.ts';
import { isDraft, type Measure } from '#app/domain/plan.ts';
import { useEditing } from '#app/live/editing.ts';
import styles from './goal-notes.module.css';
import { notesOf } from './goal-title.tsx';
import { MeasureForm } from './measure-form.tsx';
import { NameForm, nameFormOf } from './name-form.tsx';

const whyKey = 'why';
const whyArgs = { field: 'whyNow' };
const newMeasureKey = 'measure.new';

/** Why now, and how both sides will know that it worked. */
export function GoalNotes() {
  const { plan } = useEditing();
  const whose = plan.confirmed || isDraft(plan) ? undefined : notesOf(plan);
  return (
    <>
      <AsideSection id="why-now" title="Why now" aside={whose}>
        <WhyNow />
      </AsideSection>
      <AsideSection id="measures" title="How we know it worked" aside={whose}>
        <Measures />
      </AsideSection>
    </>
  );
}

function WhyNow() {
  const { plan } = useEditing();
  const reader = useReader();
  const isOpen = useIsOpen(whyKey, nameFormOf('changeGoal', whyArgs));
  const { whyNow, buyerName } = plan.goal;
  const asks = reader.side === 'seller' && goalIsTheBuyers(plan);
  if (isOpen && reader.canEdit)
    return (
      <NameForm
        type="changeGoal"
        what={whyKey}
        args={whyArgs}
        base={seen(plan, 'whyNow')}
        field="value"
        label={`What happens at ${buyerName} if this waits?`}
        hint={asks ? `${buyerName} answers this; until then their words stay.` : undefined}
        value={whyNow}
        button={asks ? 'Suggest it' : 'Save'}
        long="text"
        required={false}
        maxLength={4000}
      />
    );
  return (
    <>
      {whyNow && <p className={styles.words}>{whyNow}</p>}
      {!whyNow && !reader.canEdit && <p className={styles.words}>Not written down yet.</p>}
      {reader.canEdit && (
        <OpenLink what={whyKey} className={styles.link} label={whyNow ? 'Change why now' : undefined}>
          {whyNow ? 'Change' : `Why does ${buyerName} want this now?`}
        </OpenLink>
      )}
    </>
  );
}

function Measures() {
  const { plan } = useEditing();
  const reader = useReader();
  const { what } = useOpened();
  // What is measured is the buyer's to say once they have confirmed the goal; the seller may suggest.
  const mayChange = reader.canEdit;
  const asks = reader.side === 'seller' && goalIsTheBuyers(plan);
  return (
    <>
      {plan.measures.length > 0 && (
        <ul className={styles.measures}>
          {plan.measures.map((measure) => (
            <li key={measure.id} id={`measure-${measure.id}`}>
              {mayChange && what === keyOf(measure) ? (
                <MeasureForm measure={measure} asks={asks} />
              ) : (
                <MeasureWords measure={measure} mayChange={mayChange} asks={asks} />
              )}
            </li>
          ))}
        </ul>
      )}
      {plan.measures.length === 0 && (!mayChange || asks) && <p className={styles.words}>No measure yet.</p>}
      {mayChange &&
        !asks &&
        (what === newMeasureKey ? (
          <MeasureForm measure={null} />
        ) : (
          <OpenLink what={newMeasureKey} className={styles.link}>
            {plan.measures.length > 0 ? 'Add a measure' : 'What is counted, now and then?'}
          </OpenLink>
        ))}
    </>
  );
}

const keyOf = (measure: Measure) => `measure.${measure.id}`;

function MeasureWords({ measure, mayChange, asks }: { measure: Measure; mayChange: boolean; asks: boolean }) {
  const { name, now, wanted, measuredBy } = measure;
  return (
    <>
      <b>{name}</b>
      {(now || wanted) && (
        <p className={styles.words}>
          {now && <>now {now}</>}
          {now && wanted && ', '}
          {wanted && <>wanted {wanted}</>}
        </p>
      )}
      {measuredBy && <p className={styles.words}>measured by {measuredBy}</p>}
      {mayChange && (
        <OpenLink
          what={keyOf(measure)}
          className={styles.link}
          label={`${asks ? 'Suggest a change of' : 'Change'} the measure ${name}`}
        >
          {asks ? 'Suggest a change' : 'Change'}
        </OpenLink>
      )}
    </>
  );
}
