import { addDays } from '#app/domain/day.ts';
import type { Database } from '#db/client.server.ts';
import { saveStages } from '#db/stages.server.ts';
import { addTemplate } from '#db/templates.server.ts';
import { realToday, type StoredPlan } from '#tests/support/stored-plan.server.ts';
import { canaries, fillPrivately } from '../support/private-things.server.ts';
import type { World } from './two-worlds.server.ts';

/** What the hiding side does behind the other's back; the first time one of everything it can. */
export async function actPrivately(world: World, isFirst: boolean): Promise<void> {
  const { plan, hidden, own: random, privateId: newId } = world;
  const { hider, side } = hidden;
  if (isFirst) {
    await fillPrivately(plan, hider, canaries[side], newId);
    return;
  }
  const read = await plan.load(hider);
  const step = read.steps.find((s) => s.layer === side);
  const day = addDays(realToday(), 3 + random.below(40));
  const stepId = await addPrivateStep(world, random.pick([null, plan.id('data')]));
  if (step) {
    await plan.send(hider, 'addDependency', { id: newId(), stepId, afterId: step.id });
    await plan.send(hider, 'rescheduleStep', { stepId: step.id, dueDay: day });
    await plan.send(hider, 'moveStep', { stepId: step.id, milestoneId: plan.id('case'), afterId: null });
    if (random.chance(0.3)) await plan.send(hider, 'removeStep', { stepId: step.id });
  }
  await plan.send(hider, 'writeComment', {
    id: newId(),
    stepId: random.pick([null, plan.id('demo')]),
    text: `${canaries[side]} aside`,
    onlyOurs: true,
    mentions: [],
    request: null,
    answers: null,
  });
}

/** What only members of the seller's workspace have names for. */
export async function nameThings({ db }: Database, { workspaceId }: StoredPlan, id: string): Promise<void> {
  const name = `${canaries.seller} stage`;
  await saveStages(db, workspaceId, {
    stages: [{ name, begins: 'opened', milestone: '' }],
    revision: 0,
  });
  await addTemplate(db, workspaceId, {
    id,
    content: { name: `${canaries.seller} template`, description: '', milestones: [] },
  });
}

/** Its id. */
export async function addPrivateStep(world: World, afterId: string | null): Promise<string> {
  const { plan, hidden, own: random, privateId } = world;
  const id = privateId();
  await plan.send(hidden.hider, 'addStep', {
    id,
    milestoneId: plan.id(random.pick(['fit', 'case'])),
    afterId,
    title: `${canaries[hidden.side]} again`,
    type: 'task',
    dueDay: addDays(realToday(), 3 + random.below(40)),
    ask: '',
    doneWhen: '',
    owners: [],
    onlyOurs: true,
  });
  return id;
}
