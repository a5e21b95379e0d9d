/** What people do in a schedule: mostly where others are at the same time, and now and then where nobody else may look. */
import { addDays } from '#app/domain/day.ts';
import type { Plan, Side, Step } from '#app/domain/plan.ts';
import { versionOf } from '#app/domain/version.ts';
import { type Edit, nextEdit, type Screen } from '../edits.ts';

/** A field of a thing, and what its author put there. */
export interface Put {
  stepId: string;
  field: 'title' | 'ask' | 'doneWhen' | 'dueDay';
  value: string;
}
export type Made = Edit & { put?: Put; kind: 'hot' | 'private' | 'moved' | 'undo' | 'any' };

/** In everything that is never shown to the other side. */
export const keptBy = (side: Side): string => `kept-${side}`;

const base = (step: Step, field: string) => ({ [field]: versionOf(step, field) });

export function makeEdit(screen: Screen): Made | null {
  const { random, view, who, done } = screen;
  const roll = random.number();
  if (roll < 0.05 || (done.length > 0 && roll < 0.14)) {
    // Mostly the newest, so that an undo is taken back in its turn.
    const commandId = done.at(random.chance(0.5) ? -1 : -1 - random.below(4)) ?? done.at(-1);
    return commandId ? { type: 'undo', args: { commandId }, kind: 'undo' } : null;
  }
  if (roll < 0.25) return privateEdit(screen);
  if (roll < 0.35) return movedEdit(screen);
  if (roll < 0.45) {
    const edit = nextEdit(screen);
    return edit && { ...edit, kind: edit.type === 'undo' ? 'undo' : 'any' };
  }
  const shared = view.steps.filter((s) => s.layer === 'shared' || s.layer === who.side);
  const step = shared[random.below(Math.min(3, shared.length))];
  return step ? hotEdit(step, screen) : null;
}

function hotEdit(step: Step, { random, today }: Screen): Made {
  const word = `w${random.hex(6)}`;
  const { id: stepId } = step;
  const put = (field: Put['field'], value: string): Made => ({
    ...(field === 'dueDay'
      ? { type: 'rescheduleStep', args: { stepId, dueDay: value } }
      : { type: 'changeStep', args: { stepId, field, value } }),
    base: base(step, field),
    put: { stepId, field, value },
    confirmed: true,
    kind: 'hot',
  });
  const roll = random.number();
  if (roll < 0.3) return put('dueDay', addDays(today, 1 + random.below(90)));
  if (roll < 0.45) return put('title', `title ${word}`);
  if (roll < 0.55) return put('doneWhen', `done ${word}`);
  // At either end of a text, so that some of what two people write stands beside each other.
  const text = `${step.ask} ${word}`.trim();
  return put('ask', roll < 0.8 ? text : `${word} ${step.ask}`.trim());
}

function privateEdit(screen: Screen): Made | null {
  const { random, view, who, today } = screen;
  const words = `${keptBy(who.side)} ${random.hex(6)}`;
  const made = (edit: Edit): Made => ({ ...edit, kind: 'private' });
  // Now and then on what the other side may yet take back to itself.
  const isTheirs = (s: Step) => s.layer === 'shared' && s.owners.every((o) => o.side !== who.side);
  const theirs = random.chance(0.4) ? view.steps.filter(isTheirs) : [];
  const among = theirs.length > 0 ? theirs : view.steps;
  const step = among[random.below(among.length)];
  const notes = view.comments.filter((c) => c.layer === who.side && c.by === who.personId);
  const note = notes[random.below(notes.length)];
  if (note && random.chance(0.3))
    return made({
      type: 'changeComment',
      args: { commentId: note.id, text: words },
      base: { text: versionOf(note, 'text') },
    });
  if (random.chance(0.5))
    return made({
      type: 'writeComment',
      args: {
        ...{ id: random.uuid(), stepId: step?.id ?? null, text: words, onlyOurs: true },
        ...{ mentions: [], request: null, answers: null },
      },
    });
  const milestone = view.milestones[random.below(view.milestones.length)];
  if (!milestone || view.steps.length > 9) return null;
  return made({
    type: 'addStep',
    args: {
      ...{ id: random.uuid(), milestoneId: milestone.id, afterId: step?.id ?? null, type: 'task' },
      ...{ title: `step ${random.hex(6)}`, ask: 'a', doneWhen: '', dueDay: addDays(today, 9) },
      ...{ owners: [], onlyOurs: true },
    },
  });
}

/** From one layer to another. */
function movedEdit({ random, view, who }: Screen): Made | null {
  const isMovable = (s: Step) => s.layer === who.side || s.owners.every((o) => o.side === who.side);
  const movable = view.steps.filter(isMovable);
  const step = movable[random.below(movable.length)];
  if (!step) return null;
  const type = step.layer === 'shared' ? 'hideStep' : 'revealStep';
  return { type, args: { stepId: step.id }, kind: 'moved', confirmed: true };
}

export const valuePut = (plan: Plan, { stepId, field }: Put): unknown =>
  plan.steps.find((s) => s.id === stepId)?.[field];
