import { DelayCostLine } from '#app/components/delay-cost.tsx';
import { LinePicture } from '#app/components/line-picture.tsx';
import { LiveDay, LiveDayForm } from '#app/components/live-day.tsx';
import { useOpened } from '#app/components/opened.tsx';
import { PlanLineNow } from '#app/components/plan-line-now.tsx';
import { useReader } from '#app/components/plan-reader.ts';
import { SentenceBar } from '#app/components/sentence-bar.tsx';
import { StandingWords } from '#app/components/standing-words.tsx';
import { shortDay } from '#app/domain/day.ts';
import { isDraft } from '#app/domain/plan.ts';
import { standingOf } from '#app/domain/standing.ts';
import { waitingSentence } from '#app/domain/waiting.ts';
import { useEditing } from '#app/live/editing.ts';
import { Card } from '#app/ui/card.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { GoalOver, GoalTitle } from './goal-title.tsx';
import { NextMoveButton } from './next-move-button.tsx';
import { OfferAnswer } from './offer-answer.tsx';
import styles from './plan-header.module.css';
import { nextMove, quietSince, sharingSentence } from './plan-next.ts';
import { PlanShortfall } from './plan-shortfall.tsx';

/** Goal, line and sentence: how the plan stands, before any of its steps. */
export function PlanHeader({ isPageTitle = true }: { isPageTitle?: boolean }) {
  const { plan, today } = useEditing();
  const reader = useReader();
  const { path } = useOpened();
  const since = quietSince(plan);
  const move = nextMove(plan, reader);
  const waiting = waitingSentence(plan, reader.personId, today);
  const nothingNext = waiting?.waiting === false;
  const standing = standingOf(plan, today);
  const noEnd = plan.goal.liveDay === null;
  return (
    <>
      <div className={styles.head}>
        <div className={styles.words} data-goal="">
          <p className={styles.over}>
            <GoalOver />
          </p>
          <GoalTitle isPageTitle={isPageTitle} />
        </div>
        {move && !nothingNext && !noEnd && (
          <div data-print="no">
            <NextMoveButton move={move} />
          </div>
        )}
      </div>
      {noEnd ? <NoLiveDay /> : <PlanLineNow />}
      <SentenceBar end={<Standing />}>
        <LiveDay bare={nothingNext} />
      </SentenceBar>
      <LiveDayForm />
      <DelayCostLine />
      <PlanShortfall />
      {plan.offers.some((o) => o.subject === 'goal') && (
        <div id="goal-offers" className={styles.offers}>
          {plan.offers
            .filter((o) => o.subject === 'goal')
            .map((offer) => (
              <OfferAnswer key={offer.id} offer={offer} back={path} />
            ))}
        </div>
      )}
      {nothingNext && (
        <div className={styles.alarm}>
          <Card>
            <EmptyState
              picture={<LinePicture kind="nothingNext" />}
              title={standing ? <StandingWords standing={standing} /> : waiting.sentence}
              actions={move && <NextMoveButton move={move} />}
            >
              {since && `Since ${shortDay(since, today)}. `}Plans that stand like this end quietly.
            </EmptyState>
          </Card>
        </div>
      )}
    </>
  );
}

/** A plan starts at its end. */
function NoLiveDay() {
  const { plan } = useEditing();
  const reader = useReader();
  return (
    <div className={styles.alarm}>
      <Card>
        <EmptyState
          picture={<LinePicture kind="empty" />}
          actions={reader.canEdit && <NextMoveButton move={{ kind: 'setLiveDay' }} />}
        >
          A plan starts at its end: the day {plan.goal.buyerName} is live.
        </EmptyState>
      </Card>
    </div>
  );
}

/** Whose turn it is; in a draft, who sees it and what sharing will do. */
function Standing() {
  const { plan, actor, today } = useEditing();
  const reader = useReader();
  if (isDraft(plan))
    return (
      <>
        <b>Only {plan.sellerName} sees this plan.</b>{' '}
        {plan.goal.liveDay !== null && sharingSentence(plan, actor, today)}
      </>
    );
  const waiting = waitingSentence(plan, reader.personId, today);
  return waiting?.waiting ? <b>{waiting.sentence}.</b> : null;
}
