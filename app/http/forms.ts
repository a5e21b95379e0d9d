import type { SubmissionResult } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import * as z from 'zod';
import { plainIssue } from '#app/domain/plain-issue.ts';
import { keptText } from '#app/domain/typed-text.ts';
import { badRequest } from './replies.ts';

/** What goes back to a form that could not be taken: what was typed, and a sentence beside each field. */
export type FormAnswer = SubmissionResult<string[]>;

export type FormRead<Value> =
  | {
      ok: true;
      value: Value;
      /** For what only the command finds out: at one field, or about the whole form. */
      refuse(sentence: string, field?: string): FormAnswer;
    }
  | { ok: false; answer: FormAnswer };

/** The body of a posted form. Throws a 400 for anything else, so that a stray request is not an outage. */
export async function formOf(request: Request): Promise<FormData> {
  if (request.method === 'POST') {
    try {
      return cleaned(await request.formData());
    } catch {
      // Not a form.
    }
  }
  throw badRequest({ code: 'notAForm', sentence: 'That is not a form of this page. Nothing was changed.' });
}

/** No database text holds a NUL, and no person types one. */
function cleaned(body: FormData): FormData {
  const form = new FormData();
  for (const [name, value] of body)
    form.append(name, typeof value === 'string' ? value.replaceAll('\0', '') : value);
  return form;
}

/** For actions only: zod never goes to a browser. The page shows the answer with `useFields` of `form-fields.ts`. */
export async function readForm<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<FormRead<z.output<Schema>>> {
  return parseForm(await formOf(request), schema);
}

/** The same over a body that was read already, as where one page holds several forms. */
export function parseForm<Schema extends z.ZodType>(
  body: FormData | URLSearchParams,
  schema: Schema,
): FormRead<z.output<Schema>> {
  const submission = parseWithZod(body, { schema, error: plainIssue });
  if (submission.status !== 'success') return { ok: false, answer: submission.reply() };
  return {
    ok: true,
    value: submission.value,
    refuse: (sentence, field) =>
      field
        ? submission.reply({ fieldErrors: { [field]: [sentence] } })
        : submission.reply({ formErrors: [sentence] }),
  };
}

/** Text that must be there; `sentence` says what to write. An empty field arrives as none at all. */
export const requiredText = (sentence: string, longest = 200) =>
  z
    .string({ error: sentence })
    .max(longest, `This is too long: at most ${longest} characters.`)
    .transform(keptText)
    .refine((text) => text.length > 0, sentence);

/** What somebody typed, in the one form that `parse` knows; `parse` answers null for anything else. */
export const parsedBy = <Value>(parse: (text: string) => Value | null, sentence: string) =>
  z
    .string({ error: sentence })
    .max(1000, sentence)
    .transform((text, context) => {
      const value = parse(text);
      if (value !== null) return value;
      context.addIssue({ code: 'custom', message: sentence });
      return z.NEVER;
    });
