import { useSearchParams } from '@remix-run/react';
import type { PlanPageHandle } from '#app/components/plan-page.ts';
import { useReader } from '#app/components/plan-reader.ts';
import { BuyerHome } from './buyer-home.tsx';
import { PlanDesk } from './plan-desk.tsx';
import { showsOwn } from './plan-views.ts';

export const handle: PlanPageHandle = { frame: PlanDesk };

/** One address, two readers: a seller finds the whole plan, a buyer what is theirs, with the whole one link away. */
export default function PlanIndex() {
  const [params] = useSearchParams();
  return showsOwn(useReader(), params) ? <BuyerHome /> : null;
}
