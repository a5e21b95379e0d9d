import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { isDriverAccident } from '#db/client/outage.ts';
import { forkTypescript } from '#tests/support/run-typescript.server.ts';

async function exitAfter(thrower: string): Promise<{ code: number; stderr: string }> {
  const child = await forkTypescript('tests/db/client-crash.server.ts', [thrower]);
  let stderr = '';
  child.stderr?.on('data', (data) => {
    stderr += data;
  });
  const [code] = await once(child, 'close');
  return { code, stderr };
}

describe('an uncaught error', () => {
  test.each(['the driver', 'the driver in a promise'])(
    'from %s about its dead socket is survived',
    async (who) => {
      expect(await exitAfter(who)).toEqual({ code: 0, stderr: '' });
    },
  );

  test.each(['our code', 'our code in a promise', 'another error of the driver'])(
    'from %s ends the process and is printed',
    async (who) => {
      const { code, stderr } = await exitAfter(who);
      expect(code).toBe(1);
      expect(stderr).toContain('TypeError');
    },
  );
});

test('only the frame that threw counts, not who called it', () => {
  const callback = new TypeError("Cannot read properties of undefined (reading 'id')");
  callback.stack = `TypeError: ${callback.message}
    at rowToPlan (file:///app/db/plan.server.ts:3:1)
    at file:///app/node_modules/postgres/src/index.js:250:22`;
  expect(isDriverAccident(callback)).toBe(false);
});
