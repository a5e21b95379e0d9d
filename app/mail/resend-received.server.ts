import { Resend } from 'resend';

const PATIENCE_MS = 20_000;

export interface Asking {
  apiKey: string;
  baseUrl?: string;
  /** For all of it. */
  patienceMs?: number;
}

/** `head`: of one that is too large, as far as it was read. `gone`: Resend does not have it. */
export type Fetched = Uint8Array | { head: Uint8Array } | 'too large' | 'gone';

/**
 * The letter as it came over the wire: its webhook holds only who and when. Throws when it cannot be had now, so that
 * the webhook is told again.
 */
export async function fetchReceived(
  { apiKey, baseUrl, patienceMs = PATIENCE_MS }: Asking,
  emailId: string,
  most: number,
): Promise<Fetched> {
  const signal = AbortSignal.timeout(patienceMs);
  const resend = new Resend(apiKey, baseUrl ? { baseUrl } : {});
  const { data, error } = await resend.emails.receiving.get(emailId, {}, { signal });
  if (error?.statusCode === 404) return 'gone';
  const url = data?.raw?.download_url;
  if (!url) throw new Error(`Resend did not give the letter: ${error?.message ?? 'it has no raw form'}`);
  const answer = await fetch(url, { signal });
  if (!answer.ok || !answer.body) {
    await answer.body?.cancel();
    throw new Error(`Resend answered ${answer.status} for a letter`);
  }
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of answer.body as unknown as AsyncIterable<Uint8Array>) {
    size += part.byteLength;
    parts.push(part);
    if (size > most) return headOf(Buffer.concat(parts).subarray(0, most));
  }
  return Buffer.concat(parts);
}

/** Its headers alone say whose it is. */
function headOf(read: Buffer): Fetched {
  const ends = read.indexOf('\r\n\r\n');
  return ends === -1 || ends > LONGEST_HEAD ? 'too large' : { head: read.subarray(0, ends + 4) };
}

const LONGEST_HEAD = 256 * 1024;
