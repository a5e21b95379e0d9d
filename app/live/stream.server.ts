import type { Request, RequestHandler, Response } from 'express';
import { type Cursor, readCursor } from '#app/domain/cursor.ts';
import type { PlanAccess } from '#app/domain/policy.ts';
import type { Present } from '#app/domain/presence.ts';
import { outageIn } from '#db/client/outage.ts';
import type { FanOut, Listener } from './fan-out.server.ts';
import { frame } from './frames.ts';
import { patchesOf } from './patch.ts';
import { type AudienceOf, toldSince } from './told-since.server.ts';

/** A screen that takes no more is better off coming back than holding this process's memory. */
const MOST_WAITING_BYTES = 256 * 1024;
/** So long an ended line may take to be read. */
const LAST_WORD_MS = 5_000;

export interface Admitted {
  access: PlanAccess;
  /** Of the browser. */
  session: string;
  /** Whatever `changedAccess` of the fan-out needs to ask again. */
  proof: unknown;
}

export interface StreamOptions {
  /** `notTheirs` whether or not there is such a plan. */
  admit(req: Request, res: Response, planId: string): Promise<Admitted | 'nobody' | 'notTheirs'>;
  fanOut: FanOut;
  /** Who is there, for these readers. */
  peopleFor?(audience: AudienceOf): Present[];
  /** Of this server; null while developing. */
  build?(): Promise<string | null>;
}

/**
 * `GET /plans/:planId/events?from=shared.own&epoch=…`: the line of a plan. As server-sent events it goes on until either
 * side ends it; asked for as JSON it is what was written since, once.
 */
export function planEvents(options: StreamOptions): RequestHandler {
  const { admit, fanOut, peopleFor = () => [], build = async () => null } = options;
  return (req, res, next) => {
    answer(req, res).catch((error: unknown) => {
      if (res.headersSent || !outageIn(error)) return next(error);
      res.status(503).set('Retry-After', '2').json({ code: 'unavailable' });
    });
  };

  async function answer(req: Request, res: Response): Promise<void> {
    const admitted = await admit(req, res, String(req.params.planId));
    if (admitted === 'nobody') return void res.status(401).json({ code: 'signed-out' });
    if (admitted === 'notTheirs') return void res.status(404).json({ code: 'not-found' });
    const from = readCursor(req.get('last-event-id')) ?? readCursor(query(req, 'from'));
    const epoch = query(req, 'epoch');
    if (!from || !epoch) return void res.status(400).json({ code: 'no-cursor' });
    // Events of the other side's log are numbered too, and never asked for.
    const place = admitted.access.layers.length > 1 ? from : { ...from, own: 0 };
    res.setHeader('Cache-Control', 'no-store, no-transform');
    if (req.accepts('text/event-stream')) return await stream(req, res, admitted, place, epoch);
    const told = await toldSince(admitted.access, place, epoch);
    res.json('reset' in told ? told : { patches: patchesOf(told.events) });
  }

  async function stream(
    req: Request,
    res: Response,
    { access, session, proof }: Admitted,
    from: Cursor,
    epoch: string,
  ): Promise<void> {
    const { workspaceId, planId, layers, personId } = access;
    const built = await build();
    // Gone while they were asked who they are: nobody would tell us again.
    if (res.destroyed) return;
    res.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      // nginx keeps what it is sent until it has enough of it, unless told not to.
      'x-accel-buffering': 'no',
    });
    req.socket.setNoDelay(true);
    req.socket.setTimeout(0);
    const listener: Listener = {
      audience: { workspaceId, planId, layers },
      personId,
      session,
      access: proof,
      send(text) {
        if (res.writableEnded || res.destroyed) return;
        // Of what came before: the newest word waits for a moment on every line.
        if (res.writableLength > MOST_WAITING_BYTES) return void res.destroy();
        res.write(text);
      },
      end() {
        res.end();
        // Nobody counts this line any more; whoever does not take its last word would keep it for ever.
        setTimeout(() => res.destroy(), LAST_WORD_MS).unref();
      },
    };
    res.once('close', () => fanOut.leave(listener));
    // Whoever comes or goes from here on is told to those who have joined.
    listener.send(frame({ type: 'hello', build: built, people: peopleFor(listener.audience) }));
    await fanOut.join(listener, from, epoch);
  }
}

function query(req: Request, name: string): string | null {
  const value = req.query[name];
  return typeof value === 'string' ? value : null;
}
