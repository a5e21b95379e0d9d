import type { Standing } from '#app/domain/standing.ts';
import { VisuallyHidden } from '#app/ui/visually-hidden.tsx';
import { StatusChip } from './status-chip.tsx';

/** "At risk: “Security form”, agreed for Thu 26 Nov, is outstanding.", with the word set apart. */
export const StandingWords = ({ standing: { status, label, because } }: { standing: Standing }) =>
  label ? (
    <>
      <StatusChip tone={status} label={label} />
      <VisuallyHidden>:</VisuallyHidden> {because}
    </>
  ) : (
    because
  );
