import { isOutdatedFor } from '#app/domain/approval.ts';
import { compareDays, type Day, shortDay } from '#app/domain/day.ts';
import { findPerson, isOpen, type Layer, type Plan, pointPersons, type Step } from '#app/domain/plan.ts';
import { firstName, offerSentence } from '#app/domain/plan-words.ts';
import { isOpenRequest } from '#app/domain/thread.ts';
import { isBlocked } from '#app/domain/turn.ts';
import { yoursOf } from '#app/domain/yours.ts';
import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { Card, CardItem } from '#app/ui/card.tsx';
import { VisuallyHidden } from '#app/ui/visually-hidden.tsx';
import { answeringAt } from './answering.ts';
import {
  awaitedBy,
  decisionOfReader,
  evidenceAnswered,
  isApprover,
  isMineToDecide,
  saidWords,
} from './approval-words.ts';
import { AwayCard } from './away-card.tsx';
import { whoDecides } from './deciders-words.ts';
import { DelayCostLine } from './delay-cost.tsx';
import { Disclaimer } from './disclaimer.tsx';
import styles from './glance.module.css';
import { HandedOver } from './handed-over.tsx';
import { Tagged } from './layer-tag.tsx';
import { LiveSentence } from './live-day.tsx';
import { Node } from './node.tsx';
import { waitsFor } from './own-step-card.tsx';
import { NarrowPage } from './page-column.tsx';
import { PlanBar } from './plan-bar.tsx';
import { PlanLineNow } from './plan-line-now.tsx';
import { type PlanReader, useReader } from './plan-reader.ts';
import { SectionHeading } from './section-heading.tsx';

/** The plan in one phone screen: what it is for, where it stands, what it should change, and what needs the reader. */
export function Glance() {
  const { plan } = useEditing();
  return (
    <NarrowPage bar={<PlanBar />} footer={<Disclaimer />}>
      <h1 className={styles.goal}>{plan.goal.objective}</h1>
      <PlanLineNow compact />
      <p className={styles.stands}>
        <LiveSentence />
      </p>
      <DelayCostLine />
      <Measures />
      <AwayCard />
      <NeedsYou />
      <HandedOver back={paths.plan(plan.id)} />
      <div className={styles.end} data-print="no">
        <AskSomebody />
        <ButtonLink href={paths.planWhole(plan.id)} size="l">
          Whole plan
        </ButtonLink>
      </div>
    </NarrowPage>
  );
}

function Measures() {
  const { plan } = useEditing();
  if (plan.measures.length === 0) return null;
  return (
    <>
      <SectionHeading>What it should change</SectionHeading>
      <table className={styles.measures}>
        <thead>
          <tr>
            <th scope="col">
              <VisuallyHidden>Measure</VisuallyHidden>
            </th>
            <th scope="col">now</th>
            <th scope="col">wanted</th>
          </tr>
        </thead>
        <tbody>
          {plan.measures.map((measure) => (
            <tr key={measure.id}>
              <th scope="row">{measure.name}</th>
              <td>{measure.now || '–'}</td>
              <td>
                <b>{measure.wanted || '–'}</b>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** Her approvals, then anything else, then the sentence that says that this is all. */
function NeedsYou() {
  const { plan, today } = useEditing();
  const reader = useReader();
  const approvals = approvalsOf(plan, reader);
  const others = othersOf(plan, reader, approvals);
  const needs = approvals.filter((s) => isMineToDecide(plan, s, reader)).length + others.length;
  return (
    <>
      {approvals.length + others.length > 0 && (
        <>
          <SectionHeading>Yours</SectionHeading>
          <Card>
            {approvals.map((step) => (
              <CardItem
                key={step.id}
                title={step.title}
                href={paths.planApprove(plan.id, step.id)}
                sub={approvalWords(plan, step, reader, today)}
              />
            ))}
            {others.slice(0, most).map(({ id, layer, title, sub, href }) => (
              <CardItem key={id} title={title} href={href} sub={<Tagged thing={{ layer }}>{sub}</Tagged>} />
            ))}
          </Card>
        </>
      )}
      {others.length > most ? (
        <p className={styles.calm}>And {others.length - most} more, in the whole plan.</p>
      ) : (
        <p className={styles.calm}>
          <Node kind="task" state="done" />
          {needs > 0 ? 'Nothing else needs you.' : 'Nothing needs you now.'}
        </p>
      )}
    </>
  );
}

/** More than these and it is not a glance. */
const most = 2;

/** Agreed or asked for, and hers: open ones only. */
const approvalsOf = (plan: Plan, { stakeholderId }: PlanReader): Step[] =>
  plan.steps
    .filter(
      (s) =>
        s.type === 'approval' &&
        isOpen(s) &&
        (s.agreement === 'agreed' || s.agreement === 'proposed') &&
        isApprover(s, stakeholderId),
    )
    .sort((a, b) => (a.dueDay && b.dueDay ? compareDays(a.dueDay, b.dueDay) : a.dueDay ? -1 : 1));

/** "You decide by Fri 18 Dec." */
function approvalWords(plan: Plan, step: Step, reader: PlanReader, today: Day): string {
  const said = decisionOfReader(plan, step, reader.stakeholderId);
  const awaited = said && awaitedBy(plan, said);
  const asked = findPerson(plan, awaited?.request?.of ?? null);
  if (awaited && asked)
    return `You asked ${firstName(asked.name)} for more${awaited.request ? `, by ${shortDay(awaited.request.by, today)}` : ''}.`;
  const by = step.dueDay ? ` by ${shortDay(step.dueDay, today)}` : '';
  if (!reader.sealed && !isMineToDecide(plan, step, reader))
    return said && said.outcome !== 'withdrawn'
      ? `You ${saidWords(said, true)} on ${shortDay(said.on, today)}. It is still open.`
      : `${whoDecides(plan, step, reader.stakeholderId)} A letter tells you when it is your turn.`;
  const waits = isBlocked(plan, step) ? ` ${waitsFor(plan, step, today)}` : '';
  if (reader.stakeholderId && isOutdatedFor(plan, step, reader.stakeholderId))
    return `It was changed since you approved it. You decide again${by}.${waits}`;
  const answered = said && evidenceAnswered(plan, said);
  return `${answered ? `${answered} ` : ''}You decide${by}.${waits}`;
}

interface Other {
  id: string;
  layer: Layer;
  title: string;
  sub: string;
  href: string;
}

/** What else waits for her: offers, work of her own, and what somebody asked her in writing. */
function othersOf(plan: Plan, reader: PlanReader, approvals: readonly Step[]): Other[] {
  const { toAnswer, toDo } = yoursOf(plan, reader.side, reader.stakeholderId, reader.pointPerson);
  const steps = [...toAnswer.flatMap(({ step }) => step ?? []), ...toDo].filter(
    (step, index, all) =>
      !approvals.includes(step) && step.type !== 'approval' && all.indexOf(step) === index,
  );
  return [
    ...plan.comments
      .filter((c) => isOpenRequest(c) && c.request?.of === reader.stakeholderId)
      .map((c) => ({
        id: c.id,
        layer: c.layer,
        title: `${firstName(c.byName)} asks you`,
        sub: c.text,
        href: answeringAt(
          c.stepId ? paths.planStep(plan.id, c.stepId) : paths.planAsk(plan.id),
          c.id,
          'written',
        ),
      })),
    // Who decides an approval is asked about its day as well, and answers that where the step is.
    ...toAnswer.flatMap(({ step, offer }) =>
      step?.type === 'approval' && offer.terms.field !== 'step'
        ? [
            {
              ...{ id: offer.id, layer: offer.layer, title: step.title },
              sub: offerSentence(plan, offer, reader.personId),
              href: paths.planStep(plan.id, step.id),
            },
          ]
        : [],
    ),
    ...steps.map((step) => ({
      id: step.id,
      layer: step.layer,
      title: step.title,
      sub: step.dueDay ? `By ${shortDay(step.dueDay)}` : 'No day yet',
      href: paths.planStep(plan.id, step.id),
    })),
  ];
}

/** Who leads it at her own side; where that is herself, who leads it at the other. */
function AskSomebody() {
  const { plan } = useEditing();
  const reader = useReader();
  const leads = [
    ...pointPersons(plan, reader.side),
    ...plan.people.filter((p) => p.side !== reader.side && p.pointPerson),
  ];
  const asked = leads.find((p) => p.id !== reader.stakeholderId);
  if (!asked) return null;
  return (
    <ButtonLink href={paths.planAsk(plan.id)} size="l">
      Ask {firstName(asked.name)}
    </ButtonLink>
  );
}
