import {
  observeWindowOffset,
  observeWindowRect,
  type VirtualItem,
  Virtualizer,
  windowScroll,
} from '@tanstack/virtual-core';
import type { ComponentChildren, HTMLAttributes } from 'preact';
import { useEffect, useLayoutEffect, useReducer, useRef, useState } from 'preact/hooks';
import { useRowFocus } from './use-row-focus.ts';

/** Up to here all rows are drawn: the browser's own search finds them, and nothing has to be measured. */
const ALL_DRAWN = 200;

/** What a row is high until it is measured, where the list does not say; CSS pixels. */
const USUAL_HEIGHT = 48;

/** Rows kept drawn beyond each edge of the window, so that the Tab key always finds the next one. */
const BEYOND = 8;

export interface RowsProps<Item> {
  readonly label: string;
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  /** Classes of the list and of its rows, where they are not the usual ones. */
  readonly classes?: readonly [list: string, row: string] | undefined;
  /** What a row is high until it is measured, and what room is between two; CSS pixels. */
  readonly usualHeight?: number | undefined;
  readonly gap?: number | undefined;
  /** What a row carries besides, e.g. what hears a drag. */
  readonly propsOf?: ((item: Item, index: number) => HTMLAttributes<HTMLLIElement>) | undefined;
  /** What stands in a row. */
  readonly children: (item: Item, index: number) => ComponentChildren;
  /** Hears which items are drawn, whenever others are. */
  readonly onShow?: ((items: readonly Item[]) => void) | undefined;
}

/** A list of any length in the page's own scrolling: of a long one, only what is near the window is drawn. */
export function Rows<Item>({
  label,
  items,
  keyOf,
  classes: [listClass, rowClass] = ['rows', 'row'],
  usualHeight = USUAL_HEIGHT,
  gap = 0,
  propsOf,
  children,
  onShow,
}: RowsProps<Item>) {
  const list = useRef<HTMLUListElement>(null);
  const rows = useVirtualRows(list, {
    count: items.length,
    keyAt: (index) => keyOf(items[index] as Item),
    usualHeight,
    gap,
  });
  useRowFocus(list, items.length);
  const drawn = items.slice(rows.first, rows.end);
  const [first, last] = [drawn[0], drawn.at(-1)];
  useEffect(() => onShow?.(drawn), [first && keyOf(first), last && keyOf(last), drawn.length]);
  return (
    <ul
      ref={list}
      class={listClass}
      aria-label={label}
      style={rows.isPart ? { paddingBlock: `${rows.before}px ${rows.after}px` } : undefined}
    >
      {drawn.map((item, index) => (
        <li
          key={keyOf(item)}
          class={rowClass}
          {...propsOf?.(item, rows.first + index)}
          {...(rows.isPart && {
            ref: rows.measure,
            'data-index': rows.first + index,
            'aria-setsize': items.length,
            'aria-posinset': rows.first + index + 1,
          })}
        >
          {children(item, rows.first + index)}
        </li>
      ))}
    </ul>
  );
}

interface DrawnRows {
  readonly isPart: boolean;
  /** The first row that is drawn, and the first after it that is not; 0-based. */
  readonly first: number;
  readonly end: number;
  /** Room for the rows that are not drawn; CSS pixels. */
  readonly before: number;
  readonly after: number;
  readonly measure: (row: HTMLLIElement | null) => void;
}

interface VirtualRows {
  readonly count: number;
  readonly keyAt: (index: number) => string;
  readonly usualHeight: number;
  readonly gap: number;
}

function useVirtualRows(
  list: { readonly current: HTMLUListElement | null },
  { count, keyAt, usualHeight, gap }: VirtualRows,
): DrawnRows {
  const [, redraw] = useReducer((times: number) => times + 1, 0);
  /** From the top of the page to the list. */
  const [top, setTop] = useState(0);
  const isPart = count > ALL_DRAWN;
  const options = {
    count,
    enabled: isPart,
    scrollMargin: top,
    overscan: BEYOND,
    getItemKey: keyAt,
    estimateSize: () => usualHeight,
    gap,
    // What is not laid out is 0 high, and without end many such rows would fit the window.
    measureElement: (row: HTMLLIElement) => row.offsetHeight || usualHeight,
    getScrollElement: () => window,
    observeElementRect: observeWindowRect,
    observeElementOffset: observeWindowOffset,
    scrollToFn: windowScroll,
    onChange: () => redraw(undefined),
  };
  const [virtualizer] = useState(() => new Virtualizer<Window, HTMLLIElement>(options));
  virtualizer.setOptions(options);
  useLayoutEffect(() => virtualizer._didMount(), [virtualizer]);
  useLayoutEffect(() => {
    virtualizer._willUpdate();
    if (isPart && list.current) setTop(list.current.getBoundingClientRect().top + window.scrollY);
  });
  useEffect(() => {
    if (!isPart || !list.current) return;
    // A list in details that are closed has no place yet; it gets one when they are opened.
    const sizes = new ResizeObserver(() => redraw(undefined));
    sizes.observe(list.current);
    return () => sizes.disconnect();
  }, [isPart, list]);
  const drawn = isPart ? virtualizer.getVirtualItems() : [];
  const [first, last] = [drawn[0], drawn.at(-1)] as [VirtualItem?, VirtualItem?];
  return {
    isPart,
    first: first?.index ?? 0,
    end: isPart ? (last?.index ?? -1) + 1 : count,
    before: first ? first.start - top : 0,
    after: last ? virtualizer.getTotalSize() - (last.end - top) : 0,
    measure: virtualizer.measureElement,
  };
}
