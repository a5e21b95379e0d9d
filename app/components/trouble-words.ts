import { isRouteErrorResponse } from '@remix-run/react';

/** What happened, what was kept, and what to do, for each kind of page that is not there. */
export type TroubleWords = { title: string; sentence: string; next: 'home' | 'again' };

const WORDS: Readonly<Record<number, TroubleWords>> = {
  400: {
    title: 'We could not read that',
    sentence: 'Something in the request was missing or not as expected. Nothing was changed.',
    next: 'again',
  },
  403: {
    title: 'This is not yours to change',
    sentence: 'You are known here, but this belongs to somebody else. Nothing was changed.',
    next: 'home',
  },
  404: {
    title: 'There is nothing here for you',
    sentence:
      'The address may be mistyped, the page may be gone, or you may need to come in by the link in your letter.',
    next: 'home',
  },
  405: { title: 'This page cannot do that', sentence: 'Nothing was changed.', next: 'home' },
  409: {
    title: 'Somebody was here first',
    sentence: 'This changed while you were working on it. Open it again to see what is there now.',
    next: 'again',
  },
  429: {
    title: 'That was a lot at once',
    sentence: 'Wait a minute, then try again. What you saved before is kept.',
    next: 'again',
  },
  503: {
    title: 'We cannot reach the data just now',
    sentence: 'What you saved is kept. Try again in a moment.',
    next: 'again',
  },
};

const FAILED: TroubleWords = {
  title: 'Something went wrong on our side',
  sentence:
    'What you saved before is kept. Try again; if it happens once more, tell whoever runs this server.',
  next: 'again',
};

const UNREACHED: TroubleWords = {
  title: 'No connection',
  sentence:
    'That page could not be fetched. What you wrote and was not sent yet waits in this browser. Try again in a moment.',
  next: 'again',
};

export const troubleWords = (error: unknown): TroubleWords =>
  isUnreached(error) ? UNREACHED : (WORDS[troubleStatus(error)] ?? FAILED);

/** Each browser has words of its own for it. */
const isUnreached = (error: unknown): boolean =>
  error instanceof TypeError && /fetch|load failed|networkerror|import/i.test(error.message);

export const troubleStatus = (error: unknown): number => (isRouteErrorResponse(error) ? error.status : 500);
