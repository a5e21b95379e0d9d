import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { admitOutages } from '#app/http/headers.server.ts';

async function answered(outage: boolean | undefined, status: number) {
  const server = createServer((_request, response) => {
    const facts: { outage?: boolean } = {};
    admitOutages(response, facts);
    // As Remix does: the error is looked at after the request began, and before anything is written.
    if (outage !== undefined) facts.outage = outage;
    response.statusCode = status;
    response.end('said');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const text = await answer.text();
  server.close();
  return [answer.status, answer.headers.get('retry-after'), text];
}

test('an error because the database did not answer says so, and when to come back', async () => {
  expect(await answered(true, 500)).toEqual([503, '2', 'said']);
});

test('any other error, and any answer in an outage that is none, stays what it is', async () => {
  expect(await answered(undefined, 500)).toEqual([500, null, 'said']);
  expect(await answered(true, 404)).toEqual([404, null, 'said']);
});
