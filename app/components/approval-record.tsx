import { alteredSince, decisionsOn, speaksFor } from '#app/domain/approval.ts';
import type { ApprovalDecision } from '#app/domain/attachment.ts';
import { formatTime, shortDay } from '#app/domain/day.ts';
import { initials } from '#app/domain/initials.ts';
import { findPerson, findStep, type Step, sideName } from '#app/domain/plan.ts';
import { firstName, ownersLabel } from '#app/domain/plan-words.ts';
import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import { Card } from '#app/ui/card.tsx';
import styles from './approval-record.module.css';
import { awaitedBy, howProven, saidWords } from './approval-words.ts';
import { Avatar } from './avatar.tsx';
import { LayerTag } from './layer-tag.tsx';
import { useReader } from './plan-reader.ts';

/** Everything that was decided on an approval, the newest first: who, when, how it is known, and what came of it. */
export function ApprovalRecord({ step }: { step: Step }) {
  const { plan } = useEditing();
  const newestFirst = [...decisionsOn(plan, step.id)].reverse();
  if (newestFirst.length === 0) return null;
  const counts = new Set<string>();
  return (
    <Card as="ol">
      {newestFirst.map((said) => {
        const replaced = counts.has(speaksFor(said));
        counts.add(speaksFor(said));
        const outdated = !replaced && alteredSince(plan, step, said).length > 0;
        return (
          <Said key={said.id} said={said} standing={replaced ? 'replaced' : outdated ? 'outdated' : null} />
        );
      })}
    </Card>
  );
}

/** Why what was said does not count any more. */
const uncounted = {
  replaced: '. A later decision counts instead',
  outdated: '. What it was said of was changed since, so it does not count now',
};

function Said({ said, standing }: { said: ApprovalDecision; standing: keyof typeof uncounted | null }) {
  const { plan, today } = useEditing();
  const reader = useReader();
  const person = findPerson(plan, said.by);
  const you = said.by === reader.stakeholderId;
  const place = said.forId === null ? undefined : findPerson(plan, said.forId);
  const note = plan.comments.find((c) => c.decisionId === said.id);
  const awaited = awaitedBy(plan, said);
  const asked = findPerson(plan, awaited?.request?.of ?? null);
  return (
    <li className={styles.said} data-uncounted={standing ?? undefined}>
      <Avatar initials={initials(said.byName)} side={person?.side ?? 'none'} />
      <div className={styles.words}>
        <p>
          <b>{you ? 'You' : said.byName}</b>
          {place &&
            `, in ${place.id === reader.stakeholderId ? 'your' : `${firstName(place.name)}’s`} place,`}{' '}
          {saidWords(said, you)}
        </p>
        <p className={styles.quiet}>
          <time dateTime={said.at}>{formatTime(said.at, reader.zone || plan.zone, today)}</time>,{' '}
          {howProven(said, you)}
          {standing && uncounted[standing]}.
        </p>
        {said.conditions.length > 0 && (
          <ul className={styles.conditions}>
            {said.conditions.map(({ text, stepId }) => {
              const step = findStep(plan, stepId);
              return (
                <li key={stepId}>
                  {step ? <a href={paths.planStep(plan.id, stepId)}>{step.title}</a> : text}
                  {step && (
                    <span className={styles.quiet}>
                      {[ownersLabel(plan, step), step.dueDay && shortDay(step.dueDay, today)]
                        .filter(Boolean)
                        .join(', ')}
                    </span>
                  )}
                </li>
              );
            })}
          </ul>
        )}
        {said.missing && (
          <p>
            {said.outcome === 'rejected' ? 'Why' : 'What is missing'}: {said.missing}
          </p>
        )}
        {awaited && asked && (
          <p className={styles.quiet}>
            {asked.id === reader.stakeholderId ? 'You are' : `${firstName(asked.name)} is`} asked for it
            {awaited.request && ` by ${shortDay(awaited.request.by, today)}`}.
          </p>
        )}
        {note && (
          <p className={styles.note}>
            {note.layer !== 'shared' && <LayerTag side={note.layer} company={sideName(plan, note.layer)} />}{' '}
            {note.text}
          </p>
        )}
      </div>
    </li>
  );
}
