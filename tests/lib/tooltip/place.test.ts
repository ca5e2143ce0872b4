import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeTooltip } from '../../../lib/tooltip/place.ts';

const SIZE = { width: 384, height: 300 };
const VIEWPORT = { width: 1000, height: 800 };

const mark = (left: number, top: number, width = 60, height = 20) => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
});

const place = (anchor: ReturnType<typeof mark>, rest: Partial<Parameters<typeof placeTooltip>[0]> = {}) =>
  placeTooltip({ anchor, viewport: VIEWPORT, size: SIZE, isRightToLeft: false, ...rest });

describe('placeTooltip', () => {
  it('stands below the mark, at its start', () => {
    expect(place(mark(100, 100))).toMatchObject({ x: 100, y: 128, side: 'below' });
  });

  it('stands above where it fits only there', () => {
    expect(place(mark(100, 700))).toMatchObject({ x: 100, y: 392, side: 'above' });
  });

  it('starts at the right end in text that runs from right to left', () => {
    expect(place(mark(500, 100), { isRightToLeft: true }).x).toBe(560 - SIZE.width);
  });

  it('moves in from the edge of the screen', () => {
    expect(place(mark(900, 100)).x).toBe(VIEWPORT.width - SIZE.width - 8);
    expect(place(mark(10, 100), { isRightToLeft: true }).x).toBe(8);
  });

  it('takes the side with more room when it fits on neither, and scrolls', () => {
    const placed = place(mark(100, 500), { size: { ...SIZE, height: 900 } });
    expect(placed).toMatchObject({ side: 'above', maxHeight: 484, y: 8 });
  });

  it('covers the mark rather than vanish in a very low viewport', () => {
    expect(place(mark(100, 90), { viewport: { width: 1000, height: 200 } }).maxHeight).toBe(160);
  });

  it('never leaves the screen, nor covers the mark where either side has room', () => {
    const number = (most: number) => fc.integer({ min: 0, max: most });
    fc.assert(
      fc.property(
        number(2000),
        number(2000),
        fc.integer({ min: 320, max: 2000 }),
        fc.integer({ min: 200, max: 2000 }),
        number(1200),
        fc.boolean(),
        (left, top, width, height, content, isRightToLeft) => {
          const anchor = mark(left % width, top % height);
          const size = { width: Math.min(384, width - 16), height: content };
          const { x, y, maxHeight, side } = placeTooltip({
            anchor,
            viewport: { width, height },
            size,
            isRightToLeft,
          });
          const shown = Math.min(content, maxHeight);
          expect(x).toBeGreaterThanOrEqual(8);
          expect(x + size.width).toBeLessThanOrEqual(width - 8);
          expect(y).toBeGreaterThanOrEqual(8);
          expect(y + shown).toBeLessThanOrEqual(height - 8);
          const room = Math.max(height - anchor.bottom, anchor.top) - 16;
          if (room < 160) return;
          if (side === 'below') expect(y).toBeGreaterThanOrEqual(anchor.bottom);
          else expect(y + shown).toBeLessThanOrEqual(anchor.top);
        },
      ),
    );
  });
});
