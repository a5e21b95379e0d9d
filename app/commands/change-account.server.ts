import { uuidv7 } from 'uuidv7';
import { planAccessFor } from '#app/auth/plan-access.server.ts';
import type { CurrentSession } from '#app/auth/session.server.ts';
import { err, ok, type Refusal, type Result } from '#app/domain/result.ts';
import { database } from '#db/client.server.ts';
import { listReach, saveAccount } from '#db/people.server.ts';
import { changePlanIn } from './change-plan.server.ts';

/**
 * A person's name and zone. The name changes on every plan they are on, in each one's own history; a plan where
 * their side has not let them in yet keeps the name it was given.
 */
export async function changeAccount(
  current: CurrentSession,
  values: { name: string; zone: string },
): Promise<Result<void, Refusal>> {
  if (current.level !== 'signedIn')
    return err({
      code: 'notProven',
      sentence: 'Sign in with a code first, so that nobody else renames you.',
    });
  const { id, name } = current.person;
  await database().transaction(
    async (tx) => {
      await saveAccount(tx, id, values);
      if (values.name === name) return;
      const plans = (await listReach(tx, id)).filter((row) => row.standing === null && row.admitted);
      for (const { planId } of plans) {
        const access = await planAccessFor(tx, id, planId);
        const envelope = { id: uuidv7(), type: 'changeOwnName' as const, args: { name: values.name } };
        if (access) await changePlanIn(tx, access, [envelope]);
      }
    },
    { lockTimeoutMs: 2_000 },
  );
  return ok();
}
