import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRateLimits, networkOf } from '#app/http/rate-limit.server.ts';
import { rateLimit } from '#db/schema/rate-limit.ts';
import { type FreshDatabase, freshDatabase } from '#tests/support/databases.server.ts';

describe('limits in the database', () => {
  let fresh: FreshDatabase;
  beforeAll(async () => {
    fresh = await freshDatabase();
  });
  afterAll(() => fresh.drop());

  test('two processes count together, as the app’s own role', async () => {
    const [one, other] = [
      createRateLimits(fresh.database.db, rateLimit),
      createRateLimits(fresh.database.db, rateLimit),
    ];
    const verdicts = await Promise.all(
      Array.from({ length: 8 }, (_, turn) =>
        (turn % 2 ? one : other).spend('signInAddress', '192.0.2.1', 'dana@acme.com'),
      ),
    );
    expect(verdicts.filter(({ allowed }) => allowed)).toHaveLength(5);
    const refused = verdicts.find(({ allowed }) => !allowed);
    expect(refused).toMatchObject({ retryAfterSeconds: expect.any(Number) });
    const rows = await fresh.owner<{ points: number }[]>`select points from rate_limit`;
    expect(rows.map(({ points }) => points)).toEqual([8]);
  });

  test('who is refused here is not refused elsewhere, and locks nobody out', async () => {
    const limits = createRateLimits(fresh.database.db, rateLimit);
    for (let turn = 0; turn < 6; turn += 1)
      await limits.spend('signInAddress', '198.51.100.7', 'lena@acme.com');
    expect(await limits.spend('signInAddress', '198.51.100.7', 'lena@acme.com')).toMatchObject({
      allowed: false,
    });
    expect(await limits.spend('signInAddress', '192.0.2.9', 'lena@acme.com')).toEqual({ allowed: true });
    expect(await limits.spend('code', '198.51.100.7', 'lena@acme.com')).toEqual({ allowed: true });
  });

  test('no address is kept in the clear', async () => {
    const rows = await fresh.owner<{ key: string }[]>`select key from rate_limit`;
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toMatch(/192\.0|198\.51|acme/);
  });

  test('a limit ends by itself', async () => {
    const limits = createRateLimits(fresh.database.db, rateLimit);
    for (let turn = 0; turn < 6; turn += 1)
      await limits.spend('signInAddress', '203.0.113.5', 'rui@acme.com');
    await fresh.owner`update rate_limit set expire = now() - interval '1 second'`;
    expect(await limits.spend('signInAddress', '203.0.113.5', 'rui@acme.com')).toEqual({ allowed: true });
  });
});

describe('a network', () => {
  test('is a /64 of IPv6, however it is written', () => {
    const same = [
      '2001:db8:1:2::1',
      '2001:db8:1:2:ffff:1:2:3',
      '2001:0DB8:0001:0002::',
      '2001:db8:1:2::1%eth0',
    ];
    expect(new Set(same.map(networkOf))).toEqual(new Set(['2001:db8:1:2::/64']));
    expect(networkOf('2001:db8:1:3::1')).not.toBe(networkOf('2001:db8:1:2::1'));
    expect(networkOf('::1')).toBe('0:0:0:0::/64');
    expect(networkOf('2001:db8::1')).toBe('2001:db8:0:0::/64');
  });

  test('is one address of IPv4, mapped or not', () => {
    expect(networkOf('192.0.2.1')).toBe('192.0.2.1');
    expect(networkOf('::ffff:192.0.2.1')).toBe('192.0.2.1');
    expect(networkOf(undefined)).toBe('unknown');
  });
});
