import type { Change } from '#app/domain/change.ts';
import type { Actor, Context } from '#app/domain/command.ts';
import type { Day } from '#app/domain/day.ts';
import { type CommandArgs, type CommandType, decide } from '#app/domain/decide.ts';
import type { Plan } from '#app/domain/plan.ts';
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
  let made = 0;
  const context: Context = {
    actor,
    today,
    now: new Date().toISOString(),
    base: envelope.base,
    newId: () => `${envelope.id}-${made++}`,
  };
  try {
    const type = envelope.type as CommandType;
    const decision = decide(
      plan,
      type,
      envelope.args as unknown as CommandArgs[typeof type],
      context,
      envelope.confirmed,
    );
    if (decision.kind !== 'changes') return { plan, changes: [] };
    return { plan: preview(plan, decision.changes), changes: decision.changes };
  } catch {
    // What was typed is not a command yet; the server says what is wrong with it.
    return { plan, changes: [] };
  }
}
