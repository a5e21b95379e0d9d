import { previewProps as addressBounced } from './address-bounced.tsx';
import { previewProps as answered } from './answered.tsx';
import { previewProps as approvalAsked } from './approval-asked.tsx';
import { previewProps as approvalDecided } from './approval-decided.tsx';
import { previewProps as approvalOutdated } from './approval-outdated.tsx';
import { previewProps as atRisk } from './at-risk.tsx';
import { previewProps as backOnTrack } from './back-on-track.tsx';
import { previewProps as dayMoved } from './day-moved.tsx';
import { previewProps as digest } from './digest.tsx';
import type { EmailMessage } from './index.ts';
import { previewProps as invitation } from './invitation.tsx';
import { previewProps as meeting } from './meeting.tsx';
import { previewProps as meetingLeft } from './meeting-left.tsx';
import { previewProps as meetingRecap } from './meeting-recap.tsx';
import { previewProps as memberInvitation } from './member-invitation.tsx';
import { previewProps as milestoneChanged } from './milestone-changed.tsx';
import { previewProps as milestoneMoved } from './milestone-moved.tsx';
import { previewProps as milestoneReached } from './milestone-reached.tsx';
import { previewProps as milestoneReopened } from './milestone-reopened.tsx';
import { previewAnswers, previewConfirms } from './preview-plan.ts';
import { previewProps as proposedToYou } from './proposed-to-you.tsx';
import { previewProps as reminder } from './reminder.tsx';
import { previewProps as replyNotTaken } from './reply-not-taken.tsx';
import { previewProps as replyTaken } from './reply-taken.tsx';
import { previewProps as signIn } from './sign-in.tsx';
import { previewProps as takenBack } from './taken-back.tsx';
import { previewProps as testLetter } from './test-letter.tsx';
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
const stillRight = [
  { title: 'Finance has read the case', by: 'Fri 15 Jan' },
  { title: 'Contract read by Legal', by: 'Fri 29 Jan' },
  { title: 'Users named for the training', by: 'Mon 1 Mar' },
].map((day) => ({ ...day, links: previewConfirms }));
const own = 'Good to talk on Friday.\nI put the reference call early, as you asked.';

/** Each letter as it looks, by name: what a preview page shows and what the tests read. */
export const previews: Record<string, EmailMessage> = {
  'sign-in': { kind: 'sign-in', props: signIn },
  'sign-in, to decide': { kind: 'sign-in', props: { ...signIn, toDecide: true } },
  invitation: { kind: 'invitation', props: invitation },
  'invitation with own words': { kind: 'invitation', props: { ...invitation, note: own } },
  'invitation from a colleague': {
    kind: 'invitation',
    props: {
      ...invitation,
      sender: { personName: 'Dana Ortiz', companyName: 'Acme Freight' },
      from: { colleague: true },
      discussed: undefined,
    },
  },
  'invitation, first chaser': { kind: 'invitation', props: { ...invitation, time: 2 } },
  'invitation, last chaser': { kind: 'invitation', props: { ...invitation, time: 3 } },
  'member invitation': { kind: 'member-invitation', props: memberInvitation },
  'reply taken': { kind: 'reply-taken', props: replyTaken },
  'reply from elsewhere': {
    kind: 'reply-taken',
    props: {
      ...replyTaken,
      sender: 'dana@home.example',
      button: { ...replyTaken.button, label: 'Yes, it is from me' },
    },
  },
  'reply not taken': { kind: 'reply-not-taken', props: replyNotTaken },
  'reply not taken, too large': {
    kind: 'reply-not-taken',
    props: { ...replyNotTaken, why: 'tooLarge', words: '' },
  },
  'address bounced': { kind: 'address-bounced', props: addressBounced },
  'address bounced, unwanted': {
    kind: 'address-bounced',
    props: { ...addressBounced, why: 'complained', words: undefined, entered: true },
  },
  'test letter': { kind: 'test-letter', props: testLetter },
  'proposed to you': { kind: 'proposed-to-you', props: proposedToYou },
  'proposed to you, another day': {
    kind: 'proposed-to-you',
    props: {
      ...proposedToYou,
      proposals: [{ kind: 'change', title: 'Business case', suggestion: '18 instead of 14 December' }],
      button: { ...proposedToYou.button, label: 'Say yes, or change it', acts: previewAnswers },
    },
  },
  answered: { kind: 'answered', props: answered },
  'day moved': { kind: 'day-moved', props: dayMoved },
  meeting: { kind: 'meeting', props: { ...meeting, state: 'set', was: undefined } },
  'meeting moved': { kind: 'meeting', props: meeting },
  'meeting recap': { kind: 'meeting-recap', props: meetingRecap },
  'meeting recap of a checkpoint, with nothing to come': {
    kind: 'meeting-recap',
    props: {
      ...meetingRecap,
      ...{ decisions: [], doing: [], next: undefined, meeting: undefined, attached: false },
      words: [
        { company: 'Northwind', word: 'Go' },
        { company: 'Acme Freight', word: 'Stop', reason: 'The budget went to another project' },
      ],
      noNext: 'We stop here',
      noMeeting: 'One mail will do',
    },
  },
  'meeting, to who has left the plan': { kind: 'meeting-left', props: meetingLeft },
  'meeting called off': {
    kind: 'meeting',
    props: { ...meeting, state: 'off', was: undefined, people: [], onlyFor: 'Acme Freight' },
  },
  'taken back': { kind: 'taken-back', props: takenBack },
  'taken back, only your side': {
    kind: 'taken-back',
    props: {
      ...takenBack,
      says: '“Budget confirmed” does not wait for you now',
      now: '“Ask finance” comes first.',
      onlyFor: 'Acme Freight',
    },
  },
  'your turn': { kind: 'your-turn', props: yourTurn },
  digest: { kind: 'digest', props: digest },
  'digest, with nothing to do': {
    kind: 'digest',
    props: { ...digest, asks: [], firstBy: undefined },
  },
  'digest, with nothing but things to do': {
    kind: 'digest',
    props: { ...digest, happened: [], headline: undefined },
  },
  'digest, three days to confirm and nothing else': {
    kind: 'digest',
    props: { ...digest, asks: [], happened: [], headline: undefined, firstBy: undefined, stillRight },
  },
  'milestone reached, beside a day to confirm': {
    kind: 'milestone-reached',
    props: { ...milestoneReached, stillRight: stillRight.slice(0, 1) },
  },
  'reminder, before its day': { kind: 'reminder', props: reminder },
  'reminder, once its day has passed': {
    kind: 'reminder',
    props: {
      ...reminder,
      ...{ time: 'after', day: 'Tue 24 Nov', dayInWords: '24 November' },
      plan: {
        ...reminder.plan,
        yours: reminder.plan.yours.filter(({ title }) => title !== reminder.title),
      },
      ifSlips: 'The review cannot begin. Both sides then fill the form in together on a call.',
      footer: {
        ...reminder.footer,
        why: 'You get this because the step is yours. It is the last letter about this day.',
      },
    },
  },
  'reminder, the day to look again at what is stuck': {
    kind: 'reminder',
    props: {
      ...reminder,
      ...{ time: 'look', stuckOn: 'Legal wants the data centre named first.' },
      footer: {
        ...reminder.footer,
        why: 'You get this because the step is yours, and this is the day named to look at it again.',
      },
    },
  },
  'reminder of an approval': {
    kind: 'reminder',
    props: {
      ...reminder,
      ...{
        title: 'Budget released',
        toDecide: true,
        holdsUp: [],
        whatIsAsked: undefined,
        doneWhen: undefined,
      },
      button: { label: 'Read and decide', url: reminder.button.url },
    },
  },
  'approval asked': { kind: 'approval-asked', props: approvalAsked },
  'approval asked, in a colleague’s place': {
    kind: 'approval-asked',
    props: { ...approvalAsked, inPlaceOf: 'Rui Santos' },
  },
  'approval decided': { kind: 'approval-decided', props: approvalDecided },
  'approval decided, one more to come': {
    kind: 'approval-decided',
    props: { ...approvalDecided, outcome: 'approved', conditions: [], waitingFor: ['Per Wahl'] },
  },
  'approval decided, a name is needed': {
    kind: 'approval-decided',
    props: {
      ...approvalDecided,
      decider: 'Grace Adeyemi',
      outcome: 'approved',
      conditions: [],
      saidYes: ['Lena Hoff'],
      nameNeeded: ['Northwind legal'],
    },
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
  'approval decided, in a colleague’s place, and one yes is enough': {
    kind: 'approval-decided',
    props: {
      ...approvalDecided,
      outcome: 'approved',
      conditions: [],
      standIns: [{ name: 'Lena Hoff', of: 'Per Wahl' }],
      oneIsEnough: true,
    },
  },
  'approval decided, no': {
    kind: 'approval-decided',
    props: { ...approvalDecided, outcome: 'rejected', conditions: [] },
  },
  'approval decided, and taken back': {
    kind: 'approval-decided',
    props: { ...approvalDecided, outcome: 'withdrawn', conditions: [] },
  },
  'approval outdated': { kind: 'approval-outdated', props: approvalOutdated },
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
  "milestone back on its day on today's pace": {
    kind: 'milestone-moved',
    props: {
      ...pace,
      from: 'Wed 6 Jan',
      to: 'Fri 18 Dec',
      toInWords: '18 December',
      agreedFor: 'Fri 18 Dec',
      why: undefined,
    },
  },
  'milestone reopened': { kind: 'milestone-reopened', props: milestoneReopened },
  'milestone renamed': { kind: 'milestone-changed', props: milestoneChanged },
  'milestone added': {
    kind: 'milestone-changed',
    props: {
      ...milestoneChanged,
      says: '“Second warehouse” is a new milestone',
      because: 'Maya added it.',
      plan: {
        ...milestoneReached.plan,
        line: [
          ...milestoneReached.plan.line,
          { name: 'Second warehouse', day: '', reached: false, dashed: true },
        ],
      },
    },
  },
  'milestone removed': {
    kind: 'milestone-changed',
    props: {
      ...milestoneChanged,
      says: 'The milestone “Second warehouse” is gone',
      because: 'Maya removed it, with no steps in it.',
      plan: milestoneReached.plan,
    },
  },
  'at risk': { kind: 'at-risk', props: atRisk },
  'at risk, the live day alone': {
    kind: 'at-risk',
    props: {
      ...atRisk,
      because: 'on today’s pace it is live on Thu 18 Mar, 4 working days late',
      effect: '',
    },
  },
  stalled: {
    kind: 'at-risk',
    props: {
      ...atRisk,
      status: 'stalled',
      because: 'nothing is agreed next, and no one is asked for anything',
      effect: 'The live day stays Fri 12 Mar.',
      plan: {
        ...atRisk.plan,
        yours: [],
        theirs: [],
        nextMeeting: undefined,
        liveDay: { text: 'Fri 12 Mar', inWords: '12 March', holds: false },
      },
    },
  },
  'back on track': { kind: 'back-on-track', props: backOnTrack },
};
