// What people type ends up in subjects, names and letters. These characters can forge a header or turn a
// sentence round, so none of them leaves in a letter: controls, line and paragraph separators, bidirectional
// overrides and marks, zero-width spaces, tag characters and halves of surrogate pairs.
const tricks =
  /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/u;
const allTricks = new RegExp(tricks.source, 'gu');

export const hasTricks = (text: string) => tricks.test(text);

/** One line that is safe in a header: nothing hidden, white space folded to single spaces. */
export const oneLine = (text: string) =>
  text.replace(/\s+/gu, ' ').replace(allTricks, '').replace(/ +/g, ' ').trim();

/** The same where nothing in it may pass for an encoded word (RFC 2047), which mail programs would decode. */
export const headerLine = (text: string) => oneLine(text).replaceAll('=?', '= ?');

/** Paragraphs a person wrote: line breaks stay, everything hidden goes. */
export const plainWords = (text: string) =>
  text
    .split(/\r\n|\r|\n/)
    .map(oneLine)
    .join('\n')
    .trim();

/** At most `length` characters as a reader counts them, cut at a word where one is near. */
export function shortened(text: string, length: number): string {
  const characters = Array.from(text);
  if (characters.length <= length) return text;
  const cut = characters.slice(0, length - 1).join('');
  const lastSpace = cut.lastIndexOf(' ');
  return `${(lastSpace > cut.length * 0.6 ? cut.slice(0, lastSpace) : cut).trimEnd()}…`;
}
