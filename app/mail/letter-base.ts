/** What every letter about a plan is made of, whatever it tells. */
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
}

export function base(
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

export const bothSides = ({ view }: NewsLetter) =>
  `You get this because you are on the plan of ${view.goal.buyerName} and ${view.sellerName}, and letters about milestones go to both sides.`;
