import type { Request, RequestHandler, Response } from 'express';
import { type Admission, changedAdmissions, planAccessOf } from '#app/auth/plan-access.server.ts';
import { derived } from '#app/auth/secrets.server.ts';
import { resolveSession } from '#app/auth/session.server.ts';
import type { RequestFacts } from '#app/http/load-context.ts';
import { log } from '#app/http/log.server.ts';
import { answerDoorbell } from '#app/live/doorbell.server.ts';
import { openFanOut } from '#app/live/fan-out.server.ts';
import { answerPresenceChoice } from '#app/live/presence-doorbell.server.ts';
import { planPresence } from '#app/live/presence-post.server.ts';
import { openPresenceRoom } from '#app/live/presence-room.server.ts';
import { presenceWords } from '#app/live/presence-words.server.ts';
import { type Admitted, planEvents } from '#app/live/stream.server.ts';
import type { OpenData } from '#app/open-data.server.ts';
import { openBell } from '#db/bell.server.ts';
import { listSharedFocuses } from '#db/whereabouts.server.ts';

export interface LiveLine {
  planEvents: RequestHandler;
  planPresence: RequestHandler;
  stop(): Promise<void>;
}

export interface LiveLineOptions extends Pick<OpenData, 'database' | 'directUrl'> {
  /** Of this server; null while developing. */
  build?(): Promise<string | null>;
}

/** What processes ring each other: a plan was written to, or somebody is somewhere. */
const WROTE = 'wrote ';
const PRESENT = 'present ';

/** Joins the line of this process: what it writes, what others write, who is there, and who may hear it. */
export function openLiveLine({ database, directUrl, build }: LiveLineOptions): LiveLine {
  const onError = (error: unknown) => log().warn({ err: error }, 'the line could not look around');
  const words = presenceWords(() => derived('presence between processes'));
  const room = openPresenceRoom({
    changed: (planId) => fanOut.tellPresence(planId),
    tellOthers(word) {
      if (bell.hasOthers()) bell.ring(`${PRESENT}${words.seal(word)}`);
    },
    listShared: listSharedFocuses,
    onError,
  });
  const fanOut = openFanOut({
    database,
    onError,
    changedAccess: async (listeners) => {
      const asked = listeners.map((listener) => ({ ...(listener.access as Admission), listener }));
      return (await changedAdmissions(asked)).map(({ listener }) => listener);
    },
    peopleFor: room.peopleFor,
    left({ audience, personId, session }, why, isLast) {
      if (why === 'access') room.remove(audience, personId, session);
      else if (isLast) room.fade(audience, personId, session);
    },
  });
  const wrote = (planId: string) => room.lookAgain(planId);
  const bell = openBell({
    database,
    directUrl,
    heard(word) {
      if (word.startsWith(PRESENT)) {
        const said = words.open(word.slice(PRESENT.length));
        if (said) room.hear(said);
      } else if (word.startsWith(WROTE)) {
        const planId = word.slice(WROTE.length);
        fanOut.ring(planId);
        wrote(planId);
      }
    },
    listening: () => void fanOut.catchUp(),
  });
  const forget = [
    answerDoorbell((written) => {
      fanOut.tell(written);
      bell.ring(`${WROTE}${written.to.planId}`);
      wrote(written.to.planId);
    }),
    answerPresenceChoice(({ choice, personId, ...on }) => room.choose(on, personId, choice)),
  ];
  return {
    planEvents: planEvents({ admit, fanOut, peopleFor: room.peopleFor, build }),
    planPresence: planPresence({ admit, room, onError }),
    async stop() {
      for (const each of forget) each();
      room.stop();
      await Promise.all([fanOut.stop(), bell.close()]);
    },
  };
}

async function admit(
  req: Request,
  res: Response,
  planId: string,
): Promise<Admitted | 'nobody' | 'notTheirs'> {
  const { context, cookies } = await resolveSession(req, res.locals as RequestFacts);
  // A session that was moved on here has to be moved on in the browser too.
  for (const cookie of cookies) res.append('Set-Cookie', cookie);
  const { session } = context;
  if (!session) return 'nobody';
  const access = await planAccessOf(session, planId);
  if (!access) return 'notTheirs';
  const proof: Admission = { sessionId: session.id, access };
  return { access, session: session.id, proof };
}
