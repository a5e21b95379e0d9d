import type { News } from '#app/domain/mail-line.ts';
import { sideName } from '#app/domain/plan.ts';
import { capital, ended, firstName, listed, nameOf } from '#app/domain/plan-words.ts';
import { inOneLine } from './in-one-line.ts';
import { dayText } from './live-day.ts';
import { healthAlso, milestoneSays, paceOfLine } from './milestone-letters.ts';
import {
  commentIn,
  decisionIn,
  milestoneIn,
  moveOf,
  type NewsLetter,
  stepIn,
  stepMoveOf,
} from './news-facts.ts';
import { answerIn, namesOf, proposalOf } from './questions.ts';
import { reminderSays } from './reminder-letter.ts';
import { takenBackIn } from './taken-back.ts';

/** Where it is somebody else's, who is away, it says whose. */
const sentenceOf = (letter: NewsLetter, line: News): string => {
  const says = ownSentenceOf(letter, line);
  const { for: of } = line.refs;
  return of ? `For ${firstName(nameOf(letter.view, of))}, who is away: ${says}` : says;
};

/** What else happened, as sentences beneath the news that leads; several yeses are one. */
export function sentencesOf(letter: NewsLetter, lines: News[]): string[] {
  const yeses = lines.filter(
    ({ kind, refs }) => kind === 'answered' && refs.outcome === 'accepted' && refs.field !== 'done',
  );
  const single = lines.filter((line) => yeses.length < 2 || !yeses.includes(line));
  const sentences = single.map((line) => sentenceOf(letter, line));
  if (yeses.length < 2) return sentences;
  const who = namesOf(
    letter.view,
    yeses.flatMap(({ refs }) => refs.by ?? []),
  );
  const titles = yeses.map((line) => `“${answerIn(letter.view, line, letter.today).title}”`);
  return [...sentences, `${who} said yes to ${listed(titles)}.`];
}

/** The same, and of what is private that it is. */
export const markedSentencesOf = (letter: NewsLetter, lines: News[]): string[] => {
  const mark = `Only people at ${sideName(letter.own, letter.reader.side)} can read this.`;
  const isShared = ({ layer }: News) => layer === 'shared';
  return [
    ...sentencesOf(letter, lines.filter(isShared)),
    ...lines
      .filter((line) => !isShared(line))
      .map((line) => [...sentencesOf(letter, [line]), mark].join(' ')),
  ];
};

const outcomeWords = {
  approved: 'said yes to',
  approvedWithConditions: 'said yes, with conditions, to',
  needsEvidence: 'needs more to decide',
  rejected: 'said no to',
  withdrawn: 'took back what they decided on',
};
const writtenWords = {
  requestAsked: 'asks you something',
  requestAnswered: 'answered you',
  mentioned: 'named you',
  commented: 'wrote',
};

function ownSentenceOf(letter: NewsLetter, line: News): string {
  const { view, own, today } = letter;
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
    case 'healthChanged':
      return healthAlso(letter, line);
    case 'milestonePaced': {
      const { milestone, from, to } = paceOfLine(letter, line);
      return `${milestone.name} is heading for ${dayText(to, today)}, not ${dayText(from, today)}.`;
    }
    case 'milestoneAdded':
    case 'milestoneRemoved':
    case 'milestoneRenamed':
      return `${milestoneSays(letter, line)}.`;
    case 'proposed': {
      const offer = view.offers.find(({ id }) => id === refs.offerId);
      if (!offer) return '';
      const proposal = proposalOf(view, offer, today);
      const who = namesOf(view, [offer.by]);
      if (proposal.kind === 'done') return `${who} asks whether “${proposal.title}” is done.`;
      return proposal.kind === 'step'
        ? `${who} asks you: “${proposal.title}”${proposal.by && `, by ${proposal.by}`}.`
        : `${who} suggests ${proposal.suggestion} for “${proposal.title}”${proposal.why ? `, because ${proposal.why}` : ''}.`;
    }
    case 'answered': {
      const who = namesOf(view, refs.by ? [refs.by] : []);
      const answer = answerIn(view, line, today);
      if (answer.answer === 'yes') return `${who} said yes to “${answer.title}”.`;
      if (answer.answer === 'done') return `${who} says that “${answer.title}” is done.`;
      if (answer.answer === 'notYet')
        return ended(
          `${who} says that “${answer.title}” is not done yet${answer.by ? `, but by ${answer.by}` : ''}${answer.why ? `: ${answer.why}` : ''}`,
        );
      if (answer.answer === 'no')
        return ended(`${who} said no to “${answer.title}”${answer.why && `: ${answer.why}`}`);
      return `${who} suggests ${answer.suggestion} for “${answer.title}”.`;
    }
    case 'approvalAsked': {
      const step = stepIn(line.layer === 'shared' ? view : own, refs.stepId);
      return `Yours to decide: “${step.title}”${step.dueDay ? `, by ${dayText(step.dueDay, today)}` : ''}.`;
    }
    case 'approvalOutdated': {
      const step = stepIn(line.layer === 'shared' ? view : own, refs.stepId);
      return `“${step.title}” was changed since you said yes, so you are asked again.`;
    }
    case 'approvalDecided': {
      const { decision, step } = decisionIn(line.layer === 'shared' ? view : own, line);
      return `${firstName(decision.byName)} ${outcomeWords[decision.outcome]} “${step.title}”.`;
    }
    case 'requestAsked':
    case 'requestAnswered':
    case 'mentioned':
    case 'commented': {
      const { comment, title } = commentIn(line.layer === 'shared' ? view : own, line);
      const about = title ? `about “${title}”` : 'about the plan';
      const says = `${firstName(comment.byName)} ${writtenWords[kind]} ${about}`;
      return kind === 'commented' && !letter.brief ? `${says}: “${inOneLine(comment.text)}”` : `${says}.`;
    }
    case 'dayMoved': {
      const { step, from, to, because } = stepMoveOf(letter, line);
      return `“${step.title}” moves from ${dayText(from, today)} to ${dayText(to, today)}: ${because}`;
    }
    case 'takenBack': {
      const { says, now } = takenBackIn(letter, line);
      return [`${capital(says)}.`, now].filter(Boolean).join(' ');
    }
    case 'stillRight': {
      const { title, dueDay } = stepIn(view, refs.stepId);
      return `Is ${dueDay ? dayText(dueDay, today) : 'its day'} still right for “${title}”?`;
    }
    case 'reminder':
      return reminderSays(stepIn(line.layer === 'shared' ? view : own, refs.stepId), today);
    case 'yourTurn': {
      const step = stepIn(line.layer === 'shared' ? view : own, refs.stepId);
      if (step.status === 'stuck')
        return ended(
          `“${step.title}” is yours, and stuck${step.statusReason ? `: ${inOneLine(step.statusReason)}` : ''}`,
        );
      return `Your turn: “${step.title}”${step.dueDay ? `, by ${dayText(step.dueDay, today)}` : ''}.`;
    }
  }
}
