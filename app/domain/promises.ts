/**
 * The promise ledger: which days each side, and each person, said yes to, and what became of them. A fold of the shared
 * log and of nothing else. What counts is how the plan stood at the end of a day, so that what was taken back the same
 * day was never said.
 */
import { noAttachments } from './attachment.ts';
import { compareDays, type Day } from './day.ts';
import type { Plan, Side, Step } from './plan.ts';
import { latenessCalendar } from './plan-calendar.ts';
import { applyEvent, type LoggedEvent } from './replay.ts';
import { workingDaysBetween } from './working-days.ts';

/**
 * `kept`: done by its day. `moved`: another day was said before this one had passed, which is a promise of its own.
 * `letGo`: nobody asks for it any more. `open`: its day is still to come.
 */
export type PromiseEnd = 'open' | 'kept' | 'moved' | 'missed' | 'letGo';

/** One day that was said yes to: by a side or, with `stakeholderId`, by a person of it. */
export interface Promised {
  stepId: string;
  side: Side;
  stakeholderId: string | null;
  day: Day;
  madeOn: Day;
  end: PromiseEnd;
}

/** What the shared log says, with its day in the zone of the plan. */
export interface LoggedOn {
  on: Day;
  event: LoggedEvent;
}

/** All that bears on a promise; the other kinds of change may be left out of the log. */
export const promiseKinds = [
  ...[
    'planShared',
    'calendarChanged',
    'pauseChanged',
    'stepAdded',
    'stepRevealed',
    'stepLeft',
    'stepRemoved',
  ],
  ...['stepChanged', 'stepStatusChanged', 'agreementChanged', 'ownerAdded', 'ownerRemoved', 'decisionAdded'],
];

/** In the order they were made. `log` is the shared one from its beginning. */
export function promisesIn(log: readonly LoggedOn[], today: Day): Promised[] {
  const book = new Book();
  let plan: Plan | null = null;
  for (let i = 0; i < log.length; ) {
    const on = log[i]!.on;
    if (plan) book.passTo(plan, on);
    for (; log[i]?.on === on; i++) plan = withEvent(plan, log[i]!.event);
    if (plan) book.close(plan, on);
  }
  if (plan) book.passTo(plan, today);
  return book.all;
}

function withEvent(plan: Plan | null, event: LoggedEvent): Plan | null {
  if (event.kind !== 'planShared') return plan && (applyEvent(plan, event) ?? plan);
  const shared = (event.body as { plan: Plan } | null)?.plan;
  return shared ? { ...noAttachments, ...shared } : plan;
}

class Book {
  readonly all: Promised[] = [];
  /** The newest of each party on each step. */
  private readonly newest = new Map<string, Promised>();

  /** A new day has begun: what was to be done on working days before it is not kept any more. */
  passTo(plan: Plan, on: Day): void {
    for (const promised of this.newest.values())
      if (promised.end === 'open' && isPast(plan, promised.day, on)) promised.end = 'missed';
  }

  /** How the plan stands at the end of a day. */
  close(plan: Plan, on: Day): void {
    const standing = new Set<string>();
    // In a pause nobody is held to a day: what goes on after it is said anew.
    for (const step of plan.pause ? [] : plan.steps.filter(isPromised))
      for (const party of partiesOf(step)) {
        const key = `${step.id} ${party.side} ${party.stakeholderId ?? ''}`;
        standing.add(key);
        this.settle(key, plan, step, party, on);
      }
    for (const [key, promised] of this.newest)
      if (promised.end === 'open' && !standing.has(key)) promised.end = 'letGo';
  }

  private settle(key: string, plan: Plan, step: Step & { dueDay: Day }, party: Party, on: Day): void {
    const last = this.newest.get(key);
    const doneOn = doneBy(plan, step, party, last?.madeOn ?? on);
    if (last?.end === 'kept' && doneOn === null) last.end = isPast(plan, last.day, on) ? 'missed' : 'open';
    if (last?.end === 'open') {
      if (doneOn !== null) last.end = 'kept';
      else if (last.day !== step.dueDay) last.end = 'moved';
    }
    const stands = last && last.end !== 'letGo' && (last.day === step.dueDay || doneOn !== null);
    // Nobody can promise a day that has passed; what was done before anybody had said yes was no promise.
    if (stands || isPast(plan, step.dueDay, on) || (doneOn !== null && doneOn !== on)) return;
    const end = doneOn === null ? 'open' : 'kept';
    const promised: Promised = { stepId: step.id, ...party, day: step.dueDay, madeOn: on, end };
    this.newest.set(key, promised);
    this.all.push(promised);
  }
}

type Party = Pick<Promised, 'side' | 'stakeholderId'>;

/** A side whose hand it needs, and each of its people who are named. */
const partiesOf = (step: Step): Party[] => {
  const parties = step.owners.flatMap(({ side, stakeholderId }): Party[] => [
    { side, stakeholderId: null },
    ...(stakeholderId ? [{ side, stakeholderId }] : []),
  ]);
  return [...new Map(parties.map((party) => [`${party.side} ${party.stakeholderId}`, party])).values()];
};

const isPromised = (step: Step): step is Step & { dueDay: Day } =>
  step.layer === 'shared' && step.agreement === 'agreed' && step.status !== 'skipped' && step.dueDay !== null;

/** Whoever is asked to approve has done their part by answering, whatever they answered. */
function doneBy(plan: Plan, step: Step, { side, stakeholderId }: Party, since: Day): Day | null {
  if (step.status === 'done') return step.endedOn;
  if (step.type !== 'approval') return null;
  const asked = step.owners.filter(
    (o) => o.side === side && (stakeholderId === null || o.stakeholderId === stakeholderId),
  );
  const answers = asked.map((owner) => {
    const said = plan.decisions.filter(
      (d) => d.stepId === step.id && [d.by, d.forId].includes(owner.stakeholderId) && d.on >= since,
    );
    const last = said.at(-1);
    return last === undefined || last.outcome === 'withdrawn' ? null : last.on;
  });
  if (answers.length === 0 || answers.some((on) => on === null)) return null;
  return (answers as Day[]).sort(compareDays).at(-1) ?? null;
}

/** A day has passed a working day later: what was promised for Friday may come on Sunday. */
const isPast = (plan: Plan, day: Day, on: Day): boolean =>
  workingDaysBetween(day, on, latenessCalendar(plan)) > 0;

/** How many days were said yes to, and what became of them; `made` is the sum of the rest. */
export interface Ledger extends Record<PromiseEnd, number> {
  made: number;
}

/** Of a side as a whole. */
export const ledgerOfSide = (promises: readonly Promised[], side: Side): Ledger =>
  counted(promises.filter((p) => p.side === side && p.stakeholderId === null));
/** For that person's own eyes. */
export const ledgerOfPerson = (promises: readonly Promised[], stakeholderId: string): Ledger =>
  counted(promises.filter((p) => p.stakeholderId === stakeholderId));

function counted(promises: Promised[]): Ledger {
  const ledger: Ledger = { made: promises.length, open: 0, kept: 0, moved: 0, missed: 0, letGo: 0 };
  for (const { end } of promises) ledger[end]++;
  return ledger;
}
