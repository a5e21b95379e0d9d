import { PlanAside } from './plan-aside.tsx';
import { PlanHeader } from './plan-header.tsx';
import { PlanList } from './plan-list.tsx';

export type PlanPartProps =
  | { part: 'header'; isPageTitle: boolean }
  | { part: 'list'; openStep: string | null }
  | { part: 'aside' };

/** The parts of the plan's own page, as one piece of code: whoever sees one sees all. */
export function PlanPart(props: PlanPartProps) {
  switch (props.part) {
    case 'header':
      return <PlanHeader isPageTitle={props.isPageTitle} />;
    case 'list':
      return <PlanList openStep={props.openStep} />;
    case 'aside':
      return <PlanAside />;
  }
}
