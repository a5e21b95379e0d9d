import { Writable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { createLog } from '#app/http/log.server.ts';
import * as paths from '#app/http/paths.ts';
import { scrub, scrubPath } from '#app/http/scrub.ts';

const token = 'Jx8_kQ2vR7mN4pL9sT1wY6zB3cD5fG0hK-aE8uI2oX4';
const uuid = '0b9f2c1e-5d7a-4c3b-9e8f-1a2b3c4d5e6f';

function written(act: (log: ReturnType<typeof createLog>) => void): string {
  let text = '';
  const to = new Writable({
    write(chunk, _encoding, done) {
      text += chunk;
      done();
    },
  });
  act(createLog({ level: 'trace', to }));
  return text;
}

describe('a log line', () => {
  test('is JSON with a level, a time and what was said', () => {
    const line = JSON.parse(written((log) => log.info({ requestId: uuid, status: 200 }, 'request')));
    expect(line).toMatchObject({ level: 'info', requestId: uuid, status: 200, msg: 'request' });
    expect(Date.parse(line.time)).not.toBeNaN();
  });

  test('hides secrets wherever they are put', () => {
    const text = written((log) => {
      log.info(
        { email: 'dana@acme.com', deep: { list: [{ token, cookie: 'tl=1' }] } },
        `to dana@acme.com with ${token}`,
      );
      log.warn(`the code is 123456 for grace.hopper+x@legal.acme.co.uk`);
      log.error({
        err: new Error(`no mail to rui@acme.com: ${token}`, { cause: new Error('lena@acme.com') }),
      });
      log.error(new Error(`bare dana@acme.com`));
    });
    expect(text).not.toMatch(/dana|grace|rui@|lena|123456|tl=1/);
    expect(text).not.toContain(token);
    expect(text.trim().split('\n')).toHaveLength(4);
  });

  test('hides the values of a failed query and of a broken constraint', () => {
    const query = new Error(
      'Failed query: insert into "person" ("mail") values ($1)\nparams: Dana Fox,secret note\nmore of it',
    );
    const constraint = new Error('Key (mail, name)=(dana at acme, Dana Fox) already exists');
    const text = written((log) => log.error({ err: Object.assign(query, { cause: constraint }) }));
    expect(text).not.toMatch(/Dana|secret note|more of it|dana at/);
    expect(text).toContain('insert into');
    expect(text).toContain('already exists');
  });

  test('keeps what helps to find the fault', () => {
    const error = Object.assign(new TypeError('Cannot read plan'), { code: '40P01' });
    const line = JSON.parse(written((log) => log.error({ err: error }, 'failed')));
    expect(line.err).toMatchObject({ type: 'TypeError', message: 'Cannot read plan', code: '40P01' });
    expect(line.err.stack).toContain('log.test.ts');
  });
});

describe('a path in the log', () => {
  test.each([
    paths.invitation(token),
    paths.invitation('short'),
    paths.stopLetters(token),
    paths.letterAct(token),
    paths.replyAct(token),
    paths.signInLink(token),
    `/Invitation/${token}`,
    `/%69nvitation/${token}`,
    `${paths.invitation(token)}.data?_routes=root`,
    `//invitation/${token}`,
    `/elsewhere?token=${token}&code=123456`,
    `/plans/dana@acme.com`,
    `/plans/dana%40acme.com`,
  ])('%s gives no secret away', (url) => {
    expect(scrubPath(url)).not.toMatch(/short|dana|123456|Jx8_/);
  });

  test('keeps ids of plans and steps, which open nothing by themselves', () => {
    expect(scrubPath(`${paths.planStep(uuid, uuid)}?x=1`)).toBe(`/plans/${uuid}/steps/${uuid}`);
    expect(scrubPath(paths.signInCode())).toBe('/sign-in/code');
  });
});

test('plain sentences stay as they are', () => {
  const sentence =
    'Built-in PostgreSQL 18 runs on /srv/throughline/.data/postgres (a-very-long-hyphenated-word-here)';
  expect(scrub(sentence)).toBe(sentence);
});
