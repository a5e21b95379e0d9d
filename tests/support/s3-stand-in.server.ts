import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the next request meets. */
export type S3Mood = 'busy' | 'drop' | 'hang' | 'hangInside' | 'takeThenDrop' | { redirect: string };

const keys = { accessKeyId: 'AKSTANDIN', secretAccessKey: 'a/secret+with=signs', region: 'eu-central-1' };

/** Speaks the part of S3 we use, PUT, GET and DELETE of one object, and believes no signature it has not worked out itself. */
export async function startS3StandIn() {
  const objects = new Map<string, Buffer>();
  const requests: string[] = [];
  const moods: S3Mood[] = [];
  const server = createServer(async (request, response) => {
    const body = await read(request);
    const path = request.url ?? '';
    requests.push(`${request.method} ${path}`);
    const mood = moods.shift();
    if (mood === 'hang') return;
    if (mood === 'hangInside') return void response.writeHead(200, { 'content-length': '9' }).write('half');
    if (mood === 'drop') return void request.socket.destroy();
    if (mood === 'busy') return refuse(response, 503, 'SlowDown');
    if (typeof mood === 'object')
      return void response.writeHead(307, { location: mood.redirect }).end('elsewhere');
    const wrong = wrongWith(request, body);
    if (wrong) return refuse(response, 403, wrong);
    if (!path.startsWith('/bucket/')) return refuse(response, 404, 'NoSuchBucket');
    const object = objects.get(path);
    if (request.method === 'PUT') objects.set(path, body);
    else if (request.method === 'DELETE') objects.delete(path);
    else if (!object) return refuse(response, 404, 'NoSuchKey');
    if (mood === 'takeThenDrop') return void request.socket.destroy();
    if (request.method === 'GET')
      return void response.writeHead(200, { 'content-length': object?.length }).end(object);
    response.writeHead(request.method === 'DELETE' ? 204 : 200).end();
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const encoded = encodeURIComponent(keys.secretAccessKey);
  return {
    objects,
    requests,
    moods,
    url: `http://${host}/bucket`,
    keys,
    /** As the setting has it. */
    setting: `http://${keys.accessKeyId}:${encoded}@${host}/bucket?region=${keys.region}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((closed) => server.close(closed));
    },
  };
}
export type S3StandIn = Awaited<ReturnType<typeof startS3StandIn>>;

async function read(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

const refuse = (response: ServerResponse, status: number, code: string): void =>
  void response
    .writeHead(status, { 'content-type': 'application/xml' })
    .end(`<?xml version="1.0"?><Error><Code>${code}</Code></Error>`);

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');

/** AWS Signature Version 4, worked out from its specification; null when all of it is right. */
function wrongWith(request: IncomingMessage, body: Buffer): string | null {
  const found =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})$/.exec(
      request.headers.authorization ?? '',
    );
  const [, id, date, region, signed = '', signature = ''] = found ?? [];
  const time = String(request.headers['x-amz-date'] ?? '');
  const content = String(request.headers['x-amz-content-sha256'] ?? '');
  const names = signed.split(';');
  if (!found || id !== keys.accessKeyId || region !== keys.region) return 'InvalidAccessKeyId';
  if (!['host', 'x-amz-date', 'x-amz-content-sha256'].every((name) => names.includes(name)))
    return 'AccessDenied';
  if (!time.startsWith(date ?? '') || Math.abs(Date.now() - instantOf(time)) > 15 * 60_000)
    return 'RequestTimeTooSkewed';
  if (request.method === 'PUT' && content !== sha256(body)) return 'XAmzContentSHA256Mismatch';
  const [path = '', query = ''] = (request.url ?? '').split('?');
  const canonical = [
    ...[request.method, path, query],
    ...names.map((name) => `${name}:${String(request.headers[name] ?? '').trim()}`),
    ...['', signed, content],
  ].join('\n');
  const scope = `${date}/${region}/s3/aws4_request`;
  const key = ['aws4_request', 's3', keys.region, date ?? ''].reduceRight(
    (secret: string | Buffer, part) => hmac(secret, part),
    `AWS4${keys.secretAccessKey}`,
  );
  const own = hmac(key, ['AWS4-HMAC-SHA256', time, scope, sha256(canonical)].join('\n'));
  return timingSafeEqual(own, Buffer.from(signature, 'hex')) ? null : 'SignatureDoesNotMatch';
}

const instantOf = (time: string): number =>
  Date.parse(time.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
