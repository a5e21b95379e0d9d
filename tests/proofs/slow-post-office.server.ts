import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startResendStandIn } from '#tests/support/resend-stand-in.server.ts';
import type { Random } from './random.ts';

export interface PostOffice {
  baseUrl: string;
  apiKey: string;
  /** Letters that were taken, each time they were. */
  delivered: { id: string; to: string; messageId: string }[];
  /** How often letters were handed in, again ones included. */
  handedIn(): number;
  /** Resolves when the next letter has been taken and its answer is still on its way. */
  nextTaken(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * The stand-in for Resend at the end of a slow line: it takes a letter at once and its answer is late, so that a process
 * can die in between. `forgetKeys`: the idempotency key does not reach it.
 */
export async function startPostOffice(random: Random, { forgetKeys = false } = {}): Promise<PostOffice> {
  const standIn = await startResendStandIn();
  let waiting: (() => void)[] = [];
  const line = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const key = request.headers['idempotency-key'];
    const answer = await fetch(`${standIn.baseUrl}${request.url}`, {
      method: request.method,
      headers: {
        authorization: request.headers.authorization ?? '',
        'content-type': 'application/json',
        ...(!forgetKeys && typeof key === 'string' && { 'idempotency-key': key }),
      },
      body: Buffer.concat(chunks),
    });
    const body = await answer.text();
    // Whoever waits for this moment wants it to last until the process is dead.
    const late = waiting.length > 0 ? 2_000 : 30 + random.below(120);
    for (const taken of waiting.splice(0)) taken();
    await new Promise((later) => setTimeout(later, late));
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(body);
  });
  await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve));
  const { port } = line.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    apiKey: standIn.apiKey,
    get delivered() {
      return standIn.delivered.map(({ id, body }) => ({
        id,
        to: body.to,
        messageId: body.headers?.['Message-ID'] ?? '',
      }));
    },
    handedIn: () => standIn.requests.length,
    nextTaken: () =>
      new Promise((resolve) => {
        waiting = [...waiting, resolve];
      }),
    async stop() {
      line.closeAllConnections();
      await new Promise((resolve) => line.close(resolve));
      await standIn.stop();
    },
  };
}
