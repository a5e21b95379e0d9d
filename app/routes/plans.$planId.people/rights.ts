import type { useMay } from '#app/components/may.ts';
import type { Stakeholder } from '#app/domain/plan.ts';
import { knownRoles } from '#app/domain/roles.ts';

/** Who is looking, as far as people are concerned. */
export interface Manager {
  personId: string;
  /** May invite people to the plan. */
  mayInvite: boolean;
  /** Asks the rules of the plan, for this reader. */
  may: ReturnType<typeof useMay>;
}

/** What a row offers one reader to do about one person: what the plan would do, asked beforehand. */
export interface Rights {
  self: boolean;
  again: boolean;
  admit: boolean;
  changeRole: boolean;
  handOver: boolean;
  remove: boolean;
}

export function rightsOver(person: Stakeholder, { personId, mayInvite, may }: Manager): Rights {
  const stakeholderId = person.id;
  const role = knownRoles.find((each) => each !== person.role) ?? '';
  return {
    self: person.personId === personId,
    again: mayInvite && person.enteredOn === null,
    admit: may('admitStakeholder', { stakeholderId }),
    changeRole: may('changeRole', { stakeholderId, role }),
    handOver:
      person.enteredOn !== null && may('setPointPerson', { stakeholderId, pointPerson: !person.pointPerson }),
    remove: may('removeStakeholder', { stakeholderId }),
  };
}
