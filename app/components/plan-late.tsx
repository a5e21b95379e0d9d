import { useEffect } from 'react';
import { type Editing, useEditing } from '#app/live/editing.ts';
import { useToast } from '#app/ui/use-toast.ts';
import { HereNow } from './here-now.tsx';
import { NoLongerHere } from './no-longer-here.tsx';
import { OthersTold } from './others-told.tsx';
import { OwnActsLate } from './own-acts-late.tsx';
import type { UndoKey } from './undo-keys.ts';

/** The outbox outlives the page and still has it when somebody comes back to the plan: it is told once. */
let lastTold: Editing['outbox']['wanted'] = null;

export interface PlanLateProps {
  isGone: boolean;
  refresh: () => void;
  early: UndoKey | null;
  /** The page is shown to both sides: no word of what its reader did or is told elsewhere. */
  isForBoth?: boolean;
}

/**
 * What an open plan shows once its line is there, or somebody has done something: who else is here and what they write,
 * what was done and the way back, what cannot be had without a connection, or that one is not on it any more.
 */
export function PlanLate({ isGone, refresh, early, isForBoth }: PlanLateProps) {
  const { here, outbox } = useEditing();
  const toast = useToast();
  const { wanted } = outbox;
  useEffect(() => {
    if (!wanted || wanted === lastTold || isForBoth) return;
    lastTold = wanted;
    toast(wanted);
  }, [wanted, toast, isForBoth]);
  return (
    <>
      {!isForBoth && <OwnActsLate early={early} />}
      {isGone && <NoLongerHere />}
      {here && !isForBoth && <HereNow here={here} />}
      {here && <OthersTold refresh={refresh} isForBoth={isForBoth} />}
    </>
  );
}
