import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { addDays } from '#app/domain/day.ts';
import type { Plan } from '#app/domain/plan.ts';
import { type CastMember, dana, lena, maya, tom } from '#tests/support/cast.ts';
import { type FreshDatabase, freshDatabase } from '#tests/support/databases.server.ts';
import { realToday, storedPlan } from '#tests/support/stored-plan.server.ts';
import { brokenLinks, type Witness, witness } from './plan-witness.server.ts';

/** A sample in `npm test`, the whole in `npm run proof`; the same seed in both. */
const walks = process.env.PROOF ? 200 : 8;

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
  return fresh.drop;
});

/** One thing somebody does; `a` to `c` choose among what they see at that moment. */
interface Act {
  who: number;
  what: number;
  a: number;
  b: number;
  c: number;
}
const anAct: fc.Arbitrary<Act> = fc.record({
  who: fc.nat(3),
  what: fc.nat(10_000),
  a: fc.nat(10_000),
  b: fc.nat(10_000),
  c: fc.nat(10_000),
});
const actors: CastMember[] = [maya, tom, dana, lena];

const pick = <T>(list: readonly T[], at: number): T | undefined => list[at % Math.max(list.length, 1)];

interface Doing {
  at: Witness;
  who: CastMember;
  plan: Plan;
  act: Act;
  /** Ids of the commands of this person that were taken. */
  done: string[];
}
type Doer = (doing: Doing) => Promise<{ kind: string; commandId?: string }> | null;

const steps = ({ plan, act }: Doing) => pick(plan.steps, act.a);
const offers = ({ plan, act }: Doing) => pick(plan.offers, act.a);
const dayNear = (act: Act) => addDays(realToday(), act.b % 60);
/** On a step, if there is one. */
const onStep =
  (then: (stepId: string, doing: Doing) => ReturnType<Doer>): Doer =>
  (doing) => {
    const step = steps(doing);
    return step ? then(step.id, doing) : null;
  };
const onOffer =
  (then: (offerId: string, doing: Doing) => ReturnType<Doer>): Doer =>
  (doing) => {
    const offer = offers(doing);
    return offer ? then(offer.id, doing) : null;
  };

const doers: Doer[] = [
  ({ at, who, plan, act }) => {
    const milestone = pick(plan.milestones, act.a);
    if (!milestone) return null;
    const inside = plan.steps.filter((s) => s.milestoneId === milestone.id);
    const owner = pick(plan.people, act.c);
    const onlyOurs = act.b % 2 === 0;
    return at.send(who, 'addStep', {
      id: randomUUID(),
      milestoneId: milestone.id,
      afterId: act.b % 3 === 0 ? null : (pick(inside, act.b)?.id ?? null),
      title: `step ${act.a}`,
      type: 'task',
      dueDay: dayNear(act),
      ask: '',
      doneWhen: '',
      owners: owner && !onlyOurs ? [{ side: owner.side, role: null, stakeholderId: owner.id }] : [],
      onlyOurs,
    });
  },
  onStep((stepId, { at, who, act }) =>
    at.send(who, 'changeStep', { stepId, field: act.b % 2 ? 'title' : 'ask', value: `text ${act.b}` }),
  ),
  onStep((stepId, { at, who, act }) => at.send(who, 'rescheduleStep', { stepId, dueDay: dayNear(act) })),
  onStep((stepId, { at, who, act, plan }) => {
    const milestone = pick(plan.milestones, act.b);
    if (!milestone) return null;
    const inside = plan.steps.filter((s) => s.milestoneId === milestone.id);
    const afterId = act.c % 3 === 0 ? null : (pick(inside, act.c)?.id ?? null);
    return at.send(who, 'moveStep', { stepId, milestoneId: milestone.id, afterId }, { confirmed: true });
  }),
  onStep((stepId, { at, who }) => at.send(who, 'removeStep', { stepId })),
  ({ at, who, plan, act }) => {
    const own = pick(
      plan.steps.filter((s) => s.layer !== 'shared'),
      act.a,
    );
    return own ? at.send(who, 'revealStep', { stepId: own.id }, { confirmed: true }) : null;
  },
  onStep((stepId, { at, who }) => at.send(who, 'hideStep', { stepId })),
  onStep((stepId, { at, who }) => at.send(who, 'hideStep', { stepId })),
  onStep((stepId, { at, who }) => at.send(who, 'completeStep', { stepId })),
  onStep((stepId, { at, who }) => at.send(who, 'completeStep', { stepId })),
  onStep((stepId, { at, who }) => at.send(who, 'reopenStep', { stepId }, { confirmed: true })),
  onStep((stepId, { at, who }) => at.send(who, 'reportStuck', { stepId, reason: 'waiting for an answer' })),
  onStep((stepId, { at, who, plan }) => {
    const dueDay = plan.steps.find(({ id }) => id === stepId)?.dueDay;
    return dueDay ? at.send(who, 'confirmStep', { stepId, dueDay }) : null;
  }),
  onStep((stepId, { at, who }) => at.send(who, 'skipStep', { stepId, reason: 'not needed' })),
  onStep((stepId, { at, who }) => at.send(who, 'proposeStep', { stepId })),
  onStep((stepId, { at, who }) => at.send(who, 'askIfDone', { stepId })),
  onStep((stepId, { at, who, plan, act }) => {
    const afterId = pick(plan.steps, act.b)?.id;
    return afterId ? at.send(who, 'addDependency', { id: randomUUID(), stepId, afterId }) : null;
  }),
  onStep((stepId, { at, who, plan, act }) => {
    const person = pick(plan.people, act.b);
    const owners = plan.steps.find((s) => s.id === stepId)?.owners ?? [];
    const ownerId = act.c % 3 === 0 ? null : (pick(owners, act.c)?.id ?? null);
    return person
      ? at.send(who, 'assignStep', {
          stepId,
          ownerId,
          side: person.side,
          role: null,
          stakeholderId: person.id,
        })
      : null;
  }),
  ({ at, who, plan, act }) => {
    const step = pick(
      plan.steps.filter(({ owners }) => owners.length > 0),
      act.a,
    );
    const [owner, other] = [pick(step?.owners ?? [], act.c), pick(plan.people, act.b)];
    return step && owner && other
      ? at.send(who, 'assignStep', {
          stepId: step.id,
          ownerId: owner.id,
          side: other.side,
          role: null,
          stakeholderId: other.id,
        })
      : null;
  },
  onOffer((offerId, { at, who }) => at.send(who, 'acceptOffers', { offerIds: [offerId] })),
  onOffer((offerId, { at, who, act }) => at.send(who, 'counterOffer', { offerId, dueDay: dayNear(act) })),
  onOffer((offerId, { at, who }) => at.send(who, 'declineOffer', { offerId, reason: 'too early' })),
  onOffer((offerId, { at, who }) => at.send(who, 'withdrawOffer', { offerId })),
  ({ at, who, plan, act }) => {
    const dependency = pick(plan.dependencies, act.a);
    return dependency ? at.send(who, 'removeDependency', { dependencyId: dependency.id }) : null;
  },
  ({ at, who, plan, act }) => {
    const dependency = pick(plan.dependencies, act.a);
    return dependency
      ? at.send(who, 'changeDependency', { dependencyId: dependency.id, lag: act.c % 4 })
      : null;
  },
  ({ at, who, act }) =>
    at.send(who, 'changeGoal', { field: act.b % 2 ? 'objective' : 'whyNow', value: `goal ${act.c}` }),
  ({ at, who, plan, act }) => {
    const [milestone, other] = [pick(plan.milestones, act.a), pick(plan.milestones, act.b)];
    return milestone && other
      ? at.send(who, 'moveMilestone', { milestoneId: milestone.id, afterId: act.c % 2 ? null : other.id })
      : null;
  },
  ({ at, who, plan, act }) => {
    const empty = plan.milestones.filter((m) => !plan.steps.some((s) => s.milestoneId === m.id));
    const milestone = pick(empty, act.a);
    return milestone ? at.send(who, 'removeMilestone', { milestoneId: milestone.id }) : null;
  },
  ({ at, who, act, done }) => {
    const commandId = pick(done.slice(-6), act.a);
    return commandId ? at.undo(who, commandId) : null;
  },
  ({ at, who, act, done }) => {
    const commandId = pick(done.slice(-3), act.a);
    return commandId ? at.undo(who, commandId) : null;
  },
];

test(
  'whatever both sides do, loading gives what the changes say, and every rule holds',
  async () => {
    const kinds = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(anAct, { minLength: 40, maxLength: 40 }), async (acts) => {
        const stored = await storedPlan(fresh.database, { buyers: [dana, lena] });
        const at = await witness(fresh, stored);
        const done = new Map(actors.map((who) => [who, [] as string[]]));
        for (const act of acts) {
          const who = actors[act.who] ?? maya;
          const plan = at.view(who.side);
          const doer = pick(doers, act.what);
          if (!plan || !doer) continue;
          const answer = await doer({ at, who, plan, act, done: done.get(who) ?? [] });
          expect(answer?.kind).not.toBe('invalid');
          if (answer?.kind === 'ok' && answer.commandId) done.get(who)?.push(answer.commandId);
        }
        for (const kind of at.kinds) kinds.add(kind);
        expect(await brokenLinks(fresh, stored)).toEqual([]);
      }),
      { numRuns: walks, seed: 27_11_2026, endOnFailure: true },
    );
    // A walk that never came by proves nothing.
    expect([...kinds]).toEqual(
      expect.arrayContaining([
        'stepAdded',
        'stepChanged',
        'stepMoved',
        'stepRemoved',
        'stepStatusChanged',
        'agreementChanged',
        'stepRevealed',
        'stepHidden',
        'stepLeft',
        'ownerAdded',
        'ownerRemoved',
        'dependencyAdded',
        'dependencyChanged',
        'dependencyRemoved',
        'offerMade',
        'offerClosed',
        'goalChanged',
      ]),
    );
  },
  walks * 15_000,
);
