import { useReader } from '#app/components/plan-reader.ts';
import { zoneOfReader } from '#app/domain/meeting.ts';
import { useEditing } from '#app/live/editing.ts';

/** The zone that times are told in to whoever reads. */
export const useOwnZone = (): string => zoneOfReader(useReader().zone, useEditing().plan.zone);
