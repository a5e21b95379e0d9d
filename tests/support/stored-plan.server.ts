import { deepStrictEqual } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import { changePlanIn } from '#app/commands/change-plan.server.ts';
import { beginWriting, recordChanges } from '#app/commands/writing.server.ts';
import { applyChange } from '#app/domain/apply-change.ts';
import { bothOnWeekdays } from '#app/domain/calendars.ts';
import type { Change } from '#app/domain/change.ts';
import type { Answer } from '#app/domain/command.ts';
import { addDays, type Day, dayOf, requireDay } from '#app/domain/day.ts';
import type { CommandType } from '#app/domain/decide.ts';
import type { CommentFile } from '#app/domain/file.ts';
import { type Layer, layersOf, type Plan, type Stakeholder, type Step } from '#app/domain/plan.ts';
import type { PlanAccess } from '#app/domain/policy.ts';
import type { Database } from '#db/client.server.ts';
import { digestOfValue } from '#db/hash-chain.server.ts';
import { saveHistory } from '#db/history.server.ts';
import { createHead, readHead } from '#db/plan-head.server.ts';
import { planAt } from '#db/plan-memory.server.ts';
import { loadPlan } from '#db/plans.server.ts';
import { membership, person, workspace } from '#db/schema/people.ts';
import { setScope } from '#db/scope.server.ts';
import { buyerName, type CastMember, type CastName, cast, dana, maya, sellerName, tom } from './cast.ts';
import { type Asked, havingRead } from './plan-builder.ts';

/** A step of a stored plan in a line: whose it is, how many days from today, and what it waits for. */
export interface StepSketch {
  key: string;
  owners: (CastMember | { side: 'seller' | 'buyer'; role: string })[];
  dueIn?: number;
  type?: Step['type'];
  after?: string[];
  withheld?: boolean;
}
export interface MilestoneSketch {
  key: string;
  steps: StepSketch[];
}

/** Small, with every kind of owner: near steps of both sides, a joint one, an approval, and a far outline. */
export const smallPlan: MilestoneSketch[] = [
  {
    key: 'fit',
    steps: [
      { key: 'demo', owners: [maya], dueIn: 3 },
      { key: 'data', owners: [dana], dueIn: 5, after: ['demo'] },
      { key: 'workshop', owners: [maya, dana], dueIn: 9, type: 'meeting' },
    ],
  },
  {
    key: 'case',
    steps: [
      { key: 'budget', owners: [{ side: 'buyer', role: 'economicBuyer' }], dueIn: 20, type: 'approval' },
      { key: 'rollout', owners: [tom], dueIn: 90, after: ['budget'] },
    ],
  },
];

export interface StoredPlan {
  workspaceId: string;
  planId: string;
  /** Id of the milestone or step of that key. */
  id: (key: string) => string;
  /** Proof of reach for one of the cast, as `auth/plan-access` would mint it. */
  access: (who: CastMember, over?: Partial<PlanAccess>) => PlanAccess;
  /** One command through the write path, in its own transaction. */
  send: <T extends CommandType>(
    who: CastMember,
    type: T,
    args: Asked<T>,
    more?: { id?: string; base?: Record<string, number>; confirmed?: boolean; files?: CommentFile[] },
  ) => Promise<Answer>;
  undo: (who: CastMember, commandId: string) => Promise<Answer>;
  /** The plan as this person reads it now. */
  load: (who: CastMember) => Promise<Plan>;
}

export interface StoredPlanOptions {
  milestones?: MilestoneSketch[];
  /** Shared with the buyer unless true. */
  draft?: boolean;
  /** Those of the buyer who are named before sharing and enter after it; Dana unless told otherwise. */
  buyers?: CastMember[];
  /** Named at the buyer, and not entered. */
  invited?: CastMember[];
  workspaceId?: string;
  /** Makes every id; random unless told otherwise. */
  newId?: () => string;
}

/** Days are counted from the real today of the plan's zone, because the write path reads the clock. */
export const zone = 'Europe/Berlin';
export const realToday = (): Day => dayOf(new Date(), zone);

/** Nobody writes hundreds of steps in one go; a scene begins with them. */
const allAtOnce = { deadlineMs: 60_000 };

export async function storedPlan(database: Database, options: StoredPlanOptions = {}): Promise<StoredPlan> {
  const { milestones = smallPlan, draft = false, buyers = [dana], invited = [] } = options;
  const newId = options.newId ?? randomUUID;
  const workspaceId = options.workspaceId ?? newId();
  const planId = newId();
  const named = [maya, tom, ...buyers, ...invited];
  const rows = new Map<CastName, string>(named.map((who) => [who.key, newId()]));
  const ids = new Map<string, string>();
  for (const { key, steps } of milestones)
    for (const k of [key, ...steps.map((s) => s.key)]) ids.set(k, newId());
  const idOf = (key: string): string => {
    const id = ids.get(key);
    if (!id) throw new Error(`Nothing in this plan is called ${key}`);
    return id;
  };
  const list = draftOf({ planId, workspaceId, milestones, named, rows, idOf, newId, today: realToday() });

  await database.transaction(async (tx) => {
    await tx
      .insert(person)
      .values(cast.map(({ personId, name, address }) => ({ id: personId, name, address })))
      .onConflictDoNothing();
    await tx.insert(workspace).values({ id: workspaceId, name: sellerName }).onConflictDoNothing();
    await tx
      .insert(membership)
      .values(
        [maya, tom].map((who) => ({
          id: newId(),
          workspaceId,
          personId: who.personId,
          side: 'seller' as const,
          standing: who === maya ? ('owner' as const) : ('member' as const),
        })),
      )
      .onConflictDoNothing();
    await setScope(tx, { workspaceId, planIds: [planId], layers: ['shared', 'seller'] });
    const head = await createHead(tx, workspaceId, planId, newId());
    const [opened] = list;
    if (!head || opened?.kind !== 'planOpened') throw new Error('A plan begins by being opened');
    const writing = beginWriting(tx, applyChange({} as Plan, opened, 0), head);
    recordChanges(writing, list, maya.personId, newId());
    await Promise.all([writing.saved, saveHistory(tx, writing.pending)]);
  }, allAtOnce);

  const access: StoredPlan['access'] = (who, over = {}) =>
    ({
      workspaceId,
      planId,
      personId: who.personId,
      side: who.side,
      layers: layersOf(who.side) satisfies Layer[],
      standing: who.side === 'seller' ? 'sellerPointPerson' : 'buyerPointPerson',
      stakeholderId: rows.get(who.key) ?? null,
      pointPerson: who === maya || who === dana,
      proven: true,
      ...over,
    }) as PlanAccess;
  const one = async (
    who: CastMember,
    envelope: Parameters<typeof changePlanIn>[2][number],
    files: CommentFile[] = [],
  ): Promise<Answer> => {
    const brought = new Map([[envelope.id, files]]);
    const [answer] = await database.transaction(
      (tx) => changePlanIn(tx, access(who), [envelope], brought),
      allAtOnce,
    );
    if (!answer) throw new Error('A command has an answer');
    return answer;
  };
  const stored: StoredPlan = {
    workspaceId,
    planId,
    id: idOf,
    access,
    send: async (who, type, args, { files, ...more } = {}) => {
      const read =
        type === 'decideApproval' ? havingRead(await stored.load(who), type, args, digestOfValue) : args;
      return await one(who, { id: uuidv7(), type, args: read, ...more }, files);
    },
    undo: (who, commandId) => one(who, { id: uuidv7(), type: 'undo', args: { commandId } }),
    load: (who) =>
      database.transaction(async (tx) => {
        await setScope(tx, { workspaceId, planIds: [planId], layers: layersOf(who.side) });
        const plan = await loadPlan(tx, workspaceId, planId);
        const head = await readHead(tx, workspaceId, planId);
        if (!plan || !head) throw new Error('The plan is not there');
        // What is kept in memory is what the rows say, whatever was done before.
        deepStrictEqual(await planAt(tx, head, layersOf(who.side)), plan);
        return plan;
      }, allAtOnce),
  };
  if (!draft) {
    requireOk(await stored.send(maya, 'sharePlan', {}));
    for (const who of buyers) requireOk(await stored.send(who, 'enterPlan', {}));
  }
  return stored;
}

/** The buyer says yes to all that the seller asks. */
export async function agreeToAll({ load, send }: StoredPlan): Promise<void> {
  const offers = (await load(dana)).offers.filter(({ bySide }) => bySide === 'seller');
  requireOk(await send(dana, 'acceptOffers', { offerIds: offers.map(({ id }) => id) }));
}

export function requireOk(answer: Answer): string {
  if (answer.kind !== 'ok') throw new Error(`Expected ok, got ${JSON.stringify(answer)}`);
  return answer.commandId;
}

export interface Drafting {
  planId: string;
  workspaceId: string;
  milestones: MilestoneSketch[];
  named: CastMember[];
  rows: Map<CastName, string>;
  idOf: (key: string) => string;
  newId: () => string;
  today: Day;
}

/** What is written of a plan before it is shared. */
export function draftOf(drafting: Drafting): Change[] {
  const { planId, workspaceId, milestones, named, rows, idOf, newId, today } = drafting;
  const list: Change[] = [
    {
      kind: 'planOpened',
      plan: {
        id: planId,
        workspaceId,
        layer: 'seller',
        sellerName,
        zone,
        startDay: today,
        goal: {
          objective: 'Book freight in one place',
          whyNow: 'The old system ends in March',
          liveDay: addDays(today, 105),
          buyerName,
        },
        case: { problem: '', costToday: '', request: '', ifWeWait: '' },
        sample: false,
        calendars: bothOnWeekdays,
        confirmed: null,
        pause: null,
        notedBy: maya.personId,
        health: 'onTrack',
        versions: {},
      },
    },
    ...named.map(
      (who): Change => ({ kind: 'stakeholderAdded', stakeholder: stakeholderRow(who, rows, today) }),
    ),
  ];
  let before: string | null = null;
  for (const { key, steps } of milestones) {
    const bare = { reachedOn: null, toldPace: null, versions: {} };
    const milestone = { id: idOf(key), layer: 'seller' as const, name: key, ...bare };
    list.push({ kind: 'milestoneAdded', milestone, afterId: before });
    before = milestone.id;
    let last: string | null = null;
    for (const sketch of steps) {
      const step = stepRow(sketch, { milestoneId: milestone.id, today, rows, idOf, newId });
      list.push({
        kind: 'stepAdded',
        step,
        place: { milestoneId: milestone.id, afterId: last, anchorId: null },
      });
      last = step.id;
    }
  }
  for (const { key, after = [] } of milestones.flatMap((m) => m.steps))
    for (const other of after)
      list.push({
        kind: 'dependencyAdded',
        dependency: {
          ...{ id: newId(), layer: 'seller', stepId: idOf(key), afterId: idOf(other) },
          ...{ lag: 0, versions: {} },
        },
      });
  return list;
}

const stakeholderRow = (who: CastMember, rows: Map<CastName, string>, today: Day): Stakeholder => ({
  id: rows.get(who.key) ?? '',
  layer: 'seller',
  personId: who.personId,
  side: who.side,
  name: who.name,
  role: who.role,
  pointPerson: who === maya,
  admitted: true,
  enteredOn: who.side === 'seller' ? today : null,
  versions: {},
});

function stepRow(
  sketch: StepSketch,
  at: {
    milestoneId: string;
    today: Day;
    rows: Map<CastName, string>;
    idOf: (key: string) => string;
    newId: () => string;
  },
): Step {
  return {
    id: at.idOf(sketch.key),
    layer: 'seller',
    milestoneId: at.milestoneId,
    anchorId: null,
    withheld: sketch.withheld ?? false,
    type: sketch.type ?? 'task',
    title: sketch.key,
    ask: '',
    doneWhen: '',
    meetingTime: null,
    venue: '',
    agenda: '',
    attendees: [],
    checkpoint: false,
    ifSlips: '',
    confirmedOn: null,
    dueDay: sketch.dueIn === undefined ? null : requireDay(addDays(at.today, sketch.dueIn)),
    duration: 1,
    decidedBy: 'everyone',
    freshCode: false,
    agreement: 'outline',
    declinedReason: null,
    status: 'todo',
    statusReason: null,
    lookOn: null,
    helpId: null,
    endedOn: null,
    owners: sketch.owners.map((who) => ({
      id: at.newId(),
      side: who.side,
      role: 'key' in who ? null : who.role,
      stakeholderId: 'key' in who ? (at.rows.get(who.key) ?? null) : null,
    })),
    versions: {},
  };
}
