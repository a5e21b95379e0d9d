import type { ReactElement } from 'react';
import { FirstVisitSpecimen, YoursSpecimen } from './specimen-buyer.tsx';
import { PlanSpecimen } from './specimen-plan.tsx';
import { BoardSpecimen, DoorSpecimen, StatesSpecimen } from './specimen-states.tsx';

/** Every part of the interface at least once, with the tests' own cast. */
export const specimens: Record<string, ReactElement> = {
  plan: <PlanSpecimen />,
  yours: <YoursSpecimen />,
  firstVisit: <FirstVisitSpecimen />,
  states: <StatesSpecimen />,
  board: <BoardSpecimen />,
  door: <DoorSpecimen />,
};
