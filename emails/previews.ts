import { previewProps as answered } from './answered.tsx';
import { previewProps as approvalAsked } from './approval-asked.tsx';
import { previewProps as approvalDecided } from './approval-decided.tsx';
import type { EmailMessage } from './index.ts';
import { previewProps as invitation } from './invitation.tsx';
import { previewProps as memberInvitation } from './member-invitation.tsx';
import { previewProps as milestoneMoved } from './milestone-moved.tsx';
import { previewProps as milestoneReached } from './milestone-reached.tsx';
import { previewProps as milestoneReopened } from './milestone-reopened.tsx';
import { previewProps as proposedToYou } from './proposed-to-you.tsx';
import { previewProps as signIn } from './sign-in.tsx';
import { previewProps as writtenToYou } from './written-to-you.tsx';
import { previewProps as yourTurn } from './your-turn.tsx';

const pace = {
  ...milestoneMoved,
  moved: 'pace' as const,
  why: 'Security questionnaire is outstanding, by Thu 26 Nov.',
  effect: 'Live on 12 March still holds: there are four working days to spare.',
  plan: milestoneReached.plan,
};
const doubtful = {
  ...milestoneReached,
  onTheDay: false,
  plan: {
    ...milestoneReached.plan,
    liveDay: { ...milestoneReached.plan.liveDay, holds: false, note: undefined },
  },
  also: ['Rui moved Budget confirmed to Fri 11 Dec.', 'Grace wrote about the data terms.'],
};
const own = 'Good to talk on Friday.\nI put the reference call early, as you asked.';

/** Each letter as it looks, by name: what a preview page shows and what the tests read. */
export const previews: Record<string, EmailMessage> = {
  'sign-in': { kind: 'sign-in', props: signIn },
  'sign-in, to decide': { kind: 'sign-in', props: { ...signIn, toDecide: true } },
  invitation: { kind: 'invitation', props: invitation },
  'invitation with own words': { kind: 'invitation', props: { ...invitation, note: own } },
  'invitation, first chaser': { kind: 'invitation', props: { ...invitation, time: 2 } },
  'invitation, last chaser': { kind: 'invitation', props: { ...invitation, time: 3 } },
  'member invitation': { kind: 'member-invitation', props: memberInvitation },
  'proposed to you': { kind: 'proposed-to-you', props: proposedToYou },
  'proposed to you, another day': {
    kind: 'proposed-to-you',
    props: {
      ...proposedToYou,
      proposals: [{ kind: 'change', title: 'Business case', suggestion: '18 instead of 14 December' }],
    },
  },
  answered: { kind: 'answered', props: answered },
  'your turn': { kind: 'your-turn', props: yourTurn },
  'approval asked': { kind: 'approval-asked', props: approvalAsked },
  'approval decided': { kind: 'approval-decided', props: approvalDecided },
  'approval decided, one more to come': {
    kind: 'approval-decided',
    props: { ...approvalDecided, outcome: 'approved', conditions: [], waitingFor: ['Per Wahl'] },
  },
  'approval decided, more is needed': {
    kind: 'approval-decided',
    props: {
      ...approvalDecided,
      outcome: 'needsEvidence',
      conditions: [],
      missing: 'A reference from a company with more than one warehouse.',
    },
  },
  'approval decided, no': {
    kind: 'approval-decided',
    props: { ...approvalDecided, outcome: 'rejected', conditions: [] },
  },
  'written to you, a request': { kind: 'written-to-you', props: writtenToYou },
  'written to you, an answer': {
    kind: 'written-to-you',
    props: {
      ...writtenToYou,
      about: 'answer',
      writerName: 'Dana',
      asked: 'Who reads the answers at your side?',
      words: 'Rui does. I have put his name on the step.',
      by: undefined,
      byInWords: undefined,
      button: { label: 'Read it in the plan', url: writtenToYou.button.url },
    },
  },
  'written to you, only your side': {
    kind: 'written-to-you',
    props: {
      ...writtenToYou,
      about: 'mention',
      writerName: 'Rui',
      words: 'Facilities had it last. I can ask them on Monday.',
      onlyFor: 'Acme Freight',
      by: undefined,
      byInWords: undefined,
      button: { label: 'Reply', url: writtenToYou.button.url },
    },
  },
  'milestone reached': { kind: 'milestone-reached', props: milestoneReached },
  'milestone reached, live day in doubt': { kind: 'milestone-reached', props: doubtful },
  'milestone moved': { kind: 'milestone-moved', props: milestoneMoved },
  "milestone moved on today's pace": { kind: 'milestone-moved', props: pace },
  'milestone reopened': { kind: 'milestone-reopened', props: milestoneReopened },
};
