import { defineTemplate, modeOf, type Template, type TemplateStep } from './template.ts';

/**
 * A track is a run of steps that most companies go through on the way to a yes, such as a capital request: put into a
 * plan that is under way, counted back from the day it must be through. A step of the library is a track of one step.
 */
export type Track = {
  id: string;
  name: string;
  /** One sentence that helps to choose. */
  description: string;
  /** The outcome both sides would recognise: the milestone it makes, where it gets one of its own. */
  outcome: string;
  /** Working days from its first day of work up to and with its last. */
  lead: number;
  steps: TrackStep[];
  /** What brings it to light while there is still time for it. */
  askEarly: readonly string[];
};

export type TrackStep = TemplateStep & {
  /** What usually makes it late. */
  lateWhen: string;
};

/** As it is written down: what can be reckoned is. */
export type WrittenTrack = Omit<Track, 'lead' | 'steps'> & { steps: WrittenStep[] };
export type WrittenStep = Omit<TrackStep, 'key' | 'mode'>;

/** Throws when it does not hold together, so that a wrong one is noticed where it is written. */
export function defineTrack({ steps: written, ...rest }: WrittenTrack): Track {
  const steps = written.map((step, at): TrackStep => ({ ...step, key: at + 1, mode: modeOf(step) }));
  const lead = Math.max(...steps.map(({ offset, duration }) => offset + duration));
  const track = { ...rest, lead, steps };
  defineTemplate(asTemplate(track));
  return track;
}

/** The library counts no days of its own: its one step ends on the day that is asked for. */
export const defineStep = (step: Omit<WrittenStep, 'offset' | 'after'> & { id: string; about: string }) => {
  const { id, about, ...rest } = step;
  return defineTrack({
    ...{ id, name: step.title, description: about, outcome: step.title, askEarly: [] },
    steps: [{ ...rest, offset: 0, after: [] }],
  });
};

/** To be laid out: its last day stands where the live day does. */
export const asTemplate = ({ id, name, description, lead, outcome, steps }: Track): Template => ({
  ...{ id, name, description, lead },
  milestones: [{ name: outcome, steps }],
});
