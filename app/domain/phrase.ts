/** Words, with the names of things set apart so that a screen can make them bold. */
export type Phrase = (string | { name: string; who?: true })[];

export const plainPhrase = (phrase: Phrase): string =>
  phrase.map((part) => (typeof part === 'string' ? part : part.who ? part.name : `“${part.name}”`)).join('');
