import { removeMember } from '#app/commands/change-member.server.ts';
import { erasePerson } from '#app/commands/erase-person.server.ts';
import { sayInTouch } from '#app/commands/keep-in-touch.server.ts';
import { removePlan } from '#app/commands/remove-plan.server.ts';
import { addDays } from '#app/domain/day.ts';
import { usualInTouch } from '#app/domain/keep-in-touch.ts';
import { saveLettersStopped } from '#db/people.server.ts';
import { buyerName, type CastMember, dana, lena, maya, tom } from '#tests/support/cast.ts';
import type { FreshDatabase } from '#tests/support/databases.server.ts';
import { agreeToAll, realToday, requireOk, type StoredPlan } from '#tests/support/stored-plan.server.ts';
import type { Random } from './random.ts';

export interface Scene {
  fresh: FreshDatabase;
  plan: StoredPlan;
  random: Random;
  /** Stands in what is told and nowhere else. */
  word: string;
}
/** What can be undone or removed again, and by whom. */
interface Told {
  by: CastMember;
  commandId: string;
  thing: string;
}
interface News {
  reader: CastMember;
  tell: (scene: Scene) => Promise<Told>;
  /** What makes it untrue, by name. */
  gone: Record<string, (scene: Scene, told: Told) => Promise<unknown>>;
}

const stakeholderOf = async (plan: StoredPlan, who: CastMember): Promise<string> => {
  const { people } = await plan.load(who);
  return people.find(({ personId }) => personId === who.personId)?.id ?? '';
};

type Send = Parameters<StoredPlan['send']>;
const act =
  (by: CastMember, type: Send[1], args: (told: Told) => object) =>
  async ({ plan }: Scene, told: Told) =>
    requireOk(await plan.send(by, type, args(told) as never, { confirmed: true }));

const undone = async ({ plan }: Scene, { by, commandId }: Told) => requireOk(await plan.undo(by, commandId));

const comment =
  (by: CastMember, to: CastMember, { asks = false, onlyOurs = false } = {}) =>
  async ({ plan, random, word }: Scene): Promise<Told> => {
    const [id, of] = [random.uuid(), await stakeholderOf(plan, to)];
    const words = { id, stepId: null, text: `Please read ${word}.`, onlyOurs, answers: null };
    const commandId = requireOk(
      await plan.send(by, 'writeComment', {
        ...words,
        ...(asks
          ? { mentions: [], request: { of, by: addDays(realToday(), 4) } }
          : { mentions: [of], request: null }),
      }),
    );
    return { by, commandId, thing: id };
  };

const step =
  (
    by: CastMember,
    owner: CastMember | null,
    { onlyOurs = false, type = 'task' as 'task' | 'approval', dueIn = 5 } = {},
  ) =>
  async ({ plan, random, word }: Scene): Promise<Told> => {
    const id = random.uuid();
    const owners = owner
      ? [{ side: owner.side, role: null, stakeholderId: await stakeholderOf(plan, owner) }]
      : [];
    const place = { milestoneId: plan.id('fit'), afterId: null };
    const commandId = requireOk(
      await plan.send(by, 'addStep', {
        ...{ id, ...place, title: `Sign ${word}`, type, ask: '', doneWhen: '' },
        ...{ dueDay: addDays(realToday(), dueIn), owners, onlyOurs },
      }),
    );
    return { by, commandId, thing: id };
  };

/** So that nothing that comes moves a day of the milestone. */
async function everythingAgreed({ plan, fresh }: Scene): Promise<void> {
  await agreeToAll(plan);
  await fresh.owner`delete from line`;
}

/** The reader's own side has said yes for them, so that it is their turn. */
const agreedStep =
  (owner: CastMember, type: 'task' | 'approval' = 'task') =>
  async (scene: Scene): Promise<Told> => {
    await everythingAgreed(scene);
    const told = await step(maya, owner, { type })(scene);
    const { offers } = await scene.plan.load(dana);
    const offer = offers.find(({ stepId }) => stepId === told.thing);
    requireOk(await scene.plan.send(dana, 'acceptOffers', { offerIds: [offer?.id ?? ''] }));
    return told;
  };

const removedComment = act(maya, 'removeComment', ({ thing }) => ({ commentId: thing }));
const removedStep = (by: CastMember) => act(by, 'removeStep', ({ thing }) => ({ stepId: thing }));
const handedOn = async ({ plan }: Scene, { thing }: Told) => {
  const found = (await plan.load(dana)).steps.find(({ id }) => id === thing);
  const to = { side: 'buyer', role: null, stakeholderId: await stakeholderOf(plan, dana) } as const;
  requireOk(
    await plan.send(dana, 'assignStep', { stepId: thing, ownerId: found?.owners[0]?.id ?? null, ...to }),
  );
};

export const news: Record<string, News> = {
  'a mention': {
    reader: lena,
    tell: comment(maya, lena),
    gone: { 'the comment is removed': removedComment, 'it is undone': undone },
  },
  'a question': {
    reader: lena,
    tell: comment(maya, lena, { asks: true }),
    gone: {
      'the comment is removed': removedComment,
      'it is undone': undone,
      'the question is closed': act(maya, 'closeRequest', ({ thing }) => ({ commentId: thing })),
    },
  },
  'a private mention': {
    reader: lena,
    tell: comment(dana, lena, { onlyOurs: true }),
    gone: {
      'the comment is removed': act(dana, 'removeComment', ({ thing }) => ({ commentId: thing })),
      'it is undone': undone,
    },
  },
  'a mention to a seller': {
    reader: tom,
    tell: comment(dana, tom),
    gone: { 'it is undone': undone },
  },
  'a private step': {
    reader: lena,
    tell: step(dana, lena, { onlyOurs: true }),
    gone: { 'the step is removed': removedStep(dana), 'it is handed on': handedOn, 'it is undone': undone },
  },
  'a step that is suggested': {
    reader: lena,
    tell: step(maya, lena),
    gone: { 'the step is removed': removedStep(maya), 'it is undone': undone },
  },
  'a milestone that moves for a step of the other side': {
    reader: dana,
    tell: async (scene) => {
      await everythingAgreed(scene);
      return await step(maya, tom, { dueIn: 15 })(scene);
    },
    gone: {
      'the step is turned private': act(maya, 'hideStep', ({ thing }) => ({ stepId: thing })),
      'the step is removed': removedStep(maya),
      'it is undone': undone,
    },
  },
  'their turn': {
    reader: lena,
    tell: agreedStep(lena),
    gone: {
      'the step is removed': removedStep(dana),
      'it is handed on': handedOn,
      'it is skipped': act(dana, 'skipStep', ({ thing }) => ({ stepId: thing, reason: 'Not needed' })),
      'it is done': act(lena, 'completeStep', ({ thing }) => ({ stepId: thing })),
    },
  },
  'an approval': {
    reader: lena,
    tell: agreedStep(lena, 'approval'),
    gone: {
      'the step is removed': removedStep(dana),
      'it is handed on': handedOn,
    },
  },
};

type Taking = (scene: Scene, reader: CastMember) => Promise<unknown>;

const on = ({ plan }: Scene, who: CastMember) => ({
  ...{ workspaceId: plan.workspaceId, planId: plan.planId, personId: who.personId },
});

const takenOff: Taking = async (scene, reader) => {
  const by = reader.side === 'seller' ? maya : reader === dana ? lena : dana;
  const stakeholderId = await stakeholderOf(scene.plan, reader);
  if (reader === dana) {
    const lead = { stakeholderId: await stakeholderOf(scene.plan, lena), pointPerson: true };
    requireOk(await scene.plan.send(dana, 'setPointPerson', lead));
  }
  requireOk(await scene.plan.send(by, 'removeStakeholder', { stakeholderId }, { confirmed: true }));
};

/** What keeps every letter about the plan from them. */
export const takings: Record<string, { only?: CastMember['side']; do: Taking }> = {
  'they are taken off the plan': { do: takenOff },
  'they leave the workspace': {
    only: 'seller',
    do: async ({ plan }, { personId }) => {
      const done = await removeMember({ workspaceId: plan.workspaceId, personId: maya.personId }, personId);
      if (!done.ok) throw new Error(done.error.sentence);
    },
  },
  'they stop letters': {
    do: (scene, who) => saveLettersStopped(scene.fresh.database.db, on(scene, who), true),
  },
  'their address bounces': {
    do: ({ fresh }, { personId }) => fresh.owner`
      update person set address_stopped_at = now(), address_stopped_why = 'bounced' where id = ${personId}`,
  },
  'the plan is removed': {
    do: async ({ plan }) => {
      const done = await removePlan(plan.access(maya, { standing: 'owner' as never }), buyerName);
      if (!done?.ok) throw new Error('It was not removed');
    },
  },
  'they are erased': {
    do: async (scene, reader) => {
      await takenOff(scene, reader);
      const done = await erasePerson(reader.personId, null);
      if (!done.ok) throw new Error(done.error.sentence);
    },
  },
};

/** They want to hear of nothing but what they decide. */
export const wantsApprovalsOnly: Taking = (scene, who) =>
  sayInTouch(on(scene, who), { ...usualInTouch({ decides: true }), rhythm: 'atOnce' });
