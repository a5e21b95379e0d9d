import { useEffect, useState } from 'react';
import { listZones } from '#app/domain/zones.ts';
import type { SelectOption } from '#app/ui/select.tsx';

/**
 * The likely ones first, then all that the browser knows: its list is another than the server's, so it comes once the
 * page stands. Without JavaScript the likely ones are there.
 */
export function useZones(likely: readonly string[], words: (zone: string) => string): SelectOption[] {
  const [all, setAll] = useState<SelectOption[]>([]);
  useEffect(() => setAll(listZones('UTC')), []);
  const first = [...new Set(likely)];
  return [
    ...first.map((zone) => ({ value: zone, label: words(zone) })),
    ...all.filter(({ value }) => !first.includes(value)),
  ];
}
