import { hasEntered, type Plan, pointPersons, type Side, type Stakeholder } from '#app/domain/plan.ts';

/** Who is looking, as far as people are concerned. */
export interface Manager {
  personId: string;
  side: Side;
  /** May invite people to the plan. */
  mayInvite: boolean;
  /** Leads their side, or oversees the workspace. */
  mayManage: boolean;
}

/** What one reader may do about one person: the offers of a row, which the rules of the domain still decide. */
export interface Rights {
  self: boolean;
  again: boolean;
  admit: boolean;
  changeRole: boolean;
  handOver: boolean;
  remove: boolean;
}

export function rightsOver(plan: Plan, person: Stakeholder, manager: Manager): Rights {
  const own = person.side === manager.side;
  const self = person.personId === manager.personId;
  // Until somebody of the other side has come in, its invitations are still the inviter's.
  const reach = manager.mayInvite && (own || !hasEntered(plan, person.side));
  const lastLead =
    person.pointPerson && person.enteredOn !== null && pointPersons(plan, person.side).length === 1;
  return {
    self,
    again: manager.mayInvite && person.enteredOn === null,
    admit: own && manager.mayManage && !person.admitted,
    changeRole: reach,
    handOver: own && manager.mayManage,
    remove: reach && !lastLead && (!own || self || manager.mayManage),
  };
}
