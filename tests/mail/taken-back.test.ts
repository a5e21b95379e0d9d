import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addDays, type Day } from '#app/domain/day.ts';
import type { NewComment } from '#app/domain/thread.ts';
import type { CastMember } from '#tests/support/cast.ts';
import { dana, grace, maya, tom } from '#tests/support/cast.ts';
import { type FreshDatabase, freshDatabase } from '#tests/support/databases.server.ts';
import { realToday, requireOk, type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';
import { type MailStand, mailStand, steadyPlan } from './mail-stand.server.ts';

let fresh: FreshDatabase;
let plan: StoredPlan;
let mail: MailStand;

beforeAll(async () => {
  fresh = await freshDatabase();
  return fresh.drop;
});
beforeEach(async () => {
  await fresh.owner`delete from letter`;
  plan = await storedPlan(fresh.database, { milestones: steadyPlan, buyers: [dana, grace] });
  mail = mailStand(fresh.database);
  await fresh.owner`delete from line`;
});

/** The quiet time passes, and the worker has its turn. */
const later = async () => {
  mail.wait(121);
  await mail.post();
};
/** Everything that has gone since the last look: to whom, and under what subject. */
const arrived = () => mail.empty().map(({ to, subject }) => `${to.name?.split(' ')[0]}: ${subject}`);
const undo = async (who: CastMember, commandId: string) => requireOk(await plan.undo(who, commandId));

const offerOn = async (stepId: string) => {
  const found = (await plan.load(dana)).offers.find((offer) => offer.stepId === stepId);
  if (!found) throw new Error('Nobody is asked about it');
  return found.id;
};
const sayYes = async (key: string) =>
  requireOk(await plan.send(dana, 'acceptOffers', { offerIds: [await offerOn(plan.id(key))] }));
const complete = async (key: string) =>
  requireOk(await plan.send(maya, 'completeStep', { stepId: plan.id(key) }));
const day = (days: number): Day => addDays(realToday(), days);
const reschedule = async (key: string, dueIn: number) =>
  requireOk(
    await plan.send(
      maya,
      'rescheduleStep',
      { stepId: plan.id(key), dueDay: day(dueIn) },
      { confirmed: true },
    ),
  );
async function addStep(ownedBy: CastMember, onlyOurs: boolean) {
  const id = randomUUID();
  const { stakeholderId } = plan.access(ownedBy);
  const commandId = requireOk(
    await plan.send(maya, 'addStep', {
      ...{ id, milestoneId: plan.id('Case made'), afterId: plan.id('figures'), title: 'Ask the lawyer' },
      ...{ type: 'task', dueDay: day(12), ask: '', doneWhen: '', onlyOurs },
      owners: [{ side: ownedBy.side, role: null, stakeholderId }],
    }),
  );
  return { id, commandId };
}
async function write(who: CastMember, to: CastMember, more: Partial<NewComment> = {}) {
  const id = randomUUID();
  const { stakeholderId } = plan.access(to);
  const commandId = requireOk(
    await plan.send(who, 'writeComment', {
      ...{ id, stepId: plan.id('demo'), text: 'Which week?', onlyOurs: false, mentions: [], answers: null },
      ...{ request: { of: stakeholderId ?? '', by: day(4) }, ...more },
    }),
  );
  return { id, commandId };
}
/** Dana has said yes to “data”, and Maya's “demo” has made it her turn. */
async function turnOfDana(): Promise<string> {
  await sayYes('data');
  await later();
  mail.empty();
  return await complete('demo');
}

describe('inside a window, nothing is told of', () => {
  test('a yes to a day that was undone; given, undone and given again it is told once', async () => {
    await undo(dana, await sayYes('data'));
    await later();
    expect(arrived()).toEqual([]);
    const back = await undo(dana, await sayYes('data'));
    await undo(dana, back);
    await later();
    expect(arrived()).toEqual([expect.stringMatching(/^Maya: Dana said yes/)]);
  });

  test('a question that was withdrawn', async () => {
    await sayYes('data');
    await later();
    mail.empty();
    await reschedule('data', 6);
    requireOk(await plan.send(maya, 'withdrawOffer', { offerId: await offerOn(plan.id('data')) }));
    await later();
    expect(arrived()).toEqual([]);
  });

  test('a step that was added and removed, or added and undone', async () => {
    const first = await addStep(dana, false);
    requireOk(await plan.send(maya, 'removeStep', { stepId: first.id }));
    const second = await addStep(dana, false);
    await undo(maya, second.commandId);
    await later();
    expect(arrived()).toEqual([]);
  });

  test('a milestone that was added with a step and removed', async () => {
    const id = randomUUID();
    const added = requireOk(
      await plan.send(maya, 'addMilestone', { id, name: 'Signed', afterId: plan.id('Case made') }),
    );
    await undo(maya, added);
    await later();
    expect(arrived()).toEqual([]);
  });

  test('a step that was ticked and opened again, by a tick or by undo', async () => {
    const ticked = await turnOfDana();
    await undo(maya, ticked);
    await complete('demo');
    requireOk(await plan.send(maya, 'reopenStep', { stepId: plan.id('demo') }));
    await later();
    expect(arrived()).toEqual([]);
  });

  test('something written that was undone, closed or removed', async () => {
    await undo(maya, (await write(maya, dana)).commandId);
    const closed = await write(maya, dana);
    requireOk(await plan.send(maya, 'closeRequest', { commentId: closed.id }));
    const removed = await write(maya, dana, {
      request: null,
      mentions: [plan.access(dana).stakeholderId ?? ''],
    });
    requireOk(await plan.send(maya, 'removeComment', { commentId: removed.id }));
    await later();
    expect(arrived()).toEqual([]);
  });

  test('the stops between: A to B to C is A to C', async () => {
    const was = (await plan.load(maya)).steps.find(({ id }) => id === plan.id('demo'))?.dueDay as Day;
    for (const dueIn of [16, 23]) await reschedule('demo', dueIn);
    await later();
    const letters = mail.to(dana.address);
    expect(letters).toHaveLength(1);
    const short = (d: Day) => `${Number(d.slice(8))} `;
    expect(letters[0]?.text).toContain(short(was));
    expect(letters[0]?.text).toContain(short(day(23)));
    expect((await fresh.owner`select 1 from line where dropped_why is null`).length).toBe(mail.sent.length);
  });
});

describe('what a letter told is taken back where it was told', () => {
  test('a yes: to who had asked, and the yes again when it is given again', async () => {
    const yes = await sayYes('data');
    await later();
    expect(arrived()).toEqual([expect.stringMatching(/^Maya: Dana said yes/)]);
    const back = await undo(dana, yes);
    await later();
    expect(mail.sent[0]?.text).toContain('What you asked waits again.');
    expect(arrived()).toEqual(['Maya: Dana took back the answer to “data”']);
    await undo(dana, back);
    await later();
    expect(arrived()).toEqual([expect.stringMatching(/^Maya: Dana said yes/)]);
  });

  test('a yes that is undone and given again in one window is told no second time', async () => {
    const yes = await sayYes('data');
    await later();
    mail.empty();
    await undo(dana, await undo(dana, yes));
    await later();
    expect(arrived()).toEqual([]);
  });

  test('a question: to whom it was put, by its name even when its step is gone', async () => {
    const step = await addStep(dana, false);
    await later();
    expect(arrived()).toEqual([expect.stringMatching(/^Dana: .*Ask the lawyer/)]);
    await undo(maya, step.commandId);
    await later();
    expect(arrived()).toEqual(['Dana: Maya does not ask you about “Ask the lawyer” any more']);
  });

  test('a question put in other words is asked anew, and not taken back', async () => {
    await sayYes('data');
    await reschedule('data', 6);
    await later();
    mail.empty();
    requireOk(await plan.send(maya, 'withdrawOffer', { offerId: await offerOn(plan.id('data')) }));
    await reschedule('data', 7);
    await later();
    expect(arrived()).toEqual([expect.stringMatching(/^Dana: /)]);
    expect(await fresh.owner`select 1 from line where dropped_why = 'They are asked anew'`).toHaveLength(1);
  });

  test('a turn: to whose it was, with what comes first', async () => {
    const ticked = await turnOfDana();
    await later();
    expect(arrived()).toEqual([expect.stringMatching(/^Dana: Your turn: data/)]);
    await undo(maya, ticked);
    await later();
    expect(mail.sent[0]?.text).toContain('“demo” comes first.');
    expect(arrived()).toEqual(['Dana: “data” does not wait for you now']);
    await complete('demo');
    await later();
    expect(arrived(), 'and is told again when it comes again').toEqual([
      expect.stringMatching(/^Dana: Your turn: data/),
    ]);
  });

  test('what was asked in writing: to who was asked', async () => {
    const asked = await write(maya, dana);
    await later();
    mail.empty();
    const closed = requireOk(await plan.send(maya, 'closeRequest', { commentId: asked.id }));
    await later();
    expect(arrived()).toEqual(['Dana: Maya needs no answer about “demo” any more']);
    await undo(maya, closed);
    await later();
    expect(arrived()).toEqual([expect.stringMatching(/^Dana: Maya asks you about demo/)]);
  });

  test('to nobody whom no letter had told, whatever was undone', async () => {
    const yes = await sayYes('data');
    await fresh.owner`update membership set letters_stopped_at = now() where person_id = ${maya.personId}`;
    await later();
    await fresh.owner`update membership set letters_stopped_at = null where person_id = ${maya.personId}`;
    await undo(dana, yes);
    await later();
    expect(arrived()).toEqual([]);
  });

  test('what was tried and is still to go counts as told: the bytes are frozen', async () => {
    const yes = await sayYes('data');
    const busy = { ...mail.room.mailer };
    mail.use({
      kind: 'resend',
      send: async () => ({ ok: false, failure: 'temporary', reason: 'The line went dead.', mayHaveIt: true }),
    });
    await later();
    mail.use(busy);
    await undo(dana, yes);
    await complete('demo');
    await fresh.owner`update letter set send_after = now() + interval '1 day' where state = 'waiting'`;
    await later();
    expect(arrived()).toContain('Maya: Dana took back the answer to “data”');
  });

  test('a private turn: to a colleague, and to nobody on the other side in any way', async () => {
    const own = await addStep(tom, true);
    await later();
    expect(arrived()).toEqual([expect.stringMatching(/^Tom: Your turn: Ask the lawyer/)]);
    await undo(maya, own.commandId);
    await later();
    expect(arrived()).toEqual(['Tom: “Ask the lawyer” does not wait for you now']);
    const others = [dana.personId, grace.personId];
    expect(await fresh.owner`select 1 from line where person_id = any(${others})`).toHaveLength(0);
  });
});
