import { mayLift } from '#app/domain/delivery.ts';
import { can, type PlanAccess } from '#app/domain/policy.ts';
import { err, ok, type Refusal, type Result } from '#app/domain/result.ts';
import { database } from '#db/client.server.ts';
import { listLookers, saveAddressWorks } from '#db/delivery.server.ts';
import { findReader } from '#db/letters.server.ts';
import { findPlanMembership } from '#db/people.server.ts';

const notYours: Refusal = {
  code: 'notYours',
  sentence:
    'Only they, and after a letter came back who leads this at their side, can have letters sent there again.',
};

/** Letters go to somebody's address again, from the next one on. */
export async function mailAgain(access: PlanAccess, stakeholderId: string): Promise<Result<void, Refusal>> {
  return await database().transaction(async (tx): Promise<Result<void, Refusal>> => {
    const member = await findPlanMembership(tx, access, stakeholderId);
    if (!member) return err({ code: 'absent', sentence: 'They are not on this plan any more.' });
    const { personId } = member;
    const stop = (await findReader(tx, { ...access, personId }))?.addressStopped ?? null;
    if (stop === null) return ok();
    const them = (await listLookers(tx, access)).find((each) => each.personId === personId);
    const looksAfter =
      them?.side === access.side &&
      access.layers.includes(access.side) &&
      can(access.standing, 'managePeopleOfOwnSide');
    if (stop === 'for good' || !mayLift(stop, { self: personId === access.personId, looksAfter }))
      return err(notYours);
    await saveAddressWorks(tx, { personId, why: stop });
    return ok();
  });
}
