/** Chance that can be had again: the same seed gives the same run on every machine. */
export interface Random {
  /** From 0 up to, not including, 1. */
  number(): number;
  /** A whole number from 0 up to, not including, `most`. */
  below(most: number): number;
  pick<T>(list: readonly T[]): T;
  chance(of: number): boolean;
  shuffle<T>(list: readonly T[]): T[];
  /** Version 4, as the app makes them. */
  uuid(): string;
  /** Lower-case hexadecimal. */
  hex(length: number): string;
  /** A generator of its own, so that what one part draws does not move another. */
  branch(label: string): Random;
}

export function seeded(seed: number): Random {
  // Mulberry32, https://gist.github.com/tommyettinger/46a874533244883189143505d203312c
  let state = seed >>> 0;
  const number = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (most: number): number => Math.floor(number() * most);
  const hex = (length: number): string => Array.from({ length }, () => below(16).toString(16)).join('');
  const pick = <T>(list: readonly T[]): T => {
    if (list.length === 0) throw new Error('There is nothing to pick from');
    return list[below(list.length)] as T;
  };
  return {
    number,
    below,
    pick,
    hex,
    chance: (of) => number() < of,
    shuffle(list) {
      const rest = [...list];
      return list.map(() => rest.splice(below(rest.length), 1)[0] as (typeof list)[number]);
    },
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${'89ab'[below(4)]}${hex(3)}-${hex(12)}`,
    branch(label) {
      let mixed = seed >>> 0;
      for (const letter of label) mixed = Math.imul(mixed ^ letter.charCodeAt(0), 0x01000193) >>> 0;
      return seeded(mixed);
    },
  };
}
