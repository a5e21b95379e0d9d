import { useSearchParams } from '@remix-run/react';

const name = 'answers';

/** To where something was asked, with the composer set to answer it; works without JavaScript, too. */
export const answeringAt = (path: string, commentId: string, anchor: string): string =>
  `${path}${path.includes('?') ? '&' : '?'}${name}=${commentId}#${anchor}`;

/** The question the address says one came to answer. */
export const useAnswering = (): string | null => useSearchParams()[0].get(name);
