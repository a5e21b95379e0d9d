import { compareDays, type Day } from '#app/domain/day.ts';
import type { News } from '#app/domain/mail-window.ts';
import { countedStepsOf, milestoneDay } from '#app/domain/milestone.ts';
import {
  findMilestone,
  findStep,
  type Offer,
  offerOn,
  offerOnGoal,
  type Plan,
  type Side,
  type Step,
} from '#app/domain/plan.ts';
import { firstName, listed, nameOf, ownerName } from '#app/domain/plan-words.ts';
import * as paths from '#app/http/paths.ts';
import type { Answer } from '#emails/answered.tsx';
import type { EmailMessage } from '#emails/index.ts';
import { counted } from '#emails/phrases.ts';
import type { PlanLetter } from '#emails/plan-letter.ts';
import type { Proposal } from '#emails/proposed-to-you.tsx';
import { dayInWords, dayText } from './live-day.ts';
import { planPart } from './plan-part.ts';
import { lastActIn, liveDayBefore, moveIn, reopeningOf, type Story } from './story.ts';

export interface NewsLetter {
  /** What both sides see. */
  view: Plan;
  /** The same with the reader's own private layer: only for steps that a line is about. */
  own: Plan;
  reader: { personId: string; name: string; side: Side };
  sender: { personName: string; companyName: string };
  today: Day;
  /** Still true, heaviest first. */
  told: News[];
  story: Story;
  appUrl: string;
  stopUrl: string;
}

/** The one letter a window becomes: its first news leads, the rest are sentences beneath. */
export function newsMessage(letter: NewsLetter): EmailMessage {
  const [lead] = letter.told;
  if (!lead) throw new Error('A letter without news is not written');
  // Questions and answers are read together, so all of them are in the letter that one of them leads.
  const together = lead.kind === 'proposed' || lead.kind === 'answered';
  const inside = together ? letter.told.filter(({ kind }) => kind === lead.kind) : [lead];
  const also = letter.told.filter((line) => !inside.includes(line)).map((line) => sentenceOf(letter, line));
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
  }
}

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

const dayAsked = (view: Plan, { stepId, terms }: Offer): Day | null =>
  terms.field === 'dueDay' ? terms.value : (findStep(view, stepId ?? '')?.dueDay ?? null);

function proposalOf(view: Plan, offer: Offer, today: Day): Proposal {
  const step = findStep(view, offer.stepId ?? '');
  if (offer.subject === 'step' && step && offer.terms.field === 'step')
    return {
      kind: 'step',
      title: step.title,
      by: step.dueDay ? dayText(step.dueDay, today) : '',
      byInWords: step.dueDay ? dayInWords(step.dueDay, today) : '',
      ...(step.doneWhen && { doneWhen: step.doneWhen }),
    };
  return {
    kind: 'change',
    title: step?.title ?? goalField(offer),
    suggestion: suggestionOf(view, offer, today),
  };
}

const goalField = (offer: Offer): string => {
  switch (offer.terms.field) {
    case 'liveDay':
      return 'the live day';
    case 'whyNow':
      return 'why now';
    case 'buyerName':
      return 'the company’s name';
    default:
      return 'the goal';
  }
};

/** "18 instead of 14 December" */
function suggestionOf(view: Plan, { stepId, terms }: Offer, today: Day): string {
  const step = findStep(view, stepId ?? '');
  switch (terms.field) {
    case 'dueDay':
      return insteadOf(terms.value, step?.dueDay ?? null, today);
    case 'liveDay':
      return insteadOf(terms.value, view.goal.liveDay, today);
    case 'owner': {
      const { ownerId, ...to } = terms.value;
      const from = step?.owners.find(({ id }) => id === ownerId);
      const name = firstName(ownerName(view, { id: ownerId, ...to }));
      return from ? `${name} instead of ${firstName(ownerName(view, from))}` : name;
    }
    case 'step':
      return 'this step';
    default:
      return `“${terms.value}”`;
  }
}

function insteadOf(to: Day, from: Day | null, today: Day): string {
  if (!from || from === to) return dayInWords(to, today);
  const sameMonth = to.slice(0, 7) === from.slice(0, 7);
  return `${sameMonth ? Number(to.slice(8)) : dayInWords(to, today)} instead of ${dayInWords(from, today)}`;
}

function answered(letter: NewsLetter, lines: News[], also: string[]): EmailMessage {
  const { view, today } = letter;
  const who = namesOf(
    view,
    lines.flatMap(({ refs }) => refs.by ?? []),
  );
  return {
    kind: 'answered',
    props: {
      ...base(letter, { also, label: 'See the answers', why: `You get this because you asked ${who}.` }),
      answererName: who,
      answers: lines.map((line) => answerIn(view, line, today)),
    },
  };
}

function answerIn(view: Plan, { refs }: News, today: Day): Answer {
  const step = findStep(view, refs.stepId ?? '');
  const title = step?.title ?? (refs.field === 'liveDay' ? 'the live day' : 'the goal');
  if (refs.outcome === 'declined') return { answer: 'no', title, why: refs.reason ?? '' };
  if (refs.outcome === 'answeredOtherwise') {
    const counter = refs.stepId ? offerOn(view, refs.stepId) : offerOnGoal(view, 'liveDay');
    if (counter) return { answer: 'change', title, suggestion: suggestionOf(view, counter, today) };
    return {
      answer: 'change',
      title,
      suggestion: view.goal.liveDay ? dayInWords(view.goal.liveDay, today) : '',
    };
  }
  const day = step ? step.dueDay : refs.field === 'liveDay' ? view.goal.liveDay : null;
  return { answer: 'yes', title, ...(day && { by: dayText(day, today), byInWords: dayInWords(day, today) }) };
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

function readyBecause(plan: Plan, step: Step): string {
  const before = plan.dependencies
    .filter(({ stepId }) => stepId === step.id)
    .flatMap(({ afterId }) => findStep(plan, afterId) ?? []);
  if (before.length === 0) return 'This is agreed, and nothing holds it up.';
  const names = listed(before.map(({ title }) => title));
  return `${names} ${before.length === 1 ? 'is' : 'are'} behind us, so this can start.`;
}

/** What else happened, as a sentence beneath the news that leads. */
function sentenceOf({ view, own, today }: NewsLetter, line: News): string {
  const { kind, refs } = line;
  switch (kind) {
    case 'milestoneReached':
      return `${milestoneIn(view, refs.milestoneId).name} is reached.`;
    case 'milestoneReopened':
      return `${milestoneIn(view, refs.milestoneId).name} is open again.`;
    case 'milestoneMoved': {
      const { milestone, from, to } = moveOf(view, line);
      return `${milestone.name} moves from ${dayText(from, today)} to ${dayText(to, today)}.`;
    }
    case 'proposed': {
      const offer = view.offers.find(({ id }) => id === refs.offerId);
      if (!offer) return '';
      const proposal = proposalOf(view, offer, today);
      const who = namesOf(view, [offer.by]);
      return proposal.kind === 'step'
        ? `${who} asks you: ${proposal.title}${proposal.by && `, by ${proposal.by}`}.`
        : `${who} suggests ${proposal.suggestion} for ${proposal.title}.`;
    }
    case 'answered': {
      const who = namesOf(view, refs.by ? [refs.by] : []);
      const answer = answerIn(view, line, today);
      if (answer.answer === 'yes') return `${who} said yes to ${answer.title}.`;
      if (answer.answer === 'no')
        return `${who} said no to ${answer.title}${answer.why && `: ${answer.why}`}`;
      return `${who} suggests ${answer.suggestion} for ${answer.title}.`;
    }
    case 'yourTurn': {
      const step = stepIn(line.layer === 'shared' ? view : own, refs.stepId);
      return `Your turn: ${step.title}${step.dueDay ? `, by ${dayText(step.dueDay, today)}` : ''}.`;
    }
  }
}

const namesOf = (view: Plan, personIds: string[]): string =>
  listed([...new Set(personIds)].map((id) => firstName(nameOf(view, id))));

function moveOf(view: Plan, { refs }: News) {
  const milestone = milestoneIn(view, refs.milestoneId);
  const { day } = milestoneDay(view, milestone.id);
  if (!day || !refs.was) throw new Error('A day that moved has an old and a new one');
  return { milestone, from: refs.was as Day, to: day };
}

function milestoneIn(view: Plan, id: string | null | undefined) {
  const found = findMilestone(view, id ?? '');
  if (!found) throw new Error('News of a milestone that is not there was not dropped');
  return found;
}

function stepIn(plan: Plan, id: string | null | undefined): Step {
  const found = findStep(plan, id ?? '');
  if (!found) throw new Error('News of a step that is not there was not dropped');
  return found;
}
