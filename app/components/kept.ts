import { useEditing } from '#app/live/editing.ts';

/** What was typed into a form whose command did not happen, for the form to show it again; undefined otherwise. */
export function useKept(form: string): Kept | undefined {
  const trouble = useEditing().troubles[form];
  if (!trouble) return undefined;
  const { args } = trouble.envelope;
  return {
    text: (field) => {
      const value = args[field];
      return typeof value === 'string' ? value : undefined;
    },
  };
}

export interface Kept {
  text(field: string): string | undefined;
}
