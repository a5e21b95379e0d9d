import { type Approver, approversOf, isYes, speaksFor, stillToDecide } from '#app/domain/approval.ts';
import { alterations } from '#app/domain/approval-difference.ts';
import type { Outcome } from '#app/domain/attachment.ts';
import { compareDays, type Day, formatTime } from '#app/domain/day.ts';
import type { News } from '#app/domain/mail-line.ts';
import { countedStepsOf, currentMilestone, milestoneDay, outlinedIn } from '#app/domain/milestone.ts';
import { findPerson, findStep, type Plan, personOf, type Step, sideName } from '#app/domain/plan.ts';
import { capital, firstName, inWords, listed, ownerName } from '#app/domain/plan-words.ts';
import { findComment } from '#app/domain/thread.ts';
import * as paths from '#app/http/paths.ts';
import type { EmailMessage } from '#emails/index.ts';
import type { PlanLetter } from '#emails/plan-letter.ts';
import { markedSentencesOf } from './also.ts';
import { digest, isAmongYours, isDigest, isStillRight } from './digest.ts';
import { ifSlipsOf } from './if-slips.ts';
import { base, bothSides } from './letter-base.ts';
import { dayInWords, dayText } from './live-day.ts';
import { healthTold, milestoneChanged, paced } from './milestone-letters.ts';
import {
  commentIn,
  decisionIn,
  milestoneIn,
  moveOf,
  type NewsLetter,
  stepIn,
  stepMoveOf,
} from './news-facts.ts';
import { answerIn, dayAsked, namesOf, proposalOf } from './questions.ts';
import { reminder } from './reminder-letter.ts';
import { lastActIn, moveIn, putOffIn, reopeningOf } from './story.ts';
import { takenBackIn } from './taken-back.ts';

/** The one letter a window becomes: its first news leads, the rest are sentences beneath. */
export function newsMessage(letter: NewsLetter): EmailMessage {
  const [lead] = letter.told;
  if (!lead) throw new Error('A letter without news is not written');
  // Questions and answers are read together, so all of them are in the letter that one of them leads.
  const together = lead.kind === 'proposed' || lead.kind === 'answered';
  const inside = together ? letter.told.filter(({ kind }) => kind === lead.kind) : toldWith(letter, lead);
  if (isDigest(letter, inside)) return digest(letter);
  const beneath = letter.told.filter(
    (line) => !inside.includes(line) && !isAmongYours(line) && !isStillRight(line),
  );
  const onTop = letter.brief ? [] : beneath.filter((line) => isWrittenWith(line, lead));
  const rest = beneath.filter((line) => !onTop.includes(line));
  return singleLetter({ ...letter, onTop }, lead, inside, markedSentencesOf(letter, rest));
}

/** Somebody's words about the very step that the news is of. */
const isWrittenWith = (line: News, lead: News): boolean =>
  line.kind === 'commented' && Boolean(lead.refs.stepId) && line.refs.stepId === lead.refs.stepId;

function singleLetter(letter: NewsLetter, lead: News, inside: News[], also: string[]): EmailMessage {
  switch (lead.kind) {
    case 'milestoneReached':
      return reached(letter, lead, also);
    case 'milestoneReopened':
      return reopened(letter, lead, also);
    case 'milestoneMoved':
      return moved(letter, lead, also);
    case 'healthChanged':
      return healthTold(letter, lead, also);
    case 'milestonePaced':
      return paced(letter, lead, also);
    case 'milestoneAdded':
    case 'milestoneRemoved':
    case 'milestoneRenamed':
      return milestoneChanged(letter, lead, also);
    case 'proposed':
      return proposed(letter, inside, also);
    case 'answered':
      return answered(letter, inside, also);
    case 'dayMoved':
      return dayMoved(letter, lead, also);
    case 'takenBack':
      return takenBack(letter, lead, also);
    case 'yourTurn':
      return yourTurn(letter, lead, also);
    case 'stillRight':
      return digest(letter);
    case 'reminder':
      return reminder(letter, lead, also);
    case 'approvalAsked':
      return approvalAsked(letter, lead, also);
    case 'approvalOutdated':
      return approvalOutdated(letter, lead, also);
    case 'approvalDecided':
      return approvalDecided(letter, inside, also);
    case 'requestAsked':
    case 'requestAnswered':
    case 'mentioned':
    case 'commented':
      return writtenToYou(letter, lead, lead.kind, also);
  }
}

/** Several yeses to one approval are one piece of news. */
function toldWith({ told, view, own }: NewsLetter, lead: News): News[] {
  const isYesTo = ({ kind, layer, refs }: News) => {
    const { decisions } = layer === 'shared' ? view : own;
    const said = decisions.find(({ id }) => kind === 'approvalDecided' && id === refs.decisionId);
    return said !== undefined && isYes(said.outcome) && refs.stepId === lead.refs.stepId;
  };
  return isYesTo(lead) ? told.filter(isYesTo) : [lead];
}

function reached(letter: NewsLetter, { refs }: News, also: string[]): EmailMessage {
  const { view, story, reader } = letter;
  const milestone = milestoneIn(view, refs.milestoneId);
  const steps = countedStepsOf(view, milestone.id);
  const { day, dashed } = milestoneDay(view, milestone.id);
  const next = toPropose(letter);
  return {
    kind: 'milestone-reached',
    props: {
      ...base(letter, {
        also: next ? [...also, next] : also,
        label: next ? 'Propose what comes next' : 'See what is next',
        why: bothSides(letter),
        goodNews: true,
      }),
      milestone: milestone.name,
      lastAct: lastActIn(view, story, milestone.id, steps, reader.personId),
      onTheDay: !dashed && day !== null && day === milestone.reachedOn,
      reachedCount: view.milestones.filter((m) => m.reachedOn !== null).length,
      milestoneCount: view.milestones.length,
    },
  };
}

/** Who leads their side proposes what was left an outline until here: nobody is asked for it before. */
function toPropose({ view, reader }: NewsLetter): string | null {
  const next = currentMilestone(view);
  const count = next ? outlinedIn(view, next.id).length : 0;
  const leads = personOf(view, reader.personId)?.pointPerson ?? false;
  if (!next || count === 0 || !leads) return null;
  const steps = count === 1 ? 'One step is' : `${capital(inWords(count))} steps are`;
  return `${steps} in outline for ${next.name}: nobody is asked until you or the other side proposes them.`;
}

function reopened(letter: NewsLetter, { refs }: News, also: string[]): EmailMessage {
  const { view, story, today, reader } = letter;
  const milestone = milestoneIn(view, refs.milestoneId);
  const { day, dashed } = milestoneDay(view, milestone.id);
  return {
    kind: 'milestone-reopened',
    props: {
      ...base(letter, { also, label: 'See what is open', why: bothSides(letter) }),
      milestone: milestone.name,
      because: reopeningOf(view, story, milestone.id, reader.personId),
      // A day that has passed is not its day "now".
      ...(day && !dashed && compareDays(day, today) >= 0 && { by: dayText(day, today) }),
    },
  };
}

function moved(letter: NewsLetter, line: News, also: string[]): EmailMessage {
  const { view, story, today, reader } = letter;
  const { milestone, from, to } = moveOf(view, line);
  const day = (d: Day) => dayText(d, today);
  const why = moveIn(view, story, { milestoneId: milestone.id, reader: reader.personId, day });
  const part = base(letter, { also, label: 'See the change', why: bothSides(letter) });
  return {
    kind: 'milestone-moved',
    props: {
      ...part,
      milestone: milestone.name,
      from: dayText(from, today),
      to: dayText(to, today),
      toInWords: dayInWords(to, today),
      moved: 'agreedDay',
      ...(why && { why }),
      effect: effectOn(view, to, part.plan.liveDay),
      ...(compareDays(to, from) > 0 && ifSlipsOf(putOffIn(view, story, milestone.id))),
    },
  };
}

function effectOn(view: Plan, to: Day, { text, was }: PlanLetter['plan']['liveDay']): string {
  const { liveDay } = view.goal;
  if (was) return `The live day is another one too: ${text} instead of ${was}.`;
  if (liveDay && compareDays(to, liveDay) > 0)
    return `That is later than the live day, ${text}, which nobody has changed.`;
  return `The live day stays ${text}.`;
}

function proposed(letter: NewsLetter, lines: News[], also: string[]): EmailMessage {
  const { view, today } = letter;
  const offers = lines.flatMap(({ refs }) => view.offers.find(({ id }) => id === refs.offerId) ?? []);
  const days = offers.flatMap((offer) => (dayAsked(view, offer) ? [dayAsked(view, offer) as Day] : []));
  const until = [...days].sort(compareDays).at(-1);
  const one = offers.length === 1 ? offers[0] : undefined;
  const step = one?.stepId ? findStep(view, one.stepId) : undefined;
  return {
    kind: 'proposed-to-you',
    props: {
      ...base(letter, {
        also,
        label: one
          ? one.terms.field === 'done'
            ? 'Answer'
            : 'Say yes, or change it'
          : 'Say yes, or change any day',
        why: 'You get this because these questions are yours to answer.',
        asked: offers.map(({ id }) => id),
        ...(step && { path: paths.planStep(view.id, step.id), step }),
      }),
      proposerName: namesOf(
        view,
        offers.map(({ by }) => by),
      ),
      proposals: offers.map((offer) => proposalOf(view, offer, today)),
      ...(until && offers.length > 1 && { untilInWords: dayInWords(until, today) }),
    },
  };
}

function answered(letter: NewsLetter, lines: News[], also: string[]): EmailMessage {
  const { view, today } = letter;
  const who = namesOf(
    view,
    lines.flatMap(({ refs }) => refs.by ?? []),
  );
  const answers = lines.map((line) => answerIn(view, line, today));
  const [only, ...more] = answers;
  // Another day in answer to one's own is a question the other way round.
  const asks = only?.answer === 'change' && more.length === 0;
  const step = asks ? findStep(view, lines[0]?.refs.stepId ?? '') : undefined;
  return {
    kind: 'answered',
    props: {
      ...base(letter, {
        also,
        label: answers.some(({ answer }) => answer === 'change')
          ? 'Say yes, or change it'
          : 'See the answers',
        why: `You get this because you asked ${who}.`,
        ...(step && { step }),
      }),
      answererName: who,
      answers,
    },
  };
}

function dayMoved(letter: NewsLetter, line: News, also: string[]): EmailMessage {
  const { view, own, reader, today } = letter;
  const { step, from, to, because } = stepMoveOf(letter, line);
  return {
    kind: 'day-moved',
    props: {
      ...base(letter, {
        also,
        label: 'Open the step',
        path: paths.planStep(view.id, step.id),
        why: 'You get this because the step is yours.',
        ...(line.layer === 'shared' && { step }),
      }),
      ...{ title: step.title, because },
      ...(compareDays(to, from) > 0 && ifSlipsOf(step)),
      ...{ from: dayText(from, today), to: dayText(to, today), toInWords: dayInWords(to, today) },
      ...(line.layer !== 'shared' && { onlyFor: sideName(own, reader.side) }),
    },
  };
}

function takenBack(letter: NewsLetter, line: News, also: string[]): EmailMessage {
  const { says, now, stepId } = takenBackIn(letter, line);
  const { view, own, reader } = letter;
  return {
    kind: 'taken-back',
    props: {
      ...base(letter, {
        also,
        label: stepId ? 'Open the step' : 'See the plan',
        ...(stepId && { path: paths.planStep(view.id, stepId) }),
        why: 'You get this because an earlier letter told you otherwise.',
      }),
      says: capital(says),
      now,
      ...(line.layer !== 'shared' && { onlyFor: sideName(own, reader.side) }),
    },
  };
}

function yourTurn(letter: NewsLetter, line: News, also: string[]): EmailMessage {
  const { view, own, today } = letter;
  const plan = line.layer === 'shared' ? view : own;
  const step = stepIn(plan, line.refs.stepId);
  return {
    kind: 'your-turn',
    props: {
      ...base(letter, {
        also,
        label: 'Open the step',
        path: paths.planStep(view.id, step.id),
        why: 'You get this because the step is yours and nothing holds it up.',
        ...(line.layer === 'shared' && { step }),
      }),
      step: {
        title: step.title,
        by: step.dueDay ? dayText(step.dueDay, today) : '',
        byInWords: step.dueDay ? dayInWords(step.dueDay, today) : '',
        ...(step.ask && { whatIsAsked: step.ask }),
        ...(step.doneWhen && { doneWhen: step.doneWhen }),
      },
      because: readyBecause(plan, step),
    },
  };
}

function approvalAsked(letter: NewsLetter, line: News, also: string[]): EmailMessage {
  const { view, own, reader, today } = letter;
  const step = stepIn(line.layer === 'shared' ? view : own, line.refs.stepId);
  const parts = approversOf(line.layer === 'shared' ? view : own, step);
  const isReader = ({ standIn, person }: Approver) => (standIn ?? person)?.personId === reader.personId;
  const mine = parts.find(isReader);
  return {
    kind: 'approval-asked',
    props: {
      ...base(letter, {
        also,
        label: 'Read and decide',
        path: paths.planApprove(view.id, step.id),
        why: 'You get this because you are asked to decide this.',
      }),
      title: step.title,
      by: step.dueDay ? dayText(step.dueDay, today) : '',
      byInWords: step.dueDay ? dayInWords(step.dueDay, today) : '',
      ...(step.ask && { whatExactly: step.ask }),
      ...(mine?.standIn && mine.person && { inPlaceOf: mine.person.name }),
      others: parts
        .filter((part) => !isReader(part))
        .map(({ owner, standIn }) =>
          standIn ? `${standIn.name}, in place of ${ownerName(view, owner)}` : ownerName(view, owner),
        ),
    },
  };
}

function approvalDecided(letter: NewsLetter, lines: News[], also: string[]): EmailMessage {
  const { view, own, today } = letter;
  const [line] = lines;
  if (!line) throw new Error('News of a decision names one');
  const plan = line.layer === 'shared' ? view : own;
  const { decision, step } = decisionIn(plan, line);
  const told = lines.map((each) => decisionIn(plan, each).decision);
  const conditions = told.flatMap((said) =>
    said.conditions.flatMap(({ stepId }) => findStep(plan, stepId) ?? []),
  );
  const others = approversOf(plan, step).filter(
    ({ owner }) => !told.some((said) => speaksFor(said) === owner.stakeholderId),
  );
  const whoSaid = (matches: (outcome: Outcome) => boolean) =>
    others.flatMap(({ decision: said, counts }) => (said && counts && matches(counts) ? said.byName : []));
  const oneIsEnough = step.decidedBy === 'anyone';
  const isSettled = oneIsEnough && step.status === 'done';
  return {
    kind: 'approval-decided',
    props: {
      ...base(letter, {
        also,
        label: 'See what is next',
        path: paths.planApprove(view.id, step.id),
        why: bothSides(letter),
      }),
      title: step.title,
      decider: listed(told.map(({ byName }) => byName)),
      outcome: conditions.length > 0 ? 'approvedWithConditions' : decision.outcome,
      conditions: conditions.map((condition) => ({
        title: condition.title,
        who: listed(condition.owners.map((owner) => ownerName(plan, owner))),
        by: condition.dueDay ? dayText(condition.dueDay, today) : '',
      })),
      ...(decision.missing && { missing: decision.missing }),
      saidYes: whoSaid(isYes),
      saidNo: whoSaid((outcome) => outcome === 'rejected'),
      waitingFor: stillToDecide(plan, step)
        .filter(({ id }) => !told.some(({ by }) => by === id))
        .map(({ name }) => name),
      nameNeeded: isSettled
        ? []
        : others.flatMap(({ owner, person }) => (person ? [] : ownerName(plan, owner))),
      oneIsEnough,
      standIns: told.flatMap(({ byName, forId }) =>
        forId === null ? [] : { name: byName, of: findPerson(plan, forId)?.name ?? 'a colleague' },
      ),
    },
  };
}

/** What they said yes to, and what stands there now. */
function approvalOutdated(letter: NewsLetter, line: News, also: string[]): EmailMessage {
  const { view, own, reader, today } = letter;
  const plan = line.layer === 'shared' ? view : own;
  const step = stepIn(plan, line.refs.stepId);
  const mine = approversOf(plan, step).find((a) => (a.standIn ?? a.person)?.personId === reader.personId);
  return {
    kind: 'approval-outdated',
    props: {
      ...base(letter, {
        also,
        label: 'Read and decide',
        path: paths.planApprove(view.id, step.id),
        why: 'You get this because you said yes to something that was changed since.',
      }),
      title: step.title,
      by: step.dueDay ? dayText(step.dueDay, today) : '',
      differences: mine?.decision ? alterations(plan, step, mine.decision) : [],
    },
  };
}

const writtenAs = {
  requestAsked: { about: 'request', label: 'Answer', why: 'asked you' },
  requestAnswered: { about: 'answer', label: 'Read it in the plan', why: 'answered what you asked' },
  mentioned: { about: 'mention', label: 'Reply', why: 'named you' },
  commented: { about: 'comment', label: 'Reply', why: 'wrote about a step of yours' },
} as const;

function writtenToYou(
  letter: NewsLetter,
  line: News,
  kind: keyof typeof writtenAs,
  also: string[],
): EmailMessage {
  const { view, own, reader, today } = letter;
  const plan = line.layer === 'shared' ? view : own;
  const { comment, title } = commentIn(plan, line);
  const { about, label, why } = writtenAs[kind];
  const by = comment.request?.by;
  const asked = findComment(plan, comment.answers);
  const writer = firstName(comment.byName);
  return {
    kind: 'written-to-you',
    props: {
      ...base(letter, {
        also,
        label,
        asked: about === 'request' ? [comment.id] : [],
        ...(comment.stepId && title && { path: paths.planStep(view.id, comment.stepId) }),
        why: `You get this because ${writer} ${why}.`,
      }),
      about,
      writerName: writer,
      title,
      words: comment.text,
      ...(by && about === 'request' && { by: dayText(by, today), byInWords: dayInWords(by, today) }),
      ...(about === 'request' &&
        comment.request?.promised && { promised: formatTime(comment.request.promised, plan.zone, today) }),
      ...(asked && about === 'answer' && { asked: asked.text }),
      ...(comment.layer !== 'shared' && { onlyFor: sideName(plan, reader.side) }),
    },
  };
}

function readyBecause(plan: Plan, step: Step): string {
  const before = plan.dependencies
    .filter(({ stepId }) => stepId === step.id)
    .flatMap(({ afterId }) => findStep(plan, afterId) ?? []);
  if (before.length === 0) return 'This is agreed, and nothing holds it up.';
  const names = listed(before.map(({ title }) => `“${title}”`));
  return `${names} ${before.length === 1 ? 'is' : 'are'} behind us, so this can start.`;
}
