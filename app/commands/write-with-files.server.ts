import { refuse } from '#app/domain/command.ts';
import { type GivenFile, leftOutSentence } from '#app/domain/file.ts';
import { can, type PlanAccess } from '#app/domain/policy.ts';
import { type Keeping, takeFiles } from '#app/files/take-files.server.ts';
import type { Database } from '#db/client.server.ts';
import { type Answered, changePlan } from './change-plan.server.ts';
import type { Envelope } from './registry.ts';

/**
 * A command and the files that come with it: both happen or neither does. A file that is not taken refuses all, by its
 * name, so that no word goes out without what it speaks of.
 */
export async function writeWithFiles(
  database: Database,
  access: PlanAccess,
  envelope: Envelope,
  given: readonly GivenFile[],
  files: Pick<Keeping, 'store' | 'quota'>,
): Promise<Answered> {
  // Who may not write is told so by the rules, and keeps no bytes here.
  if (given.length === 0 || !can(access.standing, 'editPlan')) return await changePlan(access, [envelope]);
  if (envelope.type !== 'writeComment') return { answers: [noPlace], cursor: null };
  const { workspaceId, planId } = access;
  const taken = await takeFiles(database, given, { ...files, workspaceId, planId }, { all: true });
  if (taken.leftOut.length > 0) {
    const why = taken.leftOut.map(leftOutSentence).join(' ');
    const answer = refuse('file', `${why} Nothing was sent, and what you wrote is kept.`);
    return { answers: [answer], cursor: null };
  }
  return await changePlan(access, [named(envelope, given)], new Map([[envelope.id, taken.files]]));
}

const noPlace = refuse('file', 'Files come with what is written to somebody. Nothing was changed.');

/** Files alone are told by their names. */
function named(envelope: Envelope, given: readonly GivenFile[]): Envelope {
  const args = envelope.args as Record<string, unknown>;
  if (typeof args.text === 'string' && args.text.trim() !== '') return envelope;
  return { ...envelope, args: { ...args, text: given.map(({ name }) => name).join(', ') } };
}
