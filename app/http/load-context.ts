import '@remix-run/node';

/** What one request has of its own. Loaders and actions read it as `context`. */
export type RequestFacts = {
  readonly nonce: string;
  readonly requestId: string;
  /** The network the request came from, as far as it can be believed; the key of rate limits. */
  readonly network: string;
  /** Fires when the reader has gone; `request.signal` does not for streams on Node 20. */
  readonly gone: AbortSignal;
  /** Set when the database did not answer, so that the page says 503 and not 500. */
  outage?: boolean;
};

declare module '@remix-run/node' {
  interface AppLoadContext extends RequestFacts {}
}
