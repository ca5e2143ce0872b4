import type { PageServer } from './page-server.ts';
import type { SavedPage } from './saved-pages.ts';

/** The part of a browser that opening pages like a reader needs. */
export interface ReadersBrowser {
  /** Opens a page in front. @returns closes it. */
  openPage(url: string): Promise<() => Promise<void>>;
  killBackground(): Promise<void>;
}

export interface FirstMarks {
  /** Milliseconds from DOMContentLoaded to the first frame with marks, one per page opened. */
  readonly awake: readonly number[];
  /** The same with the background asleep, so that it has to start and to load its gazetteer first. */
  readonly asleep: readonly number[];
}

/**
 * Opens each page in turns with the background awake and asleep. Pages without marks count for nothing.
 *
 * @param rounds How often each page is opened in each way.
 */
export async function measureFirstMarks(
  browser: ReadersBrowser,
  server: PageServer,
  pages: readonly SavedPage[],
  rounds: number,
): Promise<FirstMarks> {
  const times = { awake: [] as number[], asleep: [] as number[] };
  for (const page of pages) {
    // The first time opens what is opened once only, and tells whether the page has marks at all.
    if ((await openOnce(browser, server, page)) === undefined) continue;
    for (let round = 0; round < rounds; round++) {
      for (const way of ['asleep', 'awake'] as const) {
        if (way === 'asleep') await browser.killBackground();
        const time = await openOnce(browser, server, page);
        if (time !== undefined) times[way].push(time);
      }
    }
  }
  return times;
}

async function openOnce(
  browser: ReadersBrowser,
  server: PageServer,
  page: SavedPage,
): Promise<number | undefined> {
  const probe = server.probe(page);
  const close = await browser.openPage(probe.url);
  try {
    const report = await probe.next();
    return report?.type === 'marks' ? report.painted - report.domContentLoaded : undefined;
  } finally {
    await close();
  }
}
