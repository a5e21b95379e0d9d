import type { Trouble } from '#app/live/editing.ts';

/** What is said beneath a form in place of a sentence, where more has to be shown and chosen. Its code comes with the first one. */
export interface TroubleCardProps {
  form: string;
  trouble: Trouble;
  /** It is chosen about: it is not said here any more. */
  forget: () => void;
  /** What was chosen is done. */
  onDone?: () => void;
}
