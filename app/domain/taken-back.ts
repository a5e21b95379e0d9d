/**
 * What was told to somebody and is so no more: an answer, a question, a turn, something written. Each goes to whom
 * the first was told; whether a letter told them at all is known only where the next one is composed.
 */
import type { Change } from './change.ts';
import { canOpen, type Line } from './mail-line.ts';
import type { TakenBackOf } from './mail-netting.ts';
import { findStep, isDraft, otherSide, type Plan, type Stakeholder } from './plan.ts';
import { findComment } from './thread.ts';
import { handsOf, isReady, waitsFor } from './turn.ts';

/** What else names it is as in the news that it takes back. */
const back = (
  { personId }: Stakeholder,
  of: TakenBackOf,
  layer: Line['layer'],
  refs: Line['refs'],
): Line => ({ personId, kind: 'takenBack', layer, refs: { of, ...refs } });

export function takenBackLines(before: Plan, after: Plan, list: Change[], actorId: string): Line[] {
  if (isDraft(before)) return [];
  const lines = [
    ...list.flatMap((change) => [
      ...questionOrAnswer(before, after, change, actorId),
      ...written(before, after, change, actorId),
    ]),
    ...turns(before, after, actorId),
  ];
  return lines.filter(({ personId }) => personId !== actorId);
}

const sideOf = (plan: Plan, personId: string) =>
  plan.people.find((p) => p.personId === personId)?.side ?? 'seller';

function questionOrAnswer(before: Plan, after: Plan, change: Change, by: string): Line[] {
  if (change.kind !== 'offerMade' && change.kind !== 'offerClosed') return [];
  const { offer } = change;
  const { id: offerId, stepId, layer } = offer;
  const isOwn = offer.bySide === sideOf(after, by);
  // The other side's own question stands again: what it was answered is so no more.
  if (change.kind === 'offerMade') {
    const asker = isOwn ? undefined : after.people.find((p) => p.personId === offer.by);
    return asker && canOpen(asker)
      ? [back(asker, 'answered', layer, { stepId, field: offer.terms.field, by })]
      : [];
  }
  if (change.outcome !== 'withdrawn' || !isOwn) return [];
  const owners = findStep(before, stepId ?? '')?.owners ?? [];
  return handsOf(before, owners, otherSide(offer.bySide))
    .filter(canOpen)
    .map((p) => back(p, 'proposed', layer, { offerId, stepId, field: offer.terms.field, by }));
}

function written(before: Plan, after: Plan, change: Change, by: string): Line[] {
  if (change.kind !== 'commentRemoved' && change.kind !== 'commentChanged') return [];
  const id = change.kind === 'commentRemoved' ? change.thing.id : change.id;
  const comment = findComment(before, id);
  if (!comment || comment.decisionId !== null) return [];
  const { stepId, layer } = comment;
  const readers = after.people.filter(
    (p) => canOpen(p) && (layer === 'shared' || (layer === p.side && p.admitted)),
  );
  const refs = { commentId: id, stepId, by };
  if (change.kind === 'commentRemoved') {
    const asked = findComment(before, comment.answers);
    const owners = findStep(before, stepId ?? '')?.owners ?? [];
    return readers.flatMap((p) => {
      if (comment.request?.of === p.id) return [back(p, 'requestAsked', layer, refs)];
      if (asked?.by === p.personId) return [back(p, 'requestAnswered', layer, refs)];
      if (comment.mentions.includes(p.id)) return [back(p, 'mentioned', layer, refs)];
      return owners.some((o) => o.stakeholderId === p.id) ? [back(p, 'commented', layer, refs)] : [];
    });
  }
  // Whoever asked says that nothing is needed any more, or that it is after all.
  if (change.field !== 'answeredOn' || comment.bySide !== sideOf(after, by)) return [];
  return readers
    .filter((p) => p.id === comment.request?.of)
    .map((p) =>
      change.to === null
        ? { personId: p.personId, kind: 'requestAsked' as const, layer, refs: { commentId: id, stepId } }
        : back(p, 'requestAsked', layer, refs),
    );
}

/** A step that waited for its owner does not, without having ended. */
const turns = (before: Plan, after: Plan, by: string): Line[] =>
  before.steps.flatMap((was) => {
    if (!isReady(before, was)) return [];
    const is = findStep(after, was.id);
    if (is && (is.status === 'done' || is.status === 'skipped')) return [];
    const had = new Set(waitsFor(before, was));
    const still = new Set(is !== undefined && isReady(after, is) ? waitsFor(after, is) : []);
    return after.people
      .filter((p) => canOpen(p) && p.admitted && (was.layer === 'shared' || was.layer === p.side))
      .filter((p) => had.has(p.id) && !still.has(p.id))
      .map((p) =>
        back(p, was.type === 'approval' ? 'approvalAsked' : 'yourTurn', was.layer, { stepId: was.id, by }),
      );
  });
