import type { Change } from '#app/domain/change.ts';
import type { Actor, Context, Decision, Refused } from '#app/domain/command.ts';
import type { Day } from '#app/domain/day.ts';
import { type CommandArgs, type CommandType, decide } from '#app/domain/decide.ts';
import type { Plan } from '#app/domain/plan.ts';
import { type Asked, movesOthers } from '#app/domain/schedule/before-move.ts';
import { preview } from '#app/domain/settle.ts';
import type { CommandFields } from './command-fields.ts';

/** What the command will do, as far as this browser can tell; the server has the last word. */
export function overlay(
  plan: Plan,
  envelope: CommandFields['envelope'],
  actor: Actor,
  today: Day,
): { plan: Plan; changes: Change[] } {
  if (envelope.type === 'undo') return { plan, changes: [] };
  try {
    const decision = decideOver(plan, envelope, actor, today);
    if (decision.kind !== 'changes') return { plan, changes: [] };
    return { plan: preview(plan, decision.changes), changes: decision.changes };
  } catch {
    // What was typed is not a command yet; the server says what is wrong with it.
    return { plan, changes: [] };
  }
}

/** What somebody has just written stands before their eyes, whatever came meanwhile, until the server says what stays. */
function decideOver(
  plan: Plan,
  { id, type, args, base, confirmed }: CommandFields['envelope'],
  actor: Actor,
  today: Day,
): Decision {
  const seen = { ...base };
  for (;;) {
    let made = 0;
    const now = new Date().toISOString();
    const context: Context = { actor, today, now, base: seen, newId: () => `${id}-${made++}` };
    const named = type as CommandType;
    const decision = decide(plan, named, args as unknown as CommandArgs[typeof named], context, confirmed);
    if (decision.kind !== 'conflict' || seen[decision.field] === decision.version) return decision;
    seen[decision.field] = decision.version;
  }
}

/** Days that others cannot keep theirs with are not sent before their person has chosen; null for anything else. */
export function asksFirst(
  plan: Plan,
  { type, args }: CommandFields['envelope'],
  actor: Actor,
  today: Day,
): Refused | null {
  try {
    return movesOthers(plan, { type, args } as unknown as Asked, actor, today);
  } catch {
    // As above: what was typed is not a command yet.
    return null;
  }
}
