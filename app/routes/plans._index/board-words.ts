import { capital, inWords } from '#app/domain/plan-words.ts';
import type { RankedPlan } from '#db/plan-list.server.ts';

export const shows = ['all', 'mine', 'ours', 'silent', 'atRisk', 'stalled', 'paused'] as const;
export type Show = (typeof shows)[number];

export const isShow = (text: string | null): text is Show => shows.some((show) => show === text);

const belongs: Record<Show, (plan: RankedPlan) => boolean> = {
  all: () => true,
  mine: (plan) => plan.mine,
  ours: (plan) => plan.waitsForUs,
  silent: (plan) => plan.noNextStep,
  atRisk: (plan) => plan.health === 'atRisk',
  stalled: (plan) => plan.health === 'stalled',
  paused: (plan) => plan.health === 'paused',
};

export const shownIn = (plans: readonly RankedPlan[], show: Show): RankedPlan[] =>
  plans.filter(belongs[show]);

const count = (n: number): string => capital(inWords(n));

/** 'Two need you today. One has no agreed next step. One is not shared yet.' */
export function boardSentence(plans: readonly RankedPlan[]): string {
  const need = plans.filter((plan) => plan.needsMe).length;
  const silent = plans.filter((plan) => plan.noNextStep).length;
  const drafts = plans.filter((plan) => plan.draft && plan.mine).length;
  return [
    need === 0 ? 'Nothing needs you today.' : `${count(need)} ${need === 1 ? 'needs' : 'need'} you today.`,
    silent > 0 && `${count(silent)} ${silent === 1 ? 'has' : 'have'} no agreed next step.`,
    drafts > 0 && `${count(drafts)} ${drafts === 1 ? 'is' : 'are'} not shared yet.`,
  ]
    .filter(Boolean)
    .join(' ');
}

export interface BoardFilter {
  show: Show;
  label: string;
}

/** Worth a choice only where they would narrow the list. */
export function filtersFor(plans: readonly RankedPlan[]): BoardFilter[] {
  const labels: Record<Show, string> = {
    all: 'All',
    mine: 'Mine',
    ours: 'Waiting for us',
    silent: 'No next step',
    atRisk: 'At risk',
    stalled: 'Stalled',
    paused: 'Paused',
  };
  const filters = shows
    .map((show) => ({ show, n: shownIn(plans, show).length }))
    .filter(({ show, n }) => show === 'all' || (n > 0 && n < plans.length));
  return filters.length < 2 || plans.length < 3
    ? []
    : filters.map(({ show, n }) => ({ show, label: `${labels[show]} ${n}` }));
}
