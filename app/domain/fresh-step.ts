/** A step as it begins, before anybody has said or done anything about it. */
import type { Step } from './plan.ts';

type Given = Pick<Step, 'id' | 'layer' | 'milestoneId' | 'title' | 'owners'> & Partial<Step>;

export const freshStep = (given: Given): Step => ({
  anchorId: null,
  withheld: false,
  type: 'task',
  ask: '',
  doneWhen: '',
  ifSlips: '',
  dueDay: null,
  confirmedOn: null,
  meetingTime: null,
  venue: '',
  agenda: '',
  attendees: [],
  checkpoint: false,
  duration: 1,
  decidedBy: 'everyone',
  freshCode: false,
  agreement: 'outline',
  declinedReason: null,
  status: 'todo',
  statusReason: null,
  lookOn: null,
  helpId: null,
  endedOn: null,
  versions: {},
  ...given,
});
