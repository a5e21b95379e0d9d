import { useEffect, useState } from 'react';

/** Tells the server the reader's time zone along with a form; without JavaScript it says nothing. */
export function ZoneField({ name = 'zone' }: { name?: string }) {
  const [zone, setZone] = useState('');
  useEffect(() => setZone(Intl.DateTimeFormat().resolvedOptions().timeZone), []);
  return <input type="hidden" name={name} value={zone} />;
}
