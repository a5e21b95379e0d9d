import { randomUUID } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import { changePlanIn } from '#app/commands/change-plan.server.ts';
import { person } from '#db/schema/people.ts';
import { type CastMember, dana, grace, lena, maya, rui, tom } from '#tests/support/cast.ts';
import { type FreshDatabase, freshDatabase } from '#tests/support/databases.server.ts';
import { signIn } from '#tests/support/signed-in.server.ts';
import { requireOk, type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';

/** Long enough for `APP_SECRET`, and the same in the app and beside it, so that links can be made for it. */
export const secret = 'a secret of thirty-two characters or more';

/** Everybody who can stand before a plan. */
export const actors = [
  'visitor',
  'buyerPointPerson',
  'buyer',
  'buyerNotAdmitted',
  'buyerOfAnotherPlan',
  'invitedToAnotherPlan',
  'seller',
  'member',
  'admin',
  'owner',
  'removed',
  'sellerElsewhere',
] as const;
export type ActorName = (typeof actors)[number];

const extra = (digit: string, name: string, at: string) => ({
  id: `${digit.repeat(8)}-0000-4000-8000-000000000000`,
  name,
  address: `${name.split(' ')[0]?.toLowerCase()}@${at}.example`,
});
const ines = extra('a', 'Ines Moor', 'northwind');
const ada = extra('b', 'Ada Stone', 'northwind');
const ralf = extra('c', 'Ralf Weber', 'acme');
const vera = extra('d', 'Vera Blum', 'southwind');

const personOf: Record<Exclude<ActorName, 'visitor'>, string> = {
  buyerPointPerson: dana.personId,
  buyer: lena.personId,
  buyerNotAdmitted: grace.personId,
  buyerOfAnotherPlan: rui.personId,
  invitedToAnotherPlan: dana.personId,
  seller: tom.personId,
  member: ines.id,
  admin: ada.id,
  owner: maya.personId,
  removed: ralf.id,
  sellerElsewhere: vera.id,
};

export interface Stage {
  fresh: FreshDatabase;
  /** Maya, Tom; Dana, Lena, and Grace whom nobody at Acme has let in. Ralf was on it. */
  plan: StoredPlan;
  /** Of the same workspace, with Rui and Dana. */
  sibling: StoredPlan;
  /** Of another workspace, where Vera sells. */
  foreign: StoredPlan;
  /** What a cookie of this actor holds; undefined for who has none. */
  session: (actor: ActorName) => Promise<string | undefined>;
  sessionOf: (
    personId: string,
    level?: 'signedIn' | 'invited',
    planIds?: readonly string[],
  ) => Promise<string>;
}

/** Two workspaces, three shared plans, and everybody who could knock at one of them. */
export async function setStage(): Promise<Stage> {
  process.env.APP_SECRET = secret;
  const fresh = await freshDatabase();
  const { database, owner } = fresh;
  const plan = await storedPlan(database, { buyers: [dana, lena] });
  const { workspaceId } = plan;
  const sibling = await storedPlan(database, { workspaceId, buyers: [rui, dana] });
  const foreign = await storedPlan(database, { buyers: [rui] });
  await database.db.insert(person).values([ines, ada, ralf, vera]);
  await owner`insert into membership (id, workspace_id, person_id, side, standing) values
    (gen_random_uuid(), ${workspaceId}, ${ines.id}, 'seller', 'member'),
    (gen_random_uuid(), ${workspaceId}, ${ada.id}, 'seller', 'admin')`;
  // Maya and Tom made it; from here on it is Vera's, and nobody else's who sells.
  await owner`delete from membership where workspace_id = ${foreign.workspaceId} and person_id = ${tom.personId}`;
  await owner`update membership set person_id = ${vera.id}
    where workspace_id = ${foreign.workspaceId} and person_id = ${maya.personId}`;
  await owner`update workspace set name = 'Southwind' where id = ${foreign.workspaceId}`;
  await comeAndStayOutside(plan, grace);
  await comeAndGo(plan);

  const sessionOf: Stage['sessionOf'] = async (personId, level = 'signedIn', planIds = []) =>
    (await signIn(owner, personId, { level, planIds })).cookie;
  const session: Stage['session'] = async (actor) => {
    if (actor === 'visitor') return undefined;
    return actor === 'invitedToAnotherPlan'
      ? sessionOf(dana.personId, 'invited', [sibling.planId])
      : sessionOf(personOf[actor]);
  };
  return { fresh, plan, sibling, foreign, session, sessionOf };

  /** Named by the seller after the buyer came in, so that nobody at Acme has said yes yet. */
  async function comeAndStayOutside(to: StoredPlan, who: CastMember): Promise<void> {
    const id = randomUUID();
    requireOk(await to.send(maya, 'addStakeholder', { ...named(who.personId, who.name), id }));
    const access = to.access(who, { stakeholderId: id, layers: ['shared'], standing: 'buyerStakeholder' });
    const [entered] = await database.transaction((tx) =>
      changePlanIn(tx, access, [{ id: uuidv7(), type: 'enterPlan', args: {} }]),
    );
    if (entered?.kind !== 'ok') throw new Error(`Not entered: ${JSON.stringify(entered)}`);
  }
  async function comeAndGo(to: StoredPlan): Promise<void> {
    const id = randomUUID();
    requireOk(await to.send(dana, 'addStakeholder', { ...named(ralf.id, ralf.name), id }));
    requireOk(await to.send(dana, 'removeStakeholder', { stakeholderId: id }));
  }
}

const named = (personId: string, name: string) => ({ personId, side: 'buyer' as const, name, role: 'legal' });

/** What the app is started with to be asked by `asker`. */
export const appSettings = { APP_SECRET: secret, TRUST_PROXY: 'loopback', MAIL_QUIET_SECONDS: '600' };
