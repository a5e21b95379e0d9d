import { useSearchParams } from '@remix-run/react';
import { useReader } from '#app/components/plan-reader.ts';
import { BuyerHome } from './buyer-home.tsx';
import { WholePlan } from './whole-plan.tsx';

/** One address, two readers: a seller finds the whole plan, a buyer what is theirs, with the whole one link away. */
export default function PlanIndex() {
  const [params] = useSearchParams();
  const { side } = useReader();
  if (side === 'buyer' && params.get('view') !== 'whole') return <BuyerHome />;
  return <WholePlan open={params.get('open')} />;
}
