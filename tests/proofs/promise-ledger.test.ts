import fc from 'fast-check';
import { expect } from 'vitest';
import { type Change, entriesOf } from '#app/domain/change.ts';
import { addDays, compareDays, type Day, requireDay } from '#app/domain/day.ts';
import type { Plan, Side, Step } from '#app/domain/plan.ts';
import { latenessCalendar } from '#app/domain/plan-calendar.ts';
import {
  type LoggedOn,
  type Promised,
  type PromiseEnd,
  promiseKinds,
  promisesIn,
} from '#app/domain/promises.ts';
import { preview } from '#app/domain/settle.ts';
import { sharedView } from '#app/domain/shared-view.ts';
import { workingDaysBetween } from '#app/domain/working-days.ts';
import { dana, grace, lena, maya, tom } from '#tests/support/cast.ts';
import { aPlan, aStep, ask, type Outcome, ownedBy } from '#tests/support/plan-builder.ts';
import { proof, type Trial, twin } from './proof.ts';

/** Friday. */
const BEGIN = requireDay('2026-11-27');
const start = (): Plan =>
  aPlan({
    steps: [
      aStep('hers', { owners: ownedBy(dana), dueDay: addDays(BEGIN, 4) }),
      aStep('his', { owners: ownedBy(tom), dueDay: addDays(BEGIN, 7) }),
      aStep('both', { owners: ownedBy(maya, dana), dueDay: addDays(BEGIN, 10) }),
      aStep('outlined', { owners: ownedBy(grace), agreement: 'outline', dueDay: addDays(BEGIN, 12) }),
      aStep('yes', { type: 'approval', owners: ownedBy(lena, grace), dueDay: addDays(BEGIN, 9) }),
    ],
  });

interface Act {
  /** Days that pass before it. */
  after: number;
  by: number;
  what: number;
  a: number;
  b: number;
}
const acts = fc.array(
  fc.record({ after: fc.nat(4), by: fc.nat(4), what: fc.nat(99), a: fc.nat(99), b: fc.nat(99) }),
  { minLength: 4, maxLength: 30 },
);
type Try = (plan: Plan, step: Step, act: Act, context: { confirmed: true; today: Day }) => Outcome | null;
const sides: Side[] = ['seller', 'buyer'];
const people = [maya, dana, tom, grace, lena];
const who = ({ by }: Act) => people[by % people.length] ?? maya;
const daysOn = (on: Day, { b }: Act) => addDays(on, (b % 16) - 2);

const tries: Record<string, Try> = {
  ticks: (plan, { id }, act, c) => ask(plan, who(act), 'completeStep', { stepId: id }, c),
  'opens again': (plan, { id }, act, c) => ask(plan, who(act), 'reopenStep', { stepId: id }, c),
  skips: (plan, { id }, act, c) => ask(plan, who(act), 'skipStep', { stepId: id, reason: 'Not needed' }, c),
  'moves a day': (plan, { id }, act, c) =>
    ask(plan, who(act), 'rescheduleStep', { stepId: id, dueDay: daysOn(c.today, act) }, c),
  proposes: (plan, { id }, act, c) => ask(plan, who(act), 'proposeStep', { stepId: id }, c),
  'says yes': (plan, _step, act, c) => {
    const offer = plan.offers[act.a % Math.max(1, plan.offers.length)];
    return offer ? ask(plan, who(act), 'acceptOffers', { offerIds: [offer.id] }, c) : null;
  },
  'hands it on': (plan, step, act, c) => {
    const to = people[act.b % people.length] ?? maya;
    const ownerId = step.owners[0]?.id ?? null;
    const args = { stepId: step.id, ownerId, side: to.side, role: null, stakeholderId: to.key };
    return ask(plan, who(act), 'assignStep', args, c);
  },
  'keeps it back': (plan, { id }, act, c) => ask(plan, who(act), 'hideStep', { stepId: id }, c),
  'shows it': (plan, { id }, act, c) => ask(plan, who(act), 'revealStep', { stepId: id }, c),
  removes: (plan, { id }, act, c) =>
    act.b % 4 === 0 ? ask(plan, who(act), 'removeStep', { stepId: id }, c) : null,
  decides: (plan, step, act, c) =>
    ask(
      plan,
      who(act),
      'decideApproval',
      {
        ...{
          stepId: step.id,
          id: `said ${act.a} ${act.b} ${c.today}`,
          conditions: [],
          missing: '',
          note: 'So',
        },
        outcome: act.b % 3 === 0 ? 'rejected' : 'approved',
      },
      c,
    ),
};
const whats = Object.keys(tries);

/** What happened, told twice: by the whole shared log, and by what the plan was at the end of each day. */
interface Told {
  log: LoggedOn[];
  evenings: Map<Day, Plan>;
  today: Day;
}
function happens(list: readonly Act[], count: Trial['count']): Told {
  let plan = start();
  let on = BEGIN;
  const log: LoggedOn[] = [];
  const evenings = new Map<Day, Plan>();
  const write = (kind: string, body: unknown) =>
    log.push({ on, event: { layer: 'shared', n: log.length + 1, kind, body } });
  write('planShared', { kind: 'planShared', plan: sharedView(plan) });
  evenings.set(on, plan);
  for (const act of list) {
    on = addDays(on, act.after);
    const what = whats[act.what % whats.length] ?? '';
    const step = plan.steps[act.a % Math.max(1, plan.steps.length)];
    const outcome = step && tries[what]?.(plan, step, act, { confirmed: true, today: on });
    if (!outcome) continue;
    count(`${what}: ${outcome.changes.length > 0 ? 'done' : 'nothing'}`);
    for (const change of outcome.changes) plan = written(plan, change, write);
    evenings.set(on, plan);
  }
  return { log, evenings, today: addDays(on, 6) };
}
function written(plan: Plan, change: Change, write: (kind: string, body: unknown) => void): Plan {
  const after = preview(plan, [change]);
  for (const { layer, kind, body } of entriesOf(plan, after, change))
    if (layer === 'shared') write(kind, body);
  return after;
}

/** The rule once more, as slowly as it can be said: each party of each step, each day from the first to the last. */
function slowly({ evenings, today }: Told): string[] {
  const last = [...evenings.values()].at(-1);
  if (!last) return [];
  const ids = [...new Set([...evenings.values()].flatMap((plan) => plan.steps.map((s) => s.id)))];
  const found: string[] = [];
  for (const id of ids)
    for (const side of sides)
      for (const person of [null, ...people.filter((p) => p.side === side).map((p) => p.key)])
        found.push(...ofParty(id, side, person, evenings, today));
  return found.sort();
}

function ofParty(
  id: string,
  side: Side,
  person: string | null,
  evenings: Told['evenings'],
  today: Day,
): string[] {
  const said: { day: Day; madeOn: Day; end: PromiseEnd }[] = [];
  let plan = start();
  for (let on = BEGIN; compareDays(on, today) <= 0; on = addDays(on, 1)) {
    const running = said.at(-1);
    const isOver = (day: Day) => workingDaysBetween(day, on, latenessCalendar(plan)) >= 1;
    if (running?.end === 'open' && isOver(running.day)) running.end = 'missed';
    const evening = evenings.get(on);
    if (!evening) continue;
    plan = evening;
    const step = plan.steps.find((s) => s.id === id);
    const isTheirs = step?.owners.some((o) => o.side === side && (!person || o.stakeholderId === person));
    const isAsked =
      step?.layer === 'shared' &&
      step.agreement === 'agreed' &&
      step.status !== 'skipped' &&
      isTheirs &&
      step.dueDay;
    if (!isAsked) {
      if (running?.end === 'open') running.end = 'letGo';
      continue;
    }
    const due = step.dueDay as Day;
    const answeredOn = answered(plan, step, side, person, running?.madeOn ?? on);
    if (running?.end === 'kept' && !answeredOn) running.end = isOver(running.day) ? 'missed' : 'open';
    if (running?.end === 'open' && answeredOn) running.end = 'kept';
    if (running?.end === 'open' && due !== running.day) running.end = 'moved';
    const isNew = !running || running.end === 'letGo' || (running.day !== due && !answeredOn);
    if (!isNew || isOver(due) || (answeredOn && answeredOn !== on)) continue;
    said.push({ day: due, madeOn: on, end: answeredOn ? 'kept' : 'open' });
  }
  return said.map((p) => words({ ...p, stepId: id, side, stakeholderId: person }));
}

function answered(plan: Plan, step: Step, side: Side, person: string | null, since: Day): Day | null {
  if (step.status === 'done') return step.endedOn;
  if (step.type !== 'approval') return null;
  const days = step.owners
    .filter((o) => o.side === side && (!person || o.stakeholderId === person))
    .map((o) => {
      const said = plan.decisions.filter(
        (d) =>
          d.stepId === step.id && (d.by === o.stakeholderId || d.forId === o.stakeholderId) && d.on >= since,
      );
      return said.at(-1)?.outcome === 'withdrawn' ? undefined : said.at(-1)?.on;
    });
  return days.every((on) => on !== undefined) ? ((days as Day[]).sort(compareDays).at(-1) ?? null) : null;
}

const words = ({ stepId, side, stakeholderId, day, madeOn, end }: Promised): string =>
  [stepId, side, stakeholderId ?? 'all', day, madeOn, end].join(' ');

type Fold = (log: readonly LoggedOn[], today: Day) => Promised[];
const asServed: Fold = (log, today) =>
  promisesIn(
    log.filter(({ event }) => promiseKinds.includes(event.kind)),
    today,
  );

function walk(list: readonly Act[], count: Trial['count'], fold: Fold): void {
  const told = happens(list, count);
  const promises = fold(told.log, told.today);
  for (const { end } of promises) count(`ended: ${end}`);
  expect(promises.map(words).sort()).toEqual(slowly(told));
}

const runAll = ({ size, seed, count }: Trial, fold: Fold) =>
  fc.assert(
    fc.property(acts, (list) => walk(list, count, fold)),
    { numRuns: size, seed, endOnFailure: true },
  );

proof(
  {
    name: 'promise-ledger',
    claim:
      'Every day that a side or a person said yes to, and whether it was kept, moved ahead of time, passed or let go, is what the shared history says and nothing else: the same as going through the plan evening by evening.',
    sample: 200,
    whole: 10_000,
    unit: 'histories of up to thirty acts on different days',
  },
  async (trial) => {
    runAll(trial, asServed);
    for (const what of whats) expect(trial.counted(`${what}: done`), what).toBeGreaterThan(0);
    for (const end of ['open', 'kept', 'moved', 'missed', 'letGo'])
      expect(trial.counted(`ended: ${end}`), end).toBeGreaterThan(0);
  },
);

const bugs: Record<string, Fold> = {
  'a step that was opened again stays kept': (log, today) =>
    asServed(
      log.filter(({ event }) => (event.body as { to?: { status?: string } }).to?.status !== 'todo'),
      today,
    ),
  'who does a step is read from its beginning': (log, today) =>
    asServed(
      log.filter(({ event }) => !event.kind.startsWith('owner')),
      today,
    ),
  'days are told by another clock than that of the plan': (log, today) =>
    asServed(
      log.map(({ on, event }) => ({ on: addDays(on, -1), event })),
      today,
    ),
};
for (const [planted, fold] of Object.entries(bugs))
  twin(planted, async (trial) => {
    let tried = 0;
    expect(() => runAll({ ...trial, count: () => void tried++ }, fold)).toThrow(
      expect.objectContaining({ cause: expect.objectContaining({ name: 'AssertionError' }) }),
    );
    return `another ledger than the one gone through evening by evening, within ${tried} acts`;
  });
