import type { StartPageTooltip } from './page-tooltip.ts';

/** Where the content script waits for the tooltip's script, on the isolated world's global object. */
export const HANDOVER = Symbol.for('factmark.tooltip');

export interface HandoverWorld {
  [HANDOVER]?: (start: StartPageTooltip) => void;
}
