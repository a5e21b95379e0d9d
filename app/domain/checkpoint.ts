/** A checkpoint: before the plan goes on, each side says go, adjust or stop, and nobody says it for the other. */
import type { Change } from './change.ts';
import { absent, changes, type Decider, refuse } from './command.ts';
import { type CheckpointWord, wordOf } from './meeting-note.ts';
import { findStep, isOpen, sideName } from './plan.ts';

export interface AtCheckpoint {
  id: string;
  stepId: string;
  word: CheckpointWord;
  reason: string;
}

export const checkpointLabels: Record<CheckpointWord, string> = { go: 'Go', adjust: 'Adjust', stop: 'Stop' };

export const sayAtCheckpoint: Decider<AtCheckpoint> = (
  plan,
  { id, stepId, word, reason },
  { actor, now },
) => {
  const step = findStep(plan, stepId);
  if (!step) return absent;
  if (step.type !== 'meeting' || !step.checkpoint)
    return refuse('notACheckpoint', 'Only at a checkpoint each side says go, adjust or stop.');
  if (step.layer !== 'shared') return refuse('private', 'Both sides say it, and only one sees this meeting.');
  if (!isOpen(step)) return refuse('ended', 'This meeting has ended. Open it again to say something else.');
  if (word !== 'go' && reason.trim() === '')
    return refuse(
      'reasonNeeded',
      'Say in a few words what has to change, so that the other side can answer.',
    );
  const held = wordOf(plan, stepId, actor.side)?.said;
  if (held?.kind === word && held.reason === reason) return changes();
  if (plan.meetingNotes.some((note) => note.id === id))
    return refuse('exists', `${sideName(plan, actor.side)} has said that already.`);
  const said: Change = {
    kind: 'meetingNoteAdded',
    thing: {
      ...{ id, layer: step.layer, versions: {}, stepId },
      ...{ by: actor.stakeholderId, bySide: actor.side, at: now },
      said: { kind: word, reason },
    },
  };
  return changes(said);
};
