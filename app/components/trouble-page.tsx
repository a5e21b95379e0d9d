import { isRouteErrorResponse, useHref, useLocation } from '@remix-run/react';
import { Mark } from '#app/components/mark.tsx';
import * as paths from '#app/http/paths.ts';
import { readReply } from '#app/http/reply.ts';
import styles from './trouble-page.module.css';
import { troubleStatus, troubleWords } from './trouble-words.ts';

/** For whatever a loader, an action or a render threw. A refusal speaks for itself; anything else has our words. */
export function TroublePage({ error, requestId }: { error: unknown; requestId?: string | undefined }) {
  const status = troubleStatus(error);
  const sentence = isRouteErrorResponse(error) ? readReply(error.data)?.sentence : undefined;
  const words = troubleWords(error);
  const here = useHref(useLocation());
  return (
    <main className={styles.page}>
      <Mark name="Throughline" href={paths.home()} />
      <h1>{words.title}</h1>
      <p>{sentence ?? words.sentence}</p>
      <p className={styles.next}>
        {words.next === 'again' ? (
          <a href={here}>Try again</a>
        ) : (
          <a href={paths.home()}>Go to the first page</a>
        )}
      </p>
      {status >= 500 && requestId ? (
        <p className={styles.id}>
          They will find it under <code>{requestId}</code>.
        </p>
      ) : null}
    </main>
  );
}
