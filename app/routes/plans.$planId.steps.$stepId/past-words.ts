/** What happened to a step, in the sentences that Activity tells them in. */
import type { Day } from '#app/domain/day.ts';
import type { Plan } from '#app/domain/plan.ts';
import { type ActRow, activityDays } from '#app/routes/plans.$planId.activity/activity-words.ts';
import type { Act } from '#db/activity.server.ts';

export interface PastAct
  extends Pick<ActRow, 'commandId' | 'face' | 'name' | 'phrase' | 'iso' | 'onlyOurs' | 'how'> {
  /** "Today, 09:40" */
  when: string;
  /** It is the no that stands. */
  saidNo: boolean;
}

/** Newest first, as given. Taking back is Activity's own. */
export function pastActs(plan: Plan, acts: readonly Act[], today: Day): PastAct[] {
  const said = new Map(acts.map((act) => [act.commandId, act]));
  const nobody = { personId: '', canEdit: false };
  const telling = { today, reader: nobody, canUndo: () => false, stillStands: () => false };
  return activityDays(plan, acts, telling).flatMap(({ heading, rows }) =>
    rows.map(({ commandId, face, name, phrase, iso, time, onlyOurs, how }) => ({
      commandId,
      face,
      name,
      phrase,
      iso,
      onlyOurs,
      how,
      when: `${/^(Today|Yesterday)/.exec(heading)?.[0] ?? heading}, ${time}`,
      saidNo:
        said
          .get(commandId)
          ?.changes.some((c) => c.kind === 'agreementChanged' && c.to.agreement === 'declined') ?? false,
    })),
  );
}
