/** What became of a letter after a mail provider took it. Each outweighs those before it, in whatever order they come. */
export const deliveries = ['delayed', 'delivered', 'failed', 'bounced', 'suppressed', 'complained'] as const;
export type Delivery = (typeof deliveries)[number];

/** Why no mail goes to an address. */
export const stops = ['bounced', 'complained'] as const;
export type Stop = (typeof stops)[number];

export interface DeliveryNews {
  delivery: Delivery;
  /** Trying again later would end the same way. */
  lasting: boolean;
}

/** News comes late, twice and in any order: a letter that bounced was once on its way. */
export const deliveryAfter = (before: Delivery | null, news: Delivery): Delivery =>
  before !== null && deliveries.indexOf(before) >= deliveries.indexOf(news) ? before : news;

/** Whether an address gets no more mail after this. */
export function stopAfter({ delivery, lasting }: DeliveryNews): Stop | null {
  if (delivery === 'complained') return 'complained';
  return delivery === 'suppressed' || (delivery === 'bounced' && lasting) ? 'bounced' : null;
}

/** What somebody asked for to get in is tried all the same: a bounce may have been a mistake, and locks nobody out. */
export const mayMailTo = (stop: Stop | 'for good' | null, letterKind: string): boolean =>
  stop === null || (stop !== 'for good' && letterKind === 'signIn');

/** Who may have letters go there again: who complained, alone; after a bounce also who looks after the address. */
export const mayLift = (stop: Stop, who: { self: boolean; looksAfter: boolean }): boolean =>
  who.self || (stop === 'bounced' && who.looksAfter);

/** What somebody's row says of mail to them, with what the server said of it. */
export interface MailTrouble {
  kind: Stop | 'failed' | 'tooLarge' | 'unknown' | 'delayed';
  words: string | null;
}

export interface LastLetter {
  state: string;
  error: string | null;
  delivery: Delivery | null;
  words: string | null;
}

/** RFC 3463 and RFC 5321, what Resend answers, and how servers say it otherwise. */
const forSize =
  /\bResend said 413\b|\b5\.(2\.3|3\.4)\b|too (large|big)|size (limit|exceed)|exceed(s|ed) .{0,40}size/i;
const isFull = /\b5\.2\.2\b|quota|full/i;

/** Whether a letter was refused because it is too large: the same letter will be again. */
export const isForSize = (words: string | null): boolean =>
  words !== null && forSize.test(words.slice(0, 1_000)) && !isFull.test(words.slice(0, 1_000));

/** Null while nothing is wrong. */
export function mailTrouble(stop: Stop | null, last: LastLetter | null): MailTrouble | null {
  const came = last?.delivery ?? null;
  if (stop) return { kind: stop, words: came === 'delivered' ? null : (last?.words ?? null) };
  if (last?.state === 'failed') return { kind: failedAs(last.error), words: last.error };
  if (last?.state === 'unknown') return { kind: last.state, words: last.error };
  if (came === 'delayed') return { kind: 'delayed', words: last?.words ?? null };
  return came && came !== 'delivered'
    ? { kind: failedAs(last?.words ?? null), words: last?.words ?? null }
    : null;
}

const failedAs = (words: string | null): 'failed' | 'tooLarge' => (isForSize(words) ? 'tooLarge' : 'failed');
