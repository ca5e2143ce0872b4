/** Gap between a mark and its tooltip, in CSS pixels: close enough to belong, wide enough to see the mark. */
const GAP = 8;

/** Least distance from the edge of the viewport, in CSS pixels. */
const MARGIN = 8;

/** A tooltip is given at least this much height, in CSS pixels, even where it then has to cover its mark. */
const MIN_HEIGHT = 160;

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Placing {
  /** Box of the line of the mark that is pointed at, in viewport coordinates. */
  readonly anchor: Pick<DOMRectReadOnly, 'left' | 'right' | 'top' | 'bottom'>;
  readonly viewport: Size;
  /** Size of the tooltip when nothing limits its height. */
  readonly size: Size;
  /** The text around the mark runs from right to left: the tooltip starts at the mark's right edge. */
  readonly isRightToLeft: boolean;
}

export interface Placed {
  /** Upper left corner, in viewport coordinates. */
  readonly x: number;
  readonly y: number;
  readonly maxHeight: number;
  readonly side: 'above' | 'below';
}

/**
 * Places a tooltip at a mark: below it, or above where it fits only there or has more room; never outside
 * the viewport, and over the mark only in a viewport that is too low for both.
 */
export function placeTooltip({ anchor, viewport, size, isRightToLeft }: Placing): Placed {
  const roomBelow = viewport.height - MARGIN - (anchor.bottom + GAP);
  const roomAbove = anchor.top - GAP - MARGIN;
  const side = size.height <= roomBelow || roomBelow >= roomAbove ? 'below' : 'above';
  const room = side === 'below' ? roomBelow : roomAbove;
  const maxHeight = Math.min(Math.max(room, MIN_HEIGHT), viewport.height - 2 * MARGIN);
  const height = Math.min(size.height, maxHeight);
  const x = isRightToLeft ? anchor.right - size.width : anchor.left;
  const y = side === 'below' ? anchor.bottom + GAP : anchor.top - GAP - height;
  return {
    x: clamp(x, viewport.width - size.width - MARGIN),
    y: clamp(y, viewport.height - height - MARGIN),
    maxHeight,
    side,
  };
}

/** Between the margin and `most`; the margin wins in a viewport that is too small. */
function clamp(value: number, most: number): number {
  return Math.max(MARGIN, Math.min(value, most));
}
