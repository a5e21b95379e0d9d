import { useEditing } from '#app/live/editing.ts';

/** What was typed into a form whose command did not happen, for the form to show it again; undefined otherwise. */
export function useKept(form: string): Kept | undefined {
  const trouble = useEditing().troubles[form];
  if (!trouble) return undefined;
  const { args } = trouble.envelope;
  return {
    text: (field, part) => {
      const whole = args[field];
      const value = part && isParts(whole) ? whole[part] : whole;
      return typeof value === 'string' ? value : undefined;
    },
    list: (field) => {
      const value = args[field] ?? [];
      return Array.isArray(value) ? value.map(String) : undefined;
    },
  };
}

const isParts = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export interface Kept {
  /** `part`: of a field that is told in several. */
  text(field: string, part?: string): string | undefined;
  list(field: string): string[] | undefined;
}
