/**
 * Two people changed one text without seeing each other's words. Where they changed different places, both stand (a
 * three-way merge by words, as `diff3` does by lines); where they changed the same place, only a person can tell.
 */

/** Sentences. Of a name, a figure or an address the words of two people make a third that nobody said. */
const prose: ReadonlySet<string> = new Set([
  ...[
    'ask',
    'doneWhen',
    'ifSlips',
    'agenda',
    'whyNow',
    'problem',
    'costToday',
    'request',
    'ifWeWait',
    'text',
  ],
]);
export const isProse = (field: string): boolean => prose.has(field);

/** Words, and what stands between them. */
export const partsOf = (text: string): string[] => text.match(/\s+|\S+/g) ?? [];

/** Longer than this nobody waits for; such a text is shown to a person. */
export const MOST_PARTS = 2_000;
/** Of the parts that differ, each with each: others wait while these are compared. */
const MOST_PAIRS = 250_000;

/** Null: they changed the same place. */
export function mergeText(base: string, mine: string, theirs: string): string | null {
  if (mine === theirs || theirs === base) return mine;
  if (mine === base) return theirs;
  const [b, m, t] = [partsOf(base), partsOf(mine), partsOf(theirs)];
  if (Math.max(b.length, m.length, t.length) > MOST_PARTS) return null;
  const [inMine, inTheirs] = [matches(b, m), matches(b, t)];
  const merged: string[] = [];
  let [atB, atM, atT] = [0, 0, 0];
  for (let next = 0; next <= b.length; next += 1) {
    const [toM, toT] = next === b.length ? [m.length, t.length] : [inMine[next], inTheirs[next]];
    // Only what stands in all three parts one change from the next.
    if (toM === undefined || toT === undefined) continue;
    const chunk = chosen(b.slice(atB, next), m.slice(atM, toM), t.slice(atT, toT));
    if (!chunk) return null;
    merged.push(...chunk, ...b.slice(next, next + 1));
    [atB, atM, atT] = [next + 1, toM + 1, toT + 1];
  }
  return merged.join('');
}

function chosen(base: string[], mine: string[], theirs: string[]): string[] | null {
  const [b, m, t] = [base, mine, theirs].map((parts) => parts.join(''));
  if (m === t || t === b) return mine;
  return m === b ? theirs : null;
}

/**
 * By place in `one`: where the same part stands in `other`, along a longest common subsequence. Where too much differs it
 * is taken for wholly different.
 */
export function matches(one: string[], other: string[]): (number | undefined)[] {
  let before = 0;
  while (before < Math.min(one.length, other.length) && one[before] === other[before]) before += 1;
  let behind = 0;
  const most = Math.min(one.length, other.length) - before;
  while (behind < most && one.at(-1 - behind) === other.at(-1 - behind)) behind += 1;
  const between = matchesBetween(
    one.slice(before, one.length - behind),
    other.slice(before, other.length - behind),
  );
  return one.map((_, i) => {
    if (i < before) return i;
    if (i >= one.length - behind) return i - one.length + other.length;
    const found = between[i - before];
    return found === undefined ? undefined : found + before;
  });
}

function matchesBetween(one: string[], other: string[]): (number | undefined)[] {
  const found: (number | undefined)[] = one.map(() => undefined);
  if (one.length * other.length > MOST_PAIRS) return found;
  const width = other.length + 1;
  // How much of the rest is common, from each pair of places on.
  const common = new Uint16Array((one.length + 1) * width);
  const at = (i: number, j: number): number => common[i * width + j] ?? 0;
  for (let i = one.length - 1; i >= 0; i -= 1)
    for (let j = other.length - 1; j >= 0; j -= 1)
      common[i * width + j] =
        one[i] === other[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  for (let i = 0, j = 0; i < one.length && j < other.length; )
    if (one[i] === other[j]) found[i++] = j++;
    else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  return found;
}
