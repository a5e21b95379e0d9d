import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the next request meets: of the letter's description, then of its bytes. */
export type InboundMood =
  | 'ok'
  | 'hang'
  | 'half'
  | 'no raw form'
  | { status: number; name: string; html?: true };

/** Speaks the part of Resend's API for letters that came in: GET /emails/receiving/:id, and where its raw form lies. */
export async function startResendInbound(apiKey = 're_test') {
  const letters = new Map<string, Buffer>();
  const asked: string[] = [];
  const moods: InboundMood[] = [];
  const json = (response: ServerResponse, status: number, body: unknown) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://resend.test');
    asked.push(pathname);
    const [, , id = ''] = /^\/(emails\/receiving|raw)\/(.+)$/.exec(pathname) ?? [];
    const mood = moods.shift() ?? 'ok';
    if (mood === 'hang') return;
    if (typeof mood === 'object' && mood.html)
      return void response
        .writeHead(mood.status, { 'content-type': 'text/html' })
        .end('<h1>Bad gateway</h1>');
    if (typeof mood === 'object')
      return json(response, mood.status, { statusCode: mood.status, name: mood.name, message: 'No.' });
    const raw = letters.get(id);
    if (pathname.startsWith('/raw/') && raw) {
      response.writeHead(200, { 'content-type': 'message/rfc822' });
      // The rest never comes.
      return void (mood === 'half' ? response.write(raw.subarray(0, raw.length / 2)) : response.end(raw));
    }
    if (request.headers.authorization !== `Bearer ${apiKey}`)
      return json(response, 401, { statusCode: 401, name: 'missing_api_key', message: 'Missing API Key' });
    if (!raw) return json(response, 404, { statusCode: 404, name: 'not_found', message: 'Email not found' });
    const lies = { download_url: `${baseUrl}/raw/${id}`, expires_at: '2031-03-12T00:00:00.000Z' };
    json(response, 200, {
      ...{ object: 'email', id, to: [], from: '', subject: '', bcc: null, cc: null, reply_to: null },
      ...{ received_for: [], html: null, text: null, headers: {}, message_id: '', attachments: [] },
      created_at: new Date().toISOString(),
      raw: mood === 'no raw form' ? null : lies,
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    ...{ apiKey, baseUrl, letters, asked },
    next: (...coming: InboundMood[]) => void moods.push(...coming),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
