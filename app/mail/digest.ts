import { compareDays, type Day } from '#app/domain/day.ts';
import { asksReader, type News } from '#app/domain/mail-line.ts';
import { findStep, type Plan, type Step, sideName } from '#app/domain/plan.ts';
import { firstName } from '#app/domain/plan-words.ts';
import * as paths from '#app/http/paths.ts';
import type { DigestProps } from '#emails/digest.tsx';
import type { EmailMessage } from '#emails/index.ts';
import { markedSentencesOf, sentencesOf } from './also.ts';
import { actsIn, base } from './letter-base.ts';
import { dayInWords } from './live-day.ts';
import { commentIn, milestoneIn, moveOf, type NewsLetter, stepIn } from './news-facts.ts';

/** A shared step of the reader's stands among what is theirs, day and all; only a private one needs a sentence. */
export const isAmongYours = ({ kind, layer, refs }: News): boolean =>
  kind === 'yourTurn' && layer === 'shared' && !refs.for;
/** Has a place of its own in every letter. */
export const isStillRight = ({ kind }: News): boolean => kind === 'stillRight';
const isAsk = ({ kind }: News): boolean => asksReader(kind);

/**
 * Whether a letter is a list: where its reader has their news gathered and there is more than the lead, or where several
 * different things are asked at once, which no one button could answer.
 */
export function isDigest({ gathers, told }: NewsLetter, inside: readonly News[]): boolean {
  const asked = inside.some(isAsk);
  // A shared step that becomes the reader's stands among what is theirs, whatever else a letter tells.
  const more = told.filter(
    (line) => !inside.includes(line) && !isStillRight(line) && (asked || !isAmongYours(line)),
  );
  const asks = more.filter(isAsk).length + (asked ? 1 : 0);
  return more.length > 0 && (gathers || asks > 1);
}

/** Every piece of news once: what waits for the reader, heaviest first, and beneath it what happened. */
export function digest(letter: NewsLetter): EmailMessage {
  const { told, view, today } = letter;
  const waiting = told.filter(isAsk);
  const happened = told.filter((line) => !isAsk(line) && !isStillRight(line));
  const days = waiting.flatMap((line) => dayOfAsk(letter, line) ?? []).sort(compareDays);
  const [first] = happened;
  const part = base(letter, {
    also: [],
    label: 'Open the plan',
    why: `You get this because you are on the plan of ${view.goal.buyerName} and ${view.sellerName}.`,
    asked: waiting.flatMap(({ refs }) =>
      [refs.offerId ?? [], refs.stepId ?? [], refs.commentId ?? []].flat(),
    ),
  });
  return {
    kind: 'digest',
    props: {
      ...part,
      asks: waiting.map((line) => askOf(letter, line)),
      happened: markedSentencesOf(letter, happened),
      ...(first && { headline: headlineOf(letter, first) }),
      ...(days[0] && { firstBy: dayInWords(days[0], today) }),
    },
  };
}

const isShared = ({ layer }: News): boolean => layer === 'shared';

type Ask = DigestProps['asks'][number];

function askOf(letter: NewsLetter, line: News): Ask {
  const { view, own, appUrl } = letter;
  const [says = ''] = sentencesOf(letter, [line]);
  const plan = isShared(line) ? view : own;
  const onlyFor = isShared(line) ? {} : { onlyFor: sideName(own, letter.reader.side) };
  const to = (label: string, path: string) => [{ label, url: appUrl + path }];
  switch (line.kind) {
    case 'approvalAsked':
    case 'approvalOutdated':
      return {
        says,
        ...onlyFor,
        links: to('Read and decide', paths.planApprove(view.id, line.refs.stepId ?? '')),
      };
    case 'requestAsked':
    case 'mentioned': {
      const { comment } = commentIn(plan, line);
      const path = comment.stepId ? paths.planStep(view.id, comment.stepId) : paths.plan(view.id);
      return {
        says,
        wrote: { name: firstName(comment.byName), words: comment.text },
        ...onlyFor,
        links: to('Answer', path),
      };
    }
    default: {
      const step = findStep(plan, line.refs.stepId ?? '');
      const acts = step && isShared(line) ? actsIn(letter, step) : [];
      if (acts.length > 0) return { says, links: acts };
      const decides = step?.type === 'approval' && line.kind === 'reminder';
      const path = step
        ? (decides ? paths.planApprove : paths.planStep)(view.id, step.id)
        : paths.plan(view.id);
      return { says, ...onlyFor, links: to(decides ? 'Read and decide' : 'Open it', path) };
    }
  }
}

function dayOfAsk({ view, own }: NewsLetter, line: News): Day | null {
  const plan: Plan = isShared(line) ? view : own;
  if (line.kind === 'requestAsked') return commentIn(plan, line).comment.request?.by ?? null;
  const step: Step | undefined = findStep(plan, line.refs.stepId ?? '');
  const asked = view.offers.find(({ id }) => id === line.refs.offerId)?.terms;
  return asked?.field === 'dueDay' ? asked.value : (step?.dueDay ?? null);
}

/** For the subject, without its full stop. */
function headlineOf(letter: NewsLetter, line: News): string {
  const { view, today } = letter;
  switch (line.kind) {
    case 'milestoneReached':
      return milestoneIn(view, line.refs.milestoneId).name;
    case 'milestoneMoved': {
      const { milestone, to } = moveOf(view, line);
      return `${milestone.name} moves to ${dayInWords(to, today)}`;
    }
    case 'dayMoved': {
      const step = stepIn(isShared(line) ? view : letter.own, line.refs.stepId);
      return `“${step.title}” has another day`;
    }
    default:
      return (sentencesOf(letter, [line])[0] ?? '').replace(/\.$/, '');
  }
}
