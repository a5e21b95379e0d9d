/** What one event wrote into a text, so that who began from there can be told apart from who wrote since. */
interface Body {
  field?: string;
  to?: unknown;
  thing?: Record<string, unknown>;
  step?: Record<string, unknown>;
}

/** The text the event that is a field's version left there; null where it cannot be told from the event alone. */
export function textWritten(body: unknown, field: string): string | null {
  if (typeof body !== 'object' || body === null) return null;
  const { field: written, to, thing, step } = body as Body;
  const value = written === field ? to : (thing ?? step)?.[field];
  return typeof value === 'string' ? value : null;
}
