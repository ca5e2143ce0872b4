import { Resvg } from '@resvg/resvg-js';
import type { IconNode } from 'lucide';
import * as icons from 'lucide';
import { describe, expect, it } from 'vitest';
import { flattenIcon } from '../../../scripts/setup/flat-icons.ts';

type Shapes = Parameters<typeof flattenIcon>[0];

function pixelsOf(shapes: Shapes): Uint8Array {
  const inside = shapes.map(([name, attributes]) => {
    const written = Object.entries(attributes).map(([key, value]) => `${key}="${value}"`);
    return `<${name} ${written.join(' ')}/>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="48" height="48" viewBox="0 0 24 24" fill="none" stroke="#000" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${inside.join('')}</svg>`;
  return new Resvg(svg).render().pixels;
}

/** Share of pixels that differ by more than anti-aliasing does. */
function difference(one: Uint8Array, other: Uint8Array): number {
  let count = 0;
  for (let index = 3; index < one.length; index += 4) {
    if (Math.abs(one[index]! - other[index]!) > 48) count++;
  }
  return (count * 4) / one.length;
}

const { ArrowLeft, Building2, CalendarClock, Newspaper, Package, Pin, Scale, User, X } = icons;

describe('flattenIcon', () => {
  it.each<[string, IconNode]>(
    Object.entries({ ArrowLeft, Building2, CalendarClock, Newspaper, Package, Pin, Scale, User, X }),
  )('draws %s with one path as its shapes do', (_name, node) => {
    const shapes = node as unknown as Shapes;
    const flat = pixelsOf([['path', { d: flattenIcon(shapes) }]]);
    expect(difference(pixelsOf(shapes), flat)).toBeLessThan(0.002);
  });

  it('sees icons that differ', () => {
    expect(difference(pixelsOf(X as unknown as Shapes), pixelsOf(Pin as unknown as Shapes))).toBeGreaterThan(
      0.05,
    );
  });

  it('refuses a shape that it does not know', () => {
    expect(() => flattenIcon([['image', {}]])).toThrow('<image>');
  });
});
