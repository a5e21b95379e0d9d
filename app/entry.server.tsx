import { PassThrough } from 'node:stream';
import {
  type AppLoadContext,
  createReadableStreamFromReadable,
  type EntryContext,
  type HandleErrorFunction,
} from '@remix-run/node';
import { isRouteErrorResponse, RemixServer } from '@remix-run/react';
import { isbot } from 'isbot';
import { renderToPipeableStream } from 'react-dom/server';
import { PageFactsProvider } from '#app/components/page-facts.tsx';
import { log } from '#app/http/log.server.ts';
import { scrubPath } from '#app/http/scrub.ts';
import { outageIn } from '#db/client/outage.ts';

/** How long a loader may still be awaited once the page has begun. */
export const streamTimeout = 5_000;

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  { nonce, requestId, gone, outage }: AppLoadContext,
): Promise<Response> {
  // A crawler takes what comes first for the whole.
  const ready = isbot(request.headers.get('user-agent')) ? 'onAllReady' : 'onShellReady';
  return new Promise((resolve, reject) => {
    let begun = false;
    let finalStatus = outage && status === 500 ? 503 : status;
    const { pipe, abort } = renderToPipeableStream(
      <PageFactsProvider value={{ nonce, requestId }}>
        <RemixServer context={remixContext} url={request.url} abortDelay={streamTimeout} nonce={nonce} />
      </PageFactsProvider>,
      {
        nonce,
        [ready]() {
          begun = true;
          const body = new PassThrough();
          // Left running, the timer would keep every finished render in memory for six seconds.
          body.once('close', () => clearTimeout(timer));
          headers.set('Content-Type', 'text/html; charset=utf-8');
          if (outage) headers.set('Retry-After', '2');
          resolve(new Response(createReadableStreamFromReadable(body), { headers, status: finalStatus }));
          pipe(body);
        },
        onShellError(error) {
          clearTimeout(timer);
          reject(error);
        },
        onError(error) {
          finalStatus = 500;
          // Before the shell the error comes back to us through onShellError.
          if (begun && !gone.aborted) log().error({ requestId, err: error }, 'render failed');
        },
      },
    );
    const timer = setTimeout(abort, streamTimeout + 1_000);
    gone.addEventListener('abort', () => abort(), { once: true });
  });
}

export const handleError: HandleErrorFunction = (error, { request, context }) => {
  if (context.gone.aborted || request.signal.aborted) return;
  // A refusal is an answer, and the access log has it.
  if (isRouteErrorResponse(error) && error.status < 500) return;
  context.outage = outageIn(error) !== undefined;
  const err = isRouteErrorResponse(error) ? { status: error.status } : error;
  log().error(
    { requestId: context.requestId, path: scrubPath(new URL(request.url).pathname), err },
    'route failed',
  );
};
