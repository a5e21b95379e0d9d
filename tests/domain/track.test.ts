import { describe, expect, it } from 'vitest';
import { isKnownRole } from '#app/domain/roles.ts';
import { checkTemplate, templateSteps } from '#app/domain/template.ts';
import { findTemplate } from '#app/domain/templates/built-in.ts';
import { asTemplate, defineTrack } from '#app/domain/track.ts';
import { findTrack, tracks } from '#app/domain/tracks/built-in.ts';
import { stepLibrary } from '#app/domain/tracks/step-library.ts';
import { bannedWords } from '#tests/domain/banned-words.ts';

const all = [...tracks, ...stepLibrary];

describe.each(all.map((track) => [track.name, track] as const))('%s', (_, track) => {
  it('holds together as a template does', () => {
    expect(checkTemplate(asTemplate(track))).toEqual([]);
  });

  it('says of each step what is asked, when it is done, and what usually makes it late', () => {
    for (const step of track.steps) {
      for (const sentence of [step.ask, step.doneWhen, step.lateWhen, step.slipNote ?? 'None.'])
        expect(sentence).toMatch(/^[A-Z“].*\.$/);
      for (const { role } of step.owners) expect(isKnownRole(role), role).toBe(true);
      expect(Boolean(step.give)).toBe(Boolean(step.get));
    }
  });

  it('is written in plain words', () => {
    const { name, description, outcome, askEarly, steps } = track;
    const shown = [name, description, outcome, ...askEarly];
    for (const s of steps)
      shown.push(s.title, s.ask, s.doneWhen, s.lateWhen, s.slipNote ?? '', s.give ?? '', s.get ?? '');
    expect(bannedWords(shown.join('\n'))).toEqual([]);
    expect(shown.join('\n')).not.toMatch(/[!{}]|'/);
  });
});

describe('the tracks together', () => {
  it('are seven, each with what brings it to light early', () => {
    expect(tracks.map(({ id, steps, lead }) => [id, steps.length, lead])).toEqual([
      ['budget', 4, 9],
      ['capital-approval', 6, 22],
      ['business-case', 5, 13],
      ['security-review', 9, 22],
      ['legal-contracting', 8, 17],
      ['procurement', 6, 12],
      ['proof-of-concept', 7, 20],
    ]);
    for (const { askEarly, name } of tracks) {
      expect(askEarly.length, name).toBeGreaterThanOrEqual(3);
      for (const question of askEarly) expect(question).toMatch(/^[A-Z].*\?$/);
    }
  });

  it('begin a security review as its template does', () => {
    const template = findTemplate('security-review');
    const titles = template ? templateSteps(template).map(({ title }) => title) : [];
    expect(findTrack('security-review')?.steps.map(({ title }) => title)).toEqual(titles.slice(0, 9));
  });

  it('stand beside a library of thirteen single steps, no two of one name', () => {
    expect(stepLibrary).toHaveLength(13);
    for (const step of stepLibrary) expect([step.steps.length, step.askEarly]).toEqual([1, []]);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(findTrack('nothing')).toBeUndefined();
  });

  it('refuse one whose days do not fit', () => {
    const [first] = stepLibrary;
    const step = first!.steps[0]!;
    expect(() => defineTrack({ ...first!, steps: [step, { ...step, after: [1] }] })).toThrow('needs 1 days');
  });
});
