/**
 * What stands because it went and came back. Taking back one's own acts newest first writes each field anew, and what
 * stands then is what the act before had left: nobody else has written there, and the value is the same.
 */
import { type AttachmentChange, actOf, isAttachmentChange, thingId } from '../attachment.ts';
import { calendarField } from '../calendars.ts';
import type { Change } from '../change.ts';
import type { Layer, Versions } from '../plan.ts';

/** One event of the logs whoever undoes may read, in the order they were written. */
export interface Since {
  /** Null where its text was erased. */
  change: Change | null;
  n: number;
  layer: Layer;
  /** Whoever undoes wrote it. */
  mine: boolean;
}

/** Every thing, or every field of it. */
const all = '*';

interface Versioned {
  id: string;
  layer: Layer;
  versions: Versions;
}

/** Later writings of one field, oldest first. */
const writingsOf = (since: readonly Since[], id: string, field: string): Since[] =>
  since.filter(({ change }) => {
    if (change === null) return true;
    const [thing, written] = writtenBy(change);
    return (thing === id || thing === all) && (written === field || written === all);
  });

/**
 * Is the field as the event `at` left it? Either nothing has been written over that, or everything since was written
 * by whoever undoes, and `same`, given what was written, finds the value where it was.
 */
export function standsAs(
  thing: Versioned | undefined,
  field: string,
  at: { n: number; layer: Layer },
  since: readonly Since[],
  same: (later: Change[]) => boolean,
): boolean {
  if (!thing || thing.layer !== at.layer) return false;
  const version = thing.versions[field] ?? 0;
  if (version <= at.n) return version === at.n;
  const later = writingsOf(since, thing.id, field).filter(({ n, layer }) => layer !== at.layer || n > at.n);
  const known = later.some(({ n, layer }) => n === version && layer === thing.layer);
  return known && later.every(({ mine }) => mine) && same(later.flatMap(({ change }) => change ?? []));
}

/** As values: what lay in a log has its keys in another order. */
export function alike(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null)
    return one === other;
  const [a, b] = [new Map(Object.entries(one)), new Map(Object.entries(other))];
  return a.size === b.size && [...a].every(([key, value]) => b.has(key) && alike(value, b.get(key)));
}

/** The thing a change writes on, and which of its fields; what adds, removes or moves between layers writes them all. */
function writtenBy(change: Change): [thing: string, field: string] {
  if (isAttachmentChange(change)) return [thingId(change), fieldOfAttachment(change)];
  switch (change.kind) {
    case 'planOpened':
    case 'planShared':
      return [all, all];
    case 'goalChanged':
    case 'caseChanged':
      return [thePlan, change.field];
    case 'calendarChanged':
      return [thePlan, calendarField(change.side)];
    case 'pauseChanged':
      return [thePlan, 'pause'];
    case 'goalConfirmed':
      return [thePlan, 'confirmed'];
    case 'measureAdded':
    case 'measureRemoved':
      return [change.measure.id, all];
    case 'measureChanged':
      return [change.measureId, change.field];
    case 'milestoneAdded':
    case 'milestoneRemoved':
      return [change.milestone.id, all];
    case 'milestoneRenamed':
      return [change.milestoneId, 'name'];
    case 'milestoneMoved':
      return [change.milestoneId, 'place'];
    case 'milestoneReached':
    case 'milestoneReopened':
      return [change.milestoneId, 'reachedOn'];
    case 'milestonePaced':
      return [change.milestoneId, 'toldPace'];
    case 'healthChanged':
      return [thePlan, 'health'];
    case 'stepAdded':
    case 'stepRemoved':
    case 'stepRevealed':
    case 'stepHidden':
      return [change.step.id, all];
    case 'stepChanged':
      return [change.stepId, change.field];
    case 'stepMoved':
      return [change.stepId, 'place'];
    case 'stepStatusChanged':
      return [change.stepId, 'status'];
    case 'agreementChanged':
      return [change.stepId, 'agreement'];
    case 'ownerAdded':
    case 'ownerRemoved':
      return [change.stepId, 'owners'];
    case 'dependencyAdded':
    case 'dependencyRemoved':
      return [change.dependency.id, all];
    case 'dependencyChanged':
      return [change.dependency.id, change.field];
    case 'offerMade':
    case 'offerClosed':
      return [change.offer.id, all];
    case 'stakeholderAdded':
    case 'stakeholderRemoved':
      return [change.stakeholder.id, all];
    case 'stakeholderChanged':
      return [change.stakeholderId, change.field];
  }
}

/** The plan's own fields, whatever its id. */
export const thePlan = 'plan';

const fieldOfAttachment = (change: AttachmentChange): string =>
  actOf(change).act === 'Changed' && 'field' in change ? change.field : all;
