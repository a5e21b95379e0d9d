import { describe, expect, it } from 'vitest';
import { isKnownRole } from '#app/domain/roles.ts';
import {
  checkTemplate,
  defineTemplate,
  inWorkOrder,
  type Template,
  type TemplateStep,
  templateSteps,
} from '#app/domain/template.ts';
import { builtInTemplates, findTemplate } from '#app/domain/templates/built-in.ts';
import { bannedWords } from '#tests/domain/banned-words.ts';

// Steps, working days and each step's days before the live day, as the design tells them.
const design: Record<string, { steps: number; lead: number; offsets: number[] }> = {
  'short-plan': { steps: 6, lead: 19, offsets: [18, 15, 8, 5, 2, 0] },
  'enterprise-purchase': {
    steps: 17,
    lead: 81,
    offsets: [80, 77, 75, 73, 72, 68, 58, 57, 56, 51, 50, 40, 44, 37, 32, 30, 0],
  },
  'security-review': { steps: 12, lead: 32, offsets: [30, 28, 27, 25, 26, 19, 16, 12, 10, 6, 4, 0] },
  onboarding: { steps: 14, lead: 29, offsets: [28, 26, 26, 25, 15, 18, 18, 14, 13, 12, 11, 8, 5, 0] },
};

describe.each(builtInTemplates.map((template) => [template.name, template] as const))(
  'the template %s',
  (_, template) => {
    const steps = templateSteps(template);

    it('holds together', () => {
      expect(checkTemplate(template)).toEqual([]);
    });

    it('has the steps and days of the design', () => {
      expect({ steps: steps.length, lead: template.lead, offsets: steps.map((step) => step.offset) }).toEqual(
        design[template.id],
      );
    });

    it('leaves each step its days after what it waits for', () => {
      for (const step of steps) {
        for (const key of step.after) {
          const earlier = steps.find((other) => other.key === key)!;
          expect(
            earlier.offset - step.duration,
            `${step.title} after ${earlier.title}`,
          ).toBeGreaterThanOrEqual(step.offset);
        }
      }
    });

    it('says in whole sentences and plain words what is asked and when it is done', () => {
      for (const step of steps) {
        for (const sentence of [step.ask, step.doneWhen]) expect(sentence).toMatch(/^[A-Z“].*\.$/);
      }
      const { id, milestones, name, description } = template;
      const shown = [name, description, ...milestones.map((milestone) => milestone.name)];
      for (const { title, ask, doneWhen, slipNote, give, get } of steps) {
        shown.push(title, ask, doneWhen, slipNote ?? '', give ?? '', get ?? '');
      }
      expect(bannedWords(shown.join('\n')), id).toEqual([]);
      expect(shown.join('\n')).not.toMatch(/[!{}]|'/);
    });

    it('asks known roles only, and knows the templates it points to', () => {
      for (const step of steps) {
        for (const owner of step.owners) expect(isKnownRole(owner.role), owner.role).toBe(true);
        if (step.seeAlso !== undefined) expect(findTemplate(step.seeAlso), step.seeAlso).toBeDefined();
      }
    });
  },
);

describe('the templates together', () => {
  it('begin with the short plan and have names of their own', () => {
    expect(builtInTemplates.map(({ id }) => id)).toEqual(Object.keys(design));
    expect(findTemplate('onboarding')?.name).toBe('Onboarding in six weeks');
    expect(findTemplate('nothing')).toBeUndefined();
  });
});

describe('checking a template', () => {
  const step = (key: number, offset: number, duration: number, after: number[]): TemplateStep => ({
    key,
    title: `Step ${key}`,
    type: 'task',
    owners: [{ side: 'buyer', role: 'champion' }],
    mode: 'single',
    offset,
    duration,
    after,
    ask: 'Do it.',
    doneWhen: 'It is done.',
  });
  const template = (milestones: TemplateStep[][], lead: number): Template => ({
    id: 'own',
    name: 'Own',
    description: 'One of our own.',
    lead,
    milestones: milestones.map((steps, index) => ({ name: `Milestone ${index + 1}`, steps })),
  });
  const sound = () => template([[step(1, 9, 1, []), step(2, 5, 4, [1])], [step(3, 0, 5, [2])]], 10);
  const change = (key: number, fields: Partial<TemplateStep>): Template => {
    const own = sound();
    Object.assign(templateSteps(own).find((s) => s.key === key)!, fields);
    return own;
  };

  it('finds nothing in a sound one', () => {
    expect(checkTemplate(sound())).toEqual([]);
    expect(defineTemplate(sound())).toEqual(sound());
  });

  it.each<[string, Template, string]>([
    [
      'days that do not fit',
      change(2, { duration: 5 }),
      'Step 2 needs 5 days after step 1, and there are 4.',
    ],
    [
      'an unknown step to wait for',
      change(3, { after: [2, 9] }),
      'Step 3 waits for step 9, which does not exist.',
    ],
    ['a step that waits for itself', change(2, { after: [2] }), 'Step 2 waits for itself.'],
    ['a circle', change(1, { after: [3] }), 'Some steps wait in a circle and could never begin.'],
    ['half a day', change(2, { duration: 0.5 }), 'Step 2 does not take at least one whole day.'],
    [
      'a day past the live day',
      change(3, { offset: -1 }),
      'Step 3 is not due a whole number of days before the live day.',
    ],
    ['nobody to do it', change(2, { owners: [] }), 'Step 2 has no owner.'],
    ['no title', change(2, { title: ' ' }), 'Step 2 has no title.'],
    ['an approval that is ticked', change(2, { type: 'approval' }), 'Step 2 should have the mode approvers.'],
    ['a key used twice', change(3, { key: 2 }), 'Step 2 is at place 3.'],
    [
      'a partner it does not wait for',
      change(2, { alongside: 3 }),
      'Step 2 could not begin with step 3: it does not wait for it.',
    ],
    ['a wrong total', { ...sound(), lead: 11 }, 'It takes 10 working days, not 11.'],
    [
      'no step on the live day',
      template([[step(1, 1, 1, [])]], 2),
      'The last step is not due on the live day.',
    ],
    ['an empty milestone', template([[], [step(1, 0, 1, [])]], 1), 'The milestone Milestone 1 has no steps.'],
    [
      'milestones out of order',
      template([[step(1, 2, 1, [])], [step(2, 3, 1, [])], [step(3, 0, 1, [])]], 4),
      'The milestone Milestone 2 ends before the one above it.',
    ],
    ['nothing at all', template([], 0), 'It has no steps.'],
  ])('finds %s', (_, wrong, sentence) => {
    expect(checkTemplate(wrong)).toContain(sentence);
    expect(() => defineTemplate(wrong)).toThrow(sentence);
  });

  it('puts steps in an order of work, or says there is none', () => {
    const steps = [step(1, 0, 1, [3]), step(2, 9, 1, []), step(3, 4, 1, [2])];
    expect(inWorkOrder(steps)?.map(({ key }) => key)).toEqual([2, 3, 1]);
    expect(inWorkOrder([step(1, 0, 1, [2]), step(2, 0, 1, [1])])).toBeNull();
  });
});
