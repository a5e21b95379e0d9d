import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type ResendRequest = {
  idempotencyKey: string | null;
  body: {
    from: string;
    to: string;
    subject: string;
    html: string;
    text: string;
    reply_to?: string;
    headers?: Record<string, string>;
    tags?: { name: string; value: string }[];
  };
};

/** What the next request meets. `takeThenHang` keeps the letter and never answers: the crash window. */
export type ResendMood =
  | 'ok'
  | 'hang'
  | 'takeThenHang'
  | 'drop'
  | { status: number; name?: string; message?: string; headers?: Record<string, string>; html?: string };

interface Slowly {
  /** Planted: the same key is another letter each time. */
  forgetKeys?: boolean;
  /** Holds back the answer to a letter that was taken. */
  taken?: () => Promise<void>;
}

/** Speaks the part of Resend's API we use: POST /emails, with its keys, errors and replays. */
export async function startResendStandIn(
  apiKey = 're_test',
  { forgetKeys = false, taken = async () => {} }: Slowly = {},
) {
  const delivered: (ResendRequest & { id: string })[] = [];
  const requests: ResendRequest[] = [];
  const byKey = new Map<string, { id: string; body: string }>();
  const moods: ResendMood[] = [];

  const server = createServer(async (request, response) => {
    const text = await read(request);
    if (request.headers.authorization !== `Bearer ${apiKey}`)
      return refuse(response, 401, 'invalid_api_key', 'API key is invalid');
    if (request.method !== 'POST' || request.url !== '/emails')
      return refuse(response, 404, 'not_found', 'The requested endpoint does not exist.');
    const body: ResendRequest['body'] = JSON.parse(text);
    const header = request.headers['idempotency-key'];
    const idempotencyKey = typeof header === 'string' && !forgetKeys ? header : null;
    requests.push({ idempotencyKey, body });

    const mood = moods.shift() ?? 'ok';
    if (mood === 'hang') return;
    if (mood === 'drop') return void request.socket.destroy();
    if (typeof mood === 'object') {
      if (mood.html !== undefined) return void response.writeHead(mood.status, mood.headers).end(mood.html);
      return refuse(
        response,
        mood.status,
        mood.name ?? 'application_error',
        mood.message ?? 'No.',
        mood.headers,
      );
    }
    const before = idempotencyKey ? byKey.get(idempotencyKey) : undefined;
    if (before && before.body !== text)
      return refuse(
        response,
        409,
        'invalid_idempotent_request',
        'Same idempotency key used with a different request payload.',
      );
    const id = before?.id ?? randomUUID();
    if (!before) {
      delivered.push({ id, idempotencyKey, body });
      if (idempotencyKey) byKey.set(idempotencyKey, { id, body: text });
    }
    if (mood === 'takeThenHang') return;
    await taken();
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ id }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    apiKey,
    baseUrl: `http://127.0.0.1:${port}`,
    /** Letters Resend would have posted, each once. */
    delivered,
    /** Every authorised request, replays included. */
    requests,
    next: (...coming: ResendMood[]) => void moods.push(...coming),
    /** Nothing more goes wrong. */
    calm: () => void moods.splice(0),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function refuse(
  response: ServerResponse,
  statusCode: number,
  name: string,
  message: string,
  headers: Record<string, string> = {},
) {
  response
    .writeHead(statusCode, { 'content-type': 'application/json', ...headers })
    .end(JSON.stringify({ statusCode, name, message }));
}

async function read(request: IncomingMessage) {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
