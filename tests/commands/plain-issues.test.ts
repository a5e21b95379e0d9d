import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { commandTypes, registry } from '#app/commands/registry.ts';
import { plainIssue } from '#app/domain/plain-issue.ts';
import { parseForm } from '#app/http/forms.ts';
import { inTouchFields } from '#app/http/in-touch-fields.server.ts';

/** What a library says by itself. */
const library =
  /invalid|expected|received|unrecogni|required|too (big|small)|regex|pattern|\bstring\b|\barray\b|\bobject\b|\buuid\b|NaN|undefined|null/i;

const wrong: unknown[] = [
  ...[undefined, null, '', ' ', 0, -1, 1.5, 1e9, true, [], {}, 'x'.repeat(10_000), '9999-99-99'],
  ...[['a'], Array.from({ length: 500 }, () => 'a'), { time: '25:00', zone: 'Mars/Olympus', minutes: 0 }],
];

/** The names of what a shape holds, whichever of its kinds it is. */
function namesIn(schema: z.ZodType): string[] {
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
  if (schema instanceof z.ZodUnion)
    return [...new Set(schema.options.flatMap((each) => namesIn(each as z.ZodType)))];
  return [];
}
/** What tells the kinds of it apart. */
function kindsIn(schema: z.ZodType): Record<string, unknown>[] {
  if (!(schema instanceof z.ZodDiscriminatedUnion)) return [{}];
  const { discriminator } = schema.def;
  return schema.options.map((each) => {
    const field = (each as z.ZodObject).shape[discriminator];
    return { [discriminator]: (field as z.ZodLiteral).value };
  });
}

function messagesOf(schema: z.ZodType, value: unknown): string[] {
  const parsed = schema.safeParse(value, { error: plainIssue });
  return parsed.success ? [] : parsed.error.issues.map(({ message }) => message);
}

describe.each(commandTypes)('%s', (type) => {
  test('whatever is sent, what is wrong with it is said in plain words', () => {
    const { args } = registry[type];
    const names = namesIn(args);
    const sent = kindsIn(args).flatMap((kind) => [
      kind,
      ...names.flatMap((name) => wrong.map((value) => ({ ...kind, [name]: value }))),
      ...wrong.map((value) => ({ ...kind, ...Object.fromEntries(names.map((name) => [name, value])) })),
    ]);
    const said = [...wrong, ...sent, { unknown: 1 }].flatMap((value) => messagesOf(args, value));
    expect(said.length).toBeGreaterThan(0);
    expect([...new Set(said)].filter((sentence) => library.test(sentence))).toEqual([]);
    for (const sentence of said) expect(sentence).toMatch(/^[A-Z].*\.$/);
  });
});

test('a form says it in the same words', () => {
  const schema = z.strictObject({
    name: z.string().min(3),
    kind: z.enum(['a', 'b']),
    count: z.coerce.number(),
  });
  const read = parseForm(new URLSearchParams({ name: 'x', kind: 'c', count: 'many', more: '1' }), schema);
  expect(read.ok).toBe(false);
  if (read.ok) return;
  const said = Object.values(read.answer.error ?? {}).flatMap((each) => each ?? []);
  expect(said.length).toBeGreaterThan(2);
  expect(said.filter((sentence) => library.test(sentence))).toEqual([]);
});

test('how we keep in touch too', () => {
  const names = [
    'about',
    'rhythm',
    'weekday',
    'days',
    'from',
    'to',
    'quietFrom',
    'quietTo',
    'zone',
    'channel',
  ];
  const said = [...names, 'manner', 'awayUntil', 'standIn'].flatMap((name) =>
    ['', 'x', '-1', '99', 'y'.repeat(300)].flatMap((value) => {
      const read = parseForm(new URLSearchParams({ [name]: value }), inTouchFields);
      return read.ok ? [] : Object.values(read.answer.error ?? {}).flatMap((each) => each ?? []);
    }),
  );
  expect(said.length).toBeGreaterThan(0);
  expect([...new Set(said)].filter((sentence) => library.test(sentence))).toEqual([]);
});

test('the check would catch a library’s words', () => {
  const parsed = z.string().safeParse(1);
  expect(parsed.error?.issues[0]?.message).toMatch(library);
});
