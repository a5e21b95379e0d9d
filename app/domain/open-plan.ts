/** Opening a plan: a template laid out backwards from the live day, with its opener in the seller's main role. */

import { bothOnWeekdays } from './calendars.ts';
import type { BarePlan, Change } from './change.ts';
import type { Day } from './day.ts';
import { freshStep } from './fresh-step.ts';
import { layOut } from './lay-out.ts';
import type { Stakeholder, Step } from './plan.ts';
import { type Template, type TemplateStep, templateSteps } from './template.ts';
import { weekdays } from './working-days.ts';

export interface Opening {
  planId: string;
  workspaceId: string;
  sellerName: string;
  buyerName: string;
  objective: string;
  whyNow: string;
  liveDay: Day;
  zone: string;
  template: Template;
  opener: { personId: string; name: string };
}

/** What the opener of a plan is on it. */
export const openerRole = 'accountExecutive';

/** The facts of a new plan, all in the seller's layer: a draft nobody else can see. */
export function openPlan(opening: Opening, today: Day, newId: () => string): Change[] {
  const { template, opener } = opening;
  const layout = layOut(template, opening.liveDay, today, weekdays);
  const dueDays = new Map(layout.steps.map((s) => [s.key, s.dueDay]));
  const ids = new Map(templateSteps(template).map((s) => [s.key, newId()]));
  const idOf = (key: number): string => ids.get(key) ?? newId();
  const me: Stakeholder = {
    id: newId(),
    layer: 'seller',
    personId: opener.personId,
    side: 'seller',
    name: opener.name,
    role: openerRole,
    pointPerson: true,
    admitted: true,
    enteredOn: today,
    versions: {},
  };
  const plan: BarePlan = {
    id: opening.planId,
    workspaceId: opening.workspaceId,
    layer: 'seller',
    sellerName: opening.sellerName,
    zone: opening.zone,
    startDay: today,
    goal: {
      objective: opening.objective,
      whyNow: opening.whyNow,
      liveDay: opening.liveDay,
      buyerName: opening.buyerName,
    },
    case: { problem: '', costToday: '', request: '', ifWeWait: '' },
    sample: false,
    calendars: bothOnWeekdays,
    confirmed: null,
    pause: null,
    notedBy: opener.personId,
    health: 'onTrack',
    versions: {},
  };
  const list: Change[] = [
    { kind: 'planOpened', plan },
    { kind: 'stakeholderAdded', stakeholder: me },
  ];
  let milestoneBefore: string | null = null;
  for (const { name, steps } of template.milestones) {
    const milestoneId = newId();
    list.push({
      kind: 'milestoneAdded',
      milestone: { id: milestoneId, layer: 'seller', name, reachedOn: null, toldPace: null, versions: {} },
      afterId: milestoneBefore,
    });
    milestoneBefore = milestoneId;
    let stepBefore: string | null = null;
    for (const from of steps) {
      const step = stepFrom(from, {
        id: idOf(from.key),
        milestoneId,
        dueDay: dueDays.get(from.key) ?? null,
        me,
        newId,
      });
      list.push({ kind: 'stepAdded', step, place: { milestoneId, afterId: stepBefore, anchorId: null } });
      stepBefore = step.id;
    }
  }
  for (const from of templateSteps(template))
    for (const key of from.after)
      list.push({
        kind: 'dependencyAdded',
        dependency: {
          ...{ id: newId(), layer: 'seller', stepId: idOf(from.key), afterId: idOf(key) },
          ...{ lag: 0, versions: {} },
        },
      });
  return list;
}

interface Placed {
  id: string;
  milestoneId: string;
  dueDay: Day | null;
  me: Stakeholder;
  newId: () => string;
}

function stepFrom(from: TemplateStep, { id, milestoneId, dueDay, me, newId }: Placed): Step {
  const { type, title, ask, doneWhen, duration, slipNote: ifSlips = '', checkpoint = false } = from;
  return freshStep({
    ...{ id, layer: 'seller', milestoneId, type, title, ask, doneWhen, ifSlips, dueDay, duration },
    checkpoint,
    owners: from.owners.map(({ side, role }) => ({
      id: newId(),
      side,
      role,
      stakeholderId: side === 'seller' && role === openerRole ? me.id : null,
    })),
  });
}
