import { setTimeout as sleep } from 'node:timers/promises';
import { LOADING_DELAY_MS, OPEN_DELAY_MS } from '../../../lib/tooltip/state.ts';
import type { InPage } from '../../../tests/e2e/drivers/driver.ts';
import type { PageServer } from './page-server.ts';
import type { SavedPage } from './saved-pages.ts';

/** The part of a tab that pointing at marks needs. */
export interface PointingTab {
  // biome-ignore lint/suspicious/noExplicitAny: see Surface in the drivers.
  evaluate<A extends any[], R>(run: InPage<A, R>, ...args: A): Promise<Awaited<R>>;
  movePointer(x: number, y: number): Promise<void>;
  close(): Promise<void>;
}

export interface PointersBrowser {
  openPointingTab(url: string): Promise<PointingTab>;
  killBackground(): Promise<void>;
}

/** Milliseconds from the end of the intended pause to the frame with the tooltip. */
export interface HoverTimes {
  readonly awake: readonly number[];
  readonly asleep: readonly number[];
  /** Tooltips that opened without facts, to say that they wait. */
  readonly withoutFacts: number;
}

/** Longer than a tooltip takes to close. */
const CLOSING_MS = 800;

/** Points at a mark of the page again and again, in turns with the background awake and asleep. */
export async function measureHover(
  browser: PointersBrowser,
  server: PageServer,
  page: SavedPage,
  rounds: number,
): Promise<HoverTimes> {
  const probe = server.probe(page);
  const tab = await browser.openPointingTab(probe.url);
  const times = { awake: [] as number[], asleep: [] as number[] };
  let withoutFacts = 0;
  try {
    await probe.next();
    await sleep(2_000);
    const point = await tab.evaluate(findMark);
    if (!point) throw new Error('The page shows no mark to point at');
    await sleep(500);
    const pointAt = async (way: 'awake' | 'asleep' | undefined) => {
      if (way === 'asleep') await browser.killBackground();
      await tab.movePointer(point.x, point.y);
      const report = await probe.next();
      await tab.movePointer(1, 1);
      await sleep(CLOSING_MS);
      if (report?.type !== 'tooltip' || !way) return;
      const late = report.painted - report.pointed - OPEN_DELAY_MS;
      if (late >= LOADING_DELAY_MS) withoutFacts++;
      times[way].push(late);
    };
    await tab.movePointer(1, 1);
    await pointAt(undefined);
    for (let round = 0; round < rounds; round++) {
      await pointAt('awake');
      await pointAt('asleep');
    }
  } finally {
    await tab.close();
  }
  return { ...times, withoutFacts };
}

/** Runs in the page: scrolls its first mark to the middle. @returns where it is then, in viewport coordinates. */
export function findMark(): { x: number; y: number } | undefined {
  for (const ranges of CSS.highlights.values()) {
    for (const { startContainer, startOffset, endContainer, endOffset } of ranges) {
      const range = document.createRange();
      range.setStart(startContainer, startOffset);
      range.setEnd(endContainer, endOffset);
      const place = startContainer.parentElement;
      if (!place?.checkVisibility() || place.closest('a, header, nav')) continue;
      place.scrollIntoView({ block: 'center', behavior: 'instant' });
      const [box] = range.getClientRects();
      if (!box) continue;
      const x = box.left + box.width / 2;
      const y = box.top + box.height / 2;
      if (document.elementFromPoint(x, y) === place) return { x, y };
    }
  }
  return undefined;
}
