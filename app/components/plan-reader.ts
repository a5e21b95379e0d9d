import { createContext, useContext } from 'react';
import type { Day } from '#app/domain/day.ts';
import type { Away } from '#app/domain/handed-steps.ts';
import type { Side } from '#app/domain/plan.ts';

/** Who is reading a plan, and what they may do there. */
export interface PlanReader {
  personId: string;
  name: string;
  side: Side;
  stakeholderId: string | null;
  pointPerson: boolean;
  /** May decide an approval without a fresh code. */
  proven: boolean;
  canEdit: boolean;
  canShare: boolean;
  /** Signed in to the seller's workspace: has a way back to all plans. */
  isMember: boolean;
  /** This browser reaches another plan as well. */
  hasOtherPlans?: boolean;
  /** The address of the seller's mark, if it has one. */
  mark?: string | null;
  /** Not yet let in by their own side: shared things only. */
  sealed: boolean;
  zone: string;
  /** Files may come with what they write. */
  mayAttach?: boolean;
  /** How letters reach them, while they have not said how they should; asked again each quarter. */
  inTouch?: string | null;
  /** The day their own automatic reply says they are back, while they have not answered whether letters wait. */
  mailedBack?: Day | null;
  /** Who is away, and who stands in meanwhile. */
  away?: readonly Away[];
  /** So many of their own edits met another's and wait for them to choose. */
  needsYou?: number;
  /** Everybody of the seller's workspace by name, for a reader on its side: they read its private layer too. */
  members?: readonly string[];
}

const ReaderContext = createContext<PlanReader | null>(null);
export const ReaderProvider = ReaderContext.Provider;

export function useReader(): PlanReader {
  const reader = useContext(ReaderContext);
  if (!reader) throw new Error('This is used inside a plan only');
  return reader;
}
