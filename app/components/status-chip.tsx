import { Chip, type ChipLook } from '#app/ui/chip.tsx';

export type StatusTone =
  | 'done'
  | 'skipped'
  | 'stuck'
  | 'toAnswer'
  | 'late'
  | 'unconfirmed'
  | 'nameNeeded'
  | 'onTrack'
  | 'atRisk'
  | 'stalled'
  | 'paused';

const looks: Record<StatusTone, ChipLook> = {
  done: 'quiet',
  skipped: 'quiet',
  stuck: 'outlined',
  toAnswer: 'open',
  late: 'bad',
  unconfirmed: 'open',
  nameNeeded: 'open',
  onTrack: 'ok',
  atRisk: 'warn',
  stalled: 'solid',
  paused: 'outlined',
};

/** How a step or a plan stands, in words; at most one in a row. */
export const StatusChip = ({ tone, label }: { tone: StatusTone; label: string }) => (
  <Chip look={looks[tone]}>{label}</Chip>
);
