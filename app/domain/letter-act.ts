/**
 * What the reader of a letter about one step may do with a link in it. Never an approval, and only about what both
 * sides share: whoever holds the letter holds the link.
 */
import { notYourHand } from './agreement.ts';
import type { Actor, Context, Decision } from './command.ts';
import { addDays, type Day } from './day.ts';
import { type CommandArgs, type CommandType, decide } from './decide.ts';
import { findStep, isOpen, type Offer, offerOn, ownerSides, type Plan, type Step } from './plan.ts';
import { questionSeen } from './question-seen.ts';
import { baseOfYes, readOf } from './said-yes-to.ts';
import { versionOf } from './version.ts';

export const letterActs = ['accept', 'done', 'stillRight', 'newDay', 'stuck'] as const;
export type LetterAct = (typeof letterActs)[number];

/** What a link is for: `read` is a digest of `readBefore` as the letter told it. */
export interface LetterActRefs {
  act: LetterAct;
  stepId: string;
  read: string;
}

/** What the person adds to it. */
export interface LetterWords {
  day: Day;
  reason: string;
}

type Wish = { [T in CommandType]: { type: T; args: CommandArgs[T] } }[CommandType];

/** What the other side asks about the step and waits for. */
export const askedAbout = (plan: Plan, step: Step, { side }: Pick<Actor, 'side'>): Offer | undefined => {
  const offer = offerOn(plan, step.id);
  return offer?.bySide === side ? undefined : offer;
};

/** The command an act is, as the plan stands. */
export function wishOf(plan: Plan, step: Step, act: LetterAct, words: LetterWords, actor: Actor): Wish {
  const asked = askedAbout(plan, step, actor);
  const { id: stepId } = step;
  switch (act) {
    case 'accept':
      return { type: 'acceptOffers', args: { offerIds: asked ? [asked.id] : [] } };
    case 'done':
      return { type: 'completeStep', args: { stepId } };
    case 'stillRight':
      return { type: 'confirmStep', args: { stepId, dueDay: step.dueDay ?? words.day } };
    case 'newDay':
      return asked
        ? { type: 'counterOffer', args: { offerId: asked.id, dueDay: words.day } }
        : { type: 'rescheduleStep', args: { stepId, dueDay: words.day } };
    case 'stuck':
      return { type: 'reportStuck', args: { stepId, reason: words.reason } };
  }
}

/** What whoever reads the step now has seen, for the `base` of any of the acts. */
export const baseOfAct = (plan: Plan, step: Step): Record<string, number> => {
  const asked = offerOn(plan, step.id);
  return {
    ...questionSeen(plan, step.id),
    ...(asked && baseOfYes(plan, [asked])),
    status: versionOf(step, 'status'),
    dueDay: versionOf(step, 'dueDay'),
  };
};

/** The acts that would change something, asked of the rules that decide them. */
export function actsOn(plan: Plan, stepId: string, actor: Actor, today: Day): LetterAct[] {
  const step = findStep(plan, stepId);
  if (step?.layer !== 'shared' || step.type === 'approval' || !isOpen(step)) return [];
  const base = baseOfAct(plan, step);
  const context: Context = { actor, today, now: '', base, newId: () => 'asked' };
  const words = { day: anyOtherDay(plan, step, actor, today), reason: 'asked' };
  return actsOffered(plan, step, actor).filter((act) => {
    const { type, args } = wishOf(plan, step, act, words, actor);
    const decision: Decision = decide(plan, type, args as never, context);
    return decision.kind === 'changes' && decision.changes.length > 0;
  });
}

/** A question is answered; only where nothing is asked, or whether it is done, the work itself is spoken of. */
function actsOffered(plan: Plan, step: Step, actor: Actor): LetterAct[] {
  const field = askedAbout(plan, step, actor)?.terms.field;
  if (field === 'step' || field === 'dueDay') return ['accept', 'newDay'];
  if (field === 'ask' || field === 'owner') return ['accept'];
  return notYourHand(plan, step, actor) ? [] : ['done', 'stillRight', 'newDay', 'stuck'];
}

/** The day asked for, or else the one that stands, is not another one. */
function anyOtherDay(plan: Plan, step: Step, actor: Actor, today: Day): Day {
  const terms = askedAbout(plan, step, actor)?.terms;
  const day = terms?.field === 'dueDay' ? terms.value : step.dueDay;
  return addDays(day ?? today, 1);
}

/** All that a person who says yes, done, stuck or another day has to have read. What differs is asked again. */
export const readBefore = (plan: Plan, step: Step): unknown => [
  readOf(step).map(({ version }) => version),
  [step.type, step.status, step.statusReason, step.agreement, ownerSides(step)],
  step.owners.map(({ stakeholderId }) => stakeholderId),
  offerOn(plan, step.id)?.id ?? null,
];
