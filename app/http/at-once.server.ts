/** So many at a time, and no more: what each of them holds in memory is large. */
export function atOnce(most: number) {
  let inside = 0;
  return {
    /** Null when as many are inside already. */
    async run<T>(act: () => Promise<T>): Promise<T | null> {
      if (inside >= most) return null;
      inside += 1;
      try {
        return await act();
      } finally {
        inside -= 1;
      }
    },
  };
}
