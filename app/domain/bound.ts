/** The shape of what a decision binds: kept with it, and compared with what stands later. */
import type { Side } from './layer.ts';

/** How an approval is decided: by the yes of all it names, of any one of them, or of each after the one before. */
export const decidingWays = ['everyone', 'anyone', 'inOrder'] as const;
export type DecidingWay = (typeof decidingWays)[number];
export const wayWords: Record<DecidingWay, string> = {
  everyone: 'Everyone named says yes',
  anyone: 'One yes is enough',
  inOrder: 'One after the other',
};

export interface Asked {
  side: Side;
  role: string | null;
  stakeholderId: string | null;
}

/** In an order of its own, wherever the order on the plan says nothing. */
export interface Bound {
  title: string;
  ask: string;
  doneWhen: string;
  links: { name: string; url: string }[];
  inputs: { name: string; side: Side }[];
  conditions: string[];
  way: DecidingWay;
  asked: Asked[];
}
