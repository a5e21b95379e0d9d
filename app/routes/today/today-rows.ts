import {
  byUrgency,
  type ThingGroup,
  type ThingPlace,
  type ThingToDo,
  thingGroups,
} from '#app/domain/follow-through.ts';
import { otherSide, type Plan, type Side, sideName } from '#app/domain/plan.ts';
import { capital, inWords } from '#app/domain/plan-words.ts';
import * as paths from '#app/http/paths.ts';

interface Found {
  plan: Plan;
  access: { side: Side };
  thing: ThingToDo;
}

export interface TodayRow {
  key: string;
  sentence: string;
  /** The other company's name: what tells plans apart. */
  plan: string;
  verb: string;
  href: string;
}

const titles: Record<ThingGroup, string> = {
  yours: 'Yours',
  nothingNext: 'Nothing agreed next',
  waiting: 'What you wait for',
};

/** The most pressing of all plans, under what they are; `left` says how many are not among them. */
export function todayRows(found: readonly Found[], most: number) {
  const shown = [...found].sort((a, b) => byUrgency(a.thing, b.thing)).slice(0, most);
  const groups = thingGroups.flatMap((group) => {
    const rows = shown.filter(({ thing }) => thing.group === group).map(rowOf);
    return rows.length > 0 ? [{ group, title: titles[group], rows }] : [];
  });
  return { groups, left: found.length - shown.length };
}

const rowOf = ({ plan, access, thing }: Found): TodayRow => ({
  key: `${plan.id} ${thing.key}`,
  sentence: thing.sentence,
  plan: sideName(plan, otherSide(access.side)),
  verb: thing.verb,
  href: hrefOf(plan.id, thing.place),
});

function hrefOf(planId: string, place: ThingPlace): string {
  switch (place.at) {
    case 'step':
      return paths.planStep(planId, place.stepId);
    case 'approval':
      return paths.planApprove(planId, place.stepId);
    case 'thread':
      return paths.planAsk(planId);
    case 'whole':
      return paths.planWhole(planId);
    case 'plan':
      return paths.plan(planId);
  }
}

/** "Three things are yours. Two plans have no agreed next step. You wait for one thing." */
export function todaySentence(things: readonly ThingToDo[]): string {
  const many = (group: ThingGroup) => things.filter((thing) => thing.group === group).length;
  const [yours, silent, waiting] = [many('yours'), many('nothingNext'), many('waiting')];
  const count = (n: number) => capital(inWords(n));
  return [
    yours === 0
      ? 'Nothing is yours today.'
      : `${count(yours)} ${yours === 1 ? 'thing is' : 'things are'} yours.`,
    silent > 0 && `${count(silent)} ${silent === 1 ? 'plan has' : 'plans have'} no agreed next step.`,
    waiting > 0 && `You wait for ${waiting === 1 ? 'one thing' : `${inWords(waiting)} things`}.`,
  ]
    .filter(Boolean)
    .join(' ');
}
