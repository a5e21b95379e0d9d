/**
 * The people on a plan. Each side admits and removes its own; somebody the seller names at the buyer after a
 * buyer has entered sees shared things only, until a point person there says yes.
 */
import { hasDecided } from './approval.ts';
import type { Change } from './change.ts';
import {
  type Actor,
  absent,
  type Context,
  changes,
  conflictOn,
  type Decider,
  type Decision,
  refuse,
} from './command.ts';
import {
  findPerson,
  hasEntered,
  type Owner,
  type Plan,
  personOf,
  pointPersons,
  type Side,
  type Stakeholder,
  sideName,
} from './plan.ts';

export interface NewStakeholder {
  id: string;
  personId: string;
  side: Side;
  name: string;
  role: string;
}

/** Names somebody, and hands them the steps that wait for their role. */
export const addStakeholder: Decider<NewStakeholder> = (plan, args, { actor, newId }) => {
  const here = personOf(plan, args.personId);
  if (here) return refuse('here', `${here.name} is on this plan already.`);
  if (args.side === 'seller' && actor.side === 'buyer')
    return refuse('otherSide', `${plan.sellerName} adds its own people. You can ask them to.`);
  const first = pointPersons(plan, args.side).length === 0 && args.side === actor.side;
  // Who waits to be let in themselves lets nobody else in.
  const byTheirOwn = args.side === actor.side && (findPerson(plan, actor.stakeholderId)?.admitted ?? true);
  const stakeholder: Stakeholder = {
    id: args.id,
    layer: plan.layer,
    personId: args.personId,
    side: args.side,
    name: args.name,
    role: args.role,
    pointPerson: first,
    admitted: byTheirOwn || !hasEntered(plan, args.side),
    enteredOn: null,
    versions: {},
  };
  return changes({ kind: 'stakeholderAdded', stakeholder }, ...handToRole(plan, stakeholder, newId));
};

/** Owners that are only a role so far, of this side and role, in the layers the actor can see. */
function handToRole(plan: Plan, { id, side, role }: Stakeholder, newId: () => string): Change[] {
  return plan.steps.flatMap((step) =>
    step.owners
      .filter((o) => o.stakeholderId === null && o.side === side && o.role === role)
      .flatMap((owner): Change[] => [
        { kind: 'ownerRemoved', stepId: step.id, owner },
        { kind: 'ownerAdded', stepId: step.id, owner: { ...owner, id: newId(), stakeholderId: id } },
      ]),
  );
}

/** The first buyer to enter is their point person until changed. */
export const enterPlan: Decider<Record<string, never>> = (plan, _args, { actor, today }) => {
  const own = findPerson(plan, actor.stakeholderId);
  if (!own) return absent;
  if (own.enteredOn) return changes();
  const lead: Change[] =
    own.admitted && pointPersons(plan, own.side).length === 0
      ? [{ kind: 'stakeholderChanged', stakeholderId: own.id, field: 'pointPerson', from: false, to: true }]
      : [];
  return changes(
    { kind: 'stakeholderChanged', stakeholderId: own.id, field: 'enteredOn', from: null, to: today },
    ...lead,
  );
};

function ownSideOnly(plan: Plan, subject: Stakeholder, actor: Actor): Decision | null {
  // An invitation nobody of that side has answered is still the inviter's to take back.
  if (subject.side === actor.side || !hasEntered(plan, subject.side)) return null;
  return refuse('otherSide', `${sideName(plan, subject.side)} admits and removes its own people.`);
}

export const admitStakeholder: Decider<{ stakeholderId: string }> = (plan, args, { actor }) => {
  const subject = findPerson(plan, args.stakeholderId);
  if (!subject) return absent;
  if (subject.side !== actor.side || !actor.pointPerson)
    return refuse(
      'notLead',
      `Only who leads this at ${sideName(plan, subject.side)} can let ${subject.name} in.`,
    );
  if (subject.admitted) return changes();
  return changes({
    kind: 'stakeholderChanged',
    stakeholderId: subject.id,
    field: 'admitted',
    from: false,
    to: true,
  });
};

export const changeRole: Decider<{ stakeholderId: string; role: string }> = (
  plan,
  args,
  context: Context,
) => {
  const subject = findPerson(plan, args.stakeholderId);
  if (!subject) return absent;
  const refused = ownSideOnly(plan, subject, context.actor);
  if (refused) return refused;
  const conflict = conflictOn(subject, context.base, 'role', args.role, subject.role);
  if (conflict) return conflict;
  if (subject.role === args.role) return changes();
  return changes(
    {
      kind: 'stakeholderChanged',
      stakeholderId: subject.id,
      field: 'role',
      from: subject.role,
      to: args.role,
    },
    ...handToRole(plan, { ...subject, role: args.role }, context.newId),
  );
};

/** One's own name, on the plan as elsewhere: whoever was named by the other side may be named wrongly. */
export const changeOwnName: Decider<{ name: string }> = (plan, args, { actor }) => {
  const own = findPerson(plan, actor.stakeholderId);
  if (!own) return absent;
  if (own.name === args.name) return changes();
  return changes({
    kind: 'stakeholderChanged',
    stakeholderId: own.id,
    field: 'name',
    from: own.name,
    to: args.name,
  });
};

export const setPointPerson: Decider<{ stakeholderId: string; pointPerson: boolean }> = (
  plan,
  args,
  { actor },
) => {
  const subject = findPerson(plan, args.stakeholderId);
  if (!subject) return absent;
  if (subject.side !== actor.side || !actor.pointPerson)
    return refuse('notLead', `Only who leads this at ${sideName(plan, subject.side)} can hand that over.`);
  if (subject.pointPerson === args.pointPerson) return changes();
  if (!args.pointPerson && pointPersons(plan, subject.side).length === 1)
    return refuse('lastLead', 'Somebody leads this on each side. Name another person first.');
  return changes({
    kind: 'stakeholderChanged',
    stakeholderId: subject.id,
    field: 'pointPerson',
    from: subject.pointPerson,
    to: args.pointPerson,
  });
};

/**
 * Out everywhere; their steps keep the role and need a name again. An approval they have decided keeps them: what was
 * decided stays decided, and nobody has to say it again.
 */
export const removeStakeholder: Decider<{ stakeholderId: string }> = (plan, args, { actor, newId }) => {
  const subject = findPerson(plan, args.stakeholderId);
  if (!subject) return absent;
  const refused = ownSideOnly(plan, subject, actor);
  if (refused) return refused;
  if (subject.side === actor.side && subject.id !== actor.stakeholderId && !actor.pointPerson)
    return refuse('notLead', `Only who leads this at ${sideName(plan, subject.side)} can remove somebody.`);
  if (subject.pointPerson && subject.enteredOn !== null && pointPersons(plan, subject.side).length === 1)
    return refuse(
      'lastLead',
      `${subject.name} leads this at ${sideName(plan, subject.side)}. Name another person for that first.`,
    );
  const orphaned = plan.steps.flatMap((step) =>
    step.owners
      .filter((o) => o.stakeholderId === subject.id)
      .filter(() => step.type !== 'approval' || !hasDecided(plan, step.id, subject.id))
      .flatMap((owner): Change[] => {
        const { standIn: _, ...part } = owner;
        const nobody: Owner = {
          ...part,
          id: newId(),
          stakeholderId: null,
          role: owner.role ?? subject.role,
        };
        return [
          { kind: 'ownerRemoved', stepId: step.id, owner },
          { kind: 'ownerAdded', stepId: step.id, owner: nobody },
        ];
      }),
  );
  // Who was to decide in a colleague's place leaves the decision to them.
  const given = plan.steps.flatMap((step) =>
    step.owners
      .filter((o) => o.standIn === subject.id)
      .flatMap((owner): Change[] => {
        const { standIn: _, ...part } = owner;
        return [
          { kind: 'ownerRemoved', stepId: step.id, owner },
          { kind: 'ownerAdded', stepId: step.id, owner: { ...part, id: newId() } },
        ];
      }),
  );
  return changes(...orphaned, ...given, { kind: 'stakeholderRemoved', stakeholder: subject });
};
