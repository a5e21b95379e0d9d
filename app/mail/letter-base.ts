/** What every letter about a plan is made of, whatever it tells. */
import type { Day } from '#app/domain/day.ts';
import { actsOn, type LetterAct } from '#app/domain/letter-act.ts';
import { asksReader, type News } from '#app/domain/mail-line.ts';
import { personOf, type Step, sideName } from '#app/domain/plan.ts';
import { firstName, nameOf } from '#app/domain/plan-words.ts';
import * as paths from '#app/http/paths.ts';
import type { PlanLetter } from '#emails/plan-letter.ts';
import { dayText } from './live-day.ts';
import { commentIn, type NewsLetter, stepIn } from './news-facts.ts';
import { planPart } from './plan-part.ts';
import { liveDayBefore } from './story.ts';

interface Parts {
  also: string[];
  label: string;
  path?: string;
  why: string;
  asked?: string[];
  goodNews?: boolean;
  /** The one step the letter is about, where it waits for its reader. */
  step?: Step;
}

export function base(
  letter: NewsLetter,
  { also, label, path, why, asked = [], goodNews = false, step }: Parts,
): PlanLetter {
  const { view, reader, sender, today, story, appUrl, stopUrl, changeUrl, reply } = letter;
  const fading = fadingIn(letter);
  const { brief, onTop = [] } = letter;
  const place = standsInFor(letter);
  return {
    reader: { firstName: firstName(reader.name), side: reader.side },
    sender,
    plan: {
      ...planPart(view, {
        personId: reader.personId,
        side: reader.side,
        today,
        zone: letter.zone,
        liveWas: liveDayBefore(story),
        asked: [...asked, ...fading.map(({ stepId }) => stepId)],
        goodNews,
      }),
      ...(asked.length > 0 && { asks: true }),
      ...(brief && { line: [] }),
    },
    button: {
      label,
      url: appUrl + (path ?? paths.plan(view.id)),
      ...(step && { acts: actsIn(letter, step) }),
    },
    footer: {
      why: place ? `You get this because ${place.name} named you to stand in.` : why,
      ...(reply && { reply }),
      changeUrl,
      stopUrl,
    },
    also,
    ...(brief && { brief }),
    ...(place && { standsInFor: place }),
    ...(onTop.length > 0 && { wrote: onTop.map((line) => wordsOf(letter, line)) }),
    ...(fading.length > 0 && { stillRight: fading.map(({ stepId: _, ...asks }) => asks) }),
  };
}

/** What somebody wrote, with their name; only their own side's where it is. */
export function wordsOf({ view, own, reader }: NewsLetter, line: News) {
  const isShared = line.layer === 'shared';
  const { comment } = commentIn(isShared ? view : own, line);
  return {
    name: firstName(comment.byName),
    words: comment.text,
    ...(!isShared && { onlyFor: sideName(own, reader.side) }),
  };
}

/** Where all of it is handed over by one person; of several matters each says so itself. */
function standsInFor({ told, view, today }: NewsLetter): PlanLetter['standsInFor'] {
  const [first, ...more] = told.map(({ refs }) => refs.for ?? null);
  const until = told[0]?.refs.until;
  if (!first || !until || more.some((other) => other !== first)) return;
  return { name: firstName(nameOf(view, first)), until: dayText(until as Day, today) };
}

/** Days that have stood for long; not of what the letter asks about anyway. */
function fadingIn(letter: NewsLetter) {
  const { told, view, today } = letter;
  const asked = new Set(told.flatMap(({ kind, refs }) => (asksReader(kind) ? (refs.stepId ?? []) : [])));
  return told
    .filter(({ kind, refs }) => kind === 'stillRight' && !asked.has(refs.stepId ?? ''))
    .map(({ refs }) => {
      const step = stepIn(view, refs.stepId);
      const by = step.dueDay ? dayText(step.dueDay, today) : '';
      return {
        stepId: step.id,
        title: step.title,
        by,
        links: actsIn(letter, step, ['stillRight', 'newDay', 'stuck']),
      };
    });
}

/** What the reader can do about it from the letter; nothing where the plan would refuse it. */
export function actsIn(
  { view, reader, today, actUrl }: NewsLetter,
  step: Step,
  wanted: readonly LetterAct[] = ['accept', 'done', 'newDay', 'stuck'],
): { label: string; url: string }[] {
  const person = personOf(view, reader.personId);
  if (!person) return [];
  const { id: stakeholderId, personId, side, pointPerson } = person;
  const actor = { personId, side, stakeholderId, pointPerson, proven: false };
  const acts = actsOn(view, step.id, actor, today).filter((act) => wanted.includes(act));
  return acts.map((act) => ({ label: actLabel[act], url: actUrl(act, step) }));
}

const actLabel: Record<LetterAct, string> = {
  accept: 'Say yes',
  done: 'Done',
  newDay: 'Another day',
  stillRight: 'Still right',
  stuck: "I'm stuck",
};

export const bothSides = ({ view }: NewsLetter) =>
  `You get this because you are on the plan of ${view.goal.buyerName} and ${view.sellerName}, and letters about milestones go to both sides.`;
