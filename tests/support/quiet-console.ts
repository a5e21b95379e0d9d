import { afterEach, beforeEach, expect, vi } from 'vitest';

// React and others report real mistakes there and go on; here such a test fails.
beforeEach(() => {
  vi.spyOn(console, 'error');
});

afterEach(() => {
  if (!vi.isMockFunction(console.error)) return;
  const said = vi.mocked(console.error).mock.calls;
  vi.mocked(console.error).mockRestore();
  expect(said, 'console.error was called').toEqual([]);
});
