import { uuidv7 } from 'uuidv7';
import { addDays } from '#app/domain/day.ts';
import * as paths from '#app/http/paths.ts';
import { realToday } from '#tests/support/stored-plan.server.ts';
import { type Ask, type Asked, formBody } from '../support/ask.ts';
import { faceOf } from '../support/face.ts';
import { canaries } from '../support/private-things.server.ts';
import { actPrivately, addPrivateStep } from './acts-in-private.server.ts';
import type { World } from './two-worlds.server.ts';

/** What only whoever asks over the network is told: the answer, its status and its headers. */
export type AskAs = (path: string, asked?: Asked) => ReturnType<Ask>;

/**
 * Both sides write the same two steps, and the reader late: every kind of answer there is. In a busy world private
 * things stand before, behind and between those steps, and hang on them.
 */
export async function meet(world: World, ask: AskAs): Promise<string[]> {
  const { plan, hidden, isBusy, newId } = world;
  const { hider, reader } = hidden;
  const faces: string[] = [];
  const post = async (type: string, args: Record<string, unknown>, base?: Record<string, number>) => {
    const id = uuidv7();
    const body = JSON.stringify({ id, type, args, ...(base && { base }) });
    const headers = { 'content-type': 'application/json' };
    faces.push(
      faceOf(await ask(paths.planCommands(plan.planId), { method: 'POST', own: true, body, headers })),
    );
    return id;
  };
  const [agreed, later] = [newId(), newId()];
  const day = (n: number) => addDays(realToday(), n);
  const step = { type: 'task', ask: '', owners: [], onlyOurs: false, milestoneId: plan.id('fit') };
  const doneWhen = 'A quick start for everybody';
  await post('addStep', { ...step, id: agreed, afterId: null, title: 'Agreed', dueDay: day(20), doneWhen });
  await post('addStep', {
    ...step,
    id: later,
    afterId: agreed,
    title: 'Later',
    dueDay: day(40),
    doneWhen: '',
  });
  const versions = (await plan.load(reader)).steps.find((s) => s.id === agreed)?.versions ?? {};

  if (isBusy) await hangPrivateThings(world, agreed, later);
  await plan.send(hider, 'rescheduleStep', { stepId: agreed, dueDay: day(25) });
  await plan.send(hider, 'changeStep', { stepId: agreed, field: 'title', value: 'Theirs' });
  await plan.send(hider, 'changeStep', {
    stepId: agreed,
    field: 'doneWhen',
    value: 'A quick start for every team',
  });
  if (isBusy) await actPrivately(world, false);

  await post('rescheduleStep', { stepId: agreed, dueDay: day(30) }, versions);
  await post('changeStep', { stepId: agreed, field: 'title', value: 'Ours' }, versions);
  const mine = 'One quick start for everybody';
  await post('changeStep', { stepId: agreed, field: 'doneWhen', value: mine }, versions);
  await post('changeStep', { stepId: agreed, field: 'doneWhen', value: 'Nothing of it' }, versions);
  await post('hideStep', { stepId: agreed });
  await post('rescheduleStep', { stepId: newId(), dueDay: null });
  await post('rescheduleStep', { stepId: agreed, dueDay: 'soon' });
  // Only who sees what lies between knows that this goes round in a circle.
  await post('addDependency', { id: newId(), stepId: agreed, afterId: later });
  await post('addStep', {
    ...step,
    id: newId(),
    afterId: agreed,
    title: 'Between',
    dueDay: null,
    doneWhen: '',
  });
  await post('moveStep', { stepId: later, milestoneId: plan.id('fit'), afterId: null });
  await post('completeStep', { stepId: agreed });
  const removed = await post('removeStep', { stepId: later });
  await post('undo', { commandId: removed });

  const form = formBody({
    id: uuidv7(),
    type: 'rescheduleStep',
    fixed: JSON.stringify({ stepId: agreed, dueDay: day(31) }),
    base: JSON.stringify(versions),
    back: '/',
    confirmed: '',
  });
  faces.push(faceOf(await ask(paths.planChange(plan.planId), { method: 'POST', own: true, ...form })));
  return faces;
}

async function hangPrivateThings(world: World, agreed: string, later: string): Promise<void> {
  const { plan, hidden, privateId } = world;
  const { hider, side } = hidden;
  const between = await addPrivateStep(world, agreed);
  await plan.send(hider, 'addDependency', { id: privateId(), stepId: between, afterId: agreed });
  await plan.send(hider, 'addDependency', { id: privateId(), stepId: later, afterId: between });
  for (const stepId of [agreed, later])
    await plan.send(hider, 'writeComment', {
      id: privateId(),
      stepId,
      text: `${canaries[side]} on it`,
      onlyOurs: true,
      mentions: [],
      request: null,
      answers: null,
    });
}
