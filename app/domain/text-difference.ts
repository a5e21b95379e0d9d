/** Two texts beside each other: which words stand in one of them only. */
import { MOST_PARTS, matches, partsOf } from './merge-text.ts';

export interface TextPart {
  text: string;
  /** Not in the other text. */
  only: boolean;
}

/** Each text in parts, in its own order; the parts of one joined are that text. */
export function textDifference(one: string, other: string): { one: TextPart[]; other: TextPart[] } {
  const [a, b] = [partsOf(one), partsOf(other)];
  // Nobody reads marks in so much, and it would take long to find them.
  if (Math.max(a.length, b.length) > MOST_PARTS) return { one: whole(one), other: whole(other) };
  const found = matches(a, b);
  const shared = new Set(found.flatMap((at) => at ?? []));
  return {
    one: joined(a, (index) => found[index] === undefined),
    other: joined(b, (index) => !shared.has(index)),
  };
}

const whole = (text: string): TextPart[] => [{ text, only: false }];

/** Words that are marked stand together with the space between them, and no space is marked alone. */
function joined(parts: readonly string[], isOnly: (index: number) => boolean): TextPart[] {
  const isSpace = (index: number) => (parts[index] ?? '').trim() === '';
  const marked = parts.map((_, index) =>
    isSpace(index)
      ? index > 0 && index < parts.length - 1 && isOnly(index - 1) && isOnly(index + 1)
      : isOnly(index),
  );
  return parts.reduce<TextPart[]>((list, text, index) => {
    const last = list.at(-1);
    const only = marked[index] ?? false;
    if (last?.only === only) last.text += text;
    else list.push({ text, only });
    return list;
  }, []);
}
