/**
 * Figures that are born private: a buyer's budget, spending limit and cost of delay, the seller's value of the
 * deal. Only the side that wrote one reads it, until that side shows it; what the deal is worth is never shown.
 */
import { type Figure, type FigureKind, fieldChange } from './attachment.ts';
import { absent, changes, conflictOn, type Decider, refuse } from './command.ts';
import { isDraft, type Plan, type Side, sideName } from './plan.ts';

export const figuresOfSide: Record<Side, readonly FigureKind[]> = {
  buyer: ['budget', 'spendingLimit', 'costOfDelay'],
  seller: ['dealValue'],
};
export const figureWords: Record<FigureKind, string> = {
  budget: 'Budget',
  spendingLimit: 'Spending limit',
  costOfDelay: 'Cost of a week’s delay',
  dealValue: 'Worth of this deal',
};
export const figureOf = (plan: Plan, kind: FigureKind): Figure | undefined =>
  plan.figures.find((f) => f.kind === kind);

export const setFigure: Decider<{ id: string; kind: FigureKind; value: string }> = (plan, args, context) => {
  const { side } = context.actor;
  if (!figuresOfSide[side].includes(args.kind))
    return refuse('otherSide', 'That figure is the other side’s to write down.');
  if (args.value.trim() === '') return refuse('empty', 'Write a figure, or remove it. The old one was kept.');
  const figure = figureOf(plan, args.kind);
  if (!figure) {
    if (plan.figures.some((f) => f.id === args.id)) return refuse('exists', 'That figure is there already.');
    const { id, kind, value } = args;
    return changes({ kind: 'figureAdded', thing: { id, layer: side, side, kind, value, versions: {} } });
  }
  const conflict = conflictOn(figure, context.base, 'value', args.value, figure.value);
  if (conflict) return conflict;
  return figure.value === args.value
    ? changes()
    : changes(fieldChange('figure', figure, 'value', args.value));
};

const own = (
  plan: Plan,
  figureId: string,
  side: Side,
): Figure | ReturnType<typeof refuse> | typeof absent => {
  const figure = plan.figures.find((f) => f.id === figureId);
  if (!figure) return absent;
  return figure.side === side
    ? figure
    : refuse('otherSide', `${sideName(plan, figure.side)} wrote this figure.`);
};
const isFigure = (found: ReturnType<typeof own>): found is Figure => 'value' in found;

export const removeFigure: Decider<{ figureId: string }> = (plan, args, { actor }) => {
  const figure = own(plan, args.figureId, actor.side);
  return isFigure(figure) ? changes({ kind: 'figureRemoved', thing: figure }) : figure;
};

export const revealFigure: Decider<{ figureId: string }> = (plan, args, { actor }) => {
  const figure = own(plan, args.figureId, actor.side);
  if (!isFigure(figure)) return figure;
  if (isDraft(plan)) return refuse('draft', `Share the plan with ${plan.goal.buyerName} first.`);
  if (figure.kind === 'dealValue')
    return refuse('members', `What this is worth stays with ${plan.sellerName}.`);
  if (figure.layer === 'shared') return refuse('shared', 'Both sides see this already.');
  return changes({ kind: 'figureRevealed', thing: figure });
};
