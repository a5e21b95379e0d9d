import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const css = readFileSync(fileURLToPath(new URL('../../app/ui/styles/tokens.css', import.meta.url)), 'utf8');
const [lightCss = '', darkCss = ''] = css.split('@media (prefers-color-scheme: dark)');

const colours = (source: string) =>
  Object.fromEntries(
    [...source.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, hex]) => [name, hex]),
  );
const light = colours(lightCss) as Record<string, string>;
const dark = { ...light, ...colours(darkCss) } as Record<string, string>;

const luminance = (hex: string) => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const contrast = (one: string, other: string) => {
  const [dim = 0, bright = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (bright + 0.05) / (dim + 0.05);
};

const grounds = ['paper', 'surface', 'sunken'];
const text: [string, string][] = [
  ...['ink', 'ink-2', 'ink-3', 'seller', 'buyer', 'warn', 'bad'].flatMap((ink) =>
    grounds.map((ground): [string, string] => [ink, ground]),
  ),
  ['on-ink', 'ink'],
  ...['seller', 'buyer', 'ok', 'warn', 'bad'].map((tone): [string, string] => [tone, `${tone}-soft`]),
  ...['ok-soft', 'warn-soft', 'bad-soft'].flatMap((soft): [string, string][] => [
    ['ink', soft],
    ['ink-2', soft],
  ]),
];
const shapes: [string, string][] = ['focus', 'field-line', 'ink-3', 'bad', 'warn'].flatMap((shape) =>
  ['paper', 'surface'].map((ground): [string, string] => [shape, ground]),
);

describe.each([
  ['light', light],
  ['dark', dark],
])('the %s colours', (_name, palette) => {
  it.each(text)('let %s be read on %s (WCAG 1.4.3, 4.5 to 1)', (ink, ground) => {
    expect(contrast(palette[ink] ?? '', palette[ground] ?? '')).toBeGreaterThanOrEqual(4.5);
  });
  it.each(shapes)('let the shape of %s be seen on %s (WCAG 1.4.11, 3 to 1)', (shape, ground) => {
    expect(contrast(palette[shape] ?? '', palette[ground] ?? '')).toBeGreaterThanOrEqual(3);
  });
});

it('dark names every colour that light names', () => {
  expect(Object.keys(colours(darkCss)).sort()).toEqual(Object.keys(light).sort());
});

it('stand in the first layer, where print and forced colours can change them', () => {
  const index = readFileSync(
    fileURLToPath(new URL('../../app/ui/styles/index.css', import.meta.url)),
    'utf8',
  );
  const own = index.split('\n').filter((line) => /@import ["']\.\//.test(line));
  expect(own.length).toBeGreaterThan(0);
  for (const line of own) expect(line).toContain('layer(base)');
});
