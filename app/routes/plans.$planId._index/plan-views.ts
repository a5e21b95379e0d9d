import type { PlanReader } from '#app/components/plan-reader.ts';

/** A buyer begins with what is theirs; the whole plan has an address of its own for them. */
export const showsOwn = ({ side }: Pick<PlanReader, 'side'>, params: URLSearchParams): boolean =>
  side === 'buyer' && params.get('view') !== 'whole';
