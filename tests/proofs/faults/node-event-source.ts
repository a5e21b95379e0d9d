import { type ClientRequest, get, type IncomingMessage } from 'node:http';

/** What came over one stream, before anybody acted on it: the name of the event, its id and its words. */
export interface Heard {
  type: string;
  id: string | null;
  data: string;
}

/** Told of each stream that is opened, it names who is told of what comes over it. */
export type Watch = (url: string) => (heard: Heard) => void;

/**
 * A browser's EventSource over node:http, for the app's own line to run on. It does not come back by itself: the line
 * closes what was cut, and comes back when it thinks fit.
 */
export function eventSourceClass(watch: Watch): typeof EventSource {
  class NodeEventSource extends EventTarget {
    static readonly CONNECTING = 0;
    static readonly OPEN = 1;
    static readonly CLOSED = 2;
    readonly url: string;
    readyState: number = NodeEventSource.CONNECTING;
    onopen: ((event: Event) => void) | null = null;
    onmessage: ((event: MessageEvent) => void) | null = null;
    onerror: ((event: Event) => void) | null = null;
    readonly #request: ClientRequest;

    constructor(url: string | URL) {
      super();
      this.url = String(url);
      const hears = watch(this.url);
      this.#request = get(this.url, { agent: false, headers: { accept: 'text/event-stream' } }, (response) =>
        this.#read(response, hears),
      );
      this.#request.on('error', () => this.#cut(NodeEventSource.CONNECTING));
    }

    close(): void {
      this.readyState = NodeEventSource.CLOSED;
      this.#request.destroy();
    }

    #read(response: IncomingMessage, hears: (heard: Heard) => void): void {
      if (response.statusCode !== 200) {
        response.resume();
        this.#cut(NodeEventSource.CLOSED);
        return;
      }
      if (this.readyState === NodeEventSource.CLOSED) return;
      this.readyState = NodeEventSource.OPEN;
      this.onopen?.(new Event('open'));
      let rest = '';
      response.setEncoding('utf8');
      response.on('data', (text: string) => {
        const blocks = (rest + text).split('\n\n');
        rest = blocks.pop() ?? '';
        for (const block of blocks) if (this.readyState === NodeEventSource.OPEN) this.#tell(block, hears);
      });
      response.on('close', () => this.#cut(NodeEventSource.CONNECTING));
    }

    #tell(block: string, hears: (heard: Heard) => void): void {
      const field = (name: string) => new RegExp(`^${name}: ?(.*)$`, 'm').exec(block)?.[1];
      const data = field('data');
      if (data === undefined) return;
      const type = field('event') ?? 'message';
      hears({ type, id: field('id') ?? null, data });
      const event = new MessageEvent(type, { data });
      if (type === 'message') this.onmessage?.(event);
      this.dispatchEvent(event);
    }

    #cut(state: number): void {
      if (this.readyState === NodeEventSource.CLOSED) return;
      this.readyState = state;
      this.onerror?.(new Event('error'));
    }
  }
  return NodeEventSource as unknown as typeof EventSource;
}
