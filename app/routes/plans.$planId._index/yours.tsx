import { AnswerCard } from '#app/components/answer-card.tsx';
import {
  AskedCard,
  OwnRequestCard,
  useAskedByReader,
  useAskedOfReader,
} from '#app/components/asked-card.tsx';
import { AwayCard } from '#app/components/away-card.tsx';
import { DelayCostLine } from '#app/components/delay-cost.tsx';
import { HandedOver } from '#app/components/handed-over.tsx';
import { InTouchCard } from '#app/components/in-touch-card.tsx';
import { LinePicture } from '#app/components/line-picture.tsx';
import { LiveSentence } from '#app/components/live-day.tsx';
import { OwnQuestionCard, OwnStepCard } from '#app/components/own-step-card.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { PlanFrame, useHere } from '#app/components/plan-frame.tsx';
import { PlanLineNow } from '#app/components/plan-line-now.tsx';
import { useReader } from '#app/components/plan-reader.ts';
import { SectionHeading } from '#app/components/section-heading.tsx';
import { SentenceBar } from '#app/components/sentence-bar.tsx';
import { compareDays } from '#app/domain/day.ts';
import { isMeetingsShown } from '#app/domain/meetings.ts';
import { isOpen, offerOn, type Plan, type Step } from '#app/domain/plan.ts';
import { inWords, isLate } from '#app/domain/plan-words.ts';
import { isTimelineShown } from '#app/domain/timeline/shown.ts';
import { isFinished, isReady } from '#app/domain/turn.ts';
import { waitingSentence } from '#app/domain/waiting.ts';
import { yoursOf } from '#app/domain/yours.ts';
import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import { Card } from '#app/ui/card.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { ProposeNext } from './propose-next.tsx';
import { SayYesToAll } from './say-yes-to-all.tsx';
import { TheirSteps } from './their-steps.tsx';
import styles from './yours.module.css';

/** What waits for the reader, the most urgent first, and what the other side does meanwhile. */
export function Yours() {
  const { plan, today } = useEditing();
  const reader = useReader();
  const here = useHere();
  const yours = yoursOf(plan, reader.side, reader.stakeholderId, reader.pointPerson);
  const toDo = inOrderOfDays(yours.toDo, plan);
  const main = toDo.find((s) => isReady(plan, s));
  const others = toDo.filter((s) => s !== main);
  const questions = ownQuestions(plan, reader.personId, yours.toDo);
  const asked = useAskedOfReader();
  const requests = useAskedByReader();
  const count = yours.toAnswer.length + toDo.length + asked.length;
  const answers = yours.toAnswer.map(({ offer, step, goesOn }) => (
    <AnswerCard key={offer.id} offer={offer} step={step} goesOn={goesOn} back={here} />
  ));
  // Whether something is done is answered one by one.
  const yeses = yours.toAnswer.flatMap(({ offer }) => (offer.terms.field === 'done' ? [] : [offer]));
  const mainCard = main && <OwnStepCard key={main.id} step={main} isMain back={here} />;
  const isMainLate = main !== undefined && isLate(plan, main, today);
  const waiting = waitingSentence(plan, reader.personId, today);
  return (
    <PlanFrame
      current="yours"
      header={
        <>
          <PageHeading title={plan.goal.objective} />
          <PlanLineNow />
          <SentenceBar end={waiting?.waiting ? `${waiting.sentence}.` : undefined}>
            <LiveSentence />
          </SentenceBar>
          <DelayCostLine />
        </>
      }
      aside={
        yours.theirs.length > 0 ? (
          <div className={styles.aside}>
            <TheirSteps title={`What ${plan.sellerName} does for you`} steps={yours.theirs} />
          </div>
        ) : undefined
      }
    >
      <div className={styles.own}>
        <AwayCard />
        <SectionHeading aside={waitsInWords(yours.toAnswer.length, toDo.length)}>Yours</SectionHeading>
        <Card>
          {isMainLate && mainCard}
          {yeses.length > 1 && (
            <div className={styles.all}>
              <SayYesToAll offers={yeses} back={here} />
            </div>
          )}
          {answers}
          {!isMainLate && mainCard}
          {others.map((step) => (
            <OwnStepCard key={step.id} step={step} back={here} />
          ))}
          {count === 0 && (
            <EmptyState picture={<LinePicture kind="allDone" />}>
              {nothingWaits(plan, yours.theirs)}
            </EmptyState>
          )}
        </Card>
        <HandedOver back={here} />
        <ProposeNext back={here} />
        {asked.length > 0 && (
          <>
            <SectionHeading aside={asked.length}>Asked of you</SectionHeading>
            <Card>
              {asked.map((request) => (
                <AskedCard key={request.id} request={request} />
              ))}
            </Card>
          </>
        )}
        {questions.length > 0 && (
          <>
            <SectionHeading aside={questions.length}>{`With ${plan.sellerName} to answer`}</SectionHeading>
            <Card>
              {questions.map((step) => (
                <OwnQuestionCard key={step.id} step={step} back={here} />
              ))}
            </Card>
          </>
        )}
        {requests.length > 0 && (
          <>
            <SectionHeading aside={requests.length}>Asked by you</SectionHeading>
            <Card>
              {requests.map((request) => (
                <OwnRequestCard key={request.id} request={request} back={here} />
              ))}
            </Card>
          </>
        )}
        <InTouchCard />
        <p className={styles.more}>
          <a href={paths.planSummary(plan.id)}>The case on one page</a>, to print or pass on to who decides.
        </p>
        {isMeetingsShown(plan) && (
          <p className={styles.more}>
            <a href={paths.planMeetings(plan.id)}>The meetings</a>, coming and closed.
          </p>
        )}
        {isTimelineShown(plan) && (
          <p className={styles.more}>
            <a href={paths.planTimeline(plan.id)}>The plan day by day</a>, and where today’s pace leads.
          </p>
        )}
      </div>
    </PlanFrame>
  );
}

/** "3 to answer, 5 to do": the first number is the one in the bar. */
const waitsInWords = (toAnswer: number, toDo: number): string | undefined =>
  [toAnswer > 0 && `${toAnswer} to answer`, toDo > 0 && `${toDo} to do`].filter(Boolean).join(', ') ||
  undefined;

/** Ready before waiting, then by day; without a day last. */
function inOrderOfDays(steps: readonly Step[], plan: Plan): Step[] {
  const waits = (step: Step) => (isReady(plan, step) ? 0 : 1);
  return [...steps].sort((a, b) => {
    if (waits(a) !== waits(b)) return waits(a) - waits(b);
    if (a.dueDay && b.dueDay) return compareDays(a.dueDay, b.dueDay);
    return a.dueDay ? -1 : b.dueDay ? 1 : 0;
  });
}

/** Steps of one's own side that this reader has asked the other side about, and that nobody has agreed yet. */
const ownQuestions = (plan: Plan, personId: string, toDo: readonly Step[]): Step[] =>
  plan.steps.filter(
    (s) =>
      isOpen(s) &&
      offerOn(plan, s.id)?.by === personId &&
      s.owners.some((o) => o.side === 'buyer') &&
      !toDo.includes(s),
  );

/** "Nothing waits for you. Northwind has two steps open." */
export function nothingWaits(plan: Plan, theirs: readonly Step[]): string {
  const n = theirs.length;
  if (n > 0)
    return `Nothing waits for you. ${plan.sellerName} has ${inWords(n)} ${n === 1 ? 'step' : 'steps'} open.`;
  return isFinished(plan)
    ? 'Nothing waits for you. Everything on this plan is done.'
    : 'Nothing waits for you.';
}
