import { useEffect } from 'react';
import type { FormAnswer } from './forms.ts';

export interface FieldState {
  id: string;
  name: string;
  initialValue: string | undefined;
  /** The first sentence about it, when the server sent the form back. */
  error: string | undefined;
}

/**
 * A form's parts, wired for our `Field` and inputs; works the same before and without JavaScript. Nothing is
 * checked here: the server's sentences are better than a browser's bubbles, and its rules stay out of the page.
 */
export function useFields<Shape extends Record<string, string | undefined>>(
  id: string,
  answer: FormAnswer | undefined,
  defaults: { [Name in keyof Shape]?: Shape[Name] } = {},
) {
  useFirstMistake(id, answer);
  const values: Record<string, unknown> = answer?.initialValue ?? defaults;
  const field = (name: string): FieldState => {
    const value = values[name];
    return {
      id: `${id}-${name}`,
      name,
      initialValue: typeof value === 'string' ? value : undefined,
      error: answer?.error?.[name]?.[0],
    };
  };
  const fields = new Proxy({} as { [Name in keyof Shape]-?: FieldState }, {
    get: (_, name) => field(String(name)),
  });
  return { form: { id, noValidate: true }, fields, trouble: answer?.error?.['']?.[0] };
}

/** A form that comes back is taken up again at its first mistake. */
function useFirstMistake(id: string, answer: FormAnswer | undefined) {
  useEffect(() => {
    const form = document.getElementById(id);
    if (!answer?.error || !(form instanceof HTMLFormElement)) return;
    for (const input of form.elements) {
      if (!(input instanceof HTMLElement) || !answer.error[input.getAttribute('name') ?? '']) continue;
      input.focus();
      return;
    }
  }, [id, answer]);
}

/** Spread over `Field`. */
export const fieldProps = ({ id, error }: FieldState) => ({ id, error });

/** Spread over the input inside it. */
export const inputProps = ({ name, initialValue }: FieldState) => ({ name, defaultValue: initialValue });
