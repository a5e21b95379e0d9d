/** Every zone this server knows, with the reader's own among them even where its list spells it otherwise. */
export function listZones(own: string): { value: string; label: string }[] {
  const names = new Set(['UTC', own, ...Intl.supportedValuesOf('timeZone')]);
  return [...names].sort().map((name) => ({ value: name, label: name.replaceAll('_', ' ') }));
}
