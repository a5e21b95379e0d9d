import { addDays } from '#app/domain/day.ts';
import type { CommentFile } from '#app/domain/file.ts';
import type { Layer, Plan } from '#app/domain/plan.ts';
import { type CastMember, dana, lena, maya } from '#tests/support/cast.ts';
import { realToday, requireOk, type StoredPlan } from '#tests/support/stored-plan.server.ts';

/** Everything of a plan that lies in a layer. */
export type LayeredList = {
  [K in keyof Plan]: Plan[K] extends readonly { layer: Layer; id: string }[] ? K : never;
}[keyof Plan];

/**
 * Whether a side can have one to itself once the plan is shared. A new noun does not compile until it stands here, and
 * `fillPrivately` does not pass until it makes one.
 */
const canBePrivate: Record<LayeredList, boolean> = {
  measures: false,
  milestones: false,
  steps: true,
  dependencies: true,
  offers: false,
  people: false,
  comments: true,
  inputs: true,
  links: true,
  figures: true,
  decisions: true,
  domains: false,
  meetingNotes: false,
};
export const layeredLists = Object.keys(canBePrivate) as LayeredList[];

/**
 * One of everything this person's side can keep to itself, each with the word `canary` in every text it has. Answers
 * the ids of all of them: an id is as telling as a word.
 */
export async function fillPrivately(
  plan: StoredPlan,
  who: CastMember,
  canary: string,
  newId: () => string,
): Promise<string[]> {
  const own = plan.access(who).stakeholderId;
  if (!own) throw new Error(`${who.name} is not on the plan`);
  // What both sides do meanwhile may have removed any of it.
  const { steps } = await plan.load(who);
  const both = steps.filter((s) => s.layer === 'shared');
  const near = both.find((s) => s.id === plan.id('demo')) ?? both[0];
  if (!near) throw new Error('Both sides have no step left');
  const [kept, approval, note, figure] = [newId(), newId(), newId(), newId()];
  const day = addDays(realToday(), 12);
  const owner = { side: who.side, role: null, stakeholderId: own };
  const step = (id: string, type: 'task' | 'approval') => ({
    id,
    milestoneId: near.milestoneId,
    afterId: near.id,
    title: `${canary} title`,
    type,
    dueDay: day,
    ask: `${canary} ask`,
    doneWhen: `${canary} done when`,
    owners: [owner],
    onlyOurs: true,
  });
  const comment = (id: string, stepId: string | null) => ({
    id,
    stepId,
    text: `${canary} comment`,
    onlyOurs: true,
    mentions: who === dana ? [plan.access(lena).stakeholderId ?? own] : [],
    request: null,
    answers: null,
  });
  const acts = [
    () => plan.send(who, 'addStep', step(kept, 'task')),
    () => plan.send(who, 'addStep', step(approval, 'approval')),
    () => plan.send(who, 'changeStep', { stepId: kept, field: 'ifSlips', value: `${canary} if it slips` }),
    () => plan.send(who, 'changeStep', { stepId: kept, field: 'agenda', value: `${canary} agenda` }),
    () => plan.send(who, 'changeStep', { stepId: kept, field: 'venue', value: `${canary} venue` }),
    () => plan.send(who, 'addDependency', { id: newId(), stepId: kept, afterId: near.id }),
    () => plan.send(who, 'addInput', { id: newId(), stepId: kept, side: who.side, name: `${canary} input` }),
    () =>
      plan.send(who, 'addLink', {
        id: newId(),
        stepId: kept,
        name: `${canary} link`,
        url: `https://intranet.example/${canary.replaceAll(' ', '-')}`,
      }),
    () => plan.send(who, 'writeComment', comment(note, plan.id('data')), { files: [aFile(newId(), canary)] }),
    () => plan.send(who, 'writeComment', comment(newId(), null)),
    () => plan.send(who, 'writeComment', comment(newId(), kept)),
    () => plan.send(who, 'changeComment', { commentId: note, text: `${canary} comment changed` }),
    () => plan.send(who, 'reportStuck', { stepId: kept, reason: `${canary} reason` }),
    () =>
      plan.send(who, 'setFigure', {
        id: figure,
        kind: who.side === 'seller' ? 'dealValue' : 'costOfDelay',
        value: `${canary} figure`,
      }),
    () =>
      plan.send(who, 'decideApproval', {
        id: newId(),
        stepId: approval,
        outcome: 'approvedWithConditions',
        note: `${canary} note`,
        missing: '',
        conditions: [{ id: newId(), title: `${canary} condition`, ...owner, dueDay: day }],
      }),
  ];
  for (const act of acts) requireOk(await act());
  return privateIds(await plan.load(who), who.side);
}

/** Came with what somebody wrote, and is read by nobody else. */
const aFile = (id: string, canary: string): CommentFile => ({
  ...{ id, name: `${canary} file.pdf`, type: 'application/pdf', bytes: 4_711 },
});

/** Every noun a side can keep to itself is there, in its layer, or this throws. */
function privateIds(read: Plan, side: Layer): string[] {
  const missing = layeredLists.filter(
    (list) => canBePrivate[list] !== read[list].some(({ layer }) => layer === side),
  );
  if (missing.length > 0)
    throw new Error(`Not as declared in the ${side}'s own layer: ${missing.join(', ')}`);
  const things = layeredLists.flatMap((list) =>
    (read[list] as { id: string; layer: Layer }[]).filter(({ layer }) => layer === side).map(({ id }) => id),
  );
  const files = read.comments.filter(({ layer }) => layer === side).flatMap(({ files }) => files);
  if (files.length === 0) throw new Error(`No file in the ${side}'s own layer`);
  return [...things, ...files.map(({ id }) => id)];
}

export const canaries = { seller: 'kingfisher', buyer: 'nightjar' } as const;

/** Both sides keep to themselves what they can. */
export async function fillBothSides(
  plan: StoredPlan,
  newId: () => string,
): Promise<{ seller: string[]; buyer: string[] }> {
  return {
    seller: await fillPrivately(plan, maya, canaries.seller, newId),
    buyer: await fillPrivately(plan, dana, canaries.buyer, newId),
  };
}
