/** Commands by which the day of a step may become another, so that its person is asked first what goes with it. */
const types = ['rescheduleStep', 'acceptOffers', 'counterOffer'] as const;
export type MovesDays = (typeof types)[number];

export const movesDays = (type: string): type is MovesDays => (types as readonly string[]).includes(type);
