import path from 'node:path';
import type { FirefoxDriver } from '../../../tests/e2e/drivers/firefox.ts';
import { launchBrowser } from '../../../tests/e2e/drivers/launch.ts';
import { buildExtension } from '../../setup/build-extension.ts';
import type { BrowserFamily } from '../../setup/find-browser.ts';
import { findOrInstallBrowser } from '../../setup/install-packages.ts';
import {
  type AnnotationResult,
  type AnnotationSetting,
  measurePage,
  type RegisteredScripts,
  registerScripts,
  unregisterScripts,
} from './annotation.ts';
import { measureFirstMarks, type ReadersBrowser } from './first-marks.ts';
import { measureGiants } from './giants.ts';
import { measureHover, type PointersBrowser } from './hover.ts';
import { installPack } from './install-pack.ts';
import { measureBackgroundMemory, measureTabMemory, type TabMemory } from './memory.ts';
import { sampleNames } from './pack-names.ts';
import { PageServer } from './page-server.ts';
import { QuietChromium } from './quiet-chromium.ts';
import { renderSection, type Section } from './report.ts';
import { type MemoryResult, readResults, saveResults } from './results.ts';
import { type SavedPage, SavedPages } from './saved-pages.ts';
import { measureSlices, type PageSlices } from './slices.ts';
import { measureCoreShare } from './statistics.ts';
import { measureThemeCost, type ThemeCost } from './theme.ts';

/** What can be measured by itself. */
export const BROWSER_PARTS = [
  'annotation',
  'slices',
  'theme',
  'giants',
  'warm',
  'memory',
  'wake',
  'hover',
] as const;
export type BrowserPart = (typeof BROWSER_PARTS)[number];

export interface BrowserBenchOptions {
  /** Folder of the evaluation corpus. */
  readonly corpus: string;
  /** Pages that are marked; a sample that is the same every time. */
  readonly pages?: number | undefined;
  /** Parts to measure; the report shows the last result of the others. */
  readonly parts?: readonly BrowserPart[] | undefined;
  readonly families?: readonly BrowserFamily[] | undefined;
  readonly log?: ((line: string) => void) | undefined;
}

const DEFAULT_PAGES = 60;
const SEED = 1;
/** Names that mark.js has to mark. */
const MARK_JS_NAMES = 100;
/** Pages that are opened to time their first marks, and how often each. */
const TIMED_PAGES = 5;
const TIMED_ROUNDS = 3;
const HOVER_ROUNDS = 8;
/** Pages whose memory is measured. */
const MEMORY_PAGES = 7;

type BrowserSet = ReadersBrowser & PointersBrowser;

/** Measures the built extension in real browsers. */
export async function benchBrowser(options: BrowserBenchOptions): Promise<Section> {
  const { parts = BROWSER_PARTS, families = ['chromium', 'firefox'] } = options;
  const pages = new SavedPages(options.corpus);
  const server = await PageServer.start(pages);
  saveResults({ coreShare: measureCoreShare() });
  const bench = new BrowserBench(options, pages, server);
  try {
    if (families.includes('chromium')) {
      await bench.withChromium(parts, ['annotation', 'slices', 'theme', 'giants', 'warm'], (...run) =>
        bench.annotate(...run),
      );
      await bench.withChromium(parts, ['memory', 'wake', 'hover'], (...run) => bench.scale(...run));
    }
    if (families.includes('firefox') && (parts.includes('wake') || parts.includes('hover'))) {
      await bench.inFirefox(parts);
    }
  } finally {
    await server.close();
  }
  return renderSection(readResults());
}

class BrowserBench {
  readonly #options: BrowserBenchOptions;
  readonly #pages: SavedPages;
  readonly #server: PageServer;
  /** News in English with a text of some length: all have marks with any large pack. */
  readonly #news: readonly SavedPage[];

  constructor(options: BrowserBenchOptions, pages: SavedPages, server: PageServer) {
    this.#options = options;
    this.#pages = pages;
    this.#server = server;
    this.#news = pages.sample(
      Math.max(TIMED_PAGES, MEMORY_PAGES),
      SEED,
      ({ lang, kind, readerTextChars = 0 }) => lang === 'en' && kind === 'news' && readerTextChars > 2_000,
    );
  }

  /** Runs in a Chromium of its own if any of the parts is wanted. */
  async withChromium(
    parts: readonly BrowserPart[],
    own: readonly BrowserPart[],
    run: (browser: QuietChromium, wanted: ReadonlySet<BrowserPart>) => Promise<void>,
  ): Promise<void> {
    const wanted = new Set(own.filter((part) => parts.includes(part)));
    if (wanted.size === 0) return;
    const { executablePath } = await findOrInstallBrowser('chromium');
    const browser = await QuietChromium.launch(executablePath, await buildExtension('chromium', 'trial'));
    try {
      await run(browser, wanted);
    } finally {
      await browser.close();
    }
  }

  /** Whole pages, with 100,000 names. */
  async annotate(browser: QuietChromium, wanted: ReadonlySet<BrowserPart>): Promise<void> {
    const extensionTab = await browser.openTab(`${browser.extensionOrigin}/options.html`);
    await this.#install(extensionTab, 'names-100k');
    if (wanted.has('warm')) {
      const times = await measureFirstMarks(
        asBrowserSet(browser),
        this.#server,
        this.#timedPages,
        TIMED_ROUNDS,
      );
      saveResults({ warm: { ...readResults().warm, chromium: times } });
    }
    await unregisterScripts(extensionTab);
    const names = await sampleNames(this.#packFile('names-1k'), MARK_JS_NAMES, SEED);
    const setting = { browser, extensionTab, server: this.#server, names };
    const sample = this.#pages.sample(this.#options.pages ?? DEFAULT_PAGES, SEED);
    // The first page pays for what the browser and the background do once.
    await measurePage({ ...setting, names: [] }, this.#news[0] as SavedPage, 0);
    if (wanted.has('annotation')) await this.#annotateAll(setting, sample);
    if (wanted.has('slices')) {
      const scriptSlices: PageSlices[] = [];
      for (const page of sample) {
        scriptSlices.push(await measureSlices(setting, page));
        saveResults({ scriptSlices });
      }
    }
    if (wanted.has('giants'))
      saveResults({ giants: await measureGiants(setting, (line) => this.#log(line)) });
    if (wanted.has('theme')) {
      const themes: ThemeCost[] = [];
      for (const page of this.#news) themes.push(await measureThemeCost(setting, page));
      saveResults({ themes });
    }
  }

  /** A thousand and a million names. */
  async scale(browser: QuietChromium, wanted: ReadonlySet<BrowserPart>): Promise<void> {
    const extensionTab = await browser.openTab(`${browser.extensionOrigin}/options.html`);
    const memory: MemoryResult[] = [];
    const measure = async (pack: string) => {
      memory.push(
        await this.#measureMemory({ browser, extensionTab, server: this.#server, names: [] }, pack),
      );
    };
    let scripts: RegisteredScripts = [];
    if (wanted.has('memory')) {
      await this.#install(extensionTab, 'names-1k');
      scripts = await unregisterScripts(extensionTab);
      await measure('names-1k');
      await extensionTab.goto(`${browser.extensionOrigin}/options.html`);
    }
    await this.#install(extensionTab, 'names-1m');
    if (wanted.has('memory')) {
      await measure('names-1m');
      saveResults({ memory });
      await registerScripts(extensionTab, scripts);
    }
    await this.#measureTimes('chromium', asBrowserSet(browser), wanted);
  }

  async inFirefox(parts: readonly BrowserPart[]): Promise<void> {
    const { executablePath } = await findOrInstallBrowser('firefox');
    const browser = (await launchBrowser('firefox', {
      executablePath,
      extensionFolder: await buildExtension('firefox', 'trial'),
      isHeadless: true,
      viewport: { width: 1280, height: 800 },
    })) as FirefoxDriver;
    try {
      await this.#install(await browser.openTab(`${browser.extensionOrigin}/options.html`), 'names-1m');
      await this.#measureTimes('firefox', firefoxSet(browser), new Set(parts));
    } finally {
      await browser.close();
    }
  }

  async #annotateAll(setting: AnnotationSetting, sample: readonly SavedPage[]): Promise<void> {
    const annotation: AnnotationResult[] = [];
    for (const [turn, page] of sample.entries()) {
      annotation.push(await measurePage(setting, page, turn));
      saveResults({ annotation });
      this.#log(`annotated ${turn + 1} of ${sample.length} pages`);
    }
    if (annotation.every(({ costs }) => costs.factmark.marks === 0)) {
      throw new Error('The extension marked nothing on any page: see the console of its background');
    }
  }

  async #measureMemory(setting: AnnotationSetting, pack: string): Promise<MemoryResult> {
    const tabs: TabMemory[] = [];
    for (const page of this.#news) tabs.push(await measureTabMemory(setting, page));
    return { pack, tabs, background: await measureBackgroundMemory(setting.browser) };
  }

  async #measureTimes(
    family: BrowserFamily,
    browser: BrowserSet,
    wanted: ReadonlySet<BrowserPart>,
  ): Promise<void> {
    if (wanted.has('wake')) {
      const times = await measureFirstMarks(browser, this.#server, this.#timedPages, TIMED_ROUNDS);
      saveResults({ wake: { ...readResults().wake, [family]: times } });
    }
    if (wanted.has('hover')) {
      const times = await measureHover(browser, this.#server, this.#news[0] as SavedPage, HOVER_ROUNDS);
      saveResults({ hover: { ...readResults().hover, [family]: times } });
    }
  }

  async #install(settings: Parameters<typeof installPack>[0], pack: string): Promise<void> {
    const seconds = await installPack(settings, this.#packFile(pack));
    this.#log(`${pack} installed in ${seconds.toFixed(1)} s`);
  }

  get #timedPages(): readonly SavedPage[] {
    return this.#news.slice(0, TIMED_PAGES);
  }

  #packFile(pack: string): string {
    return path.resolve(this.#options.corpus, 'dictionaries', `${pack}.jsonl.gz`);
  }

  #log(line: string): void {
    this.#options.log?.(line);
  }
}

function asBrowserSet(browser: QuietChromium): BrowserSet {
  return {
    openPage: async (url) => {
      const targetId = await browser.openUnattached(url);
      return () => browser.closeTarget(targetId);
    },
    openPointingTab: (url) => browser.openTab(url),
    killBackground: () => browser.killBackground(),
  };
}

function firefoxSet(browser: FirefoxDriver): BrowserSet {
  return {
    openPage: async (url) => {
      const tab = await browser.openTab(url);
      return () => tab.close();
    },
    openPointingTab: (url) => browser.openTab(url),
    killBackground: () => browser.killBackground(),
  };
}
