/**
 * The sample deal played through the same rules as any other plan, act by act and day by day, so that whoever
 * looks around in it finds nothing that could not have happened.
 */
import { bothOnWeekdays } from '#app/domain/calendars.ts';
import { applyChange, openedPlan } from '../apply-change.ts';
import type { Change } from '../change.ts';
import { addDays, type Day } from '../day.ts';
import { type CommandArgs, type CommandType, decide } from '../decide.ts';
import { seenDigest } from '../decide-approval.ts';
import { openerRole } from '../open-plan.ts';
import { findStep, layersOf, type Plan, personOf, type Side, type Stakeholder } from '../plan.ts';
import { viewOf } from '../shared-view.ts';
import { addWorkingDays, weekdays } from '../working-days.ts';
import {
  buyerName,
  liveIn,
  measures,
  milestones,
  objective,
  type SampleOwner,
  type SampleStep,
  theCase,
  whyNow,
} from './deal.ts';
import { samplePeople } from './people.ts';

export interface SampleOpening {
  planId: string;
  workspaceId: string;
  sellerName: string;
  zone: string;
  opener: { personId: string; name: string };
  /** Person ids of the sample people, by their key. */
  people: Record<(typeof samplePeople)[number]['key'], string>;
  today: Day;
  newId: () => string;
  /** SHA-256 over the canonical form, in hex. */
  digest: (value: unknown) => string;
}

/** What one person did in one go. */
export interface Act {
  on: Day;
  /** ISO. */
  at: string;
  by: string;
  side: Side;
  changes: Change[];
}

type Who = 'you' | (typeof samplePeople)[number]['key'];

export function sampleDeal(opening: SampleOpening): { opened: Plan; acts: Act[]; plan: Plan } {
  const stage = new Stage(opening);
  draft(stage);
  share(stage);
  work(stage);
  now(stage);
  return { opened: stage.opened, acts: stage.acts, plan: stage.plan };
}

class Stage {
  readonly acts: Act[] = [];
  readonly opened: Plan;
  plan: Plan;
  private readonly ids = new Map<string, string>();
  private minute = 0;

  constructor(readonly opening: SampleOpening) {
    const { planId, workspaceId, sellerName, zone, opener, newId } = opening;
    const on = this.day(-28);
    const open: Extract<Change, { kind: 'planOpened' }> = {
      kind: 'planOpened',
      plan: {
        id: planId,
        workspaceId,
        layer: 'seller',
        sellerName,
        zone,
        startDay: on,
        goal: { objective, whyNow, liveDay: this.day(liveIn), buyerName },
        case: { problem: '', costToday: '', request: '', ifWeWait: '' },
        sample: true,
        calendars: bothOnWeekdays,
        confirmed: null,
        pause: null,
        notedBy: opener.personId,
        health: 'onTrack',
        versions: {},
      },
    };
    const me: Stakeholder = {
      id: newId(),
      layer: 'seller',
      personId: opener.personId,
      side: 'seller',
      name: opener.name,
      role: openerRole,
      pointPerson: true,
      admitted: true,
      enteredOn: on,
      versions: {},
    };
    this.opened = openedPlan(open, 0);
    this.plan = this.opened;
    this.passTo(on);
    this.record('you', on, [open, { kind: 'stakeholderAdded', stakeholder: me }]);
  }

  day = (workingDays: number): Day => addWorkingDays(this.opening.today, workingDays, weekdays);
  /** An id by the name it has in this file; made when it is first asked for. */
  id(name: string): string {
    const id = this.ids.get(name) ?? this.opening.newId();
    this.ids.set(name, id);
    return id;
  }
  personId = (who: Who): string => (who === 'you' ? this.opening.opener.personId : this.opening.people[who]);
  row = (who: Who): string => personOf(this.plan, this.personId(who))?.id ?? '';
  offersTo = (side: Side, ...steps: string[]): string[] =>
    this.plan.offers
      .filter((o) => o.bySide !== side && (steps.length === 0 || steps.some((s) => this.id(s) === o.stepId)))
      .map((o) => o.id);

  /** One intention, decided by the rules; a refusal here is a mistake in the script. */
  does<T extends CommandType>(who: Who, workingDays: number, type: T, args: CommandArgs[T]): void {
    const own = personOf(this.plan, this.personId(who));
    const side = own?.side ?? 'seller';
    const on = this.day(workingDays);
    this.passTo(on);
    const actor = {
      personId: this.personId(who),
      side,
      stakeholderId: own?.id ?? null,
      pointPerson: own?.pointPerson ?? false,
      proven: true,
    };
    const { newId, digest } = this.opening;
    const context = { actor, today: on, now: this.clock(on), base: {}, newId, digest };
    const decision = decide(viewOf(this.plan, layersOf(side)), type, args, context, true);
    if (decision.kind !== 'changes')
      throw new Error(`The sample deal does not play: ${who} ${type} is ${JSON.stringify(decision)}`);
    this.record(who, on, decision.changes);
  }

  /** The digest of an approval as it stands. */
  seen(key: string): string {
    const step = findStep(this.plan, this.id(key));
    if (!step) throw new Error(`The sample deal has no step ${key}`);
    return seenDigest(this.plan, step, this.opening.digest);
  }

  private clock(on: Day): string {
    return `${on}T${String(8 + Math.floor(this.minute / 60)).padStart(2, '0')}:${String(this.minute % 60).padStart(2, '0')}:00.000Z`;
  }

  /** A minute from one act to the next, told before it is decided: what is written carries the time of its act. */
  private passTo(on: Day): void {
    this.minute = this.acts.at(-1)?.on === on ? this.minute + 1 : 12;
  }

  private record(who: Who, on: Day, list: Change[]): void {
    const side = who === 'you' || who === 'tom' ? 'seller' : 'buyer';
    this.acts.push({ on, at: this.clock(on), by: this.personId(who), side, changes: list });
    this.plan = list.reduce((plan, change) => applyChange(plan, change, 1), this.plan);
  }
}

function owner(stage: Stage, of: SampleOwner) {
  if (typeof of === 'object') return { side: 'buyer' as const, role: of.role, stakeholderId: null };
  const side = of === 'you' || of === 'tom' ? ('seller' as const) : ('buyer' as const);
  const known = stage.row(of);
  const role = samplePeople.find((p) => p.key === of)?.role ?? null;
  return { side, role: known ? null : role, stakeholderId: known || null };
}

function addSteps(stage: Stage, milestone: string, steps: SampleStep[]): void {
  let before: string | null = null;
  for (const step of steps) {
    stage.does('you', -28, 'addStep', {
      id: stage.id(step.key),
      milestoneId: stage.id(milestone),
      afterId: before,
      title: step.title,
      type: step.type ?? 'task',
      dueDay: stage.day(step.due),
      ask: step.ask ?? '',
      doneWhen: step.doneWhen ?? '',
      owners: step.owners.map((of) => owner(stage, of)),
      onlyOurs: false,
    });
    const texts = { ifSlips: step.ifSlips, agenda: step.agenda };
    for (const field of ['ifSlips', 'agenda'] as const) {
      const value = texts[field];
      if (value) stage.does('you', -28, 'changeStep', { stepId: stage.id(step.key), field, value });
    }
    before = stage.id(step.key);
  }
}

const join = (stage: Stage, by: Who, who: Who, workingDays: number): void => {
  const person = samplePeople.find((p) => p.key === who);
  if (!person) return;
  const { name, side, role } = person;
  const args = { id: stage.id(`row ${who}`), personId: stage.personId(who), side, name, role };
  stage.does(by, workingDays, 'addStakeholder', args);
};

function draft(stage: Stage): void {
  join(stage, 'you', 'tom', -28);
  let before: string | null = null;
  for (const { key, name, steps } of milestones) {
    stage.does('you', -28, 'addMilestone', { id: stage.id(key), name, afterId: before });
    before = stage.id(key);
    addSteps(stage, key, steps);
  }
  for (const step of milestones.flatMap((m) => m.steps))
    for (const after of step.after ?? [])
      stage.does('you', -28, 'addDependency', {
        id: stage.id(`${step.key} after ${after}`),
        stepId: stage.id(step.key),
        afterId: stage.id(after),
      });
  for (const measure of measures)
    stage.does('you', -28, 'addMeasure', { id: stage.id(measure.name), ...measure });
}

function share(stage: Stage): void {
  join(stage, 'you', 'dana', -27);
  stage.does('you', -27, 'sharePlan', {});
  stage.does('dana', -26, 'enterPlan', {});
  stage.does('dana', -26, 'confirmGoal', {});
  stage.does('dana', -26, 'acceptOffers', { offerIds: stage.offersTo('buyer', 'criteria') });
  const colleagues = ['lena', 'rui', 'grace', 'per'] as const;
  for (const who of colleagues) join(stage, 'dana', who, -25);
  for (const who of colleagues) stage.does(who, -24, 'enterPlan', {});
  stage.does('tom', -24, 'enterPlan', {});
  stage.does('dana', -24, 'changeCase', { field: 'problem', value: theCase.problem });
  stage.does('you', -23, 'changeCase', { field: 'costToday', value: theCase.costToday });
  stage.does('dana', -22, 'changeCase', { field: 'request', value: theCase.request });
  stage.does('dana', -22, 'changeCase', { field: 'ifWeWait', value: theCase.ifWeWait });
}

const comment = (stage: Stage, name: string, step: string | null, text: string, over: object = {}) => ({
  id: stage.id(name),
  stepId: step === null ? null : stage.id(step),
  text,
  onlyOurs: false,
  mentions: [],
  request: null,
  answers: null,
  ...over,
});

function work(stage: Stage): void {
  stage.does('you', -14, 'completeStep', { stepId: stage.id('demo') });
  stage.does('dana', -11, 'decideApproval', {
    id: stage.id('criteria decided'),
    stepId: stage.id('criteria'),
    outcome: 'approved',
    note: '',
    missing: '',
    conditions: [],
    seen: stage.seen('criteria'),
  });
  const by = stage.day(-5);
  const asked = comment(stage, 'which month', 'cost', 'Which month shall we measure against?', {
    request: { of: stage.row('dana'), by },
  });
  stage.does('you', -9, 'writeComment', asked);
  const answer = comment(stage, 'october', 'cost', 'October. It had no holidays and no peak.', {
    answers: asked.id,
  });
  stage.does('dana', -8, 'writeComment', answer);
  for (const step of ['cost', 'draft', 'approved', 'questions'])
    if (stage.plan.steps.find((s) => s.id === stage.id(step))?.agreement === 'outline')
      stage.does('you', -8, 'proposeStep', { stepId: stage.id(step) });
  stage.does('tom', -4, 'completeStep', { stepId: stage.id('reference') });
  for (const [who, step] of [
    ['rui', 'cost'],
    ['dana', 'draft'],
    ['lena', 'approved'],
    ['dana', 'questions'],
  ] as const) {
    const offerIds = stage.offersTo('buyer', step);
    if (offerIds.length > 0) stage.does(who, -4, 'acceptOffers', { offerIds });
  }
  stage.does('rui', -2, 'completeStep', { stepId: stage.id('cost') });
  stage.does('you', -2, 'addStep', {
    id: stage.id('discount'),
    milestoneId: stage.id('case'),
    afterId: stage.id('cost'),
    title: 'Discount floor checked with finance',
    type: 'task',
    dueDay: stage.day(1),
    ask: '',
    doneWhen: '',
    owners: [],
    onlyOurs: true,
  });
  stage.does('you', -2, 'setFigure', {
    id: stage.id('worth'),
    kind: 'dealValue',
    value: '120,000 euros a year',
  });
  stage.does('dana', -2, 'setFigure', { id: stage.id('delay'), kind: 'costOfDelay', value: '6,000 euros' });
  stage.does('tom', -1, 'writeComment', {
    ...comment(stage, 'aside', 'contract', 'Their lawyer prefers our paper. Keep it under ten pages.'),
    onlyOurs: true,
  });
}

function now(stage: Stage): void {
  const questions = 'questions';
  for (const [name, side] of [
    ['Where to send it', 'seller'],
    ['The form', 'buyer'],
    ['Who reads the answers', 'buyer'],
  ] as const)
    stage.does('you', -1, 'addInput', { id: stage.id(name), stepId: stage.id(questions), side, name });
  stage.does('tom', -1, 'setInputHere', { inputId: stage.id('Where to send it'), here: true });
  stage.does('you', -1, 'addLink', {
    id: stage.id('case link'),
    stepId: stage.id('approved'),
    name: 'Business case, version 3',
    url: 'https://docs.example/business-case-v3',
  });
  for (const [who, step] of [
    ['you', 'pricing'],
    ['you', 'contract'],
    ['you', 'capital'],
    ['tom', 'report'],
    ['tom', 'answers'],
  ] as const)
    if (stage.plan.steps.find((s) => s.id === stage.id(step))?.agreement === 'outline')
      stage.does(who, -1, 'proposeStep', { stepId: stage.id(step) });
  stage.does(
    'you',
    -1,
    'writeComment',
    comment(stage, 'half', questions, 'Tom starts the day it arrives, so a half-filled form already helps.'),
  );
  stage.does('dana', -1, 'rescheduleStep', { stepId: stage.id('contract'), dueDay: stage.day(16) });
  stage.does('dana', 0, 'writeComment', {
    ...comment(stage, 'order', null, 'What does your purchase order need from us?'),
    request: { of: stage.row('you'), by: addDays(stage.opening.today, 7) },
  });
}
