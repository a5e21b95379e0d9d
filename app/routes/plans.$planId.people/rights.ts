import type { useMay } from '#app/components/may.ts';
import { type MailTrouble, mayLift } from '#app/domain/delivery.ts';
import type { Side, Stakeholder } from '#app/domain/plan.ts';
import { knownRoles } from '#app/domain/roles.ts';

/** Who is looking, as far as people are concerned. */
export interface Manager {
  personId: string;
  /** May invite people to the plan. */
  mayInvite: boolean;
  /** Looks after the people of this side; null when of none. */
  looksAfter: Side | null;
  /** Asks the rules of the plan, for this reader. */
  may: ReturnType<typeof useMay>;
}

/** What a row offers one reader to do about one person: what the plan would do, asked beforehand. */
export interface Rights {
  self: boolean;
  again: boolean;
  /** May have letters go there again, after they stopped for this. */
  mailAgain(stopped: MailTrouble['kind'] | undefined): boolean;
  admit: boolean;
  changeRole: boolean;
  handOver: boolean;
  remove: boolean;
}

export function rightsOver(person: Stakeholder, { personId, mayInvite, looksAfter, may }: Manager): Rights {
  const stakeholderId = person.id;
  const self = person.personId === personId;
  const role = knownRoles.find((each) => each !== person.role) ?? '';
  return {
    self,
    again: mayInvite && person.enteredOn === null,
    mailAgain: (stopped) =>
      (stopped === 'bounced' || stopped === 'complained') &&
      mayLift(stopped, { self, looksAfter: looksAfter === person.side }),
    admit: may('admitStakeholder', { stakeholderId }),
    changeRole: may('changeRole', { stakeholderId, role }),
    handOver:
      person.enteredOn !== null && may('setPointPerson', { stakeholderId, pointPerson: !person.pointPerson }),
    remove: may('removeStakeholder', { stakeholderId }),
  };
}
