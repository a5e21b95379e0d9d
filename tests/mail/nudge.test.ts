import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addDays } from '#app/domain/day.ts';
import { letterAsItArrives } from '#app/mail/letter-preview.server.ts';
import { useDatabase } from '#db/client.server.ts';
import { listSaidInTouch } from '#db/keep-in-touch.server.ts';
import { type CastMember, dana, lena, maya, tom } from '#tests/support/cast.ts';
import { type FreshDatabase, freshDatabase } from '#tests/support/databases.server.ts';
import { realToday, requireOk, type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';
import { appUrl, type MailStand, mailStand, steadyPlan } from './mail-stand.server.ts';

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
  await says(dana, { awayUntil: null, manner: 'personal' });
});

const rowOf = (who: CastMember): string => plan.access(who).stakeholderId ?? '';
const asking = (of: CastMember, over: object = {}) => ({
  ...{ id: randomUUID(), stepId: plan.id('data'), text: 'Which week do you need?', onlyOurs: false },
  ...{ mentions: [], request: { of: rowOf(of), by: addDays(realToday(), 5) }, answers: null },
  ...over,
});
const shown = async (by: CastMember, args: ReturnType<typeof asking>) => {
  const access = plan.access(by);
  return await letterAsItArrives({
    ...{ access, plan: await plan.load(by), args, now: new Date(), appUrl },
    said: await listSaidInTouch(fresh.database.db, access),
  });
};
const post = async () => {
  mail.wait(121);
  await mail.post();
};
/** Addresses are of each letter alone. */
const bare = (text = '') => text.replace(/https?:\/\/\S+/g, '…').trim();
const says = (who: CastMember, how: object) =>
  fresh.owner`update person set keep_in_touch = keep_in_touch || ${fresh.owner.json(how as never)}
    where id = ${plan.access(who).personId}`;

describe('what is asked of one person, before it is sent', () => {
  for (const manner of ['personal', 'brief'])
    test(`is shown as it will arrive, ${manner} as they agreed`, async () => {
      await says(dana, { manner });
      const args = asking(dana);
      const before = await shown(maya, args);
      expect(before.sentences).toEqual(['Arrives within minutes.']);
      expect(await plan.load(maya)).toMatchObject({ comments: [] });
      requireOk(await plan.send(maya, 'writeComment', args));
      await post();
      const [letter] = mail.to(dana.address);
      expect(before.letter?.subject).toBe(letter?.subject);
      expect(bare(before.letter?.text)).toBe(bare(letter?.text));
    });

  test('waits for their hours, and says until when', async () => {
    const [away] = [addDays(realToday(), 4)];
    await says(dana, { awayUntil: away });
    const [when] = (await shown(maya, asking(dana))).sentences;
    expect(when).toMatch(/^Arrives \p{L}{3} \d+ \p{L}+.*, \d\d:00, in Dana's hours\.$/u);
  });

  test('is nothing where they want no letters, or nobody is asked', async () => {
    await fresh.owner`update membership set letters_stopped_at = now()
      where person_id = ${plan.access(dana).personId}`;
    expect(await shown(maya, asking(dana))).toEqual({
      sentences: ['Dana wants no letters. It stands on the plan.'],
      letter: null,
    });
    const nobody = await shown(dana, asking(dana, { request: null, stepId: null }));
    expect(nobody.letter).toBeNull();
  });

  test('holds nothing private of either side, and a private one goes to colleagues alone', async () => {
    const secret = 'Between us: 80,000 is the limit';
    const own = { onlyOurs: true, request: null, text: secret };
    requireOk(await plan.send(dana, 'writeComment', asking(lena, own)));
    requireOk(await plan.send(maya, 'writeComment', asking(tom, own)));
    const open = await shown(maya, asking(dana));
    expect(JSON.stringify(open)).not.toContain(secret);
    const among = await shown(maya, asking(tom, { onlyOurs: true, text: 'Is it enough?' }));
    expect(among.letter?.text).toContain('Only people at Northwind can read this');
    const across = await shown(maya, asking(dana, { onlyOurs: true }));
    expect(across.letter).toBeNull();
    expect(across.sentences[0]).toContain('Only Northwind would read this');
  });
});

test('after three without an answer no letter goes, until they do something', async () => {
  for (const text of ['One?', 'Two?', 'Three?', 'Four?']) {
    requireOk(await plan.send(maya, 'writeComment', asking(dana, { text })));
    await post();
  }
  expect(mail.to(dana.address).map(({ text }) => /One|Two|Three|Four/.exec(text)?.[0])).toHaveLength(3);
  expect(mail.to(dana.address).some(({ text }) => text.includes('Four?'))).toBe(false);
  const fifth = await shown(maya, asking(dana));
  expect(fifth.letter).toBeNull();
  expect(fifth.sentences).toEqual([
    'Three letters to Dana have had no answer. Another would not help now; it stands on the plan.',
  ]);
  requireOk(await plan.send(dana, 'writeComment', asking(dana, { request: null, text: 'Back on Monday' })));
  expect((await shown(maya, asking(dana))).letter).not.toBeNull();
});
