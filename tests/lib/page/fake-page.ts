import type { HighlightSet, PaintTools } from '../../../lib/page/paint.ts';
import type { SliceClock } from '../../../lib/page/slices.ts';

/** A clock whose slices never end early, and a way to wait until all work is done. */
export function createFakeClock(): SliceClock {
  return { now: () => 0, nextTurn: () => Promise.resolve() };
}

/** Lets mutation observers report, timers of up to `ms` run, and their promises settle. */
export async function settle(ms = 20): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}

interface FakeRange extends StaticRangeInit {
  readonly isFake: true;
}

/** Highlights that can be read back, for an environment that has none. */
export class FakePaint implements PaintTools {
  readonly registry = new Map<string, Set<FakeRange>>() as unknown as PaintTools['registry'] &
    Map<string, Set<FakeRange>>;
  readonly sheets: string[] = [];
  readonly scope: PaintTools['scope'];
  #names = 0;

  /** Whether the page has put on other colours. */
  isRestyled = false;

  /** What waits for the next frame, while the page is told to wait with it; undefined where each frame comes at once. */
  waiting: (() => void)[] | undefined;

  constructor(scope: PaintTools['scope'] = '') {
    this.scope = scope;
  }

  listNames(): readonly string[] {
    return [...this.registry.keys()];
  }

  createHighlight(): HighlightSet {
    return new Set() as unknown as HighlightSet;
  }

  createRange(init: StaticRangeInit): AbstractRange {
    return { ...init, isFake: true } as unknown as AbstractRange;
  }

  beforeFrame(callback: () => void): void {
    if (this.waiting) this.waiting.push(callback);
    else callback();
  }

  createSheet(css: string): CSSStyleSheet {
    this.sheets.push(css);
    return new CSSStyleSheet();
  }

  /** No tint can be seen on an element of this class. */
  isVisible(element: Element): boolean {
    return !element.matches('.loud');
  }

  hasChanged(): boolean {
    return this.isRestyled;
  }

  createName(): string {
    this.#names += 1;
    return `h${this.#names.toString(16).padStart(32, '0')}`;
  }

  /** The words that are painted, in the order of the page. */
  get words(): string[] {
    const ranges = [...this.registry.values()].flatMap((highlight) => [...highlight]);
    return ranges
      .sort((one, other) =>
        one.startContainer === other.startContainer
          ? one.startOffset - other.startOffset
          : one.startContainer.compareDocumentPosition(other.startContainer) &
              Node.DOCUMENT_POSITION_FOLLOWING
            ? -1
            : 1,
      )
      .filter(({ startContainer }) => startContainer.isConnected)
      .map(wordsOf);
  }
}

function wordsOf({ startContainer, startOffset, endContainer, endOffset }: FakeRange): string {
  const range = document.createRange();
  range.setStart(startContainer, startOffset);
  range.setEnd(endContainer, endOffset);
  return range.toString();
}
