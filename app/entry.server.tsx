import type { AppLoadContext, EntryContext, HandleErrorFunction } from '@remix-run/node';
import { isRouteErrorResponse, RemixServer } from '@remix-run/react';
import { renderToString } from 'react-dom/server';
import { PageFactsProvider } from '#app/components/page-facts.tsx';
import { log } from '#app/http/log.server.ts';
import { scrubPath } from '#app/http/scrub.ts';
import { outageIn } from '#db/client/outage.ts';

/**
 * A page is written whole, in one go: everything it says is known before its first byte, and writing it piece by
 * piece takes twice as long.
 */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  { nonce, requestId }: AppLoadContext,
): Promise<Response> {
  await readHandoff(remixContext);
  const page = renderToString(
    <PageFactsProvider value={{ nonce, requestId }}>
      <RemixServer context={remixContext} url={request.url} nonce={nonce} />
    </PageFactsProvider>,
  );
  headers.set('Content-Type', 'text/html; charset=utf-8');
  return new Response(`<!DOCTYPE html>${page}`, { headers, status });
}

/** What the loaders gave, for the browser: where Remix looks for the pieces of its stream, the whole as one piece. */
async function readHandoff(context: EntryContext): Promise<void> {
  const { serverHandoffStream, renderMeta } = context;
  if (!serverHandoffStream || !renderMeta) return;
  const value = await new Response(serverHandoffStream).text();
  renderMeta.streamCache = { 0: Object.assign(Promise.resolve(), { result: { done: true, value } }) };
  context.serverHandoffStream = new ReadableStream();
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
