/** Whoever sends more slowly than this has gone, or means to keep us waiting. */
export const PATIENCE_MS = 60_000;

/** `late` when it had not come whole in time; what had come is let go of. */
export async function readBody(request: Request, patienceMs = PATIENCE_MS): Promise<Uint8Array | 'late'> {
  const reader = request.body?.getReader();
  if (!reader) return new Uint8Array();
  const parts: Uint8Array[] = [];
  let isLate = false;
  const late = setTimeout(() => {
    isLate = true;
    void reader.cancel().catch(() => undefined);
  }, patienceMs);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (isLate) return 'late';
      if (done) return Buffer.concat(parts);
      parts.push(value);
    }
  } finally {
    clearTimeout(late);
  }
}
