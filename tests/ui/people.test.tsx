import { describe, expect, it } from 'vitest';
import { decide } from '#app/domain/decide.ts';
import type { Plan } from '#app/domain/plan.ts';
import { type Invitation, standingOf } from '#app/routes/plans.$planId.people/invitation-words.ts';
import { privacySentence } from '#app/routes/plans.$planId.people/privacy-words.ts';
import { type Manager, rightsOver } from '#app/routes/plans.$planId.people/rights.ts';
import { roleOptions } from '#app/routes/plans.$planId.people/role-options.ts';
import { sharingOf } from '#app/routes/plans.$planId.people/sharing-words.ts';
import { bannedWords } from '#tests/domain/banned-words.ts';
import { type CastMember, dana, grace, maya, tom } from '#tests/support/cast.ts';
import {
  aDraft,
  aPlan,
  aStep,
  as,
  ask,
  on,
  placeholder,
  stakeholderOf,
  today,
} from '#tests/support/plan-builder.ts';

const invited = (over: Partial<Invitation> = {}): Invitation => ({
  stakeholderId: 'grace',
  address: grace.address,
  entered: false,
  letter: { state: 'waiting', time: 1, sendAfter: '2026-11-27T09:00:00Z', error: null },
  sentAt: null,
  readable: null,
  expired: false,
  stopped: false,
  mail: null,
  ...over,
});
const at = { today, zone: 'Europe/Berlin', notedBy: maya.personId };
const waiting = stakeholderOf(grace, { enteredOn: null });
const standing = (over: Partial<Invitation>) => standingOf(waiting, invited(over), at);
const sentAt = '2026-11-24T23:30:00Z';

describe('how an invitation stands', () => {
  it('is on its way, then sent on a day of the plan, then reminded', () => {
    expect(standing({}).sentence).toBe('invited, the letter is on its way');
    const next = { state: 'waiting', time: 2, sendAfter: '2026-11-26T09:00:00Z', error: null };
    expect(standing({ sentAt, letter: next })).toEqual({
      tone: 'waiting',
      sentence: 'letter sent on Wed 25 Nov',
      advice: 'If they do not come in, a reminder follows on Thu 26 Nov.',
    });
    expect(standing({ sentAt, letter: { ...next, state: 'sent' } }).sentence).toBe('reminded on Wed 25 Nov');
  });
  it('says why a letter failed and what to do', () => {
    const letter = { state: 'failed', time: 1, sendAfter: sentAt, error: 'The address does not exist.' };
    expect(standing({ letter })).toEqual({
      tone: 'trouble',
      sentence: 'the letter did not arrive',
      advice: 'The address does not exist. Take the invitation back, and invite them at the right address.',
    });
  });
  it('says so when the link ran out, when letters were stopped, and when nothing was ever sent', () => {
    expect(standing({ sentAt, expired: true }).advice).toContain('Send it again');
    expect(standing({ stopped: true }).sentence).toBe('asked for no letters');
    expect(standingOf(waiting, undefined, at).sentence).toBe('not invited yet');
  });
  it('says that letters come back, in the server’s own words, and what to do', () => {
    const mail = { kind: 'bounced', words: '550 5.1.1 no such user' } as const;
    expect(standing({ sentAt, mail })).toEqual({
      tone: 'trouble',
      sentence: 'letters do not arrive',
      advice:
        'The mail server said: “550 5.1.1 no such user”. The address sent the letter back, so no other is sent there. Ask Grace by phone, and correct the address.',
    });
    const here = standingOf(stakeholderOf(grace), invited({ entered: true, mail }), at);
    expect(here.advice).toContain('once it takes mail again, have letters sent there again');
    expect(standing({ mail: { kind: 'complained', words: null } }).advice).toContain('Only Grace can change');
    expect(standing({ sentAt, mail: { kind: 'delayed', words: null } }).sentence).toBe('a letter is held up');
    for (const kind of ['failed', 'unknown'] as const)
      expect(
        standingOf(stakeholderOf(grace), invited({ entered: true, mail: { kind, words: 'Busy' } }), at)
          .advice,
      ).toContain('“Busy”. ');
  });
  it('says when somebody came in, and nothing about who opened the plan', () => {
    expect(standingOf(stakeholderOf(dana), invited({ entered: true }), at).sentence).toBe(
      'came in on Fri 27 Nov',
    );
    expect(standingOf(stakeholderOf(maya), undefined, at).sentence).toBe('');
  });
});

describe('what may be done about somebody', () => {
  const rights = (plan: Plan, who: CastMember, about: CastMember) => {
    const person = plan.people.find((p) => p.personId === about.personId);
    if (!person) throw new Error('Nobody');
    const may: Manager['may'] = (type, args) => {
      const asked = decide(plan, type, args, as(who, plan), true);
      return asked.kind === 'changes' && asked.changes.length > 0;
    };
    return rightsOver(person, { personId: who.personId, mayInvite: true, looksAfter: null, may });
  };
  const plan = aPlan();
  const people = [maya, tom, dana, grace];

  it.each(people.flatMap((who) => people.map((about) => [who, about] as const)))(
    '$0.name is offered to remove $1.name only where the plan would do it',
    (who, about) => {
      const done = ask(plan, who, 'removeStakeholder', { stakeholderId: about.key }).code === null;
      expect(rights(plan, who, about).remove).toBe(done);
    },
  );
  it('lets the inviter take an invitation back until the other side has come in', () => {
    const early = aPlan({
      people: plan.people.map((p) => (p.side === 'buyer' ? { ...p, enteredOn: null } : p)),
    });
    expect(rights(early, maya, grace)).toMatchObject({ remove: true, again: true, changeRole: true });
    expect(rights(plan, maya, grace)).toMatchObject({ remove: false, changeRole: false });
  });
  it('offers to let in only to who leads the side', () => {
    const sealed = aPlan({
      people: plan.people.map((p) => (p.personId === grace.personId ? { ...p, admitted: false } : p)),
    });
    expect(rights(sealed, dana, grace).admit).toBe(true);
    expect(rights(sealed, maya, grace).admit).toBe(false);
    expect(rights(sealed, grace, grace).admit).toBe(false);
  });
});

describe('before sharing', () => {
  const draft = aDraft({
    steps: [
      aStep('demo', { dueDay: on('2026-12-04') }),
      aStep('floor', { withheld: true }),
      aStep('rollout', { milestoneId: 'case', dueDay: on('2027-03-01') }),
    ],
  });
  const sharing = (plan: Plan) => sharingOf(plan, as(maya, plan).actor, today);

  it('counts what the other side will see, what is kept back, and what is asked now', () => {
    expect(sharing(draft)).toEqual({
      missing: null,
      seen: 'Acme Freight will see the goal, the live day and 2 steps; 1 step only Northwind sees.',
      asked: 'One of them is asked about now; one later one stands as an outline, without letters.',
      shown: ['demo', 'rollout'],
      kept: ['floor'],
    });
  });
  it('says what is missing in the words of the rule, and where it is mended', () => {
    const without = (over: Partial<Plan['goal']>) =>
      sharing(aDraft({ steps: draft.steps, goal: { ...draft.goal, ...over } })).missing?.label;
    expect(without({ liveDay: null })).toBe('Set the live day');
    expect(without({ objective: ' ' })).toBe('Write down what they want');
    expect(sharing(aDraft()).missing).toEqual({
      sentence: 'There is no step to share yet. Add one first.',
      label: 'Add a step',
    });
  });
});

describe('the parts to choose from', () => {
  const plan = aPlan({
    steps: [
      aStep('budget', { owners: [placeholder('buyer', 'economicBuyer')] }),
      aStep('papers', { owners: [placeholder('buyer', 'economicBuyer')] }),
      aStep('tools', { owners: [placeholder('buyer', 'fleetManager')] }),
    ],
  });
  it('begin with those that steps wait for, of that side alone', () => {
    expect(roleOptions(plan, 'buyer').slice(0, 2)).toEqual([
      { value: 'economicBuyer', label: 'decides (2 steps wait)' },
      { value: 'fleetManager', label: 'fleet manager (1 step waits)' },
    ]);
    expect(roleOptions(plan, 'seller').map((r) => r.value)).not.toContain('fleetManager');
  });
  it('hold what somebody does already, whatever it is, and no word that is never said', () => {
    const options = roleOptions(plan, 'buyer', 'yard master');
    expect(options.map((r) => r.value)).toContain('yard master');
    expect(bannedWords(options.map((r) => r.label).join(', '))).toEqual([]);
  });
});

describe('who may see what', () => {
  it('names the people of the reader, not of the other side', () => {
    const sentence = privacySentence(aPlan(), 'buyer');
    expect(sentence).toContain('Only Acme Freight is for Dana, Lena, Grace and Rui;');
    expect(sentence).not.toContain('Maya');
    expect(privacySentence(aPlan(), 'seller')).toContain('Maya, Tom and the rest of your workspace');
  });
  it('does not count who has not been let in', () => {
    const people = aPlan().people.map((p) => (p.id === 'rui' ? { ...p, admitted: false } : p));
    expect(privacySentence(aPlan({ people }), 'buyer')).not.toContain('Rui');
  });
});
