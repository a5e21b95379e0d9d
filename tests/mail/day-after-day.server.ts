import { vi } from 'vitest';
import { sayInTouch } from '#app/commands/keep-in-touch.server.ts';
import { turnDays } from '#app/day-worker.server.ts';
import { formatTime } from '#app/domain/day.ts';
import { type KeepInTouch, usualInTouch } from '#app/domain/keep-in-touch.ts';
import type { Outgoing } from '#app/mail/mailer.server.ts';
import { type CastMember, cast } from '#tests/support/cast.ts';
import type { FreshDatabase } from '#tests/support/databases.server.ts';
import {
  agreeToAll,
  type StoredPlan,
  type StoredPlanOptions,
  storedPlan,
} from '#tests/support/stored-plan.server.ts';
import { mailStand } from './mail-stand.server.ts';

/** A Monday in America, in Europe and in New Zealand alike. */
export const monday = Date.UTC(2030, 2, 4, 18);
const HOUR_MS = 3_600_000;
/** When the workers are let in: around midnight and when offices open, for nothing is due in between. */
const hours = new Set(['00:00', '01:00', '02:00', '09:00', '15:00']);

export interface Stay {
  plan: StoredPlan;
  /** Lets the hours go by, as the workers would; what was posted meanwhile: "Fri 8 Mar, 01:00 dana: Subject". */
  until: (day: string) => Promise<string[]>;
  sent: Outgoing[];
  /** How somebody wants to hear of it; else as is usual. `useDatabase` first. */
  says: (who: CastMember, how: Partial<KeepInTouch>) => Promise<void>;
  now: () => Date;
  end: () => void;
}

/** A plan in a zone, nothing written to anybody, and a clock that goes on by the hour when it is told to. */
export async function stayIn(
  fresh: FreshDatabase,
  zone: string,
  { agreed = false, ...options }: StoredPlanOptions & { agreed?: boolean },
): Promise<Stay> {
  // Earlier in Auckland, so that it is Monday there too.
  let now = zone.startsWith('Pacific/') ? Date.UTC(2030, 2, 4, 0) : monday;
  vi.useFakeTimers({ toFake: ['Date'], now });
  await fresh.owner`delete from letter`;
  await fresh.owner`update plan_head set look_at = null`;
  const plan = await storedPlan(fresh.database, options);
  await fresh.owner`update plan set zone = ${zone} where plan_id = ${plan.planId}`;
  if (agreed) await agreeToAll(plan);
  await fresh.owner`delete from line`;
  const mail = mailStand(fresh.database);
  const nameOf = (address: string) => cast.find((who) => who.address === address)?.key ?? address;
  const tick = async (): Promise<string[]> => {
    await turnDays(fresh.database, { now: new Date(), quietSeconds: 120 });
    await mail.post();
    return mail.sent
      .splice(0)
      .map((letter) => {
        kept.push(letter);
        return `${formatTime(new Date(), zone)} ${nameOf(letter.to.address)}: ${letter.subject}`;
      })
      .sort();
  };
  const kept: Outgoing[] = [];
  return {
    plan,
    sent: kept,
    says: ({ personId }, how) =>
      sayInTouch(
        { workspaceId: plan.workspaceId, planId: plan.planId, personId },
        { ...usualInTouch({ decides: false }), ...how },
      ),
    now: () => new Date(),
    async until(day) {
      const told: string[] = [];
      for (; formatTime(new Date(now), zone).split(',')[0] !== day; ) {
        now += HOUR_MS;
        vi.setSystemTime(now);
        if (hours.has(formatTime(new Date(now), zone).slice(-5))) told.push(...(await tick()));
      }
      return told;
    },
    end: () => vi.useRealTimers(),
  };
}
