import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { turnNextDay } from '#app/commands/turn-day.server.ts';
import type { ChangeKind } from '#app/domain/change.ts';
import type { Answer } from '#app/domain/command.ts';
import { addDays } from '#app/domain/day.ts';
import type { Plan } from '#app/domain/plan.ts';
import { type CastMember, dana, grace, lena, maya, tom } from '#tests/support/cast.ts';
import { type FreshDatabase, freshDatabase } from '#tests/support/databases.server.ts';
import {
  realToday,
  requireOk,
  type StoredPlan,
  type StoredPlanOptions,
  storedPlan,
} from '#tests/support/stored-plan.server.ts';
import { brokenLinks, type Witness, witness } from './plan-witness.server.ts';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
  return fresh.drop;
});

interface Scene {
  w: Witness;
  p: StoredPlan;
  id: StoredPlan['id'];
}
interface Scenario {
  by: CastMember;
  plan?: StoredPlanOptions;
  before?: (scene: Scene) => Promise<unknown>;
  /** Makes a change of this kind, through the write path. */
  act: (scene: Scene) => Promise<Answer>;
  /** Undone, the plan is as it was; or the sentence that says why it cannot be; or it was nobody's doing. */
  undo: 'restores' | 'nobody’s' | RegExp;
}

const measure = { id: randomUUID(), name: 'Hours a week', now: '30', wanted: '10', measuredBy: 'Dana' };
const newStep = (scene: Scene, over: object = {}) => ({
  id: randomUUID(),
  milestoneId: scene.id('fit'),
  afterId: scene.id('demo'),
  title: 'Send the sample file',
  type: 'task' as const,
  dueDay: addDays(realToday(), 4),
  ask: 'One week of orders',
  doneWhen: 'We can open it',
  owners: [],
  onlyOurs: false,
  ...over,
});
const [commentId, inputId, linkId, figureId, domainId] = [
  randomUUID(),
  randomUUID(),
  randomUUID(),
  randomUUID(),
  randomUUID(),
];
const newComment = (scene: Scene, id: string, over: object = {}) => ({
  id,
  stepId: scene.id('data'),
  text: 'Which week do you need?',
  onlyOurs: false,
  mentions: [],
  request: null,
  answers: null,
  ...over,
});
const newLink = (scene: Scene) => ({
  id: linkId,
  stepId: scene.id('demo'),
  name: 'The case',
  url: 'https://acme.example/case',
});
const offerOf = (w: Witness, stepId: string): string => {
  const offer = w.view('seller')?.offers.find((o) => o.stepId === stepId);
  if (!offer) throw new Error('Nothing has been asked about that step');
  return offer.id;
};
const tickFit = async ({ w, id }: Scene) => {
  requireOk(await w.send(maya, 'completeStep', { stepId: id('demo') }));
  requireOk(await w.send(dana, 'completeStep', { stepId: id('data') }));
};
const invited = { plan: { buyers: [dana, grace] } };

const aMeeting: StoredPlanOptions = {
  milestones: [
    {
      key: 'fit',
      steps: [
        { key: 'talk', owners: [maya], dueIn: 0, type: 'meeting' },
        { key: 'data', owners: [dana], dueIn: 7 },
      ],
    },
  ],
};
const closing = ({ id, p }: Scene) => ({
  ...{ id: randomUUID(), stepId: id('talk'), steps: [], decisions: ['Priced per carrier'] },
  ...{ nextStep: id('data'), noNextStep: '', nextMeeting: null, meetingId: randomUUID() },
  ...{
    meetingTitle: 'Second talk',
    meetingDay: addDays(realToday(), 5),
    attendees: [p.access(maya).stakeholderId ?? ''],
  },
  ...{ at: { time: '15:00', zone: 'Europe/Berlin', minutes: 45 }, noNextMeeting: '' },
});

/** As time alone does it, so many days from now. */
const letPass = async ({ w, p }: Scene, days: number): Promise<Answer> => {
  const now = new Date(Date.now() + days * 86_400_000);
  while ((await turnNextDay(fresh.database, { now, quietSeconds: 0 })) !== null);
  await w.check();
  const [row] = await fresh.owner`
    select command_id from history where plan_id = ${p.planId} and by is null order by n desc limit 1`;
  return { kind: 'ok', commandId: row?.command_id };
};

const scenarios: { [K in ChangeKind]: Scenario } = {
  planOpened: {
    by: maya,
    plan: { draft: true },
    act: async ({ p }) => {
      const [row] =
        await fresh.owner`select command_id from history where plan_id = ${p.planId} and kind = 'planOpened'`;
      return { kind: 'ok', commandId: row?.command_id };
    },
    undo: /People/,
  },
  planShared: {
    by: maya,
    plan: { draft: true },
    before: ({ w, id }) => w.send(maya, 'hideStep', { stepId: id('rollout') }),
    act: ({ w }) => w.send(maya, 'sharePlan', {}),
    undo: /Acme Freight has the plan now/,
  },
  goalChanged: {
    by: dana,
    act: ({ w }) => w.send(dana, 'changeGoal', { field: 'objective', value: 'One place for freight' }),
    undo: 'restores',
  },
  calendarChanged: {
    by: dana,
    act: ({ w }) => w.send(dana, 'setCalendar', { week: [1, 2, 3, 4], country: 'DE', region: 'BY' }),
    undo: 'restores',
  },
  caseChanged: {
    by: maya,
    act: ({ w }) => w.send(maya, 'changeCase', { field: 'problem', value: 'Two systems that disagree' }),
    undo: 'restores',
  },
  commentAdded: {
    by: dana,
    act: (scene) => scene.w.send(dana, 'writeComment', newComment(scene, randomUUID())),
    undo: 'restores',
  },
  commentChanged: {
    by: dana,
    before: (scene) => scene.w.send(dana, 'writeComment', newComment(scene, commentId)),
    act: ({ w }) => w.send(dana, 'changeComment', { commentId, text: 'Only the week of the 9th' }),
    undo: 'restores',
  },
  commentRemoved: {
    by: dana,
    before: (scene) => scene.w.send(dana, 'writeComment', newComment(scene, commentId, { onlyOurs: true })),
    act: ({ w }) => w.send(dana, 'removeComment', { commentId }),
    undo: 'restores',
  },
  commentRevealed: {
    by: dana,
    before: (scene) => scene.w.send(dana, 'writeComment', newComment(scene, commentId, { onlyOurs: true })),
    act: ({ w }) => w.send(dana, 'revealComment', { commentId }),
    undo: /can read it now/,
  },
  meetingNoteAdded: {
    by: maya,
    plan: aMeeting,
    act: (scene) => scene.w.send(maya, 'closeMeeting', closing(scene)),
    undo: 'restores',
  },
  meetingNoteRemoved: {
    by: maya,
    plan: aMeeting,
    before: (scene) => scene.w.send(maya, 'closeMeeting', closing(scene)),
    act: ({ w, id }) => w.send(maya, 'removeStep', { stepId: id('talk') }),
    undo: 'restores',
  },
  inputAdded: {
    by: dana,
    act: ({ w, id }) =>
      w.send(dana, 'addInput', { id: randomUUID(), stepId: id('data'), side: 'seller', name: 'The form' }),
    undo: 'restores',
  },
  inputChanged: {
    by: dana,
    before: ({ w, id }) =>
      w.send(maya, 'addInput', { id: inputId, stepId: id('data'), side: 'buyer', name: 'The file' }),
    act: ({ w }) => w.send(dana, 'setInputHere', { inputId, here: true }),
    undo: 'restores',
  },
  inputRemoved: {
    by: maya,
    before: ({ w, id }) =>
      w.send(maya, 'addInput', { id: inputId, stepId: id('data'), side: 'buyer', name: 'The file' }),
    act: ({ w }) => w.send(maya, 'removeInput', { inputId }),
    undo: 'restores',
  },
  linkAdded: { by: maya, act: (scene) => scene.w.send(maya, 'addLink', newLink(scene)), undo: 'restores' },
  linkChanged: {
    by: dana,
    before: (scene) => scene.w.send(maya, 'addLink', newLink(scene)),
    act: ({ w }) => w.send(dana, 'changeLink', { linkId, field: 'name', value: 'The case, version 2' }),
    undo: 'restores',
  },
  linkRemoved: {
    by: maya,
    before: (scene) => scene.w.send(maya, 'addLink', newLink(scene)),
    act: ({ w, id }) => w.send(maya, 'removeStep', { stepId: id('demo') }),
    undo: 'restores',
  },
  figureAdded: {
    by: dana,
    act: ({ w }) => w.send(dana, 'setFigure', { id: figureId, kind: 'budget', value: '80,000 euros' }),
    undo: 'restores',
  },
  figureChanged: {
    by: dana,
    before: ({ w }) => w.send(dana, 'setFigure', { id: figureId, kind: 'budget', value: '80,000 euros' }),
    act: ({ w }) => w.send(dana, 'setFigure', { id: randomUUID(), kind: 'budget', value: '90,000 euros' }),
    undo: 'restores',
  },
  figureRemoved: {
    by: maya,
    before: ({ w }) => w.send(maya, 'setFigure', { id: figureId, kind: 'dealValue', value: '120,000 euros' }),
    act: ({ w }) => w.send(maya, 'removeFigure', { figureId }),
    undo: 'restores',
  },
  figureRevealed: {
    by: dana,
    before: ({ w }) =>
      w.send(dana, 'setFigure', { id: figureId, kind: 'costOfDelay', value: '4,000 a week' }),
    act: ({ w }) => w.send(dana, 'revealFigure', { figureId }),
    undo: /can read it now/,
  },
  decisionAdded: {
    by: grace,
    plan: { buyers: [dana, grace] },
    before: ({ w, p, id }) =>
      w.send(dana, 'assignStep', {
        stepId: id('budget'),
        ownerId: w.view('buyer')?.steps.find((s) => s.id === id('budget'))?.owners[0]?.id ?? null,
        side: 'buyer',
        role: 'economicBuyer',
        stakeholderId: p.access(grace).stakeholderId,
      }),
    act: ({ w, p, id }) =>
      w.send(grace, 'decideApproval', {
        id: randomUUID(),
        stepId: id('budget'),
        outcome: 'approvedWithConditions',
        note: 'Rui has checked the figures',
        missing: '',
        conditions: [
          {
            id: randomUUID(),
            title: 'Invoices stay in SAP',
            side: 'seller',
            role: null,
            stakeholderId: p.access(tom).stakeholderId,
            dueDay: addDays(realToday(), 30),
          },
        ],
      }),
    undo: /stays on record/,
  },
  domainAdded: {
    by: dana,
    act: ({ w }) => w.send(dana, 'addDomain', { id: randomUUID(), name: 'acme.example' }),
    undo: 'restores',
  },
  domainRemoved: {
    by: dana,
    before: ({ w }) => w.send(dana, 'addDomain', { id: domainId, name: 'acme.example' }),
    act: ({ w }) => w.send(dana, 'removeDomain', { domainId }),
    undo: 'restores',
  },
  goalConfirmed: { by: dana, act: ({ w }) => w.send(dana, 'confirmGoal', {}), undo: 'restores' },
  pauseChanged: {
    by: dana,
    act: ({ w }) =>
      w.send(dana, 'pausePlan', { until: addDays(realToday(), 30), reason: 'The budget is frozen' }),
    undo: 'restores',
  },
  measureAdded: { by: dana, act: ({ w }) => w.send(dana, 'addMeasure', measure), undo: 'restores' },
  measureChanged: {
    by: dana,
    before: ({ w }) => w.send(maya, 'addMeasure', measure),
    act: ({ w }) => w.send(dana, 'changeMeasure', { measureId: measure.id, field: 'wanted', value: '5' }),
    undo: 'restores',
  },
  measureRemoved: {
    by: dana,
    before: ({ w }) => w.send(maya, 'addMeasure', measure),
    act: ({ w }) => w.send(dana, 'removeMeasure', { measureId: measure.id }),
    undo: 'restores',
  },
  milestoneAdded: {
    by: dana,
    act: ({ w, id }) =>
      w.send(dana, 'addMilestone', { id: randomUUID(), name: 'Papers signed', afterId: id('fit') }),
    undo: 'restores',
  },
  milestoneRenamed: {
    by: dana,
    act: ({ w, id }) => w.send(dana, 'renameMilestone', { milestoneId: id('fit'), name: 'Fit proven' }),
    undo: 'restores',
  },
  milestoneMoved: {
    by: maya,
    act: ({ w, id }) => w.send(maya, 'moveMilestone', { milestoneId: id('case'), afterId: null }),
    undo: 'restores',
  },
  milestoneRemoved: {
    by: maya,
    plan: {
      milestones: [
        { key: 'fit', steps: [{ key: 'demo', owners: [maya] }] },
        { key: 'case', steps: [] },
        { key: 'live', steps: [] },
      ],
    },
    act: ({ w, id }) => w.send(maya, 'removeMilestone', { milestoneId: id('case') }),
    undo: 'restores',
  },
  milestoneReached: {
    by: dana,
    before: tickFit,
    act: ({ w, id }) => w.send(dana, 'completeStep', { stepId: id('workshop') }),
    undo: 'restores',
  },
  milestoneReopened: {
    by: maya,
    before: async (scene) => {
      await tickFit(scene);
      requireOk(await scene.w.send(dana, 'completeStep', { stepId: scene.id('workshop') }));
    },
    act: ({ w, id }) => w.send(maya, 'reopenStep', { stepId: id('workshop') }, { confirmed: true }),
    undo: 'restores',
  },
  stepAdded: {
    by: dana,
    act: (scene) => scene.w.send(dana, 'addStep', newStep(scene)),
    undo: 'restores',
  },
  stepChanged: {
    by: dana,
    act: ({ w, id }) => w.send(dana, 'changeStep', { stepId: id('demo'), field: 'title', value: 'The demo' }),
    undo: 'restores',
  },
  stepMoved: {
    by: dana,
    act: ({ w, id }) =>
      w.send(dana, 'moveStep', { stepId: id('demo'), milestoneId: id('case'), afterId: id('budget') }),
    undo: 'restores',
  },
  stepRemoved: {
    by: dana,
    act: ({ w, id }) => w.send(dana, 'removeStep', { stepId: id('data') }),
    undo: 'restores',
  },
  stepStatusChanged: {
    by: dana,
    act: ({ w, id }) => w.send(dana, 'reportStuck', { stepId: id('data'), reason: 'The export is broken' }),
    undo: 'restores',
  },
  agreementChanged: {
    by: dana,
    act: ({ w, id }) => w.send(dana, 'acceptOffers', { offerIds: [offerOf(w, id('data'))] }),
    undo: 'restores',
  },
  stepRevealed: {
    by: maya,
    before: async (scene) => {
      const [own, hidden] = [newStep(scene, { onlyOurs: true }), randomUUID()];
      requireOk(await scene.w.send(maya, 'addStep', { ...own, id: hidden, title: 'Ask our lawyer' }));
      requireOk(await scene.w.send(maya, 'addStep', { ...own, afterId: hidden }));
      for (const afterId of [hidden, scene.id('demo')])
        requireOk(await scene.w.send(maya, 'addDependency', { id: randomUUID(), stepId: own.id, afterId }));
    },
    act: ({ w }) => {
      const own = w.view('seller')?.steps.filter((s) => s.layer === 'seller') ?? [];
      return w.send(maya, 'revealStep', { stepId: own.at(-1)?.id ?? '' });
    },
    undo: 'restores',
  },
  stepHidden: {
    by: maya,
    before: async ({ w, id }) => {
      requireOk(
        await w.send(maya, 'addDependency', {
          id: randomUUID(),
          stepId: id('workshop'),
          afterId: id('demo'),
        }),
      );
      requireOk(
        await w.send(maya, 'rescheduleStep', { stepId: id('demo'), dueDay: addDays(realToday(), 2) }),
      );
    },
    act: ({ w, id }) => w.send(maya, 'hideStep', { stepId: id('demo') }),
    undo: 'restores',
  },
  ownerAdded: {
    by: maya,
    act: ({ w, p, id }) =>
      w.send(maya, 'assignStep', {
        stepId: id('demo'),
        ownerId: null,
        side: 'seller',
        role: null,
        stakeholderId: p.access(tom).stakeholderId,
      }),
    undo: 'restores',
  },
  ownerRemoved: {
    by: maya,
    before: ({ w, p, id }) =>
      w.send(maya, 'assignStep', {
        stepId: id('demo'),
        ownerId: null,
        side: 'seller',
        role: null,
        stakeholderId: p.access(tom).stakeholderId,
      }),
    act: ({ w, p, id }) => {
      const step = w.view('seller')?.steps.find((s) => s.id === id('demo'));
      const last = step?.owners.find((o) => o.stakeholderId === p.access(tom).stakeholderId);
      return w.send(maya, 'removeOwner', { stepId: id('demo'), ownerId: last?.id ?? '' });
    },
    undo: 'restores',
  },
  dependencyAdded: {
    by: dana,
    act: ({ w, id }) =>
      w.send(dana, 'addDependency', { id: randomUUID(), stepId: id('budget'), afterId: id('workshop') }),
    undo: 'restores',
  },
  dependencyChanged: {
    by: dana,
    act: ({ w, id }) => {
      const tie = w.view('buyer')?.dependencies.find((d) => d.stepId === id('data'));
      return w.send(dana, 'changeDependency', { dependencyId: tie?.id ?? '', lag: 3 });
    },
    undo: 'restores',
  },
  dependencyRemoved: {
    by: dana,
    act: ({ w, id }) => {
      const tie = w.view('buyer')?.dependencies.find((d) => d.stepId === id('data'));
      return w.send(dana, 'removeDependency', { dependencyId: tie?.id ?? '' });
    },
    undo: 'restores',
  },
  offerMade: {
    by: dana,
    act: ({ w, id }) =>
      w.send(dana, 'rescheduleStep', { stepId: id('demo'), dueDay: addDays(realToday(), 8) }),
    undo: 'restores',
  },
  offerClosed: {
    by: dana,
    act: ({ w, id }) =>
      w.send(dana, 'declineOffer', { offerId: offerOf(w, id('data')), reason: 'We have no such file' }),
    undo: 'restores',
  },
  milestonePaced: { by: dana, act: (scene) => letPass(scene, 10), undo: 'nobody’s' },
  healthChanged: { by: dana, act: (scene) => letPass(scene, 60), undo: 'nobody’s' },
  stakeholderAdded: {
    by: dana,
    act: ({ w }) =>
      w.send(dana, 'addStakeholder', {
        id: randomUUID(),
        personId: lena.personId,
        side: 'buyer',
        name: lena.name,
        role: 'economicBuyer',
      }),
    undo: /taken back under People/,
  },
  stakeholderChanged: {
    ...invited,
    by: dana,
    act: ({ w, p }) =>
      w.send(dana, 'changeRole', {
        stakeholderId: p.access(grace).stakeholderId ?? '',
        role: 'economicBuyer',
      }),
    undo: 'restores',
  },
  stakeholderRemoved: {
    ...invited,
    by: dana,
    before: ({ w, p, id }) =>
      w.send(dana, 'assignStep', {
        stepId: id('budget'),
        ownerId: null,
        side: 'buyer',
        role: null,
        stakeholderId: p.access(grace).stakeholderId,
      }),
    act: ({ w, p }) =>
      w.send(dana, 'removeStakeholder', { stakeholderId: p.access(grace).stakeholderId ?? '' }),
    undo: /invited again under People/,
  },
};

/** A plan without the numbers that only ever grow, and without the order of what has none. */
function timeless(plan: Plan | null): unknown {
  if (!plan) return null;
  const sorted = <T extends { id: string }>(list: T[]): T[] =>
    [...list].sort((a, b) => (a.id < b.id ? -1 : 1));
  const steps = plan.steps.map((s) => ({ ...s, owners: sorted(s.owners) }));
  const still = { ...plan, steps, offers: sorted(plan.offers) };
  return JSON.parse(JSON.stringify(still, (key, value) => (key === 'versions' ? undefined : value)));
}

test('a counter-offer is loaded with what it answered, and taken back leaves that standing', async () => {
  const p = await storedPlan(fresh.database);
  const w = await witness(fresh, p);
  const asked = offerOf(w, p.id('data'));
  const args = { offerId: asked, dueDay: addDays(realToday(), 9) };
  requireOk(await w.send(dana, 'counterOffer', args));
  const counter = offerOf(w, p.id('data'));
  expect(w.view('buyer')?.offers.find((o) => o.id === counter)?.replaces).toMatchObject([{ id: asked }]);
  const back = requireOk(await w.send(dana, 'withdrawOffer', { offerId: counter }));
  expect(offerOf(w, p.id('data'))).toBe(asked);
  requireOk(await w.undo(dana, back));
  expect(offerOf(w, p.id('data'))).toBe(counter);
  expect(await brokenLinks(fresh, p)).toEqual([]);
});

test('an approval stays decided for both sides when whoever decided it is taken off the plan', async () => {
  const p = await storedPlan(fresh.database, { buyers: [dana, lena] });
  const w = await witness(fresh, p);
  const stepId = p.id('budget');
  const [nobody] = w.view('buyer')?.steps.find((s) => s.id === stepId)?.owners ?? [];
  const named = { stepId, side: 'buyer', role: null, stakeholderId: p.access(lena).stakeholderId } as const;
  requireOk(await w.send(dana, 'assignStep', { ...named, ownerId: nobody?.id ?? null }));
  const said = { note: '', missing: '', conditions: [] };
  requireOk(await w.send(lena, 'decideApproval', { id: randomUUID(), stepId, outcome: 'approved', ...said }));
  const removed = { stakeholderId: p.access(lena).stakeholderId ?? '' };
  requireOk(await w.send(dana, 'removeStakeholder', removed));
  for (const side of ['seller', 'buyer'] as const)
    expect(w.view(side)?.steps.find((s) => s.id === stepId)).toMatchObject({
      status: 'done',
      owners: [removed],
    });
  const gone = requireOk(await w.send(dana, 'removeStep', { stepId }));
  expect(await w.undo(dana, gone)).toMatchObject({ sentence: expect.stringContaining('has left since') });
  expect(await brokenLinks(fresh, p)).toEqual([]);
});

describe.each(Object.entries(scenarios))('%s', (kind, scenario) => {
  test('is loaded as it was decided, by both sides, and is undone or says why not', async () => {
    const p = await storedPlan(fresh.database, scenario.plan);
    const w = await witness(fresh, p);
    const scene: Scene = { w, p, id: p.id };
    await scenario.before?.(scene);
    if (kind !== 'planOpened') w.kinds.clear();
    const was = { seller: timeless(w.view('seller')), buyer: timeless(w.view('buyer')) };
    const commandId = requireOk(await scenario.act(scene));
    expect([...w.kinds]).toContain(kind);

    const undone = await w.undo(scenario.by, commandId);
    if (scenario.undo === 'restores') {
      expect(undone).toMatchObject({ kind: 'ok' });
      expect(timeless(w.view('seller'))).toEqual(was.seller);
      expect(timeless(w.view('buyer'))).toEqual(was.buyer);
    } else if (scenario.undo === 'nobody’s') expect(undone).toEqual({ kind: 'absent' });
    else expect(undone).toMatchObject({ kind: 'refused', sentence: expect.stringMatching(scenario.undo) });
    expect(await brokenLinks(fresh, p)).toEqual([]);
  });
});
