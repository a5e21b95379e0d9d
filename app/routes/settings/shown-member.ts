import type { MemberStanding } from '#app/domain/workspace.ts';

/** A member as the page reads them. */
export interface ShownMember {
  personId: string;
  name: string;
  address: string;
  standing: MemberStanding;
  /** ISO. */
  invitedAt: string;
  /** Has signed in at least once. */
  entered: boolean;
}
