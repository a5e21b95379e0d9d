/** How wide words are drawn, in px. The server cannot measure, so this is more than they take. */
const letter = 6.9;

export const wide = (words: string): number => words.length * letter;
