import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/**
 * Moves the focus to the beginning of something whose contents have become others: what was pressed to
 * that end is gone with them, and keyboard and screen reader would start at the top of the page. Whoever is at
 * another control by then, typing perhaps, stays there.
 *
 * @param phase What tells the contents apart; the first moves nothing.
 * @returns whether the last change left the focus elsewhere: then it is to be told in another way.
 */
export function useFocusOnChange(beginning: RefObject<HTMLElement | null>, phase: string): boolean {
  const shown = useRef(phase);
  const [isElsewhere, setElsewhere] = useState(false);
  // Before the next key can land.
  useLayoutEffect(() => {
    if (phase === shown.current) return;
    shown.current = phase;
    const isAway = isAtControlOutside(beginning.current);
    setElsewhere(isAway);
    if (!isAway) beginning.current?.focus();
  }, [phase, beginning]);
  return isElsewhere;
}

/** Neither the page itself, nor a heading that has the focus by script alone, is a control. */
function isAtControlOutside(element: HTMLElement | null): boolean {
  const { activeElement } = document;
  return (
    activeElement instanceof HTMLElement && activeElement.tabIndex >= 0 && !element?.contains(activeElement)
  );
}
