/** What somebody copied from a letter, as six digits; null for anything else. */
export function sixDigits(text: string): string | null {
  const digits = text.replace(/[\s-]/g, '');
  return /^\d{6}$/.test(digits) ? digits : null;
}

/** Why a code did not work, for whoever typed it. */
export const codeSentence = (answer: { kind: 'wrong'; triesLeft: number } | { kind: 'over' }): string =>
  answer.kind === 'wrong'
    ? `That is not the code in the newest letter. You have ${triesLeft(answer.triesLeft)} left.`
    : 'This code can no longer be used: it is older than ten minutes, or was tried too often. Ask for another letter.';

const triesLeft = (count: number) => (count === 1 ? 'one try' : `${count} tries`);
