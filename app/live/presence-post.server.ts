import { createHash } from 'node:crypto';
import { type Request, type RequestHandler, type Response, text } from 'express';
import * as z from 'zod';
import { findWhereabouts } from '#db/whereabouts.server.ts';
import { type Allowance, fullAllowance, spend } from './allowance.ts';
import type { PresenceRoom } from './presence-room.server.ts';
import type { StreamOptions } from './stream.server.ts';

const readBody = text({ type: () => true, limit: 1024 });

const focus = z.union([
  z.strictObject({ on: z.enum(['step', 'milestone']), id: z.uuid() }),
  z.strictObject({ on: z.literal('goal') }),
]);
const said = z.union([
  z.strictObject({ screen: z.uuid(), gone: z.literal(true) }),
  z.strictObject({ screen: z.uuid(), at: focus.nullable(), renews: z.boolean() }),
]);

/** Of one browser on one plan, before anything is looked up; far above what its pages say. */
const OFTEN = { atOnce: 20, perSecond: 4 };
const MOST_BROWSERS = 20_000;

export interface PresencePostOptions extends Pick<StreamOptions, 'admit'> {
  room: PresenceRoom;
  onError(error: unknown): void;
}

/**
 * `POST /plans/:planId/presence`: where a screen is, or that it closes. What is well said is answered the same whatever
 * comes of it: it may be too often, of nobody, or about nothing they can see.
 */
export function planPresence({ admit, room, onError }: PresencePostOptions): RequestHandler {
  const often = new Map<string, Allowance>();

  const mayAsk = (req: Request): boolean => {
    const now = performance.now();
    if (often.size > MOST_BROWSERS) often.clear();
    // Short, whatever is sent: anybody may have one kept, who they are is asked later.
    const key = createHash('sha256')
      .update(`${req.params.planId} ${req.get('cookie') ?? req.ip}`)
      .digest('base64');
    const allowance = often.get(key) ?? fullAllowance(OFTEN, now);
    often.set(key, allowance);
    return spend(allowance, OFTEN, now);
  };

  async function take(req: Request, res: Response, saying: z.output<typeof said>): Promise<void> {
    if (!mayAsk(req)) return;
    const admitted = await admit(req, res, String(req.params.planId));
    if (typeof admitted === 'string') return;
    const { access, session } = admitted;
    const { personId, side } = access;
    if ('gone' in saying) return room.close(access, personId, saying.screen);
    const found = await findWhereabouts(access, saying.at);
    if (!found || found.choice === 'never') return;
    const { choice, layer, focusLayer } = found;
    room.say(
      access,
      { personId, side, layer, choice },
      { ...saying, session, at: focusLayer && saying.at, layer: focusLayer ?? 'shared' },
    );
  }

  return (req, res, next) => {
    readBody(req, res, (failed: unknown) => {
      if (failed) return void res.status(statusOf(failed)).end();
      const parsed = said.safeParse(parseJson(String(req.body)));
      if (!parsed.success) return void res.status(400).end();
      take(req, res, parsed.data)
        .catch(onError)
        .then(() => void res.status(204).end(), next);
    });
  };
}

const statusOf = (failed: unknown): number =>
  failed instanceof Error && 'status' in failed && failed.status === 413 ? 413 : 400;

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
