import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

const CONTROLS = 'button, a[href], input, select, summary, [tabindex="0"]';

/** Where the focus is in a list: the row, and the control in it; 0-based. */
interface Place {
  readonly row: number;
  readonly control: number;
}

/**
 * Keeps the focus in a list when the row that has it goes: whoever removes rows by keyboard would start
 * at the top of the page after each. The same control of the row that took its place gets it, or of the last
 * row; where no row is left, the heading of the section.
 */
export function useRowFocus(list: RefObject<HTMLUListElement | null>, count: number): void {
  const focused = useRef<Place>(undefined);
  const known = useRef(count);
  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    const note = ({ target }: FocusEvent) => {
      focused.current = placeOf(element, target as Element);
    };
    element.addEventListener('focusin', note);
    return () => {
      element.removeEventListener('focusin', note);
      if (element.contains(document.activeElement)) focusHeading(element.closest('section'));
    };
  }, [list]);
  useLayoutEffect(() => {
    const isFewer = count < known.current;
    known.current = count;
    // Whoever went on meanwhile keeps the focus.
    if (!isFewer || !focused.current || document.activeElement !== document.body) return;
    const rows = list.current?.children;
    const row = rows?.[Math.min(focused.current.row, rows.length - 1)];
    if (row) focusOneOf(row, focused.current.control);
  });
}

function placeOf(list: Element, target: Element): Place | undefined {
  const row = [...list.children].findIndex((one) => one.contains(target));
  if (row < 0) return undefined;
  return { row, control: [...list.children[row]!.querySelectorAll(CONTROLS)].indexOf(target) };
}

/** The control at the same place; another one where that is not there, or folded away. */
function focusOneOf(row: Element, control: number): void {
  const controls = [...row.querySelectorAll<HTMLElement>(CONTROLS)];
  for (const one of [controls[control], ...controls]) {
    one?.focus();
    if (document.activeElement === one) return;
  }
}

/** Once the list is gone, as it is about to be. */
function focusHeading(section: Element | null): void {
  const heading = section?.querySelector<HTMLElement>('h1, h2, h3');
  if (!heading) return;
  queueMicrotask(() => {
    if (!heading.isConnected || document.activeElement !== document.body) return;
    // It takes the focus by script alone: the Tab key passes it by.
    heading.tabIndex = -1;
    heading.focus();
  });
}
