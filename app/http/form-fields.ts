import { type FieldMetadata, getFormProps, useForm } from '@conform-to/react';
import type { FormAnswer } from './forms.ts';

/** A form's parts, wired for our `Field` and inputs; works the same before and without JavaScript. */
export function useFields<Shape extends Record<string, string | undefined>>(
  id: string,
  answer: FormAnswer | undefined,
  defaults?: { [Name in keyof Shape]?: Shape[Name] },
) {
  const [form, fields] = useForm<Shape>({
    id,
    lastResult: answer ?? null,
    // Conform's own type asks for the widest shape; ours are plain texts.
    defaultValue: defaults as never,
    // The server's sentences are better than a browser's bubbles, and the same without JavaScript.
    defaultNoValidate: true,
  });
  return { form: getFormProps(form, { ariaAttributes: false }), fields, trouble: form.errors?.[0] };
}

/** Spread over `Field`. */
export const fieldProps = (field: FieldMetadata<string | undefined>) => ({
  id: field.id,
  error: field.errors?.[0],
});

/** Spread over the input inside it. */
export const inputProps = (field: FieldMetadata<string | undefined>) => ({
  name: field.name,
  defaultValue: field.initialValue,
});
