import type { EntityType } from './fact-pack.ts';

/** Red, green and blue, each 0..255. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** How much of a mark's line is its own colour, 0..1; the rest is the text's, mixed in sRGB. */
export const LINE_SHARE = 0.7;

/**
 * How marks are drawn: made in the background for the look that the reader chose, so that a page's script
 * stays small.
 */
export interface MarkStyles {
  /**
   * A style sheet for CSS highlights by these names, which a page replaces by random ones: each entity type
   * and "plain", followed by "?" where the link is less sure, and "current".
   */
  readonly css: string;
  readonly tints: Readonly<Record<EntityType, Rgb>>;
}
