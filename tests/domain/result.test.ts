import { describe, expect, it } from 'vitest';
import { err, ok, type Result } from '#app/domain/result.ts';

function halve(n: number): Result<number> {
  return n % 2 === 0 ? ok(n / 2) : err({ code: 'odd', sentence: 'Only even numbers can be halved.' });
}

describe('a result', () => {
  it('carries the value or the sentence the person reads', () => {
    const good = halve(4);
    const bad = halve(3);
    expect(good.ok && good.value).toBe(2);
    expect(!bad.ok && bad.error).toEqual({ code: 'odd', sentence: 'Only even numbers can be halved.' });
  });

  it('may carry nothing, or any kind of error', () => {
    expect(ok()).toEqual({ ok: true, value: undefined });
    expect(err(['a', 'b'])).toEqual({ ok: false, error: ['a', 'b'] });
  });
});
