import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { codeFor, createToken, hashOfCode, secretFor } from '#app/auth/tokens.server.ts';
import { inviteAgain } from '#app/commands/invite-to-plan.server.ts';
import { addDays, dayOf } from '#app/domain/day.ts';
import { invitationMessage } from '#app/mail/invitation-letter.ts';
import { useDatabase } from '#db/client.server.ts';
import { saveLetter } from '#db/letters.server.ts';
import { saveTokensRevoked } from '#db/tokens.server.ts';
import { renderEmail } from '#emails/index.ts';
import { type CastMember, dana, grace, lena, maya, tom } from '#tests/support/cast.ts';
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

async function begin(options: Parameters<typeof storedPlan>[1] = {}) {
  await fresh.owner`delete from letter`;
  plan = await storedPlan(fresh.database, { milestones: steadyPlan, ...options });
  mail = mailStand(fresh.database);
  await fresh.owner`delete from line`;
}

const onPlan = (who: CastMember) => ({
  personId: who.personId,
  workspaceId: plan.workspaceId,
  planId: plan.planId,
});
const offers = async () => (await plan.load(dana)).offers;
const sayYesToAll = async () =>
  requireOk(await plan.send(dana, 'acceptOffers', { offerIds: (await offers()).map(({ id }) => id) }));
const complete = async (who: CastMember, key: string) =>
  requireOk(await plan.send(who, 'completeStep', { stepId: plan.id(key) }));
const postAll = async () => {
  mail.wait(121);
  return await mail.post();
};
const whyDropped = async () =>
  (await fresh.owner<{ error: string }[]>`select error from letter where state = 'dropped'`).map(
    (row) => row.error,
  );

/** Both sides tick what is left of the first milestone; Dana's tick is the last. */
async function reachTheFirst() {
  await sayYesToAll();
  await postAll();
  mail.empty();
  await complete(maya, 'demo');
  await complete(maya, 'workshop');
  await complete(dana, 'data');
}

describe('a milestone is reached', () => {
  beforeEach(async () => {
    await begin({ buyers: [dana, lena], invited: [grace] });
    await reachTheFirst();
  });

  test('both sides hear it, each in a letter of their own, and nobody who has not come in', async () => {
    await postAll();
    const about = mail.sent.filter(({ subject }) => subject.startsWith('Fit proven'));
    expect(about.map(({ to }) => to.address).sort()).toEqual(
      [dana, lena, maya, tom].map(({ address }) => address).sort(),
    );
    expect(mail.to(grace.address)).toEqual([]);
  });

  test('it says who did it, where the plan is now, and what is whose', async () => {
    await postAll();
    const [letter] = mail.to(maya.address);
    expect(letter?.from).toEqual({
      name: 'Dana at Acme Freight via Throughline',
      address: 'plans@throughline.test',
    });
    expect(letter?.replyTo).toBe(dana.address);
    expect(letter?.text).toContain('Dana finished “data”, the last of its three steps.');
    expect(letter?.text).toContain('That is the first of two milestones.');
    expect(letter?.text).toMatch(/\[x\] Fit proven.*reached\n\[ \] Case made/);
    expect(letter?.text).toMatch(/Now: Case made, by /);
    expect(letter?.text).toMatch(/Yours, Maya: figures, by /);
    expect(letter?.text).toMatch(/Acme Freight's: budget, Dana, by /);
    expect(letter?.text).toContain(`https://plans.test/plans/${plan.planId}`);
    expect(letter?.html.length).toBeLessThan(60_000);
  });

  test('whoever did it gets it too, from nobody else and with no address to answer', async () => {
    await postAll();
    const [letter] = mail.to(dana.address);
    expect(letter?.from.name).toBe('Throughline');
    expect(letter?.replyTo).toBeUndefined();
    expect(letter?.text).toContain('You finished “data”, the last of its three steps.');
  });

  test('no secret is stored with it, and each reader can stop only their own', async () => {
    await postAll();
    const stored = await fresh.owner<{ frozen: unknown }[]>`select frozen from letter where state = 'sent'`;
    const links = mail.sent.map(({ headers }) => headers['List-Unsubscribe'] ?? '');
    expect(new Set(links).size).toBe(new Set(mail.sent.map(({ to }) => to.address)).size);
    for (const link of links) {
      const secret = /\/stop\/([\w-]{43})/.exec(link)?.[1] ?? 'none';
      expect(JSON.stringify(stored)).not.toContain(secret);
      expect(mail.sent.some(({ html }) => html.includes(secret))).toBe(true);
    }
  });

  test('somebody removed meanwhile hears nothing', async () => {
    const { people } = await plan.load(dana);
    const stakeholderId = people.find(({ personId }) => personId === lena.personId)?.id ?? '';
    requireOk(await plan.send(dana, 'removeStakeholder', { stakeholderId }));
    await postAll();
    expect(mail.to(lena.address)).toEqual([]);
    expect(mail.to(dana.address)).toHaveLength(1);
    expect(await whyDropped()).toContain('They are not on the plan any more');
  });

  test('somebody who stopped letters, or whose address is dead, hears nothing', async () => {
    await fresh.owner`update membership set letters_stopped_at = now()
      where person_id = ${lena.personId} and plan_id = ${plan.planId}`;
    await fresh.owner`update person set address_stopped_at = now() where id = ${tom.personId}`;
    await postAll();
    await fresh.owner`update person set address_stopped_at = null where id = ${tom.personId}`;
    expect(mail.to(lena.address)).toEqual([]);
    expect(mail.to(tom.address)).toEqual([]);
    expect(await whyDropped()).toEqual(
      expect.arrayContaining([
        'They have stopped letters about this plan',
        'Mail to this address has stopped',
      ]),
    );
  });

  test('opened again, it is told with the step that did it', async () => {
    await postAll();
    mail.empty();
    requireOk(await plan.send(maya, 'reopenStep', { stepId: plan.id('demo') }, { confirmed: true }));
    await postAll();
    const [letter] = mail.to(dana.address);
    expect(letter?.subject).toMatch(/^Fit proven is open again/);
    expect(letter?.text).toContain('Maya opened “demo” again.');
  });
});

describe('days that moved with another', () => {
  const steps = [
    { key: 'form', owners: [maya], dueIn: 4 },
    { key: 'draft', owners: [tom], dueIn: 6, after: ['form'] },
    { key: 'reading', owners: [dana], dueIn: 8, after: ['draft'] },
    { key: 'end', owners: [dana], dueIn: 60 },
  ];
  const moved = async () => {
    const day = (n: number) => addDays(realToday(), n);
    const rest = [
      { stepId: plan.id('draft'), dueDay: day(15) },
      { stepId: plan.id('reading'), dueDay: day(16) },
    ];
    const args = { stepId: plan.id('form'), dueDay: day(14), rest };
    return requireOk(await plan.send(maya, 'rescheduleSteps', args));
  };
  beforeEach(async () => {
    await begin({ milestones: [{ key: 'fit', steps }] });
    await sayYesToAll();
    await postAll();
    mail.empty();
  });

  test('are told with why to whose they are, and asked of those who answer; nobody else gets a letter', async () => {
    await moved();
    await postAll();
    const [toms] = mail.to(tom.address);
    expect(toms?.subject).toMatch(/^Your step moves to \d+ \w+( \d+)?: draft$/);
    expect(toms?.text).toMatch(/Maya moved it, because “form” moved to \w+ \d+ \w+/);
    const [danas] = mail.to(dana.address);
    expect(danas?.subject).toMatch(/^Maya suggests .* for reading$/);
    expect(danas?.text).toMatch(/“form” moved to \w+ \d+ \w+/);
    expect(mail.sent).toHaveLength(2);
  });

  test('say what follows if the step slips, and of one’s own side’s step nothing of it', async () => {
    const slips = 'Dana has no time to read. Tom and Dana then read it together.';
    const words = { field: 'ifSlips' as const, value: slips };
    requireOk(await plan.send(maya, 'changeStep', { stepId: plan.id('draft'), ...words }));
    const { people } = await plan.load(maya);
    const toms = people.find(({ personId }) => personId === tom.personId)?.id ?? null;
    const floor = randomUUID();
    const place = { milestoneId: plan.id('fit'), afterId: null, title: 'floor', type: 'task' as const };
    const texts = { ask: '', doneWhen: '', dueDay: addDays(realToday(), 7), onlyOurs: true };
    const owners = [{ side: 'seller' as const, role: null, stakeholderId: toms }];
    requireOk(await plan.send(maya, 'addStep', { id: floor, ...place, ...texts, owners }));
    const secret = { stepId: floor, field: 'ifSlips' as const, value: 'Canary: we lower the price' };
    requireOk(await plan.send(maya, 'changeStep', secret));
    await postAll();
    mail.empty();
    await moved();
    await postAll();
    const [letter] = mail.to(tom.address);
    expect(letter?.text).toContain(`If this slips: ${slips}`);
    expect(mail.to(dana.address)[0]?.text).not.toContain('If this slips');
    mail.empty();
    const after = { id: randomUUID(), stepId: floor, afterId: plan.id('form'), lag: 0 };
    requireOk(await plan.send(maya, 'addDependency', after));
    const day = (n: number) => addDays(realToday(), n);
    const rest = [{ stepId: floor, dueDay: day(26) }];
    requireOk(await plan.send(maya, 'rescheduleSteps', { stepId: plan.id('form'), dueDay: day(25), rest }));
    await postAll();
    const [own] = mail.to(tom.address);
    expect(own?.subject).toMatch(/^Your step moves to .*: floor$/);
    expect(own?.text).not.toContain('Canary');
    expect(JSON.stringify(mail.to(dana.address))).not.toMatch(/Canary|floor/);
  });

  test('taken back before the letters go, nobody hears of it; after, whoever was told hears that too', async () => {
    requireOk(await plan.undo(maya, await moved()));
    await postAll();
    expect(mail.sent).toEqual([]);
    const again = await moved();
    await postAll();
    mail.empty();
    requireOk(await plan.undo(maya, again));
    await postAll();
    expect(mail.to(tom.address).map(({ subject }) => subject)).toEqual(['“draft” has another day again']);
  });
});

describe('questions and answers', () => {
  beforeEach(() => begin());

  test('a question names the step, the day and who asks, and opens that step', async () => {
    const stepId = plan.id('data');
    const { steps } = await plan.load(dana);
    const day = steps.find(({ id }) => id === plan.id('workshop'))?.dueDay;
    await sayYesToAll();
    await postAll();
    mail.empty();
    if (!day) throw new Error('The workshop has no day');
    requireOk(await plan.send(maya, 'rescheduleStep', { stepId, dueDay: day }));
    await postAll();
    const [letter] = mail.to(dana.address);
    expect(letter?.subject).toMatch(/^Maya suggests \d+( \w+)? instead of \d+ \w+ for data$/);
    expect(letter?.text).toContain(`https://plans.test/plans/${plan.planId}/steps/${stepId}`);
    expect(letter?.text).toContain('Not an offer, a commitment to buy, or part of any contract.');
    expect(mail.to(maya.address), 'never who asked').toEqual([]);
  });

  test('a question taken back before the letter went is not asked', async () => {
    await sayYesToAll();
    await postAll();
    mail.empty();
    const day = (await plan.load(dana)).steps.find(({ id }) => id === plan.id('workshop'))?.dueDay ?? null;
    requireOk(await plan.send(maya, 'rescheduleStep', { stepId: plan.id('data'), dueDay: day }));
    const [offer] = await offers();
    requireOk(await plan.send(maya, 'withdrawOffer', { offerId: offer?.id ?? '' }));
    await postAll();
    expect(mail.to(dana.address)).toEqual([]);
  });

  test('your turn says what holds nothing up any more', async () => {
    await sayYesToAll();
    await postAll();
    mail.empty();
    await complete(maya, 'demo');
    await postAll();
    const [letter] = mail.to(dana.address);
    expect(letter?.subject).toMatch(/^Your turn: data, by /);
    expect(letter?.text).toContain('“demo” is behind us, so this can start.');
    expect(mail.to(maya.address), 'never who did it').toEqual([]);
  });

  test('what somebody typed can neither fill in a secret nor split a header', async () => {
    const token = randomUUID();
    await sayYesToAll();
    await postAll();
    mail.empty();
    const title = `{{secret:invitation:${token}}} \r\nBcc: all@acme.example`;
    requireOk(await plan.send(maya, 'changeStep', { stepId: plan.id('data'), field: 'title', value: title }));
    await complete(maya, 'demo');
    await postAll();
    const [letter] = mail.to(dana.address);
    expect(letter?.subject).toContain('{ {secret:invitation:');
    expect(letter?.subject).not.toMatch(/[\r\n]/);
    expect(JSON.stringify(letter)).not.toContain(secretFor('invitation', token));
  });
});

describe('what is private', () => {
  const secret = 'Walk away above 90 000';
  beforeEach(() => begin({ buyers: [dana, lena] }));

  async function addPrivate(who: CastMember, owner: CastMember) {
    const { people } = await plan.load(who);
    const stakeholderId = people.find(({ personId }) => personId === owner.personId)?.id ?? null;
    requireOk(
      await plan.send(who, 'addStep', {
        id: randomUUID(),
        milestoneId: plan.id('Fit proven'),
        afterId: null,
        title: secret,
        type: 'task',
        dueDay: null,
        ask: '',
        doneWhen: '',
        owners: [{ side: who.side, role: null, stakeholderId }],
        onlyOurs: true,
      }),
    );
  }

  test('reaches nobody on the other side, in no part of any letter', async () => {
    await addPrivate(dana, lena);
    await reachTheFirst();
    await postAll();
    const across = mail.sent.filter(({ to }) => [maya, tom].some(({ address }) => address === to.address));
    expect(across.length).toBeGreaterThan(0);
    expect(JSON.stringify(across)).not.toContain(secret);
  });

  test('is told to a colleague it is handed to', async () => {
    await addPrivate(dana, lena);
    await postAll();
    expect(mail.sent.map(({ to }) => to.address)).toEqual([lena.address]);
    expect(mail.sent[0]?.subject).toContain(secret);
  });

  test('a line that should never have crossed is dropped at the last moment', async () => {
    await addPrivate(dana, lena);
    // The planted bug: the write path names the wrong side's reader.
    await fresh.owner`update line set person_id = ${maya.personId}`;
    await postAll();
    expect(mail.sent).toEqual([]);
    const [line] = await fresh.owner`select dropped_why from line`;
    expect(line?.dropped_why).toBe('Hidden from this reader');
  });

  test('an unadmitted colleague hears shared things alone', async () => {
    await addPrivate(dana, lena);
    await fresh.owner`update membership set admitted = false
      where person_id = ${lena.personId} and plan_id = ${plan.planId}`;
    await postAll();
    expect(mail.sent).toEqual([]);
  });
});

describe('an invitation', () => {
  beforeEach(() => begin({ buyers: [dana], invited: [grace] }));

  async function invite(who: CastMember) {
    const token = await createToken(fresh.database.db, {
      purpose: 'invitation',
      ...onPlan(who),
      invitedBy: maya.personId,
    });
    const refs = { tokenId: token.id, time: 1, invitedBy: maya.personId };
    await saveLetter(fresh.database.db, { kind: 'invitation', ...onPlan(who), refs });
    return token.id;
  }
  const DAY = 24 * 3600;

  test('says who invites whom to what, and its button opens this plan alone', async () => {
    const tokenId = await invite(grace);
    expect(await mail.post()).toEqual(['sent']);
    const [letter] = mail.to(grace.address);
    expect(letter?.subject).toMatch(/^Maya and you: \w+ steps to be live by /);
    expect(letter?.from.name).toBe('Maya at Northwind via Throughline');
    expect(letter?.replyTo).toBe(maya.address);
    expect(letter?.html).toContain(`https://plans.test/invitation/${secretFor('invitation', tokenId)}`);
    expect(letter?.text).toContain('If you do not open it, two more letters come, and then none.');
    expect(letter?.headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click');
  });

  test('says what its reader is asked to decide, and to nobody else', async () => {
    await begin({
      ...{ buyers: [dana], invited: [grace, lena] },
      milestones: [
        { key: 'case', steps: [{ key: 'Budget', owners: [grace], type: 'approval', dueIn: 9 }] },
        { key: 'fit', steps: [{ key: 'data', owners: [dana], dueIn: 5 }] },
      ],
    });
    await invite(grace);
    await invite(lena);
    await mail.post();
    expect(mail.to(grace.address)[0]?.text).toMatch(/You are asked to decide “Budget” by \d+ \w+\./);
    expect(mail.to(lena.address)[0]?.text).not.toContain('decide “Budget”');
  });

  test('from a colleague does not say that they wrote it, and from anybody else names who did', async () => {
    const message = async (by: CastMember, time: 1 | 2 | 3 = 1) => {
      const view = await plan.load(dana);
      const companyName = by.side === 'buyer' ? view.goal.buyerName : view.sellerName;
      return await renderEmail(
        invitationMessage({
          view,
          reader: { personId: grace.personId, name: grace.name, side: 'buyer' },
          sender: { personName: by.name, companyName },
          today: dayOf(new Date(), view.zone),
          time,
          url: 'https://plans.test/invitation/x',
          stopUrl: 'https://plans.test/stop/x',
        }),
      );
    };
    const fromDana = await message(dana);
    expect(fromDana.text).toContain('Dana asks you to join the plan with Northwind.');
    expect(fromDana.subject).toMatch(/^Dana and you: /);
    for (const time of [1, 2, 3] as const) {
      const { subject, text } = await message(dana, time);
      expect(text).not.toMatch(/wrote down|which days suit you/);
      expect(subject).not.toMatch(/Dana['’]s plan/);
    }
    expect((await message(tom)).text).toContain('Maya wrote down what you discussed.');
  });

  test('is followed by two chasers and never a third', async () => {
    await invite(grace);
    await mail.post();
    const due = async () => {
      const [next] = await fresh.owner<
        { send_after: Date }[]
      >`select send_after from letter where state = 'waiting'`;
      return next?.send_after;
    };
    const subjects: string[] = [];
    for (let days = 0; days < 30; days += 1) {
      mail.wait(DAY);
      await mail.post();
      subjects.push(...mail.empty().map(({ subject }) => subject));
    }
    expect(subjects).toEqual([
      expect.stringMatching(/^Maya and you: /),
      expect.stringMatching(/^Are these days right\?/),
      expect.stringMatching(/^Last letter about Maya's plan/),
    ]);
    expect(await due()).toBeUndefined();
  });

  test('is not followed by anything once they have come in', async () => {
    await invite(grace);
    await mail.post();
    requireOk(await plan.send(grace, 'enterPlan', {}));
    mail.empty();
    mail.wait(10 * DAY);
    await mail.post();
    expect(mail.to(grace.address).filter(({ subject }) => /days right|Last letter/.test(subject))).toEqual(
      [],
    );
    expect(await whyDropped()).toContain('They have come in');
  });

  test('taken back, it is not sent', async () => {
    await invite(grace);
    await saveTokensRevoked(fresh.database.db, { purpose: 'invitation', ...onPlan(grace) });
    expect(await mail.post()).toEqual(['dropped']);
    expect(mail.sent).toEqual([]);
  });

  test('sent again, only the new link is good and only its letter goes', async () => {
    const old = await invite(grace);
    const { people } = await plan.load(maya);
    const row = people.find(({ personId }) => personId === grace.personId);
    await inviteAgain(plan.access(maya), row?.id ?? '');
    expect((await mail.post()).sort()).toEqual(['dropped', 'sent']);
    expect(JSON.stringify(mail.sent)).not.toContain(secretFor('invitation', old));
    expect(mail.to(grace.address)).toHaveLength(1);
  });
});

describe('a letter to sign in', () => {
  beforeEach(() => begin());

  async function ask() {
    const attemptId = randomUUID();
    await fresh.owner`insert into sign_in_attempt (id, address, person_id, browser, code_hash, expires_at)
      values (${attemptId}, ${maya.address}, ${maya.personId}, 'b', ${hashOfCode(attemptId, codeFor(attemptId))},
        now() + interval '10 minutes')`;
    const token = await createToken(fresh.database.db, {
      purpose: 'signIn',
      personId: maya.personId,
      attemptId,
    });
    const refs = { attemptId, tokenId: token.id };
    await saveLetter(fresh.database.db, { kind: 'signIn', personId: maya.personId, refs });
    return refs;
  }

  test('goes at once, with the code and the link, and nothing to stop', async () => {
    const { attemptId, tokenId } = await ask();
    expect(await mail.post()).toEqual(['sent']);
    const [letter] = mail.to(maya.address);
    expect(letter?.subject).toBe('Your code to sign in at plans.test');
    expect(letter?.text).toContain(codeFor(attemptId));
    expect(letter?.html).toContain(`https://plans.test/sign-in/${secretFor('signIn', tokenId)}`);
    expect(letter?.headers).not.toHaveProperty('List-Unsubscribe');
    const [row] = await fresh.owner`select frozen::text from letter`;
    expect(row?.frozen).not.toContain(codeFor(attemptId));
    expect(row?.frozen).not.toContain(secretFor('signIn', tokenId));
  });

  test('is not sent once its code has run out', async () => {
    const { tokenId } = await ask();
    await fresh.owner`update token set expires_at = now() where id = ${tokenId}`;
    expect(await mail.post()).toEqual(['dropped']);
  });
});
