/** What is wrong with something that was typed, in the words of this product: for all that has no sentence of its own. */

/** As a library for shapes tells it. */
interface Issue {
  code: string;
  input?: unknown;
  expected?: unknown;
  origin?: unknown;
  maximum?: unknown;
  minimum?: unknown;
}

const unreadable = 'This could not be read. Load the page again, and say it once more.';

export function plainIssue({ code, input, expected, origin, maximum, minimum }: Issue): string {
  const isText = origin === 'string';
  const isList = origin === 'array' || origin === 'set';
  switch (code) {
    case 'invalid_type':
      if (input === undefined || input === null || input === '') return 'Fill this in.';
      if (expected === 'int') return 'Write a whole number.';
      if (expected === 'number') return 'Write a number.';
      return unreadable;
    case 'too_big':
      if (isText) return `Keep it under ${maximum} characters.`;
      return isList ? `At most ${maximum} of them.` : `At most ${maximum}.`;
    case 'too_small':
      if (isText) return 'Fill this in.';
      return isList ? `At least ${minimum} of them.` : `At least ${minimum}.`;
    case 'invalid_value':
    case 'invalid_union':
      return 'Pick one of the list.';
    default:
      return unreadable;
  }
}
