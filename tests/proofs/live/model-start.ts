/** A small plan that both sides have had a hand in: where every schedule begins. */
import { recordChange } from '#app/commands/writing.server.ts';
import { applyChange } from '#app/domain/apply-change.ts';
import { requireDay } from '#app/domain/day.ts';
import type { CommandArgs, CommandType } from '#app/domain/decide.ts';
import { layersOf, type Plan } from '#app/domain/plan.ts';
import type { PlanAccess } from '#app/domain/policy.ts';
import type { Pending } from '#db/history.server.ts';
import { type CastMember, dana, lena, maya, tom } from '#tests/support/cast.ts';
import { draftOf, requireOk } from '#tests/support/stored-plan.server.ts';
import { pastOf } from './model-past.ts';
import { openModelServer, type Stored } from './model-server.ts';

export const today = requireDay('2026-11-27');
const BEGUN = '2026-11-27T09:00:00.000Z';
export const readers = [maya, tom, dana, lena] as const;

const idOf = (text: string): string => {
  const hex = [...text].map((letter) => letter.charCodeAt(0).toString(16)).join('');
  return `00000000-0000-4000-8000-${hex.slice(0, 12).padStart(12, '0')}`;
};
const [workspaceId, planId, epoch] = [idOf('firm'), idOf('plan'), idOf('epoch')];

export const accessOf = (who: CastMember): PlanAccess =>
  ({
    workspaceId,
    planId,
    personId: who.personId,
    side: who.side,
    layers: layersOf(who.side),
    standing: who.side === 'seller' ? 'sellerPointPerson' : 'buyerPointPerson',
    stakeholderId: idOf(who.key),
    pointPerson: who === maya || who === dana,
    proven: true,
  }) as unknown as PlanAccess;

const milestones = [
  {
    key: 'fit',
    steps: [
      { key: 'demo', owners: [maya], dueIn: 3 },
      { key: 'data', owners: [dana], dueIn: 5, after: ['demo'] },
      { key: 'shop', owners: [maya, dana], dueIn: 9 },
    ],
  },
  { key: 'case', steps: [{ key: 'roll', owners: [tom], dueIn: 60 }] },
];

export async function modelStart(): Promise<Stored> {
  let ids = 0;
  const newId = () => {
    ids += 1;
    return idOf(`${ids}`.padStart(6, 'n'));
  };
  const rows = new Map(readers.map((who) => [who.key, idOf(who.key)]));
  const list = draftOf({ planId, workspaceId, milestones, named: [...readers], rows, idOf, newId, today });
  const hashes = { sharedHash: '', sellerHash: '', buyerHash: '', lookAt: null };
  const head = { workspaceId, planId, epoch, at: BEGUN, sharedN: 0, sellerN: 0, buyerN: 0, ...hashes };
  const pending: Pending = { head, rows: [], bodies: [], events: [] };
  const [opened] = list;
  if (!opened) throw new Error('A plan begins by being opened');
  const plan = applyChange({} as Plan, opened, 0);
  const deciding = { plan, pending, past: pastOf([], ['shared', 'seller'], plan) };
  for (const change of list) recordChange(deciding, change, maya.personId, idOf('draft'));
  const draft: Stored = {
    head: pending.head,
    log: pending.events,
    views: { seller: deciding.plan, buyer: deciding.plan },
    whole: deciding.plan,
    commands: new Map(),
  };
  const server = openModelServer(draft);
  let sent = 0;
  const send = async <T extends CommandType>(who: CastMember, type: T, args: CommandArgs[T]) => {
    sent += 1;
    const id = `00000000-0000-7000-8000-${sent.toString(16).padStart(12, '0')}`;
    const { replies } = await server.receive([{ access: accessOf(who), envelope: { id, type, args } }]);
    if (replies[0]) requireOk(replies[0].answer);
  };
  await send(maya, 'sharePlan', {});
  for (const who of [dana, lena]) await send(who, 'enterPlan', {});
  for (const key of ['demo', 'data', 'shop', 'roll']) {
    const value = `bring the figures of ${key}`;
    await send(maya, 'changeStep', { stepId: idOf(key), field: 'ask', value });
  }
  return server.stored;
}
