import { stillToDecide } from '#app/domain/approval.ts';
import { findComment } from '#app/domain/comment.ts';
import { compareDays, type Day } from '#app/domain/day.ts';
import type { News } from '#app/domain/mail-window.ts';
import { countedStepsOf, milestoneDay } from '#app/domain/milestone.ts';
import { findStep, type Plan, type Step, sideName } from '#app/domain/plan.ts';
import { firstName, listed, ownerName } from '#app/domain/plan-words.ts';
import * as paths from '#app/http/paths.ts';
import type { EmailMessage } from '#emails/index.ts';
import { counted } from '#emails/phrases.ts';
import type { PlanLetter } from '#emails/plan-letter.ts';
import { sentencesOf } from './also.ts';
import { dayInWords, dayText } from './live-day.ts';
import { commentIn, decisionIn, milestoneIn, moveOf, type NewsLetter, stepIn } from './news-facts.ts';
import { planPart } from './plan-part.ts';
import { answerIn, dayAsked, namesOf, proposalOf } from './questions.ts';
import { lastActIn, liveDayBefore, moveIn, reopeningOf } from './story.ts';

/** The one letter a window becomes: its first news leads, the rest are sentences beneath. */
export function newsMessage(letter: NewsLetter): EmailMessage {
  const [lead] = letter.told;
  if (!lead) throw new Error('A letter without news is not written');
  // Questions and answers are read together, so all of them are in the letter that one of them leads.
  const together = lead.kind === 'proposed' || lead.kind === 'answered';
  const inside = together ? letter.told.filter(({ kind }) => kind === lead.kind) : [lead];
  const also = sentencesOf(
    letter,
    letter.told.filter((line) => !inside.includes(line) && !isAmongYours(line)),
  );
  switch (lead.kind) {
    case 'milestoneReached':
      return reached(letter, lead, also);
    case 'milestoneReopened':
      return reopened(letter, lead, also);
    case 'milestoneMoved':
      return moved(letter, lead, also);
    case 'proposed':
      return proposed(letter, inside, also);
    case 'answered':
      return answered(letter, inside, also);
    case 'yourTurn':
      return yourTurn(letter, lead, also);
    case 'approvalAsked':
      return approvalAsked(letter, lead, also);
    case 'approvalDecided':
      return approvalDecided(letter, lead, also);
    case 'requestAsked':
    case 'requestAnswered':
    case 'mentioned':
    case 'commented':
      return writtenToYou(letter, lead, lead.kind, also);
  }
}

/** A shared step of the reader's stands among what is theirs, day and all; only a private one needs a sentence. */
const isAmongYours = ({ kind, layer }: News): boolean => kind === 'yourTurn' && layer === 'shared';

interface Parts {
  also: string[];
  label: string;
  path?: string;
  why: string;
  asked?: string[];
  goodNews?: boolean;
}

function base(
  letter: NewsLetter,
  { also, label, path, why, asked = [], goodNews = false }: Parts,
): PlanLetter {
  const { view, reader, sender, today, story, appUrl, stopUrl } = letter;
  return {
    reader: { firstName: firstName(reader.name), side: reader.side },
    sender,
    plan: planPart(view, {
      personId: reader.personId,
      side: reader.side,
      today,
      liveWas: liveDayBefore(story),
      asked,
      goodNews,
    }),
    button: { label, url: appUrl + (path ?? paths.plan(view.id)) },
    footer: { why, stopUrl },
    also,
  };
}

const bothSides = ({ view }: NewsLetter) =>
  `You get this because you are on the plan of ${view.goal.buyerName} and ${view.sellerName}, and letters about milestones go to both sides.`;

function reached(letter: NewsLetter, { refs }: News, also: string[]): EmailMessage {
  const { view, story } = letter;
  const milestone = milestoneIn(view, refs.milestoneId);
  const steps = countedStepsOf(view, milestone.id);
  const { day, dashed } = milestoneDay(view, milestone.id);
  return {
    kind: 'milestone-reached',
    props: {
      ...base(letter, { also, label: 'See what is next', why: bothSides(letter), goodNews: true }),
      milestone: milestone.name,
      lastAct: lastActIn(view, story, milestone.id, steps, counted(steps.length, 'step')),
      onTheDay: !dashed && day !== null && day === milestone.reachedOn,
      reachedCount: view.milestones.filter((m) => m.reachedOn !== null).length,
      milestoneCount: view.milestones.length,
    },
  };
}

function reopened(letter: NewsLetter, { refs }: News, also: string[]): EmailMessage {
  const { view, story, today } = letter;
  const milestone = milestoneIn(view, refs.milestoneId);
  const { day, dashed } = milestoneDay(view, milestone.id);
  return {
    kind: 'milestone-reopened',
    props: {
      ...base(letter, { also, label: 'See what is open', why: bothSides(letter) }),
      milestone: milestone.name,
      because: reopeningOf(view, story, milestone.id),
      // A day that has passed is not its day "now".
      ...(day && !dashed && compareDays(day, today) >= 0 && { by: dayText(day, today) }),
    },
  };
}

function moved(letter: NewsLetter, line: News, also: string[]): EmailMessage {
  const { view, story, today } = letter;
  const { milestone, from, to } = moveOf(view, line);
  const why = moveIn(view, story, countedStepsOf(view, milestone.id), (day) => dayText(day, today));
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
  return {
    kind: 'proposed-to-you',
    props: {
      ...base(letter, {
        also,
        label: one ? 'Say yes, or change it' : 'Say yes, or change any day',
        why: 'You get this because these questions are yours to answer.',
        asked: offers.map(({ id }) => id),
        ...(one?.stepId && { path: paths.planStep(view.id, one.stepId) }),
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
  return {
    kind: 'answered',
    props: {
      ...base(letter, {
        also,
        label: answers.some(({ answer }) => answer === 'change')
          ? 'Say yes, or change it'
          : 'See the answers',
        why: `You get this because you asked ${who}.`,
      }),
      answererName: who,
      answers,
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
  const others = step.owners.flatMap((owner) => {
    const person = view.people.find(({ id }) => id === owner.stakeholderId);
    return person?.personId === reader.personId ? [] : [ownerName(view, owner)];
  });
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
      others,
    },
  };
}

function approvalDecided(letter: NewsLetter, line: News, also: string[]): EmailMessage {
  const { view, own, today } = letter;
  const plan = line.layer === 'shared' ? view : own;
  const { decision, step } = decisionIn(plan, line);
  const conditions = decision.conditions.flatMap(({ stepId }) => findStep(plan, stepId) ?? []);
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
      decider: decision.byName,
      outcome: decision.outcome,
      conditions: conditions.map((condition) => ({
        title: condition.title,
        who: listed(condition.owners.map((owner) => ownerName(plan, owner))),
        by: condition.dueDay ? dayText(condition.dueDay, today) : '',
      })),
      ...(decision.missing && { missing: decision.missing }),
      waitingFor: stillToDecide(plan, step)
        .filter(({ id }) => id !== decision.by)
        .map(({ name }) => name),
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
        ...(comment.stepId && title && { path: paths.planStep(view.id, comment.stepId) }),
        why: `You get this because ${writer} ${why}.`,
      }),
      about,
      writerName: writer,
      title,
      words: comment.text,
      ...(by && about === 'request' && { by: dayText(by, today), byInWords: dayInWords(by, today) }),
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
