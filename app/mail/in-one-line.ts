/** As much of what somebody wrote as a sentence holds. */
const LONGEST_WORDS = 200;
export function inOneLine(text: string): string {
  const line = text.trim().replace(/\s+/gu, ' ');
  const letters = [...line];
  return letters.length > LONGEST_WORDS ? `${letters.slice(0, LONGEST_WORDS).join('').trimEnd()}…` : line;
}
