import { isDay, shortDay } from '#app/domain/day.ts';
import { findMilestone, findStep, type Plan } from '#app/domain/plan.ts';
import { type SentEnvelope, useEditing } from '#app/live/editing.ts';
import { newCommandId } from '#app/live/new-id.ts';
import type { Aside } from '#app/live/outbox-state.ts';
import { Button } from '#app/ui/button.tsx';
import { DetailsMenu } from '#app/ui/details-menu.tsx';
import { useToast } from '#app/ui/use-toast.ts';
import { isWarning, troubleSentence } from './command-trouble.tsx';
import styles from './set-aside.module.css';

/**
 * In the bar: what was written without a connection and did not happen, each with what was written, why not, and the
 * ways on. Its form is gone by now, so this is where it is kept until somebody says what becomes of it.
 */
export function SetAside() {
  const { outbox } = useEditing();
  return (
    <DetailsMenu look="bare" size="s" label={`${outbox.aside.length} not saved`}>
      <ul className={styles.list} aria-label="Not saved">
        {outbox.aside.map((aside) => (
          <Unsaved key={aside.envelope.id} aside={aside} />
        ))}
      </ul>
    </DetailsMenu>
  );
}

function Unsaved({ aside: { envelope, form, why } }: { aside: Aside }) {
  const { plan, send, outbox } = useEditing();
  const toast = useToast();
  const written = writtenIn(envelope);
  const about = aboutWhat(plan, envelope);
  const warned = why.kind === 'refused' && isWarning(why.code);
  const discard = () => outbox.discard(envelope.id);
  const again = (more: Partial<SentEnvelope> = {}) => {
    discard();
    void send(form, { ...envelope, id: newCommandId(), ...more });
  };
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(written.join('\n'));
      toast({ text: 'What you wrote is copied.' });
    } catch {
      toast({ text: 'This browser did not let us copy it. Mark the words and copy them yourself.' });
    }
  };
  return (
    <li className={styles.item}>
      {about && <p className={styles.about}>{about}</p>}
      {written.map((words) => (
        <p key={words} className={styles.written}>
          {words}
        </p>
      ))}
      <p>{troubleSentence(why)}</p>
      <div className={styles.ways}>
        <Button type="button" size="s" onClick={() => again(warned ? { confirmed: true } : {})}>
          {warned ? 'Go on' : 'Try again'}
        </Button>
        <Button type="button" size="s" look="bare" onClick={discard}>
          Discard
        </Button>
        {written.length > 0 && (
          <Button type="button" size="s" look="bare" onClick={() => void copy()}>
            Copy
          </Button>
        )}
      </div>
    </li>
  );
}

/** What a person typed or chose, as they would read it. */
export function writtenIn({ args }: SentEnvelope): string[] {
  return Object.entries(args).flatMap(([key, value]) => {
    if (typeof value !== 'string' || value === '' || key === 'field' || /id$/i.test(key)) return [];
    return isDay(value) ? [shortDay(value)] : [value];
  });
}

function aboutWhat(plan: Plan, { args }: SentEnvelope): string | null {
  const step = typeof args.stepId === 'string' && findStep(plan, args.stepId);
  if (step) return `About “${step.title}”`;
  const milestone = typeof args.milestoneId === 'string' && findMilestone(plan, args.milestoneId);
  return milestone ? `About “${milestone.name}”` : null;
}
