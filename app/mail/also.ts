import type { News } from '#app/domain/mail-window.ts';
import { firstName, listed } from '#app/domain/plan-words.ts';
import { dayText } from './live-day.ts';
import { commentIn, decisionIn, milestoneIn, moveOf, type NewsLetter, stepIn } from './news-facts.ts';
import { answerIn, namesOf, proposalOf } from './questions.ts';

/** What else happened, as sentences beneath the news that leads; several yeses are one. */
export function sentencesOf(letter: NewsLetter, lines: News[]): string[] {
  const yeses = lines.filter(({ kind, refs }) => kind === 'answered' && refs.outcome === 'accepted');
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

const outcomeWords = {
  approved: 'approved',
  approvedWithConditions: 'approved, with conditions,',
  needsEvidence: 'needs more to decide',
  rejected: 'said no to',
};
const writtenWords = {
  requestAsked: 'asks you something',
  requestAnswered: 'answered you',
  mentioned: 'named you',
  commented: 'wrote',
};

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
        ? `${who} asks you: “${proposal.title}”${proposal.by && `, by ${proposal.by}`}.`
        : `${who} suggests ${proposal.suggestion} for “${proposal.title}”.`;
    }
    case 'answered': {
      const who = namesOf(view, refs.by ? [refs.by] : []);
      const answer = answerIn(view, line, today);
      if (answer.answer === 'yes') return `${who} said yes to “${answer.title}”.`;
      if (answer.answer === 'no')
        return `${who} said no to “${answer.title}”${answer.why && `: ${answer.why}`}`;
      return `${who} suggests ${answer.suggestion} for “${answer.title}”.`;
    }
    case 'approvalAsked': {
      const step = stepIn(line.layer === 'shared' ? view : own, refs.stepId);
      return `Yours to decide: “${step.title}”${step.dueDay ? `, by ${dayText(step.dueDay, today)}` : ''}.`;
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
      return `${firstName(comment.byName)} ${writtenWords[kind]} ${about}.`;
    }
    case 'yourTurn': {
      const step = stepIn(line.layer === 'shared' ? view : own, refs.stepId);
      return `Your turn: “${step.title}”${step.dueDay ? `, by ${dayText(step.dueDay, today)}` : ''}.`;
    }
  }
}
