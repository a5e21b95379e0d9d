import { claimNext, deliver, type Outcome } from '#app/mail/deliver.server.ts';
import type { MailRoom } from '#app/mail/mail-room.server.ts';
import { mailboxMailer } from '#app/mail/mailbox.server.ts';
import type { Mailer, Outgoing } from '#app/mail/mailer.server.ts';
import { closeDueWindows } from '#app/mail/window.server.ts';
import type { Database } from '#db/client.server.ts';
import { dana, maya, tom } from '#tests/support/cast.ts';
import type { MilestoneSketch } from '#tests/support/stored-plan.server.ts';

export const appUrl = 'https://plans.test';

/** Of this process, and of an app that is to know its links. */
export const secret = 'a secret for tests that is long enough';
process.env.APP_SECRET ??= secret;
process.env.LOG_LEVEL ??= 'silent';

/** A mail room with a clock that only moves when it is told to, and a transport that keeps what it is given. */
export function mailStand(database: Database, mailer?: Mailer) {
  const sent: Outgoing[] = [];
  const keeping: Mailer = {
    kind: 'mailbox',
    async send(outgoing) {
      const answer = await mailboxMailer().send(outgoing);
      if (answer.ok) sent.push(outgoing);
      return answer;
    },
  };
  let ahead = 1_000;
  const room: MailRoom = {
    database,
    mailer: mailer ?? keeping,
    now: () => new Date(Date.now() + ahead),
    jitter: () => 0.5,
    appUrl,
    from: { name: 'Throughline', address: 'plans@throughline.test' },
    limits: { quietSeconds: 120, longestSeconds: 900, calmSeconds: [] },
    inbound: null,
  };
  return {
    room,
    sent,
    wait: (seconds: number) => {
      ahead += seconds * 1000;
    },
    use: (other: Mailer) => {
      room.mailer = other;
    },
    /** Everything that is due now, as the worker would do it. */
    async post(): Promise<Outcome[]> {
      await closeDueWindows(room);
      const outcomes: Outcome[] = [];
      for (let letter = await claimNext(room); letter; letter = await claimNext(room))
        outcomes.push(await deliver(room, letter));
      return outcomes;
    },
    to: (address: string) => sent.filter((letter) => letter.to.address === address),
    /** Takes what there is, so that a test begins with an empty mailbox. */
    empty: () => sent.splice(0),
  };
}

export type MailStand = ReturnType<typeof mailStand>;

/** A plan in which saying yes moves no milestone: Maya's own step is the last of the first one. */
export const steadyPlan: MilestoneSketch[] = [
  {
    key: 'Fit proven',
    steps: [
      { key: 'demo', owners: [maya], dueIn: 9 },
      { key: 'data', owners: [dana], dueIn: 5, after: ['demo'] },
      { key: 'workshop', owners: [maya, dana], dueIn: 8, type: 'meeting' },
    ],
  },
  {
    key: 'Case made',
    steps: [
      { key: 'figures', owners: [maya], dueIn: 20 },
      { key: 'budget', owners: [dana], dueIn: 19, type: 'approval' },
      { key: 'rollout', owners: [tom], dueIn: 90, after: ['budget'] },
    ],
  },
];
