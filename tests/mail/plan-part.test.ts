import { expect, test } from 'vitest';
import type { Comment } from '#app/domain/attachment.ts';
import { planPart } from '#app/mail/plan-part.ts';
import { readMail } from '#app/mail/read-mail.server.ts';
import { dana, maya } from '#tests/support/cast.ts';
import { aPlan, aStep, on, ownedBy, today } from '#tests/support/plan-builder.ts';

const asked = (id: string, by: string, over: Partial<Comment> = {}): Comment => ({
  ...{ id, layer: 'shared', stepId: 'form', by: maya.personId, byName: 'Maya Klein', bySide: 'seller' },
  ...{ at: '2026-11-27T09:00:00.000Z', text: 'Which form?', mentions: [], answers: null, answeredOn: null },
  ...{ decisionId: null, files: [], versions: {}, request: { of: 'dana', by: on(by) } },
  ...over,
});
const plan = aPlan({
  steps: [
    aStep('form', { dueDay: on('2026-12-04'), status: 'stuck', statusReason: 'No room at head office' }),
    aStep('demo', { owners: ownedBy(maya), dueDay: on('2026-12-02') }),
  ],
  comments: [
    asked('late', '2026-12-03'),
    asked('soon', '2026-12-01', { stepId: null }),
    asked('answered', '2026-12-01', { answeredOn: today }),
    asked('theirs', '2026-12-01', { request: { of: 'maya', by: on('2026-12-01') } }),
  ],
});
const dansPart = (ids: string[] = []) =>
  planPart(plan, { personId: dana.personId, side: 'buyer', today, asked: ids });

test('what somebody was asked in writing is among what is theirs, the nearest first', () => {
  expect(dansPart().yours.map(({ title, by }) => `${title}, ${by}`)).toEqual([
    'Your answer to Maya, Tue 1 Dec',
    'Your answer to Maya about “form”, Thu 3 Dec',
    'form, Fri 4 Dec',
  ]);
});
test('but for what the letter itself asks', () => {
  expect(dansPart(['soon', 'late']).yours.map(({ title }) => title)).toEqual(['form']);
});
test('work that is held up says by what, to both sides', () => {
  const stuck = { stuck: 'No room at head office' };
  expect(dansPart().yours.at(-1)).toMatchObject(stuck);
  const hers = planPart(plan, { personId: maya.personId, side: 'seller', today });
  expect(hers.theirs).toMatchObject([{ title: 'form', who: 'Dana', ...stuck }]);
  expect(hers.yours.at(-1)).not.toHaveProperty('stuck');
});

test.each([
  ['Lena, Tom and Rui.\r\n\r\n> Which three people?\r\n', 'Lena, Tom and Rui.'],
  ['> Which three people?\r\n\r\nLena, Tom and Rui.', '> Which three people?\nLena, Tom and Rui.'],
  ['> Who?\r\nLena.\r\n> When?\r\nMonday.\r\n> Thanks\r\n>\r\n', '> Who?\nLena.\n> When?\nMonday.'],
  ['> Who?\r\n> When?\r\n', ''],
])(
  'of %j the quote beneath the words is cut, and one above them says what they answer',
  async (text, own) => {
    const head = 'From: <a@b.test>\r\nTo: <x@replies.test>\r\nMessage-ID: <1@m>\r\n\r\n';
    expect((await readMail(Buffer.from(head + text), { authserv: 'mx.test' }))?.text).toBe(own);
  },
);
