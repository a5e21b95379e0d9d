const words = [
  'close plan',
  'prospects?',
  'leads?(?! this at )',
  'vendors?',
  'champions?',
  'stakeholders?',
  'follow[- ]?ups?',
  'checking in',
  'touching base',
  'ball',
  'owes',
  'missed',
  'buyers?',
  'sellers?',
];

/** The words that never stand on a screen or in a letter, as found in a text. Sides are called by their names. */
export function bannedWords(text: string): string[] {
  return text.match(new RegExp(`\\b(?:${words.join('|')})\\b`, 'gi')) ?? [];
}
