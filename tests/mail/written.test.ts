import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { addDays } from '#app/domain/day.ts';
import { useDatabase } from '#db/client.server.ts';
import { type CastMember, dana, lena, maya, tom } from '#tests/support/cast.ts';
import { type FreshDatabase, freshDatabase } from '#tests/support/databases.server.ts';
import { realToday, requireOk, type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';
import { type MailStand, mailStand, steadyPlan } from './mail-stand.server.ts';

let fresh: FreshDatabase;
let plan: StoredPlan;
let mail: MailStand;
beforeAll(async () => {
  fresh = await freshDatabase();
  useDatabase(fresh.database);
  return fresh.drop;
});
beforeEach(async () => {
  plan = await storedPlan(fresh.database, { milestones: steadyPlan, buyers: [dana, lena] });
  await fresh.owner`delete from line`;
  await fresh.owner`delete from letter`;
  mail = mailStand(fresh.database);
});

const rowOf = (who: CastMember): string => plan.access(who).stakeholderId ?? '';
const write = async (who: CastMember, over: object = {}) => {
  const id = randomUUID();
  const comment = {
    id,
    stepId: plan.id('data'),
    text: 'Which week do you need?',
    onlyOurs: false,
    mentions: [],
    request: null,
    answers: null,
  };
  requireOk(await plan.send(who, 'writeComment', { ...comment, ...over }));
  return id;
};
const post = async () => {
  mail.wait(121);
  await mail.post();
};

test('who is asked for an answer reads the question and its day, and whoever asked reads the answer', async () => {
  const asked = await write(maya, { request: { of: rowOf(dana), by: addDays(realToday(), 5) } });
  await post();
  const [question] = mail.to(dana.address);
  expect(question?.subject).toMatch(/^Maya asks you about data, by \d+ \p{L}+$/u);
  expect(question?.text).toContain('Which week do you need?');
  expect(mail.to(tom.address)).toEqual([]);

  mail.empty();
  await write(dana, { text: 'The week of the 9th', answers: asked });
  await post();
  const [answer] = mail.to(maya.address);
  expect(answer?.subject).toBe('Dana answered you about data');
  expect(answer?.text).toContain('Which week do you need?');
  expect(answer?.text).toContain('The week of the 9th');
});

test('what one side writes for itself reaches only the people of that side it names', async () => {
  await write(dana, { onlyOurs: true, mentions: [rowOf(lena)], text: 'Is 80,000 still the limit?' });
  await post();
  expect(mail.to(lena.address)[0]?.text).toContain('Is 80,000 still the limit?');
  expect(mail.to(lena.address)[0]?.text).toContain('Only people at Acme Freight can read this');
  expect(mail.sent.filter(({ to }) => to.address !== lena.address)).toEqual([]);
});

test('what was removed inside the window is not sent', async () => {
  const commentId = await write(maya, { mentions: [rowOf(dana)] });
  requireOk(await plan.send(maya, 'removeComment', { commentId }));
  await post();
  expect(mail.to(dana.address)).toEqual([]);
});

const approvers = async () => {
  const step = (await plan.load(dana)).steps.find((s) => s.id === plan.id('budget'));
  requireOk(
    await plan.send(dana, 'assignStep', {
      stepId: plan.id('budget'),
      ownerId: step?.owners[0]?.id ?? null,
      side: 'buyer',
      role: 'economicBuyer',
      stakeholderId: rowOf(lena),
    }),
  );
};
const decision = (over: object = {}) => ({
  id: randomUUID(),
  stepId: plan.id('budget'),
  outcome: 'approved' as const,
  note: 'Between us: Rui has checked the figures',
  missing: '',
  conditions: [],
  ...over,
});

test('an approval asks who decides, and its outcome goes to both sides without the note', async () => {
  await approvers();
  const asked = (await plan.load(dana)).offers.filter((o) => o.stepId === plan.id('budget'));
  requireOk(await plan.send(dana, 'acceptOffers', { offerIds: asked.map(({ id }) => id) }));
  await post();
  expect(mail.to(lena.address).map(({ subject }) => subject)).toEqual([
    expect.stringMatching(/^Yours to decide: budget/),
  ]);

  mail.empty();
  requireOk(await plan.send(lena, 'decideApproval', decision()));
  await post();
  for (const who of [maya, tom, dana]) {
    const [letter] = mail.to(who.address);
    expect(`${letter?.subject} ${letter?.text}`).toMatch(/budget/);
    expect(letter?.text).toContain('Lena Hoff');
    expect(letter?.text).not.toContain('Between us');
    expect(letter?.html).not.toContain('Between us');
  }
});

test('needing more says what is missing, and a decision taken again inside the window is told once', async () => {
  await approvers();
  mail.empty();
  requireOk(await plan.send(lena, 'decideApproval', decision({ outcome: 'rejected' })));
  requireOk(
    await plan.send(
      lena,
      'decideApproval',
      decision({ outcome: 'needsEvidence', missing: 'A second reference' }),
    ),
  );
  await post();
  const told = mail.to(tom.address);
  expect(told).toHaveLength(1);
  expect(told[0]?.subject).toBe('Lena Hoff needs more to decide: budget');
  expect(told[0]?.text).toContain('A second reference');
});

test('a yes is told as approved once nobody is missing, and until then with whom it still waits for', async () => {
  const papers = {
    key: 'Papers signed',
    steps: [
      {
        key: 'budget',
        owners: [dana, lena, { side: 'seller' as const, role: 'legal' }],
        dueIn: 9,
        type: 'approval' as const,
      },
      { key: 'signature', owners: [maya], dueIn: 10 },
    ],
  };
  plan = await storedPlan(fresh.database, { milestones: [papers], buyers: [dana, lena] });
  const offerIds = (await plan.load(dana)).offers.map(({ id }) => id);
  if (offerIds.length > 0) requireOk(await plan.send(dana, 'acceptOffers', { offerIds }));
  await post();
  mail.empty();
  const yes = () => decision({ note: '' });
  requireOk(await plan.send(dana, 'decideApproval', yes()));
  requireOk(await plan.send(lena, 'decideApproval', yes()));
  await post();
  const [open] = mail.to(tom.address);
  expect(open?.subject).toBe('Dana Ortiz and Lena Hoff said yes: budget');
  expect(open?.text).toContain('It still waits for Northwind legal, where a name is needed.');
  expect(open?.text).not.toMatch(/approved|Everybody/i);

  mail.empty();
  const part = (await plan.load(maya)).steps
    .find((s) => s.id === plan.id('budget'))
    ?.owners.find((o) => o.side === 'seller');
  requireOk(
    await plan.send(maya, 'assignStep', {
      stepId: plan.id('budget'),
      ownerId: part?.id ?? null,
      side: 'seller',
      role: 'legal',
      stakeholderId: rowOf(maya),
    }),
  );
  requireOk(await plan.send(maya, 'decideApproval', yes()));
  await post();
  const whole = mail.to(dana.address).find(({ subject }) => subject.startsWith('Approved: budget'));
  expect(whole?.text).toContain('Everybody who was asked has said yes.');
});

test('a yes whose words were changed since is not told as approved', async () => {
  await approvers();
  mail.empty();
  requireOk(await plan.send(lena, 'decideApproval', decision()));
  const edit = { stepId: plan.id('budget'), field: 'ask', value: 'Other words' } as const;
  requireOk(await plan.send(dana, 'changeStep', edit));
  await post();
  expect(mail.to(lena.address).map(({ subject }) => subject)).toEqual(['Changed since you said yes: budget']);
  expect(mail.to(tom.address).map(({ subject }) => subject)).toEqual([]);
});

test('who decides in a colleague’s place is told so, and the other side reads both names', async () => {
  const step = (await plan.load(dana)).steps.find((s) => s.id === plan.id('budget'));
  const part = { stepId: plan.id('budget'), ownerId: step?.owners[0]?.id ?? '' };
  const offerIds = (await plan.load(dana)).offers.map(({ id }) => id);
  requireOk(await plan.send(dana, 'acceptOffers', { offerIds }));
  await post();
  mail.empty();
  requireOk(await plan.send(dana, 'delegateApproval', { ...part, to: rowOf(lena) }));
  await post();
  const [asked] = mail.to(lena.address);
  expect(asked?.subject).toMatch(/^Yours to decide: budget/);
  expect(asked?.text).toContain("You decide in Dana Ortiz's place.");
  expect(asked?.text).not.toContain('Who else decides');
  mail.empty();
  requireOk(await plan.send(lena, 'decideApproval', decision({ note: '' })));
  await post();
  const [told] = mail.to(tom.address);
  expect(told?.text).toContain(
    "Lena Hoff decided in Dana Ortiz's place. Everybody who was asked has said yes.",
  );
});

test('where one yes is enough, the others hear that nobody else is asked', async () => {
  const either = {
    key: 'Case made',
    steps: [
      { key: 'budget', owners: [dana, lena], dueIn: 9, type: 'approval' as const },
      { key: 'figures', owners: [maya], dueIn: 10 },
    ],
  };
  plan = await storedPlan(fresh.database, { milestones: [either], buyers: [dana, lena] });
  const offerIds = (await plan.load(dana)).offers.map(({ id }) => id);
  if (offerIds.length > 0) requireOk(await plan.send(dana, 'acceptOffers', { offerIds }));
  const way = { stepId: plan.id('budget'), field: 'decidedBy', value: 'anyone' } as const;
  requireOk(await plan.send(dana, 'changeStep', way));
  await post();
  mail.empty();
  requireOk(await plan.send(dana, 'decideApproval', decision({ note: '' })));
  await post();
  const [told] = mail.to(lena.address);
  expect(told?.subject).toMatch(/^Approved: budget/);
  expect(told?.text).toContain('One yes was enough, so nobody else is asked.');
});
