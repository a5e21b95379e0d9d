import { Fragment, useMemo } from 'react';
import { useReader } from '#app/components/plan-reader.ts';
import type { Step } from '#app/domain/plan.ts';
import { type Shortfall, shortfallOf } from '#app/domain/shortfall.ts';
import { isFinished } from '#app/domain/turn.ts';
import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import { Disclosure } from '#app/ui/disclosure.tsx';
import styles from './plan-shortfall.module.css';

/** Where the live day is out of reach: by how much, and what could win it back. For those who can do something about it. */
export function PlanShortfall() {
  const { plan, today } = useEditing();
  const { canEdit } = useReader();
  const shortfall = useMemo(
    () => (canEdit && !isFinished(plan) ? shortfallOf(plan, today) : null),
    [canEdit, plan, today],
  );
  if (!shortfall) return null;
  return (
    <div className={styles.shortfall}>
      {shortfall.parallel.length === 0 ? (
        <p>
          {workingDaysShort(shortfall)}, and no step could run beside another. {wonBackSentence(shortfall)}
        </p>
      ) : (
        <Disclosure summary={`${workingDaysShort(shortfall)}: these steps could run in parallel`}>
          <ul className={styles.groups}>
            {shortfall.parallel.map((steps) => (
              <li key={steps[0]?.id}>
                <Together steps={steps} />
              </li>
            ))}
          </ul>
          <p>
            That is for you to judge: one may need what the other brings. {wonBackSentence(shortfall)} A step
            no longer waits for another when that is taken out of what it waits for.
          </p>
        </Disclosure>
      )}
    </div>
  );
}

/** "Demo, Data and Report could begin together." */
function Together({ steps }: { steps: readonly Step[] }) {
  const { plan } = useEditing();
  return (
    <>
      {steps.map(({ id, title }, at) => (
        <Fragment key={id}>
          {at > 0 && (at === steps.length - 1 ? ' and ' : ', ')}
          <a href={paths.planStep(plan.id, id)}>{title}</a>
        </Fragment>
      ))}{' '}
      could begin together.
    </>
  );
}

const workingDays = (n: number): string => (n === 1 ? '1 working day' : `${n} working days`);
const workingDaysShort = ({ short }: Shortfall): string => `Short by ${workingDays(short)}`;

/** Never more than was reckoned: the days of the open steps have to move for it too. */
function wonBackSentence({ short, wonBack }: Shortfall): string | null {
  if (wonBack === 0) return null;
  const won = wonBack === short ? 'all of them' : `${wonBack} of them`;
  const rest = wonBack === short ? '' : `, and ${short - wonBack} would still be missing`;
  return `With the open steps laid anew from today, ${won} could be won back${rest}.`;
}
