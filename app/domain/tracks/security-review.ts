import { templateSteps } from '#app/domain/template.ts';
import { securityReview } from '#app/domain/templates/security-review.ts';
import { defineTrack } from '#app/domain/track.ts';

/** What usually makes each of them late, in their order. */
const late = [
  'The form asks for things nobody has written down yet.',
  'The tier is set by a committee, or is set too high to be safe.',
  'Nobody knows whether one is in place.',
  'A report has run out, or is only shown under an agreement.',
  'The form is sent to the wrong people.',
  'Half of the questions go to other teams.',
  'Those who know the architecture are not invited.',
  'A finding has nobody who can settle it.',
  'Whoever decides has not read the findings.',
];
const decided = templateSteps(securityReview).slice(0, late.length);
const last = Math.min(...decided.map(({ offset }) => offset));

/** The template of the same name up to the decision. */
export const securityTrack = defineTrack({
  id: 'security-review',
  name: 'Security review',
  description: 'From the intake form through questionnaire and findings to the security decision.',
  outcome: 'Security decided',
  steps: decided.map((step, at) => ({ ...step, offset: step.offset - last, lateWhen: late[at] ?? '' })),
  askEarly: [
    'Does buying this need a security review, and which tier would it fall into?',
    'Who reviews, who decides, and how long is their list today?',
    'Which documents and certificates do they ask for first?',
    'What happens to the live day if the review takes twice as long?',
  ],
});
