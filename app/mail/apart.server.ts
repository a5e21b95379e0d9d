import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';

const { resolve } = createRequire(import.meta.url);

export type Apart<T> = { kind: 'done'; value: T } | { kind: 'failed' } | { kind: 'too long' };

/**
 * What a library makes of something a stranger wrote, on a thread of its own: whatever it does with it, nobody else
 * waits, and it ends. `body` is plain JavaScript with `library` and `input` at hand, and is nobody's but ours.
 */
export function readApart<T>(
  { library, body, withinMs }: { library: string; body: string; withinMs: number },
  input: unknown,
): Promise<Apart<T>> {
  const code = `
    const { parentPort, workerData } = require('node:worker_threads');
    const read = async (library, input) => {${body}};
    read(require(workerData.library), workerData.input).then((value) => parentPort.postMessage(value));`;
  return new Promise((settle) => {
    const thread = new Worker(code, {
      ...{ eval: true, env: {}, execArgv: [], resourceLimits: { maxOldGenerationSizeMb: 256 } },
      workerData: { library: resolve(library), input },
    });
    const end = (apart: Apart<T>) => {
      clearTimeout(timer);
      void thread.terminate();
      settle(apart);
    };
    const timer = setTimeout(() => end({ kind: 'too long' }), withinMs);
    thread.once('message', (value: T) => end({ kind: 'done', value }));
    thread.once('error', () => end({ kind: 'failed' }));
    thread.once('exit', () => end({ kind: 'failed' }));
  });
}
