import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { clientArguments } from '#db/embedded/socket-url.ts';

/** A way to a database on which answers can be held back, as on a network that drops packets silently. */
export async function startStallingProxy(target: string) {
  const [url, { path }] = clientArguments(target);
  if (!path) throw new Error('The test server listens on a unix socket');
  const sockets = new Set<Socket>();
  let word: string | undefined;

  const server = createServer((client) => {
    const upstream = connect(path);
    let held = false;
    client.on('data', (data) => {
      if (word !== undefined && data.includes(word)) held = true;
      upstream.write(data);
    });
    upstream.on('data', (data) => {
      if (!held) client.write(data);
    });
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  const through = new URL(url);
  through.hostname = '127.0.0.1';
  through.port = String((server.address() as AddressInfo).port);
  return {
    target: through.href,
    /** From the next message that contains the word on, its connection never hears an answer. */
    holdAnswersTo(text: string): void {
      word = text;
    },
    flow(): void {
      word = undefined;
    },
    async close(): Promise<void> {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
