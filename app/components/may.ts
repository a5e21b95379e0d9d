import type { Actor } from '#app/domain/command.ts';
import { type CommandArgs, type CommandType, decide } from '#app/domain/decide.ts';
import { useEditing } from '#app/live/editing.ts';
import { useReader } from './plan-reader.ts';

/**
 * Whether the reader's command would change anything, asked of the same rules that decide it: a screen leaves out
 * what would be refused and never knows a rule of its own. `more`: what the server holds them to be besides.
 */
export function useMay(
  more?: Partial<Actor>,
): <T extends CommandType>(type: T, args: CommandArgs[T]) => boolean {
  const { plan, actor, today } = useEditing();
  const { canEdit } = useReader();
  return (type, args) => {
    if (!canEdit) return false;
    const decision = decide(
      plan,
      type,
      args,
      { actor: { ...actor, ...more }, today, now: '', base: {}, newId: () => 'asked' },
      true,
    );
    return decision.kind === 'changes' && decision.changes.length > 0;
  };
}
