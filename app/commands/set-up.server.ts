import { randomUUID } from 'node:crypto';
import { replaceSession } from '#app/auth/session.server.ts';
import { isSetUpCode } from '#app/auth/set-up-code.server.ts';
import { database } from '#db/client.server.ts';
import {
  isAnybodyThere,
  lockFirstRun,
  saveMembership,
  savePerson,
  saveWorkspace,
} from '#db/people.server.ts';

export type SetUp = { code: string; workspaceName: string; name: string; address: string; zone?: string };
export type SetUpAnswer = { kind: 'done'; cookie: string } | { kind: 'wrongCode' } | { kind: 'tooLate' };

/** The first person makes the workspace, owns it, and is signed in; there is no second first person. */
export async function setUp({ code, workspaceName, name, address, zone }: SetUp): Promise<SetUpAnswer> {
  return database().transaction(async (tx) => {
    await lockFirstRun(tx);
    if (await isAnybodyThere(tx)) return { kind: 'tooLate' };
    if (!isSetUpCode(code)) return { kind: 'wrongCode' };
    const workspaceId = randomUUID();
    const personId = randomUUID();
    await saveWorkspace(tx, { id: workspaceId, name: workspaceName });
    await savePerson(tx, { id: personId, name, address, zone });
    await saveMembership(tx, {
      id: randomUUID(),
      workspaceId,
      personId,
      side: 'seller',
      standing: 'owner',
      enteredAt: new Date().toISOString(),
    });
    const { cookie } = await replaceSession(tx, undefined, { personId, level: 'signedIn' });
    return { kind: 'done', cookie };
  });
}
