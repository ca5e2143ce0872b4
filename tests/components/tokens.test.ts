import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const CSS = ['tokens.css', 'page-tokens.css']
  .map((file) => readFileSync(path.resolve(import.meta.dirname, '../../components/shared', file), 'utf8'))
  .join('');

type Theme = 'light' | 'dark';

/** Colour roles with their value in each theme, as six hexadecimal digits. */
const COLOURS = new Map(
  [...CSS.matchAll(/--([\w-]+): light-dark\(#([0-9a-f]{6}), #([0-9a-f]{6})\);/g)].map(
    ([, name, light, dark]) => [name!, { light: light!, dark: dark! }],
  ),
);

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [red, green, blue] = [0, 2, 4].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

/** Contrast ratio, 1 to 21, WCAG 2.2. */
function contrast(a: string, b: string): number {
  const [brighter, darker] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (brighter! + 0.05) / (darker! + 0.05);
}

function contrastOf(front: string, back: string, theme: Theme): number {
  const [a, b] = [COLOURS.get(front), COLOURS.get(back)];
  if (!a || !b) throw new RangeError(`No colour --${a ? back : front} in tokens.css`);
  return contrast(a[theme], b[theme]);
}

const SURFACES = ['sunken', 'paper', 'surface', 'raised'];

/** Text and what it stands on: at least 4.5 : 1. */
const TEXT: readonly (readonly [text: string, on: readonly string[]])[] = [
  ['ink', [...SURFACES, 'accent-wash', 'marker', 'good-wash', 'note-wash', 'care-wash', 'danger-wash']],
  ['ink-soft', [...SURFACES, 'accent-wash']],
  ['ink-faint', SURFACES],
  ['accent', SURFACES],
  ['accent-strong', [...SURFACES, 'accent-wash']],
  ['on-accent', ['accent', 'accent-strong']],
  ['on-danger', ['danger']],
  ['good', ['good-wash', 'surface', 'paper']],
  ['note', ['note-wash', 'surface', 'paper']],
  ['care', ['care-wash', 'surface', 'paper']],
  ['plan', ['plan-wash', 'surface', 'paper']],
  ['danger', ['danger-wash', 'surface', 'paper']],
];

/** Edges of controls, focus rings and the mark's line: at least 3 : 1. */
const SHAPES: readonly (readonly [shape: string, on: readonly string[]])[] = [
  ['edge', SURFACES],
  ['focus', [...SURFACES, 'accent-wash']],
  ['mark', SURFACES],
  ['accent', ['sunken', 'surface']],
];

const THEMES: readonly Theme[] = ['light', 'dark'];

describe.each(THEMES)('colours in the %s theme', (theme) => {
  it.each(TEXT.flatMap(([text, on]) => on.map((back) => [text, back] as const)))(
    'let %s be read on %s',
    (text, back) => {
      expect(contrastOf(text, back, theme)).toBeGreaterThanOrEqual(4.5);
    },
  );

  it.each(SHAPES.flatMap(([shape, on]) => on.map((back) => [shape, back] as const)))(
    'let %s be seen on %s',
    (shape, back) => {
      expect(contrastOf(shape, back, theme)).toBeGreaterThanOrEqual(3);
    },
  );
});

it('colours all have a system colour where the reader forces colours', () => {
  const forced = CSS.slice(CSS.indexOf('forced-colors'));
  expect([...COLOURS.keys()].filter((name) => !forced.includes(`--${name}:`))).toEqual([]);
});

it('contrast is computed as WCAG does', () => {
  expect(contrast('000000', 'ffffff')).toBe(21);
  expect(contrast('767676', 'ffffff')).toBeCloseTo(4.54, 2);
});
