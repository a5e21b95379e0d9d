import { setTimeout as pause } from 'node:timers/promises';
import { startResendStandIn } from '#tests/support/resend-stand-in.server.ts';
import type { Random } from './random.ts';

/** What takes a letter at once and answers late, so that a process can die in between. */
export function slowAnswers(random: Random) {
  let waiting: (() => void)[] = [];
  return {
    /** Resolves when the next letter has been taken and its answer is still on its way. */
    nextTaken: () =>
      new Promise<void>((resolve) => {
        waiting = [...waiting, resolve];
      }),
    async taken(): Promise<void> {
      // Whoever waits for this moment wants it to last until the process is dead.
      const late = waiting.length > 0 ? 2_000 : 30 + random.below(120);
      for (const isTaken of waiting.splice(0)) isTaken();
      await pause(late);
    },
  };
}

export type PostOffice = Awaited<ReturnType<typeof startPostOffice>>;

/** The stand-in for Resend at the end of a slow line. `forgetKeys`: the idempotency key does not reach it. */
export async function startPostOffice(random: Random, { forgetKeys = false } = {}) {
  const { nextTaken, taken } = slowAnswers(random);
  const standIn = await startResendStandIn('re_test', { forgetKeys, taken });
  return {
    ...standIn,
    nextTaken,
    get delivered() {
      return standIn.delivered.map(({ id, body: { to, text, headers } }) => ({
        ...{ id, to, text },
        messageId: headers?.['Message-ID'] ?? '',
      }));
    },
    /** How often letters were handed in, again ones included. */
    handedIn: () => standIn.requests.length,
  };
}
