import { approversOf } from '#app/domain/approval.ts';
import { type Day, dayAndMonth } from '#app/domain/day.ts';
import { countedStepsOf } from '#app/domain/milestone.ts';
import { isOpen, type Plan, personOf, type Side, sideName } from '#app/domain/plan.ts';
import { firstName, listed } from '#app/domain/plan-words.ts';
import { askedSentence } from '#app/domain/yours.ts';
import type { EmailMessage } from '#emails/index.ts';
import type { InvitationProps } from '#emails/invitation.tsx';
import { planPart, yoursIn } from './plan-part.ts';

export type InvitationTime = 1 | 2 | 3;

export interface InvitationLetter {
  view: Plan;
  reader: { personId: string; name: string; side: Side };
  sender: { personName: string; companyName: string };
  today: Day;
  time: InvitationTime;
  /** The inviter's own words; the chasers come without them. */
  note?: string;
  url: string;
  stopUrl: string;
}

const toCome: Record<InvitationTime, string> = {
  1: 'If you do not open it, two more letters come, and then none.',
  2: 'If you do not open it, one more letter comes, and then none.',
  3: 'This is the last letter about it.',
};

/** Whoever wrote the plan down, or somebody who names a colleague to it. */
function whoAsks({ view, reader, sender }: InvitationLetter): InvitationProps['from'] {
  if (sender.companyName === sideName(view, reader.side)) return { colleague: true };
  const writer = personOf(view, view.notedBy)?.name ?? sender.personName;
  return { colleague: false, writerName: firstName(writer) };
}

/** "You are asked to decide “Business case” by 18 December.", of what both sides share. */
function toDecideIn({ view, reader }: InvitationLetter): string | null {
  const row = personOf(view, reader.personId)?.id;
  const theirs = view.steps.filter(
    (step) =>
      step.layer === 'shared' &&
      step.type === 'approval' &&
      isOpen(step) &&
      row !== undefined &&
      approversOf(view, step).some(
        ({ owner, counts }) => (owner.standIn ?? owner.stakeholderId) === row && counts === null,
      ),
  );
  if (theirs.length === 0) return null;
  const what = theirs.map(({ title, dueDay }) => `“${title}”${dueDay ? ` by ${dayAndMonth(dueDay)}` : ''}`);
  return `You are asked to decide ${listed(what)}. The plan says what it is about and what a yes brings.`;
}

export function invitationMessage(letter: InvitationLetter): EmailMessage {
  const { view, reader, sender, today, time, note, url, stopUrl } = letter;
  const yours = yoursIn(view, reader);
  const toDecide = toDecideIn(letter);
  const asksForSteps = yours.toAnswer.some(({ step }) => step !== null);
  return {
    kind: 'invitation',
    props: {
      reader: { firstName: firstName(reader.name), side: reader.side },
      sender,
      plan: planPart(view, { personId: reader.personId, side: reader.side, today }),
      time,
      from: whoAsks(letter),
      stepCount: view.milestones.flatMap((m) => countedStepsOf(view, m.id)).filter(isOpen).length,
      ...(note && time === 1 && { note }),
      ...(toDecide && { toDecide }),
      ...(asksForSteps && { asksOfYou: askedSentence(view, reader.side, yours) }),
      button: { label: 'See the plan', url },
      footer: {
        why: `${sender.personName} at ${sender.companyName} gave us your address to send you this. ${toCome[time]}`,
        stopUrl,
      },
      also: [],
    },
  };
}
