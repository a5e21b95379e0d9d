/** When on its day a meeting begins, and how long it takes. */
export interface MeetingTime {
  /** As clocks show it in `zone`: "15:00". */
  time: string;
  /** An IANA name. */
  zone: string;
  minutes: number;
}

export const isSameTime = (a: MeetingTime | null, b: MeetingTime | null): boolean =>
  a === b || (a !== null && b !== null && a.time === b.time && a.zone === b.zone && a.minutes === b.minutes);

/** "Berlin time", "UTC" */
export function zoneInWords(zone: string): string {
  const place = (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
  return zone.includes('/') && !zone.startsWith('Etc/') ? `${place} time` : place;
}

/** "15:00–15:45 Berlin time": what is asked for or was set, as it was put. */
export function timeInWords({ time, zone, minutes }: MeetingTime): string {
  const end = (Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) + minutes) % (24 * 60);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${time}–${two(Math.floor(end / 60))}:${two(end % 60)} ${zoneInWords(zone)}`;
}
