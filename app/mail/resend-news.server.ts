import { Resend } from 'resend';
import type { Delivery, DeliveryNews } from '#app/domain/delivery.ts';
import { isUuid } from '#app/domain/ids.ts';
import { oneLine } from '#emails/plain-words.ts';
import { letterTag } from './resend.server.ts';

export interface LetterNews extends DeliveryNews {
  /** Ours of the letter, when they gave it back. */
  letterId: string | null;
  providerId: string;
  words: string | null;
}

/** `news` is null for what is true and tells us nothing, such as a letter that was opened. */
export type HookRead = { id: string; news: LetterNews | null; received: Received | null } | null;

/** Somebody wrote to one of our addresses. */
export interface Received {
  emailId: string;
  recipients: string[];
  /** When they took it, which no attempt to tell us changes. */
  at: Date;
}

/**
 * What Resend posts to us, if Resend posted it: signed with our secret, for exactly these bytes, not longer ago than
 * the five minutes of the standard. Null for anything else.
 */
export function readResendHook(secret: string, headers: Headers, payload: string): HookRead {
  const id = headers.get('svix-id') ?? '';
  try {
    const read = new Resend('re_unused').webhooks.verify({
      payload,
      headers: {
        id,
        timestamp: headers.get('svix-timestamp') ?? '',
        signature: headers.get('svix-signature') ?? '',
      },
      webhookSecret: secret,
    });
    return { id, news: newsOf(read), received: receivedIn(read) };
  } catch {
    return null;
  }
}

type Hook = ReturnType<Resend['webhooks']['verify']>;

const receivedIn = (hook: Hook): Received | null =>
  hook.type === 'email.received'
    ? {
        emailId: hook.data.email_id,
        recipients: [...(hook.data.received_for ?? []), ...(hook.data.to ?? [])],
        at: new Date(hook.created_at),
      }
    : null;

function newsOf(hook: Hook): LetterNews | null {
  const told = toldBy(hook);
  if (!told || !('email_id' in hook.data)) return null;
  const tags = 'tags' in hook.data ? hook.data.tags : undefined;
  const letterId = tags?.[letterTag] ?? null;
  return {
    ...told,
    words: told.words ? oneLine(told.words).slice(0, 500) : null,
    letterId: letterId !== null && isUuid(letterId) ? letterId : null,
    providerId: String(hook.data.email_id),
  };
}

interface Told {
  delivery: Delivery;
  lasting: boolean;
  words: string | null;
}

const told = (delivery: Delivery, words: string | null = null, lasting = false): Told => ({
  delivery,
  words,
  lasting,
});

function toldBy(hook: Hook): Told | null {
  switch (hook.type) {
    case 'email.delivered':
      return told('delivered');
    case 'email.delivery_delayed':
      return told('delayed');
    case 'email.failed':
      return told('failed', hook.data.failed?.reason);
    case 'email.bounced':
      return told('bounced', hook.data.bounce?.message, hook.data.bounce?.type === 'Permanent');
    case 'email.suppressed':
      return told('suppressed', hook.data.suppressed?.message, true);
    case 'email.complained':
      return told('complained', null, true);
    default:
      return null;
  }
}
