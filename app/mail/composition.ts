import type { Invitation } from '#app/domain/calendar.ts';
import type { NewToken } from '#db/tokens.server.ts';
import type { EmailMessage } from '#emails/index.ts';

/** A letter in props, before it is rendered and frozen. */
export interface Draft {
  message: EmailMessage;
  to: { name: string; address: string };
  fromName: string;
  replyTo: string | null;
  /** Where it can be stopped; null for what the reader asked for. */
  stopUrl: string | null;
  /** The placeholders it may hold. */
  holes: string[];
  /** Links that begin with it: saved when it is frozen. */
  links: NewToken[];
  /** Of the plan; for when the next letter is due. */
  zone: string;
  /** Of a meeting: what their calendar is to have, and which letter it had it from before. */
  invited?: { stepId: string; next: Invitation; url: string; lastLetterId: string | null };
}

export type Composition = ({ kind: 'ready'; draft: Draft } | { kind: 'drop'; why: string }) & {
  /** Lines that are not news any more. */
  untrue: { id: string; why: string }[];
};

/** `untrue`: lines that are not news any more. */
export const drop = (why: string, untrue: Composition['untrue'] = []): Composition => ({
  kind: 'drop',
  why,
  untrue,
});
