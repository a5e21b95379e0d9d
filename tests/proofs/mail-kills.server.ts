import { setTimeout as pause } from 'node:timers/promises';
import { addDays } from '#app/domain/day.ts';
import type { Plan } from '#app/domain/plan.ts';
import { dana, maya, tom } from '#tests/support/cast.ts';
import type { FreshDatabase } from '#tests/support/databases.server.ts';
import type { ResendMood } from '#tests/support/resend-stand-in.server.ts';
import { type SmtpMood, startSmtpServer } from '#tests/support/smtp-server.server.ts';
import { realToday, requireOk, type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';
import { type KillableApp, killableApp } from './killable-app.server.ts';
import type { Random } from './random.ts';
import { slowAnswers, startPostOffice } from './slow-post-office.server.ts';

export type Transport = 'resend' | 'smtp';
export interface Arrived {
  /** Of the letter, from its Message-ID. */
  letterId: string;
  to: string;
  text: string;
}
export interface Asked {
  planId: string;
  words: string;
  of: string;
}
export interface MailLife {
  plans: AskedIn[];
  app: KillableApp;
  asked: Asked[];
  kills: number;
  /** What the other end took, as often as it took it. */
  arrived(): Arrived[];
  faults: Record<string, number>;
  stop(): Promise<void>;
}
type AskedIn = StoredPlan & { seen: Plan };
export interface MailTrial {
  fresh: FreshDatabase;
  random: Random;
  kills: number;
  transport: Transport;
  /** Planted: one letter has another name each time it is tried. */
  forgetKeys?: boolean;
  /** Planted: what was cut off on its way is as one that never left. */
  tryAgain?: boolean;
}

/** Plans of the same people, so that several letters are on their way at once. */
const PLANS = 12;

/** Questions are asked while the app, which does nothing but post, is killed and what it posts to goes wrong. */
export async function postThroughKills(trial: MailTrial): Promise<MailLife> {
  const { fresh, random, kills } = trial;
  const plans: AskedIn[] = [];
  for (let n = 0; n < PLANS; n += 1) {
    const plan = await storedPlan(fresh.database);
    plans.push({ ...plan, seen: await plan.load(maya) });
  }
  await fresh.owner`delete from line`;
  const counter = await openCounter(trial);
  const app = await killableApp(fresh.target, {
    APP_SECRET: random.hex(48),
    MAIL_QUIET_SECONDS: '0',
    MAIL_FROM: 'Throughline <plans@throughline.example>',
    ...counter.settings,
  });
  const { arrived, faults } = counter;
  const life: MailLife = {
    ...{ plans, app, asked: [], kills: 0, arrived, faults },
    async stop() {
      await app.kill();
      await counter.stop();
    },
  };
  const own = random.branch('kills');
  try {
    for (; life.kills < kills; life.kills += 1) {
      for (let n = 1 + own.below(3); n > 0; n -= 1) await ask(life, own);
      if (own.chance(0.3)) counter.goWrong(own);
      const taken = counter.nextTaken();
      if (!(await app.start())) throw new Error(`It did not start: ${app.standing()}`);
      // Most while a letter is between being taken and being marked, the others wherever the work is just then.
      if (own.chance(0.7)) {
        await Promise.race([taken, pause(3_000)]);
        await pause(own.below(20));
      } else await pause(own.below(400));
      await app.kill();
      await timePasses(trial);
    }
    counter.calm();
    if (!(await app.start())) throw new Error(`It did not start: ${app.standing()}`);
    await untilAllIsTold(trial, life);
  } catch (error) {
    await life.stop();
    throw error;
  }
  return life;
}

/** Somebody asks somebody something, in words that stand nowhere else. */
async function ask({ plans, asked }: Pick<MailLife, 'plans' | 'asked'>, random: Random): Promise<void> {
  const plan = random.pick(plans);
  const [by, of] = random.pick(pairs);
  const { people } = plan.seen;
  const them = people.find(({ personId }) => personId === of.personId);
  const words = `Question ${asked.length} ${random.hex(12)}`;
  requireOk(
    await plan.send(by, 'writeComment', {
      ...{ id: random.uuid(), stepId: plan.id('demo'), text: words, mentions: [], onlyOurs: false },
      ...{ request: { of: them?.id ?? '', by: addDays(realToday(), 3) }, answers: null },
    }),
  );
  asked.push({ planId: plan.planId, words, of: of.personId });
}

const pairs = [
  [maya, dana],
  [dana, maya],
  [tom, dana],
  [dana, tom],
] as const;

/** The holders of all leases are dead; nobody waits for those to run out, or for the next attempt. */
async function timePasses({ fresh: { owner }, tryAgain }: MailTrial): Promise<void> {
  if (tryAgain) await owner`update letter set state = 'waiting', leased_until = null where state = 'sending'`;
  await owner`update letter set leased_until = now() - interval '1 second' where state = 'sending'`;
  await owner`update letter set send_after = now() where state = 'waiting'`;
}

async function untilAllIsTold(trial: MailTrial, life: MailLife): Promise<void> {
  const { owner } = trial.fresh;
  for (let end = Date.now() + 120_000; Date.now() < end; await pause(200)) {
    await owner`update letter set send_after = now() where state = 'waiting' and send_after > now()`;
    const [left] = await owner<{ lines: number; letters: number }[]>`select
      (select count(*)::int from line
        where letter_id is null and dropped_why is null and send_after <= now()) as lines,
      (select count(*)::int from letter where state in ('waiting', 'sending')) as letters`;
    if (left?.lines === 0 && left.letters === 0) return;
  }
  throw new Error(`Letters are still waiting after two minutes; ${life.app.standing()}`);
}

interface Counter {
  settings: Record<string, string>;
  arrived(): Arrived[];
  faults: Record<string, number>;
  /** The next thing that is handed in meets trouble. */
  goWrong(random: Random): void;
  calm(): void;
  nextTaken(): Promise<void>;
  stop(): Promise<void>;
}

const openCounter = (trial: MailTrial): Promise<Counter> =>
  trial.transport === 'resend' ? resendCounter(trial) : smtpCounter(trial);

const idIn = (messageId: string): string => messageId.slice(1, 37);

const resendMoods: readonly [string, ResendMood][] = [
  ['answers dropped', 'drop'],
  ['answers that never came', 'takeThenHang'],
  ['429', { status: 429, name: 'rate_limit_exceeded', headers: { 'retry-after': '2' } }],
  ['500', { status: 500 }],
  ['502', { status: 502, html: '<h1>Bad gateway</h1>' }],
  ['503', { status: 503 }],
];

async function resendCounter({ random, forgetKeys = false }: MailTrial): Promise<Counter> {
  const office = await startPostOffice(random.branch('answers'), { forgetKeys });
  const faults: Record<string, number> = {};
  return {
    settings: { RESEND_API_KEY: office.apiKey, RESEND_BASE_URL: office.baseUrl },
    arrived: () =>
      office.delivered.map(({ messageId, to, text }) => ({ letterId: idIn(messageId), to, text })),
    faults,
    goWrong(own) {
      const [name, mood] = own.pick(resendMoods);
      faults[name] = (faults[name] ?? 0) + 1;
      office.next(mood);
    },
    calm: office.calm,
    nextTaken: office.nextTaken,
    stop: office.stop,
  };
}

const smtpMoods: readonly [string, SmtpMood][] = [
  ['lines dropped at the greeting', 'dropAtGreeting'],
  ['lines dropped at the recipient', 'dropAtRecipient'],
  ['lines dropped inside a letter', 'dropInsideData'],
  ['answers dropped', 'dropAfterData'],
  ['answers that never came', 'hangAfterData'],
  ['421', { at: 'greeting', code: 421, message: 'Too busy' }],
  ['450', { at: 'recipient', code: 450, message: 'Try again later' }],
  ['451', { at: 'data', code: 451, message: 'Local error in processing' }],
];

async function smtpCounter({ random }: MailTrial): Promise<Counter> {
  const slow = slowAnswers(random.branch('answers'));
  const server = await startSmtpServer({ taken: slow.taken });
  const faults: Record<string, number> = {};
  return {
    settings: { SMTP_URL: server.url },
    arrived: () =>
      server.delivered.map(({ to, mail }) => ({
        letterId: idIn(mail.messageId ?? ''),
        to: to.join(),
        text: mail.text ?? '',
      })),
    faults,
    goWrong(own) {
      const [name, mood] = own.pick(smtpMoods);
      faults[name] = (faults[name] ?? 0) + 1;
      server.next(mood);
    },
    calm: server.calm,
    nextTaken: slow.nextTaken,
    stop: server.stop,
  };
}
