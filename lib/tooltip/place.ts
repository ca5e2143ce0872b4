import { computePosition, flip, offset, type Platform, type Rect, shift, size } from '@floating-ui/core';

/** Gap between a mark and its tooltip, in CSS pixels: close enough to belong, wide enough to see the mark. */
const GAP = 8;

/** Least distance from the edge of the viewport, in CSS pixels. */
const MARGIN = 8;

/** A tooltip is no lower than this, in CSS pixels, even where it then has to cover its mark. */
const MIN_HEIGHT = 160;

export interface Placing {
  /** Box of the line of the mark that is pointed at, in viewport coordinates. */
  readonly anchor: Rect;
  readonly viewport: { readonly width: number; readonly height: number };
  /** The text around the mark runs from right to left: the tooltip starts at the mark's right edge. */
  readonly isRightToLeft: boolean;
  /** Size of the tooltip if it may be at most this high. */
  measure(maxHeight: number): { readonly width: number; readonly height: number };
}

export interface Placed {
  /** Upper left corner, in viewport coordinates. */
  readonly x: number;
  readonly y: number;
  readonly maxHeight: number;
  readonly side: 'above' | 'below';
}

/**
 * Places a tooltip at a mark: below it, or above where that has more room; never outside the viewport,
 * and over the mark only in a viewport too low for both.
 */
export async function placeTooltip({ anchor, viewport, isRightToLeft, measure }: Placing): Promise<Placed> {
  let maxHeight = viewport.height - 2 * MARGIN;
  const platform: Platform = {
    getElementRects: () => ({ reference: anchor, floating: { x: 0, y: 0, ...measure(maxHeight) } }),
    getClippingRect: () => ({ x: 0, y: 0, ...viewport }),
    getDimensions: () => measure(maxHeight),
    isRTL: () => isRightToLeft,
  };
  const { x, y, placement } = await computePosition(anchor, undefined, {
    platform,
    placement: 'bottom-start',
    middleware: [
      offset(GAP),
      flip({ padding: MARGIN, crossAxis: false }),
      size({
        padding: MARGIN,
        apply({ availableHeight }) {
          maxHeight = Math.min(maxHeight, Math.max(MIN_HEIGHT, availableHeight));
        },
      }),
      shift({ padding: MARGIN, crossAxis: true }),
    ],
  });
  return { x, y, maxHeight, side: placement.startsWith('top') ? 'above' : 'below' };
}
