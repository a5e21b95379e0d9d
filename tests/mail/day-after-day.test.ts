import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Change } from '#app/domain/change.ts';
import { commandText } from '#app/domain/change-text.ts';
import { plainPhrase } from '#app/domain/phrase.ts';
import { dana, maya } from '#tests/support/cast.ts';
import { type FreshDatabase, freshDatabase } from '#tests/support/databases.server.ts';
import { on } from '#tests/support/plan-builder.ts';
import { type MilestoneSketch, requireOk } from '#tests/support/stored-plan.server.ts';
import { type Stay, stayIn } from './day-after-day.server.ts';

/** Days from Monday 4 March: the form by Thursday 7, papers signed by Friday 15, which is the live day. */
const milestones: MilestoneSketch[] = [
  { key: 'Fit proven', steps: [{ key: 'Security form', owners: [dana], dueIn: 3 }] },
  { key: 'Papers signed', steps: [{ key: 'Contract', owners: [maya], dueIn: 11, after: ['Security form'] }] },
];

const slips = 'The contract cannot begin. Both sides then fill the form in together.';

let fresh: FreshDatabase;
let stay: Stay | undefined;
beforeAll(async () => {
  fresh = await freshDatabase();
  return fresh.drop;
});
afterEach(() => stay?.end());

/** Both have said yes to everything, and papers take four days. */
async function agreed(zone: string): Promise<Stay> {
  stay = await stayIn(fresh, zone, { milestones, agreed: true });
  const { plan } = stay;
  requireOk(await plan.send(dana, 'changeGoal', { field: 'liveDay', value: on('2030-03-15') }));
  requireOk(
    await plan.send(maya, 'changeStep', { stepId: plan.id('Contract'), field: 'duration', value: 4 }),
  );
  const ifSlips = { stepId: plan.id('Security form'), field: 'ifSlips', value: slips } as const;
  requireOk(await plan.send(maya, 'changeStep', ifSlips));
  await fresh.owner`delete from line`;
  return stay;
}

/** What the plan itself has written into the history, as everybody reads it. */
async function history({ plan }: Stay): Promise<string[]> {
  const view = await plan.load(dana);
  const rows = await fresh.owner`
    select b.body, h.layer from history h join history_body b using (workspace_id, plan_id, layer, n)
    where h.plan_id = ${plan.planId} and h.by is null order by h.n`;
  return rows.map(({ body, layer }) => {
    const phrase = commandText(view, [JSON.parse(body) as Change]);
    return `${layer}: The plan ${plainPhrase(phrase ?? [])}.`;
  });
}

const both = (line: string) => [`dana: ${line}`, `maya: ${line}`, `tom: ${line}`];
const at = (when: string, line: string) => both(line).map((each) => `${when} ${each}`);

describe.each(['America/Los_Angeles', 'Pacific/Auckland'])('day after day in %s', (zone) => {
  test('a form that stays away is told on its days, to both sides, and the way back too', async () => {
    const s = await agreed(zone);
    expect(await s.until('Tue 12 Mar')).toEqual([
      'Wed 6 Mar, 09:00 dana: Yours by 7 March: Security form',
      ...at('Fri 8 Mar, 09:00', 'Fit proven is heading for 8 March'),
      ...at('Mon 11 Mar, 09:00', 'At risk: “Security form” is 2 days late'),
    ]);
    const risk = s.sent.findLast(({ to }) => to.address === maya.address);
    expect(risk?.text).toContain('“Security form” is 2 days late.');
    expect(risk?.text).toContain('The live day stays Fri 15 Mar.');
    const heading = s.sent.find(({ subject }) => subject.startsWith('Fit proven is heading'));
    for (const letter of [risk, heading]) expect(letter?.text).toContain(`If this slips: ${slips}`);
    expect(risk?.text).not.toMatch(/holds|as agreed/);
    const asked = s.sent.filter(({ text }) => text.includes('“Security form” was due on Thu 7 Mar'));
    expect(
      asked.map(({ to }) => to.address),
      'she alone is asked what became of it, once',
    ).toEqual([dana.address]);
    expect(risk?.html, 'who is late is named to them alone').not.toContain('Dana');

    expect(await s.until('Wed 13 Mar'), 'once, however long it goes on').toEqual(
      at('Tue 12 Mar, 09:00', 'Papers signed is heading for 18 March'),
    );
    expect(s.sent.at(-1)?.text).toContain('On today’s pace it is live on Mon 18 Mar, not Fri 15 Mar.');

    requireOk(await s.plan.send(dana, 'changeGoal', { field: 'liveDay', value: on('2030-03-29') }));
    expect(await s.until('Thu 14 Mar')).toEqual(at('Wed 13 Mar, 09:00', 'Back on track'));
    expect(s.sent.at(-1)?.text).toContain('There is time to spare before the live day.');
    expect(s.sent.at(-1)?.text).not.toMatch(/\blate\b|today’s pace|slips/);

    requireOk(await s.plan.send(dana, 'completeStep', { stepId: s.plan.id('Security form') }));
    expect(await s.until('Fri 15 Mar')).toEqual(
      at('Thu 14 Mar, 01:00', 'Fit proven, and live on 29 March holds'),
    );
    expect(await history(s)).toEqual([
      'shared: The plan now expects “Fit proven” on Fri 8 Mar, not Thu 7 Mar.',
      'shared: The plan became at risk because “Security form” is 2 days late.',
      'shared: The plan now expects “Papers signed” on Mon 18 Mar, not Fri 15 Mar.',
      'shared: The plan is on track again because there is time to spare before the live day.',
    ]);
  });

  test('an answer that nobody gives stalls the plan after ten working days', async () => {
    stay = await stayIn(fresh, zone, { milestones });
    const s = stay;
    const told = await s.until('Wed 20 Mar');
    expect(told.filter((line) => line.includes('Stalled'))).toEqual(
      at('Mon 18 Mar, 09:00', 'Stalled: an answer on “Security form” has been waited for since Mon 4 Mar'),
    );
  });

  test.each([['seller', maya] as const, ['buyer', dana] as const])(
    'what is late in private on the side of the %s changes nothing for anybody',
    async (_side, who) => {
      const days = async (isBusy: boolean) => {
        const s = await agreed(zone);
        if (isBusy) {
          const id = randomUUID();
          const place = { milestoneId: s.plan.id('Fit proven'), afterId: null };
          const step = {
            title: 'Ask finance first',
            type: 'task' as const,
            ask: '',
            doneWhen: '',
            owners: [],
          };
          const own = { id, ...place, ...step, dueDay: on('2030-03-05'), onlyOurs: true };
          requireOk(await s.plan.send(who, 'addStep', own));
          const ifSlips = { stepId: id, field: 'ifSlips', value: 'Canary: we ask for a discount' } as const;
          requireOk(await s.plan.send(who, 'changeStep', ifSlips));
          const after = { id: randomUUID(), stepId: id, afterId: s.plan.id('Security form'), lag: 9 };
          requireOk(await s.plan.send(who, 'addDependency', after));
        }
        const told = await s.until('Wed 13 Mar');
        const texts = s.sent.map(({ text }) => text.replace(/https?:\S+/g, ''));
        expect(JSON.stringify(s.sent)).not.toContain('Canary');
        s.end();
        return { told, texts, history: await history(s) };
      };
      const quiet = await days(false);
      expect(quiet.told).toHaveLength(10);
      const busy = await days(true);
      expect(busy.told).toEqual(quiet.told);
      expect(busy.history).toEqual(quiet.history);
      expect([...busy.texts].sort()).toEqual([...quiet.texts].sort());
    },
  );
});
