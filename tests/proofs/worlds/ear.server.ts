import { get, type IncomingMessage } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

/** An open stream, and every byte that came over it but the beats, which only time makes. */
export interface Ear {
  text(): string;
  /** Once it has come; throws when it does not. */
  until(heard: (text: string) => boolean): Promise<void>;
  close(): void;
}

export async function listenAt(url: string, path: string, session: string): Promise<Ear> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const headers = { accept: 'text/event-stream', cookie: `tl=${session}` };
    get(`${url}${path}`, { agent: false, headers }, resolve).once('error', reject);
  });
  let all = '';
  response.setEncoding('utf8');
  response.on('data', (chunk: string) => {
    all += chunk;
  });
  const ear: Ear = {
    text: () => all.replaceAll('event: beat\ndata: 1\n\n', ''),
    async until(heard) {
      // Not by the clock of the day, which stands still in these worlds.
      for (const end = performance.now() + 15_000; !heard(all); await pause(10))
        if (performance.now() > end) throw new Error(`It was not heard:\n${all.slice(-600)}`);
    },
    close: () => void response.destroy(),
  };
  if (response.statusCode !== 200) throw new Error(`No stream: ${response.statusCode}`);
  await ear.until((text) => text.includes('"type":"hello"'));
  return ear;
}
