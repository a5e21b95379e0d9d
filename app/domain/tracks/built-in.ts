import type { Track } from '#app/domain/track.ts';
import { budget } from './budget.ts';
import { businessCase } from './business-case.ts';
import { capitalApproval } from './capital-approval.ts';
import { legal } from './legal.ts';
import { procurement } from './procurement.ts';
import { proofOfConcept } from './proof-of-concept.ts';
import { securityTrack } from './security-review.ts';
import { stepLibrary } from './step-library.ts';

/** In the order they are offered: what is found out too late most often comes first. */
export const tracks: readonly Track[] = [
  budget,
  capitalApproval,
  businessCase,
  securityTrack,
  legal,
  procurement,
  proofOfConcept,
];

export const findTrack = (id: string): Track | undefined =>
  [...tracks, ...stepLibrary].find((track) => track.id === id);
