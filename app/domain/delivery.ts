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
  kind: Stop | 'failed' | 'unknown' | 'delayed';
  words: string | null;
}

export interface LastLetter {
  state: string;
  error: string | null;
  delivery: Delivery | null;
  words: string | null;
}

/** Null while nothing is wrong. */
export function mailTrouble(stop: Stop | null, last: LastLetter | null): MailTrouble | null {
  const came = last?.delivery ?? null;
  if (stop) return { kind: stop, words: came === 'delivered' ? null : (last?.words ?? null) };
  if (last?.state === 'failed' || last?.state === 'unknown') return { kind: last.state, words: last.error };
  if (came === 'delayed') return { kind: 'delayed', words: last?.words ?? null };
  return came && came !== 'delivered' ? { kind: 'failed', words: last?.words ?? null } : null;
}
