/** Which part of which measure a question is about, as its field says it. */
import type { Measure, MeasureAsked, MeasureField, Plan } from './plan.ts';

const parts = ['name', 'now', 'wanted', 'measuredBy'] as const satisfies readonly MeasureField[];

export const measureField = (measureId: string, part: MeasureField): MeasureAsked =>
  `measure.${measureId}.${part}`;

export const isMeasureField = (field: string): field is MeasureAsked => field.startsWith('measure.');

/** Null where the measure is gone. */
export function measureAsked(plan: Plan, field: string): { measure: Measure; part: MeasureField } | null {
  for (const measure of plan.measures)
    for (const part of parts) if (field === measureField(measure.id, part)) return { measure, part };
  return null;
}

const words = {
  name: 'the name',
  now: 'where it stands now',
  wanted: 'what is wanted',
  measuredBy: 'who measures it',
};

/** "what is wanted in the measure “Days to close”" */
export function measureWords(plan: Plan, field: string): string {
  const asked = measureAsked(plan, field);
  return asked ? `${words[asked.part]} in the measure “${asked.measure.name}”` : 'a measure that is gone';
}
