import type { Outgoing } from '#app/mail/mailer.server.ts';

export const aLetter = (changes: Partial<Outgoing> = {}): Outgoing => ({
  id: '01939d6e-7a3c-7b52-9d4e-2f1a6c8b0e11',
  to: { address: 'dana@acme.test', name: 'Dana Ortiz' },
  from: { name: 'Maya at Northwind via Throughline', address: 'plans@throughline.test' },
  replyTo: 'maya@northwind.test',
  subject: 'Fit is proven, and live on 12 March holds',
  html: '<p>Tom held the call. <a href="https://plans.test/p/1?a=1&amp;b=2">See what is next</a></p>',
  text: 'Tom held the call.\n\nSee what is next https://plans.test/p/1?a=1&b=2',
  headers: {
    'List-Unsubscribe': '<https://plans.test/stop/abc>',
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    'In-Reply-To': '<plan-1@throughline.test>',
    References: '<plan-1@throughline.test>',
  },
  ...changes,
});
