/** Plans whose screens are told what is written: what else is on a page is read again without them. */
const followed = new Set<string>();

export const isFollowed = (planId: string): boolean => followed.has(planId);

/** Returns the way to stop. */
export function follow(planId: string): () => void {
  followed.add(planId);
  return () => void followed.delete(planId);
}
