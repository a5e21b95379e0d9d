/**
 * `applyChange(plan, change, n)` gives the next plan. `n` is the event's number in its layer and becomes the
 * version of every field the change wrote. Storage must agree with this function for every kind of change.
 */
import { applyAttachment, isAttachmentChange, noAttachments, withStepLayer } from './attachment.ts';
import { bothOnWeekdays, calendarField } from './calendars.ts';
import { type Change, type ChangeOf, versioned } from './change.ts';
import { withMilestoneAt, withStepAt } from './order.ts';
import type { Dependency, Plan, Step } from './plan.ts';

const put = <T extends { id: string }>(list: T[], id: string, next: (item: T) => T): T[] =>
  list.map((item) => (item.id === id ? next(item) : item));
const without = <T extends { id: string }>(list: T[], id: string): T[] =>
  list.filter((item) => item.id !== id);

const stepFields = [
  ...['title', 'ask', 'doneWhen', 'ifSlips', 'type', 'dueDay', 'duration', 'decidedBy', 'freshCode'],
  ...['meetingTime', 'venue', 'agenda', 'attendees', 'checkpoint', 'confirmedOn'],
  ...['status', 'agreement', 'place', 'owners'],
];
/** Steps are told as they were added: without what steps have learned since. */
const allFresh = (step: Step, n: number): Step => ({
  ...step,
  ifSlips: step.ifSlips ?? '',
  decidedBy: step.decidedBy ?? 'everyone',
  freshCode: step.freshCode ?? false,
  meetingTime: step.meetingTime ?? null,
  venue: step.venue ?? '',
  agenda: step.agenda ?? '',
  attendees: step.attendees ?? [],
  checkpoint: step.checkpoint ?? false,
  confirmedOn: step.confirmedOn ?? null,
  lookOn: step.lookOn ?? null,
  helpId: step.helpId ?? null,
  versions: versioned({}, stepFields, n),
});

export function applyChange(plan: Plan, change: Change, n: number): Plan {
  const step = (id: string, next: (s: Step) => Step): Plan => ({ ...plan, steps: put(plan.steps, id, next) });
  if (isAttachmentChange(change)) return applyAttachment(plan, change, n);
  switch (change.kind) {
    case 'planOpened':
      return openedPlan(change, n);
    case 'planShared':
      return sharePlan(plan, change.anchors, n);
    case 'goalChanged':
      return {
        ...plan,
        goal: { ...plan.goal, [change.field]: change.to },
        versions: versioned(plan.versions, [change.field], n),
      };
    case 'caseChanged':
      return {
        ...plan,
        case: { ...plan.case, [change.field]: change.to },
        versions: versioned(plan.versions, [change.field], n),
      };
    case 'goalConfirmed':
      return { ...plan, confirmed: change.to, versions: versioned(plan.versions, ['confirmed'], n) };
    case 'pauseChanged':
      return { ...plan, pause: change.to, versions: versioned(plan.versions, ['pause'], n) };
    case 'calendarChanged':
      return {
        ...plan,
        calendars: { ...plan.calendars, [change.side]: change.to },
        versions: versioned(plan.versions, [calendarField(change.side)], n),
      };
    case 'measureAdded':
      return {
        ...plan,
        measures: [
          ...plan.measures,
          { ...change.measure, versions: versioned({}, ['name', 'now', 'wanted', 'measuredBy'], n) },
        ],
      };
    case 'measureChanged':
      return {
        ...plan,
        measures: put(plan.measures, change.measureId, (m) => ({
          ...m,
          [change.field]: change.to,
          versions: versioned(m.versions, [change.field], n),
        })),
      };
    case 'measureRemoved':
      return { ...plan, measures: without(plan.measures, change.measure.id) };
    case 'milestoneAdded': {
      const { toldPace = null } = change.milestone;
      const milestone = { ...change.milestone, toldPace, versions: versioned({}, ['name', 'place'], n) };
      return { ...plan, milestones: withMilestoneAt(plan.milestones, milestone, change.afterId) };
    }
    case 'milestoneRenamed':
      return {
        ...plan,
        milestones: put(plan.milestones, change.milestoneId, (m) => ({
          ...m,
          name: change.to,
          versions: versioned(m.versions, ['name'], n),
        })),
      };
    case 'milestoneMoved': {
      const milestone = plan.milestones.find((m) => m.id === change.milestoneId);
      if (!milestone) return plan;
      const moved = { ...milestone, versions: versioned(milestone.versions, ['place'], n) };
      return { ...plan, milestones: withMilestoneAt(plan.milestones, moved, change.to) };
    }
    case 'milestoneRemoved':
      return { ...plan, milestones: without(plan.milestones, change.milestone.id) };
    case 'milestoneReached':
      return {
        ...plan,
        milestones: put(plan.milestones, change.milestoneId, (m) => ({ ...m, reachedOn: change.on })),
      };
    case 'milestoneReopened':
      return {
        ...plan,
        milestones: put(plan.milestones, change.milestoneId, (m) => ({ ...m, reachedOn: null })),
      };
    case 'milestonePaced':
      return {
        ...plan,
        milestones: put(plan.milestones, change.milestoneId, (m) => ({ ...m, toldPace: change.to })),
      };
    case 'healthChanged':
      return { ...plan, health: change.to };
    case 'stepAdded':
      return { ...plan, steps: withStepAt(plan.steps, allFresh(change.step, n), change.place) };
    case 'stepChanged':
      return step(change.stepId, (s) => ({
        ...s,
        [change.field]: change.to,
        versions: versioned(s.versions, [change.field], n),
      }));
    case 'stepMoved': {
      const moving = plan.steps.find((s) => s.id === change.stepId);
      if (!moving) return plan;
      const moved = { ...moving, versions: versioned(moving.versions, ['place'], n) };
      return { ...plan, steps: withStepAt(plan.steps, moved, change.to) };
    }
    case 'stepRemoved':
      return { ...plan, steps: without(plan.steps, change.step.id) };
    case 'stepStatusChanged':
      return step(change.stepId, (s) => ({
        ...s,
        status: change.to.status,
        statusReason: change.to.reason,
        endedOn: change.to.endedOn,
        lookOn: change.to.lookOn ?? null,
        helpId: change.to.helpId ?? null,
        versions: versioned(s.versions, ['status'], n),
      }));
    case 'agreementChanged':
      return step(change.stepId, (s) => ({
        ...s,
        agreement: change.to.agreement,
        declinedReason: change.to.reason,
        versions: versioned(s.versions, ['agreement'], n),
      }));
    case 'stepRevealed':
      return relayer(plan, change.step, 'shared', change.place, n);
    case 'stepHidden':
      return relayer(plan, change.step, change.to, change.place, n);
    case 'ownerAdded':
      return step(change.stepId, (s) => ({
        ...s,
        owners: [...without(s.owners, change.owner.id), change.owner],
        versions: versioned(s.versions, ['owners'], n),
      }));
    case 'ownerRemoved':
      return step(change.stepId, (s) => ({
        ...s,
        owners: without(s.owners, change.owner.id),
        versions: versioned(s.versions, ['owners'], n),
      }));
    case 'dependencyAdded':
      return {
        ...plan,
        dependencies: [...without(plan.dependencies, change.dependency.id), freshTie(change.dependency, n)],
      };
    case 'dependencyChanged':
      return {
        ...plan,
        dependencies: put(plan.dependencies, change.dependency.id, (d) => ({
          ...d,
          [change.field]: change.to,
          versions: versioned(d.versions, [change.field], n),
        })),
      };
    case 'dependencyRemoved':
      return { ...plan, dependencies: without(plan.dependencies, change.dependency.id) };
    case 'offerMade':
      return { ...plan, offers: [...plan.offers, change.offer] };
    case 'offerClosed':
      return { ...plan, offers: without(plan.offers, change.offer.id) };
    case 'stakeholderAdded':
      return {
        ...plan,
        people: [
          ...without(plan.people, change.stakeholder.id),
          {
            ...change.stakeholder,
            versions: versioned({}, ['name', 'role', 'pointPerson', 'admitted', 'enteredOn'], n),
          },
        ],
      };
    case 'stakeholderChanged':
      return {
        ...plan,
        people: put(plan.people, change.stakeholderId, (p) => ({
          ...p,
          [change.field]: change.to,
          versions: versioned(p.versions, [change.field], n),
        })),
      };
    case 'stakeholderRemoved':
      return { ...plan, people: without(plan.people, change.stakeholder.id) };
  }
}

/** What was recorded before there were lags is told without one. */
const freshTie = (tie: Dependency, n: number): Dependency => ({
  ...tie,
  lag: tie.lag ?? 0,
  versions: versioned({}, ['lag'], n),
});

const planFields = [
  ...['objective', 'whyNow', 'liveDay', 'buyerName', 'confirmed', 'pause'],
  ...['problem', 'costToday', 'request', 'ifWeWait'],
  ...[calendarField('seller'), calendarField('buyer')],
];

/** The plan that `planOpened` begins; everything else is applied to it. */
export function openedPlan(change: ChangeOf<'planOpened'>, n: number): Plan {
  return {
    ...change.plan,
    // Plans opened before there was a case, a sample, a calendar or health are told without them.
    pause: change.plan.pause ?? null,
    health: change.plan.health ?? 'onTrack',
    calendars: change.plan.calendars ?? bothOnWeekdays,
    case: change.plan.case ?? { problem: '', costToday: '', request: '', ifWeWait: '' },
    sample: change.plan.sample ?? false,
    versions: versioned({}, planFields, n),
    measures: [],
    milestones: [],
    steps: [],
    dependencies: [],
    offers: [],
    people: [],
    ...noAttachments,
  };
}

function sharePlan(plan: Plan, anchors: Record<string, string | null>, n: number): Plan {
  const fresh = <T extends { versions: Record<string, number> }>(thing: T) => ({
    ...thing,
    layer: 'shared' as const,
    versions: versioned({}, Object.keys(thing.versions), n),
  });
  const steps = plan.steps.map((s) =>
    s.withheld ? { ...s, withheld: false, anchorId: anchors[s.id] ?? null } : fresh(s),
  );
  const shown = new Set(steps.filter((s) => s.layer === 'shared').map((s) => s.id));
  return {
    ...withStepLayer(fresh(plan), shown, 'shared', n),
    domains: plan.domains.map(fresh),
    measures: plan.measures.map(fresh),
    milestones: plan.milestones.map(fresh),
    steps,
    dependencies: plan.dependencies.map((d) =>
      shown.has(d.stepId) ? freshTie({ ...d, layer: 'shared' }, n) : d,
    ),
    people: plan.people.map(fresh),
  };
}

/** The step in its new layer, at its new place, with its dependencies; every field starts a new version. */
function relayer(
  plan: Plan,
  step: Step,
  layer: Step['layer'],
  place: Parameters<typeof withStepAt>[2],
  n: number,
): Plan {
  const moved = allFresh({ ...step, layer, withheld: false }, n);
  return {
    ...withStepLayer(plan, new Set([step.id]), layer, n),
    steps: withStepAt(plan.steps, moved, place),
    dependencies: plan.dependencies.map((d) => (d.stepId === step.id ? freshTie({ ...d, layer }, n) : d)),
  };
}
