import { uuidv7 } from 'uuidv7';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { inviteToPlan } from '#app/commands/invite-to-plan.server.ts';
import { useDatabase } from '#db/client.server.ts';
import { dana, grace, maya } from '#tests/support/cast.ts';
import { type FreshDatabase, freshDatabase } from '#tests/support/databases.server.ts';
import { type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';

process.env.APP_SECRET ??= 'a secret of thirty-two characters or more';

let fresh: FreshDatabase;
let plan: StoredPlan;
beforeAll(async () => {
  fresh = await freshDatabase();
  useDatabase(fresh.database);
  return fresh.drop;
});
beforeEach(async () => {
  plan = await storedPlan(fresh.database, { buyers: [dana] });
});

const toGrace = () => ({
  commandId: uuidv7(),
  address: `${uuidv7()}@acme.com`,
  name: grace.name,
  side: 'buyer' as const,
  role: 'legal',
});
const lettersTo = async (address: string) => {
  const rows = await fresh.owner`select l.refs ->> 'tokenId' as token,
      (select revoked_at is null from token where id = (l.refs ->> 'tokenId')::uuid) as good
    from letter l join person p on p.id = l.person_id
    where p.address = ${address} and l.plan_id = ${plan.planId}`;
  return rows.map((row) => ({ ...row }));
};

describe('the same invitation', () => {
  test('sent twice is one letter, whose link stays good', async () => {
    const invitation = toGrace();
    expect((await inviteToPlan(plan.access(maya), invitation)).ok).toBe(true);
    const first = await lettersTo(invitation.address);
    expect((await inviteToPlan(plan.access(maya), invitation)).ok).toBe(true);
    expect(await lettersTo(invitation.address)).toEqual(first);
    expect(first).toMatchObject([{ good: true }]);
  });

  test('to another address under the same id writes to nobody', async () => {
    const invitation = toGrace();
    await inviteToPlan(plan.access(maya), invitation);
    const other = { ...invitation, address: `${uuidv7()}@acme.com` };
    await inviteToPlan(plan.access(maya), other);
    expect(await lettersTo(other.address)).toEqual([]);
  });
});
