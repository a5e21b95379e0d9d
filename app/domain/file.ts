/**
 * A file that came with a comment: seen by whoever reads the comment, gone with it. What could run in a browser or
 * on a desk is not taken.
 */
export interface CommentFile {
  id: string;
  name: string;
  /** As its first bytes tell, never as its sender says. */
  type: FileType;
  bytes: number;
}

/** As it came, before anything is believed of it. */
export interface GivenFile {
  name: string;
  content: Uint8Array;
}

/** How each is called at the end of a name; the first is ours. */
export const fileTypes = {
  'application/pdf': ['pdf'],
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': ['pptx'],
  'text/plain': ['txt', 'csv'],
} as const;
export type FileType = keyof typeof fileTypes;
export const isFileType = (type: string | undefined): type is FileType =>
  type !== undefined && Object.hasOwn(fileTypes, type);

export const LARGEST_FILE = 10 * 1024 * 1024;
export const MOST_FILES = 5;
/** For the field that chooses them. */
export const fileEnds = Object.values(fileTypes)
  .flatMap((ends) => ends.map((end) => `.${end}`))
  .join(',');
const LONGEST_NAME = 120;

const endOf = (name: string): string => /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
export const saysText = (name: string): boolean => fileTypes['text/plain'].some((end) => end === endOf(name));

/** What a name says without its folders and without what hides or turns letters. */
export function plainFileName(given: string): string {
  const last = given.split(/[\\/]/).at(-1) ?? '';
  const plain = last
    .normalize('NFC')
    .replace(/[\p{C}\p{Zl}\p{Zp}"<>:|?*]/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  const end = /\.[^.\s]{1,10}$/.exec(plain)?.[0] ?? '';
  return (
    ([...plain.slice(0, plain.length - end.length)].slice(0, LONGEST_NAME).join('') + end).trim() || 'File'
  );
}

/** Its name ends as what it is. */
export function fileName(given: string, type: FileType): string {
  const name = plainFileName(given);
  const ends: readonly string[] = fileTypes[type];
  return ends.includes(endOf(name)) ? name : `${name}.${ends[0]}`;
}

export type WhyLeftOut = 'kind' | 'empty' | 'tooLarge' | 'tooMany' | 'full' | 'nowhere';
/** A file that was not taken, while the words it came with were. */
export interface LeftOut {
  name: string;
  why: WhyLeftOut;
}

const reasons: Record<WhyLeftOut, string> = {
  kind: 'is not a kind of file we keep. PDF, pictures, Word, Excel, PowerPoint, text and CSV are.',
  empty: 'is empty.',
  tooLarge: 'is larger than 10 MB.',
  tooMany: `is more than the ${MOST_FILES} files that can come at once.`,
  full: 'found no room: the files of this workspace take all the space they may.',
  nowhere: 'could not be kept: no place for files is set up here.',
};
export const leftOutSentence = ({ name, why }: LeftOut): string => `“${name}” ${reasons[why]}`;

export function sizeText(bytes: number): string {
  if (bytes < 1024 * 1024) return `${Math.max(1, Math.round(bytes / 1024))} kB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** For a header (RFC 6266): a plain name for old browsers, the real one for all others. */
export function attachmentHeader(name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const real = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${real}`;
}
