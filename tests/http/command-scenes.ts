import { randomUUID } from 'node:crypto';
import { createToken, secretFor } from '#app/auth/tokens.server.ts';
import { addDays } from '#app/domain/day.ts';
import type { CommandType } from '#app/domain/decide.ts';
import * as paths from '#app/http/paths.ts';
import type { Database } from '#db/client.server.ts';
import { type CastMember, dana, grace, maya, tom } from '#tests/support/cast.ts';
import type { FreshDatabase } from '#tests/support/databases.server.ts';
import {
  realToday,
  requireOk,
  type StoredPlan,
  type StoredPlanOptions,
} from '#tests/support/stored-plan.server.ts';

export interface Scene {
  by: CastMember;
  /** Where its form is; links that open another part of that page are followed. */
  page: (plan: StoredPlan) => string;
  plan?: StoredPlanOptions;
  before?: (plan: StoredPlan, fresh: FreshDatabase) => Promise<unknown>;
  /** Which of several forms of this command. */
  about?: (plan: StoredPlan) => Record<string, unknown>;
  fill?: Record<string, string>;
  /** Fields that are left empty. */
  leaves?: RegExp;
  /** Why it cannot be taken back, where it cannot. */
  lasts?: RegExp;
}

/** Carried out by another form of the app, together with what is not a plan's. */
export interface Inside {
  by: CastMember;
  /** The page with that form. */
  madeAt: (plan: StoredPlan, database: Database) => string | Promise<string>;
  plan?: StoredPlanOptions;
  /** The fields it is known by. */
  holds: string[];
  fill: Record<string, string>;
  /** Nobody is signed in, and a browser of one's own is needed to go through: only the form is looked for. */
  isDoor?: true;
}

const wholePlan = ({ planId }: StoredPlan) => paths.planWhole(planId);
const people = ({ planId }: StoredPlan) => paths.planPeople(planId);
const step =
  (key: string) =>
  ({ planId, id }: StoredPlan) =>
    paths.planStep(planId, id(key));
const onStep = (key: string) => (plan: StoredPlan) => ({ stepId: plan.id(key) });
const [measureId, commentId, inputId, linkId, figureId, domainId, own, empty] = Array.from(
  { length: 8 },
  () => randomUUID(),
) as [string, string, string, string, string, string, string, string, string];
const measure = (plan: StoredPlan) =>
  plan.send(maya, 'addMeasure', { id: measureId, name: 'Hours', now: '9', wanted: '2', measuredBy: 'Dana' });
const comment = (onlyOurs: boolean) => (plan: StoredPlan) =>
  plan.send(dana, 'writeComment', {
    ...{ id: commentId, stepId: plan.id('data'), text: 'Which week do you need?', onlyOurs },
    ...{ mentions: [], request: null, answers: null },
  });
const question = (plan: StoredPlan) =>
  plan.send(dana, 'writeComment', {
    ...{
      id: commentId,
      stepId: plan.id('data'),
      text: 'Which week?',
      onlyOurs: false,
      mentions: [],
      answers: null,
    },
    request: { of: plan.access(maya).stakeholderId ?? '', by: '2030-01-07' as never },
  });
const input = (plan: StoredPlan) =>
  plan.send(maya, 'addInput', { id: inputId, stepId: plan.id('demo'), side: 'seller', name: 'The file' });
const link = (plan: StoredPlan) =>
  plan.send(maya, 'addLink', {
    id: linkId,
    stepId: plan.id('demo'),
    name: 'The case',
    url: 'https://acme.example',
  });
const figure = (plan: StoredPlan) =>
  plan.send(maya, 'setFigure', { id: figureId, kind: 'dealValue', value: '120,000 euros' });
const delay = (plan: StoredPlan) =>
  plan.send(dana, 'setFigure', { id: figureId, kind: 'costOfDelay', value: '4,000 a week' });
const domain = (plan: StoredPlan) => plan.send(dana, 'addDomain', { id: domainId, name: 'acme.example' });
const ownStep = (plan: StoredPlan) =>
  plan.send(maya, 'addStep', {
    ...{
      id: own,
      milestoneId: plan.id('fit'),
      afterId: plan.id('demo'),
      title: 'Ask our lawyer',
      type: 'task',
    },
    ...{ dueDay: null, ask: '', doneWhen: '', owners: [], onlyOurs: true },
  });
const secondOwner = (plan: StoredPlan) =>
  plan.send(maya, 'assignStep', {
    ...{ stepId: plan.id('demo'), ownerId: null, side: 'seller', role: null },
    stakeholderId: plan.access(tom).stakeholderId,
  });
const withGrace: StoredPlanOptions = { buyers: [dana, grace] };
const graceRow = (plan: StoredPlan) => ({ stakeholderId: plan.access(grace).stakeholderId });
const home = ({ planId }: StoredPlan) => paths.plan(planId);
const declined = async (plan: StoredPlan) => {
  const offer = (await plan.load(dana)).offers.find(({ stepId }) => stepId === plan.id('data'));
  requireOk(await plan.send(dana, 'declineOffer', { offerId: offer?.id ?? '', reason: 'Not yet' }));
};
const agreed = async (plan: StoredPlan) => {
  const offer = (await plan.load(dana)).offers.find(({ stepId }) => stepId === plan.id('data'));
  requireOk(await plan.send(dana, 'acceptOffers', { offerIds: [offer?.id ?? ''] }));
};
/** Its letter's link, while nobody has used it. */
async function invitation(plan: StoredPlan, { db }: Database): Promise<string> {
  const { id } = await createToken(db, {
    ...{ purpose: 'invitation', personId: grace.personId, invitedBy: maya.personId },
    ...{ workspaceId: plan.workspaceId, planId: plan.planId },
  });
  return paths.invitation(secretFor('invitation', id));
}

const settings = ({ planId }: StoredPlan) => paths.planSettings(planId);
const aMeeting: StoredPlanOptions = {
  milestones: [{ key: 'fit', steps: [{ key: 'talk', owners: [maya], dueIn: 0, type: 'meeting' }] }],
};

export const scenes: { [T in CommandType]: Scene | Inside } = {
  sharePlan: {
    by: maya,
    madeAt: ({ planId }) => paths.planShare(planId),
    plan: { draft: true, buyers: [] },
    holds: ['side', 'commandId', 'name', 'address', 'role', 'note'],
    fill: { name: 'Grace Hall', address: 'grace.hall@acme.example' },
  },
  changeGoal: { by: dana, page: wholePlan },
  confirmGoal: { by: dana, page: home },
  pausePlan: { by: dana, page: settings },
  carryOn: {
    by: dana,
    page: settings,
    before: (plan) =>
      plan.send(dana, 'pausePlan', { until: addDays(realToday(), 30), reason: 'The budget is frozen' }),
  },
  addMeasure: { by: dana, page: wholePlan },
  changeMeasure: { by: dana, page: wholePlan, before: measure },
  removeMeasure: { by: dana, page: wholePlan, before: measure },
  addMilestone: { by: maya, page: wholePlan },
  renameMilestone: { by: maya, page: wholePlan },
  moveMilestone: { by: maya, page: wholePlan },
  removeMilestone: {
    by: maya,
    page: wholePlan,
    before: (plan) => plan.send(maya, 'addMilestone', { id: empty, name: 'Empty', afterId: plan.id('case') }),
  },
  addStep: { by: maya, page: wholePlan },
  addSteps: { by: dana, page: ({ planId }) => paths.planAdd(planId, 'capital-approval') },
  changeStep: { by: maya, page: step('demo'), about: onStep('demo') },
  // Nothing waits for it: one that others cannot keep their days with is asked about first.
  rescheduleStep: { by: maya, page: step('rollout'), about: onStep('rollout') },
  rescheduleSteps: {
    by: maya,
    page: ({ planId, id }) => {
      const args = { stepId: id('demo'), dueDay: addDays(realToday(), 12) };
      const ask = JSON.stringify({ type: 'rescheduleStep', args });
      return `${paths.planChange(planId)}?${new URLSearchParams({ ask })}`;
    },
    about: onStep('demo'),
  },
  moveStep: { by: maya, page: wholePlan, about: onStep('demo') },
  removeStep: { by: maya, page: step('demo') },
  revealStep: { by: maya, page: ({ planId }) => paths.planStep(planId, own), before: ownStep },
  hideStep: { by: maya, page: step('rollout') },
  addDependency: { by: maya, page: step('workshop') },
  changeDependency: { by: maya, page: step('data') },
  removeDependency: { by: maya, page: step('data') },
  assignStep: { by: maya, page: step('rollout'), about: onStep('rollout') },
  removeOwner: { by: maya, page: step('demo'), before: secondOwner },
  proposeStep: { by: maya, page: step('data'), before: declined },
  proposeMilestone: { by: maya, page: wholePlan },
  askIfDone: { by: maya, page: step('data'), before: agreed },
  acceptOffers: { by: dana, page: step('data') },
  counterOffer: { by: dana, page: step('data') },
  declineOffer: { by: dana, page: step('data') },
  withdrawOffer: { by: maya, page: step('data') },
  completeStep: { by: maya, page: step('demo') },
  reopenStep: {
    by: maya,
    page: step('demo'),
    before: (plan) => plan.send(maya, 'completeStep', { stepId: plan.id('demo') }),
  },
  confirmStep: {
    by: maya,
    page: step('rollout'),
    plan: {
      milestones: [{ key: 'live', steps: [{ key: 'rollout', owners: [maya], dueIn: 60 }] }],
    },
    // Nobody has said a word about it for long.
    before: async (plan, { owner }) => {
      await owner`update history set at = at - interval '40 days' where plan_id = ${plan.planId}`;
    },
  },
  reportStuck: { by: maya, page: step('demo') },
  skipStep: { by: maya, page: step('demo') },
  decideApproval: {
    by: dana,
    madeAt: ({ planId, id }) => paths.planApprove(planId, id('yes')),
    plan: {
      milestones: [{ key: 'case', steps: [{ key: 'yes', owners: [dana], dueIn: 9, type: 'approval' }] }],
    },
    holds: ['decision', 'command', 'outcome'],
    fill: { intent: 'decide', outcome: 'approved' },
  },
  delegateApproval: {
    by: dana,
    page: ({ planId, id }) => paths.planApprove(planId, id('yes')),
    plan: {
      buyers: [dana, grace],
      milestones: [{ key: 'case', steps: [{ key: 'yes', owners: [dana], dueIn: 9, type: 'approval' }] }],
    },
  },
  moveApprover: {
    by: dana,
    page: step('yes'),
    plan: {
      buyers: [dana, grace],
      milestones: [
        { key: 'case', steps: [{ key: 'yes', owners: [dana, grace], dueIn: 9, type: 'approval' }] },
      ],
    },
    before: (plan) =>
      plan.send(dana, 'changeStep', { stepId: plan.id('yes'), field: 'decidedBy', value: 'inOrder' }),
  },
  sayAtCheckpoint: {
    by: maya,
    page: ({ planId, id }) => paths.meetingClose(planId, id('talk')),
    plan: aMeeting,
    before: (plan) =>
      plan.send(maya, 'changeStep', { stepId: plan.id('talk'), field: 'checkpoint', value: true }),
  },
  closeMeeting: {
    by: maya,
    page: ({ planId, id }) => paths.meetingClose(planId, id('talk')),
    plan: aMeeting,
    before: (plan) =>
      plan.send(maya, 'changeStep', {
        ...{ stepId: plan.id('talk'), field: 'attendees' },
        value: [plan.access(maya).stakeholderId ?? ''],
      }),
    fill: { 'set.noNextStep': 'We wait for the board', 'set.at.time': '15:00' },
    leaves: /noNextMeeting/,
  },
  changeCase: { by: maya, page: ({ planId }) => paths.planSummary(planId) },
  writeComment: { by: dana, page: step('data'), leaves: /request|mentions/ },
  changeComment: { by: dana, page: step('data'), before: comment(false) },
  removeComment: { by: dana, page: step('data'), before: comment(false) },
  revealComment: { by: dana, page: step('data'), before: comment(true), lasts: /can read it now/ },
  closeRequest: { by: dana, page: step('data'), before: question },
  addInput: { by: maya, page: step('demo') },
  changeInput: { by: maya, page: step('demo'), before: input },
  setInputHere: { by: maya, page: step('demo'), before: input },
  removeInput: { by: maya, page: step('demo'), before: input },
  addLink: { by: maya, page: step('demo') },
  changeLink: { by: maya, page: step('demo'), before: link },
  removeLink: { by: maya, page: step('demo'), before: link },
  setCalendar: { by: maya, page: ({ planId }) => paths.planSettings(planId), fill: { 'list.week': '1' } },
  setFigure: { by: maya, page: wholePlan },
  removeFigure: { by: maya, page: wholePlan, before: figure },
  revealFigure: { by: dana, page: wholePlan, before: delay, lasts: /can read it now/ },
  addDomain: { by: dana, page: people, fill: { 'set.name': 'acme.example' } },
  removeDomain: { by: dana, page: people, before: domain },
  addStakeholder: {
    by: dana,
    madeAt: people,
    holds: ['side', 'commandId', 'name', 'address', 'role'],
    fill: { name: 'Rui Costa', address: 'rui.costa@acme.example' },
  },
  enterPlan: {
    by: grace,
    madeAt: invitation,
    plan: { invited: [grace] },
    holds: ['intent', 'zone'],
    fill: {},
    isDoor: true,
  },
  admitStakeholder: {
    by: dana,
    page: people,
    before: async (plan) => {
      const row = {
        id: randomUUID(),
        personId: grace.personId,
        side: 'buyer' as const,
        name: grace.name,
        role: 'legal',
      };
      requireOk(await plan.send(maya, 'addStakeholder', row));
    },
    lasts: /changed under People/,
  },
  changeRole: { by: dana, page: people, plan: withGrace, about: graceRow },
  changeOwnName: {
    by: dana,
    madeAt: paths.account,
    holds: ['name', 'zone'],
    fill: { name: 'Dana Newman' },
  },
  setPointPerson: { by: dana, page: people, plan: withGrace, about: graceRow, lasts: /changed under People/ },
  removeStakeholder: {
    by: dana,
    page: people,
    plan: withGrace,
    about: graceRow,
    lasts: /invited again under People/,
  },
};
