import { expect, test } from 'vitest';
import { thaw } from '#app/mail/freeze.server.ts';
import type { FrozenLetter } from '#db/schema/mail.ts';

const frozen: FrozenLetter = {
  to: { name: 'Dana Ortiz', address: 'dana@acme.example' },
  from: { name: 'Throughline', address: 'plans@throughline.example' },
  replyTo: null,
  subject: 'Fit proven is reached',
  html: '<p>Fit proven is reached.</p>',
  text: 'Fit proven is reached.',
  headers: {
    'Auto-Submitted': 'auto-generated',
    'List-Unsubscribe': '<https://plans.example/stop>',
    'In-Reply-To': '<one@plans.example>',
    References: '<one@plans.example>',
  },
};
/** PostgreSQL keeps the keys of a jsonb by their length. */
const outOfTheTable = (letter: FrozenLetter): FrozenLetter => ({
  ...letter,
  headers: Object.fromEntries(
    Object.entries(letter.headers).sort(([one], [other]) => one.length - other.length),
  ),
});

test('an answer in a thread is the same bytes when it is sent again', () => {
  expect(JSON.stringify(thaw('id', outOfTheTable(frozen)))).toBe(JSON.stringify(thaw('id', frozen)));
});
