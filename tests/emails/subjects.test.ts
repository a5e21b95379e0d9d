import { describe, expect, test } from 'vitest';
import {
  type AnsweredProps,
  previewProps as answered,
  subject as answeredSubject,
} from '#emails/answered.tsx';
import { previewProps as invitation, subject as invitationSubject } from '#emails/invitation.tsx';
import { previewProps as moved, subject as movedSubject } from '#emails/milestone-moved.tsx';
import { previewProps as reached, subject as reachedSubject } from '#emails/milestone-reached.tsx';
import { previewProps as reopened, subject as reopenedSubject } from '#emails/milestone-reopened.tsx';
import { previewProps as asked, subject as askedSubject } from '#emails/proposed-to-you.tsx';
import { previewProps as turn, subject as turnSubject } from '#emails/your-turn.tsx';

const liveDay = reached.plan.liveDay;
const inDoubt = { ...reached.plan, liveDay: { ...liveDay, holds: false } };

describe('the invitation', () => {
  test('names both people, the way and the day', () => {
    expect(invitationSubject(invitation)).toBe('Maya and you: six steps to a two-day month-end by 12 March');
  });
  test('reads a goal that is a thing as part of the sentence, and leaves any other to itself', () => {
    const to = (objective: string) =>
      invitationSubject({ ...invitation, plan: { ...invitation.plan, objective } }).split(': ')[1];
    expect(to('A month closed in two days.')).toBe('six steps to a month closed in two days by 12 March');
    expect(to('Month-end closes in two days')).toBe('six steps to be live by 12 March');
    expect(to('Acme Freight on one ledger')).toBe('six steps to be live by 12 March');
  });
  test('comes three times at most, each with its own subject, the last one saying so', () => {
    const subjects = ([1, 2, 3] as const).map((time) => invitationSubject({ ...invitation, time }));
    expect(new Set(subjects).size).toBe(3);
    expect(subjects[2]).toMatch(/^Last letter/);
  });
});

describe('a milestone reached', () => {
  test('says so, and that the live day holds', () => {
    expect(reachedSubject(reached)).toBe('Fit is proven, and live on 12 March holds');
  });
  test('uses its name where nobody has put it as a sentence', () => {
    const plain = { ...reached, happened: undefined, milestone: 'Business case approved' };
    expect(reachedSubject(plain)).toBe('Business case approved, and live on 12 March holds');
  });
  test('never claims that a doubtful live day holds, and carries no lateness either', () => {
    expect(reachedSubject({ ...reached, plan: inDoubt })).toBe('Fit is proven, and Case made is next');
  });
  test('at the end of the line says that it is the end', () => {
    expect(reachedSubject({ ...reached, happened: 'You are live', reachedCount: 4 })).toBe(
      'You are live: the whole plan is behind us',
    );
  });
});

describe('a milestone moved or open again', () => {
  test('says where to, and what that does to the live day', () => {
    expect(movedSubject(moved)).toBe('Case made moves to 6 January, and live moves to 18 March');
    expect(movedSubject({ ...moved, plan: { ...moved.plan, liveDay } })).toBe(
      'Case made moves to 6 January, and live on 12 March holds',
    );
    expect(movedSubject({ ...moved, plan: inDoubt })).toBe('Case made moves to 6 January');
  });
  test('does not call it moved when only the pace says so', () => {
    expect(movedSubject({ ...moved, moved: 'pace', plan: inDoubt })).toBe(
      'Case made is heading for 6 January',
    );
  });
  test('open again', () => {
    expect(reopenedSubject(reopened)).toBe('Fit proven is open again, and live on 12 March holds');
  });
});

describe('questions and answers', () => {
  test('one step', () => {
    expect(askedSubject({ ...asked, proposals: asked.proposals.slice(0, 1) })).toBe(
      'Maya asks you: Security questionnaire sent to Northwind, by 26 November',
    );
  });
  test('one other day', () => {
    const change = {
      kind: 'change' as const,
      title: 'Business case',
      suggestion: '18 instead of 14 December',
    };
    expect(askedSubject({ ...asked, proposals: [change] })).toBe(
      'Maya suggests 18 instead of 14 December for Business case',
    );
    expect(askedSubject({ ...asked, proposals: [change, change] })).toBe(
      'Maya suggests two changes to your steps',
    );
    expect(askedSubject({ ...asked, proposals: [change, ...asked.proposals] })).toBe(
      'Maya asks you about four steps',
    );
  });
  test('several steps at once', () => {
    expect(askedSubject(asked)).toBe('Maya asks you for three things by 18 December');
  });
  test('answers', () => {
    const say = (...answers: AnsweredProps['answers']) => answeredSubject({ ...answered, answers });
    expect(say({ answer: 'yes', title: 'Budget named', byInWords: '4 December' })).toBe(
      'Dana said yes to Budget named, by 4 December',
    );
    expect(say({ answer: 'no', title: 'Second call', why: 'one was enough' })).toBe(
      'Dana said no to Second call',
    );
    expect(say({ answer: 'change', title: 'Business case', suggestion: '18 instead of 14 December' })).toBe(
      'Dana suggests 18 instead of 14 December for Business case',
    );
    expect(say({ answer: 'yes', title: 'A' }, { answer: 'yes', title: 'B' })).toBe(
      'Dana said yes to both steps',
    );
    expect(answeredSubject(answered)).toBe('Dana answered: one yes, one changed, one no');
  });
  test('your turn', () => {
    expect(turnSubject(turn)).toBe('Your turn: Security questionnaire sent to Northwind, by 26 November');
    expect(turnSubject({ ...turn, step: { ...turn.step, byInWords: '' } })).toBe(
      'Your turn: Security questionnaire sent to Northwind',
    );
  });
});
