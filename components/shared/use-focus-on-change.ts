import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * Moves the focus to the beginning of something whose contents have become others: what was pressed to
 * that end is gone with them, and keyboard and screen reader would start at the top of the page.
 *
 * @param phase What tells the contents apart; the first moves nothing.
 */
export function useFocusOnChange(beginning: RefObject<HTMLElement | null>, phase: string): void {
  const shown = useRef(phase);
  // Before the next key can land.
  useLayoutEffect(() => {
    if (phase !== shown.current) beginning.current?.focus();
    shown.current = phase;
  }, [phase, beginning]);
}
