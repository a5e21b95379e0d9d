import { createHmac } from 'node:crypto';

/** A secret as Resend shows it. */
export const hookSecret = `whsec_${Buffer.from('what only we and Resend know').toString('base64')}`;

export interface HookOptions {
  id?: string;
  secret?: string;
  /** In seconds; now unless said. */
  at?: number;
}

/** The headers of a request that Resend signs, by the published scheme and not by our library. */
export function signedHeaders(
  payload: string,
  { id = 'msg_1', secret = hookSecret, at = Math.floor(Date.now() / 1000) }: HookOptions = {},
): Record<string, string> {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${at}.${payload}`).digest('base64');
  return { 'svix-id': id, 'svix-timestamp': String(at), 'svix-signature': `v1,${signature}` };
}

/** News of a letter as Resend writes it. */
export const hookBody = (
  type: string,
  { providerId, letterId, ...more }: { providerId: string; letterId?: string } & Record<string, unknown>,
): string =>
  JSON.stringify({
    type,
    created_at: new Date().toISOString(),
    data: {
      created_at: new Date().toISOString(),
      email_id: providerId,
      from: 'Throughline <plans@throughline.test>',
      to: ['rui@acme.example'],
      subject: 'A subject',
      ...(letterId && { tags: { letter: letterId } }),
      ...more,
    },
  });
