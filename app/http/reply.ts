/** What an error page is told. `sentence` is for the person; statuses without one have words of their own. */
export type Reply = { code: string; sentence?: string };

/** The body of a refusal thrown by a loader or an action, or undefined for anything else. */
export function readReply(value: unknown): Reply | undefined {
  if (typeof value !== 'object' || value === null || !('code' in value) || typeof value.code !== 'string')
    return undefined;
  const sentence = 'sentence' in value && typeof value.sentence === 'string' ? value.sentence : undefined;
  return { code: value.code, ...(sentence ? { sentence } : {}) };
}
