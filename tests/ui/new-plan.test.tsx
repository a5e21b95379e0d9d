import { describe, expect, it } from 'vitest';
import { builtInTemplates } from '#app/domain/templates/built-in.ts';
import { listZones } from '#app/domain/zones.ts';
import { previewOf } from '#app/routes/plans.new/days-preview.ts';

const now = '2026-11-23T09:00:00Z';
const preview = (liveDay: string, zone = 'Europe/Berlin') =>
  previewOf(builtInTemplates, { liveDay, template: 'short-plan', zone }, now);

describe('the preview of the days', () => {
  it('says how early the plan could be live before a day is picked', () => {
    expect(preview('')).toEqual({
      kind: 'waiting',
      sentence:
        'Pick the live day and the steps are laid out backwards from it. Begun today, this plan could be live on Tue 15 Dec.',
    });
  });
  it('lays that very day out without being short', () => {
    expect(preview('2026-12-15')).toMatchObject({ kind: 'laidOut', short: false });
    expect(preview('2026-12-14')).toMatchObject({ kind: 'laidOut', short: true });
  });
  it('gives each milestone the day of its last step, the last one the live day', () => {
    const laid = preview('2027-01-15');
    if (laid.kind !== 'laidOut') throw new Error(laid.sentence);
    expect(laid.sentence).toBe('It fits: 6 steps, the first begins on Tue 22 Dec.');
    expect(laid.milestones.map((m) => `${m.name} ${m.iso}`)).toEqual([
      'Goal agreed 2026-12-22',
      'Fit proven 2027-01-05',
      'Case made 2027-01-13',
      'Live 2027-01-15',
    ]);
    expect(laid.milestones.at(-1)?.x).toBe(1);
  });
  it('is honest when the time is too short', () => {
    const laid = preview('2026-12-11');
    expect(laid.sentence).toMatch(/^Short by 2 working days: /);
    expect(laid.kind === 'laidOut' && laid.milestones.at(-1)?.late).toBe(true);
  });
  it('says kindly that a day has passed, in the zone of the company', () => {
    expect(preview('2026-11-22').sentence).toBe('Sun 22 Nov has passed. Pick the day they want to be live.');
    expect(preview('2026-11-22', 'Pacific/Pago_Pago').kind).toBe('laidOut');
  });
  it('says which working day a weekend means', () => {
    expect(preview('2027-01-16')).toMatchObject({
      note: 'Sat 16 Jan is not a working day, so the last step is due on Fri 15 Jan.',
    });
    expect(preview('2027-01-15')).toMatchObject({ note: null });
  });
  it('takes what is no day, no zone and no template as not chosen', () => {
    expect(previewOf(builtInTemplates, { liveDay: 'soon', template: '?', zone: '?' }, now).kind).toBe(
      'waiting',
    );
  });
});

describe('the zones', () => {
  it("hold the reader's own, spelt as it is known, once", () => {
    const values = listZones('Europe/Berlin').map((z) => z.value);
    expect(values).toContain('UTC');
    expect(values.filter((v) => v === 'Europe/Berlin')).toHaveLength(1);
  });
});
