import { useReader } from '#app/components/plan-reader.ts';
import { SummarySheet } from '#app/components/summary-sheet.tsx';
import { type Summary, summaryOf } from '#app/components/summary-words.ts';
import { useEditing } from '#app/live/editing.ts';
import { CasePartEditor } from './case-part-editor.tsx';

export interface SummaryPartProps {
  /** Of a draft, as it will read once it is shared. */
  shared: Summary | null;
}

/** The sheet, with what is being written of the case at once. */
export function SummaryPart({ shared }: SummaryPartProps) {
  const { plan, today } = useEditing();
  const { canEdit, sealed } = useReader();
  const own = summaryOf(plan, today);
  return (
    <SummarySheet
      summary={shared ? { ...shared, case: own.case } : own}
      writeCase={canEdit && !sealed ? (part) => <CasePartEditor part={part} /> : undefined}
    />
  );
}
