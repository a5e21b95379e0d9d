import { Resend } from 'resend';

const PATIENCE_MS = 20_000;

/**
 * The letter as it came over the wire: its webhook holds only who and when. Throws when it cannot be had now, so that
 * the webhook is told again; null when it is larger than we take.
 */
export async function fetchReceived(
  { apiKey, baseUrl }: { apiKey: string; baseUrl?: string },
  emailId: string,
  most: number,
): Promise<Uint8Array | null> {
  const { data, error } = await new Resend(apiKey, baseUrl ? { baseUrl } : {}).emails.receiving.get(emailId);
  const url = data?.raw?.download_url;
  if (!url) throw new Error(`Resend did not give the letter: ${error?.message ?? 'it has no raw form'}`);
  const answer = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) });
  if (!answer.ok || !answer.body) throw new Error(`Resend answered ${answer.status} for a letter`);
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of answer.body as unknown as AsyncIterable<Uint8Array>) {
    size += part.byteLength;
    if (size > most) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}
