import type { Answered } from './ask.ts';

/** An answer without what differs between any two of them: nonces and the id of the request. */
export const faceOf = ({ status, headers, text }: Answered): string =>
  JSON.stringify([
    status,
    headers.location ?? null,
    headers['content-type'] ?? null,
    // How long a cookie lasts is counted from the second it is given.
    JSON.stringify(headers['set-cookie'] ?? null).replace(/Max-Age=\d+/g, 'Max-Age'),
    text
      .replaceAll(String(headers['x-request-id']), 'request')
      .replaceAll(nonceIn(headers['content-security-policy']), 'nonce'),
  ]);

const nonceIn = (policy: unknown): string => /'nonce-([^']+)'/.exec(String(policy))?.[1] ?? '\0';

/** Ids by the order in which they first come up: two worlds have others for the same things. */
export function idsInOrder(text: string): string {
  const known = new Map<string, string>();
  return text.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => {
    if (!known.has(id)) known.set(id, `id-${known.size}`);
    return known.get(id) ?? '';
  });
}
