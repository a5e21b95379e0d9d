import { vi } from 'vitest';
import { sayInTouch } from '#app/commands/keep-in-touch.server.ts';
import { turnDays } from '#app/day-worker.server.ts';
import { addDays, dayOf, formatTime } from '#app/domain/day.ts';
import type { KeepInTouch } from '#app/domain/keep-in-touch.ts';
import { calmOf } from '#app/domain/mail-window.ts';
import { useDatabase } from '#db/client.server.ts';
import { type Random, seeded } from '#tests/proofs/random.ts';
import { type CastMember, dana, grace, lena, maya, rui } from '#tests/support/cast.ts';
import type { FreshDatabase } from '#tests/support/databases.server.ts';
import {
  agreeToAll,
  type MilestoneSketch,
  type StoredPlan,
  storedPlan,
} from '#tests/support/stored-plan.server.ts';
import { mailStand } from './mail-stand.server.ts';

/** Monday 4 March 2030, six in the morning in Berlin. */
const begins = Date.UTC(2030, 2, 4, 5);
const MINUTE_MS = 60_000;
const zone = 'Europe/Berlin';

const milestones: MilestoneSketch[] = ['Fit proven', 'Case made', 'Papers signed'].map((name, n) => ({
  key: name,
  steps: [
    { key: `${name}: Maya’s part`, owners: [maya], dueIn: 5 + 20 * n },
    { key: `${name}: Dana’s part`, owners: [dana], dueIn: 9 + 20 * n },
  ],
}));

export interface Came {
  who: CastMember;
  at: Date;
  /** As their zone says it. */
  when: string;
  subject: string;
}
export interface BusyDay {
  edits: number;
  came: Came[];
}

/** Edits of milestones from nine to six, one every two and a half minutes; then the letters of that day and the next two. */
export async function liveBusyDay(
  fresh: FreshDatabase,
  agreements: readonly (readonly [CastMember, KeepInTouch])[],
  edits: number,
): Promise<BusyDay> {
  vi.useFakeTimers({ toFake: ['Date'], now: begins });
  try {
    useDatabase(fresh.database);
    const plan = await storedPlan(fresh.database, { milestones, buyers: [dana, lena, grace, rui] });
    await agreeToAll(plan);
    await fresh.owner`delete from line`;
    const { workspaceId, planId } = plan;
    for (const [{ personId }, how] of agreements) await sayInTouch({ workspaceId, planId, personId }, how);

    const mail = mailStand(fresh.database);
    mail.room.now = () => new Date();
    mail.room.limits.calmSeconds = calmOf(mail.room.limits.quietSeconds);
    const zones = new Map(agreements.map(([who, how]) => [who.address, { who, zone: how.zone ?? zone }]));
    const came: Came[] = [];
    const random = seeded(20_300_304);
    const editAt = Array.from(
      { length: edits },
      (_, n) => begins + (180 + Math.floor((n * 540) / edits)) * MINUTE_MS,
    );
    let next = 0;
    for (let now = begins; now < begins + 66 * 60 * MINUTE_MS; now += MINUTE_MS) {
      vi.setSystemTime(now);
      for (; (editAt[next] ?? Number.POSITIVE_INFINITY) <= now; next += 1) await edit(plan, random);
      if (now % (30 * MINUTE_MS) === 0)
        await turnDays(fresh.database, { now: new Date(), quietSeconds: 120 });
      await mail.post();
      for (const letter of mail.empty()) {
        const reader = zones.get(letter.to.address);
        if (!reader) throw new Error(`Nobody has the address ${letter.to.address}`);
        const at = new Date(now);
        came.push({ who: reader.who, at, when: formatTime(at, reader.zone), subject: letter.subject });
      }
    }
    return { edits: next, came };
  } finally {
    vi.useRealTimers();
  }
}

/** What happens to milestones: their days, their names, that they are reached and opened again. */
async function edit(plan: StoredPlan, random: Random): Promise<void> {
  const [who, part] = random.pick([
    [maya, 'Maya’s part'],
    [dana, 'Dana’s part'],
  ] as const);
  const name = random.pick(milestones).key;
  const view = await plan.load(who);
  const step = view.steps.find(({ id }) => id === plan.id(`${name}: ${part}`));
  if (!step) throw new Error('Every milestone has a part of both');
  const kind = random.below(10);
  if (kind < 6 && step.status === 'todo') {
    const dueDay = addDays(dayOf(new Date(), zone), 5 + random.below(60));
    await plan.send(who, 'rescheduleStep', { stepId: step.id, dueDay });
  } else if (kind < 8) {
    const type = step.status === 'done' ? 'reopenStep' : 'completeStep';
    await plan.send(who, type, { stepId: step.id });
  } else {
    const milestoneId = plan.id(name);
    await plan.send(who, 'renameMilestone', {
      milestoneId,
      name: `${name}${random.pick(['', ' at last', ', second part'])}`,
    });
  }
}
