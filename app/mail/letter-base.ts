/** What every letter about a plan is made of, whatever it tells. */
import { actsOn, type LetterAct } from '#app/domain/letter-act.ts';
import { personOf, type Step } from '#app/domain/plan.ts';
import { firstName } from '#app/domain/plan-words.ts';
import * as paths from '#app/http/paths.ts';
import type { PlanLetter } from '#emails/plan-letter.ts';
import type { NewsLetter } from './news-facts.ts';
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
  return {
    reader: { firstName: firstName(reader.name), side: reader.side },
    sender,
    plan: planPart(view, {
      personId: reader.personId,
      side: reader.side,
      today,
      zone: letter.zone,
      liveWas: liveDayBefore(story),
      asked,
      goodNews,
    }),
    button: {
      label,
      url: appUrl + (path ?? paths.plan(view.id)),
      ...(step && { acts: actsIn(letter, step) }),
    },
    footer: { why, ...(reply && { reply }), changeUrl, stopUrl },
    also,
  };
}

/** What the reader can do about it from the letter; nothing where the plan would refuse it. */
export function actsIn(
  { view, reader, today, actUrl }: NewsLetter,
  step: Step,
): { label: string; url: string }[] {
  const person = personOf(view, reader.personId);
  if (!person) return [];
  const { id: stakeholderId, personId, side, pointPerson } = person;
  const actor = { personId, side, stakeholderId, pointPerson, proven: false };
  return actsOn(view, step.id, actor, today).map((act) => ({ label: actLabel[act], url: actUrl(act, step) }));
}

const actLabel: Record<LetterAct, string> = {
  accept: 'Say yes',
  done: 'Done',
  newDay: 'Another day',
  stuck: "I'm stuck",
};

export const bothSides = ({ view }: NewsLetter) =>
  `You get this because you are on the plan of ${view.goal.buyerName} and ${view.sellerName}, and letters about milestones go to both sides.`;
