import { listed } from '#app/domain/plan-words.ts';

/** "Only addresses at acme.com."; null where any will do. */
export const domainSentence = (names: readonly string[]): string | null =>
  names.length === 0 ? null : `Only addresses at ${listed([...names]).replace(/ and ([^ ]+)$/, ' or $1')}.`;
