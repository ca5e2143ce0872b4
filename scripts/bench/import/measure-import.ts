import type { InPage } from '../../../tests/e2e/drivers/driver.ts';
import { launchBrowser } from '../../../tests/e2e/drivers/launch.ts';
import { STORE_MODULE } from '../../../tests/e2e/drivers/store-world.ts';
import { until } from '../../../tests/e2e/drivers/until.ts';
import { buildExtension } from '../../setup/build-extension.ts';
import { bundleModule } from '../../setup/bundle-module.ts';
import type { BrowserFamily } from '../../setup/find-browser.ts';
import { findOrInstallBrowser } from '../../setup/install-packages.ts';
import { installPack } from '../browser/install-pack.ts';
import { measureCoreShare, quantile } from '../browser/statistics.ts';
import { measureHeapGrowth } from './heap-growth.ts';
import { addPlainInput, type ImportTimes, putPlainly, watchImport } from './in-page.ts';
import { type ProcessUse, watchExtensionProcess } from './process-watch.ts';
import { measureSettingsUse, type SettingsUse } from './settings-use.ts';

/** One import of the large pack in one browser. */
export interface ImportRun {
  /** How the file came: "jsonl" or "jsonl.gz". */
  readonly framing: string;
  readonly facts: number;
  /** From choosing the file to the preview: read, checked, stored, grouped and compiled. */
  readonly stagedMs: number;
  /** From choosing the file to the first dossier of the new pack. */
  readonly servedMs: number;
  readonly reads: {
    readonly count: number;
    readonly median: number;
    readonly p95: number;
    readonly max: number;
  };
  /** 0 if no task took 50 ms; undefined where the browser does not tell. */
  readonly longestTaskMs: number | undefined;
  readonly longestPauseMs: number;
  /** Of the extension's process; undefined where the system does not tell. */
  readonly use: ProcessUse | undefined;
  /** Share of a core that a busy thread got just before. */
  readonly coreShare: number;
}

export interface ImportResult {
  /** Facts a second that a plain loop of puts stores. */
  readonly plainPuts: number;
  readonly runs: readonly ImportRun[];
  /** Bytes, see {@link measureHeapGrowth}; undefined in Firefox, which does not tell. */
  readonly heapGrowth?: number | undefined;
  /** Missing from results of an earlier version of this benchmark. */
  readonly settingsUse?: SettingsUse | undefined;
}

export interface ImportFiles {
  /** A small pack that is read from while the large one comes in. */
  readonly served: { readonly path: string; readonly ids: readonly string[] };
  readonly large: readonly { readonly path: string; readonly framing: string }[];
  readonly facts: number;
  /** An entity of the large pack. */
  readonly newId: string;
}

/** Facts that the plain loop stores: it is slow, and its speed does not depend on their number. */
const PLAIN_FACTS = 50_000;
const LIMIT_MS = 300_000;

/** Imports the large pack as a reader does, once for each framing, each time into a fresh browser. */
export async function measureImport(family: BrowserFamily, files: ImportFiles): Promise<ImportResult> {
  const { executablePath } = await findOrInstallBrowser(family);
  const extensionFolder = await buildExtension(family, 'trial');
  const storeSource = await bundleModule(STORE_MODULE, 'factmarkStore');
  const runs: ImportRun[] = [];
  const puts: number[] = [];
  const options = {
    executablePath,
    extensionFolder,
    isHeadless: true,
    viewport: { width: 1280, height: 800 },
  };
  for (const { path, framing } of files.large) {
    const browser = await launchBrowser(family, options);
    try {
      const settings = await browser.openTab(`${browser.extensionOrigin}/options.html`);
      await installPack(settings, files.served.path);
      const plain = files.large.find((file) => file.framing === 'jsonl');
      if (plain) {
        await settings.evaluate(addPlainInput);
        await settings.upload('#plain', [plain.path]);
        puts.push(await settings.evaluate(putPlainly, PLAIN_FACTS));
      }
      await settings.goto(`${browser.extensionOrigin}/options.html`);
      await until('the settings page', () =>
        settings.evaluate(() => document.querySelector('input[type=file]') !== null),
      );
      await settings.inject(storeSource);
      await settings.evaluate(watchImport, files.served.ids, files.newId);
      const coreShare = measureCoreShare();
      const endWatch = watchExtensionProcess(family);
      await settings.upload('input[type=file]', [path]);
      const times = await waitForEnd(settings);
      runs.push({ framing, facts: files.facts, coreShare, use: endWatch?.(), ...summarize(times) });
    } finally {
      await browser.close();
    }
  }
  const [{ path = '' } = {}] = files.large;
  const heapGrowth =
    family === 'chromium' ? await measureHeapGrowth(executablePath, extensionFolder, path) : undefined;
  const settingsUse = await measureSettingsUse(family, options, path);
  return { plainPuts: quantile(puts, 0.5), runs, heapGrowth, settingsUse };
}

async function waitForEnd(settings: {
  // biome-ignore lint/suspicious/noExplicitAny: see Surface in the drivers.
  evaluate<A extends any[], R>(run: InPage<A, R>, ...args: A): Promise<Awaited<R>>;
}): Promise<ImportTimes> {
  const readTimes = () =>
    settings.evaluate(() => (window as unknown as { readImport(): ImportTimes }).readImport());
  const times = await until(
    'the pack to serve',
    async () => {
      const now = await readTimes();
      return now.served > 0 || now.failed !== '' ? now : undefined;
    },
    // Seldom: each look is a task of the page that is being watched.
    { limitMs: LIMIT_MS, intervalMs: 1_000 },
  );
  if (times.failed !== '') throw new Error(`The pack was not imported: ${times.failed}`);
  return times;
}

function summarize(times: ImportTimes) {
  const { chosen, previewed, served, readsMs, longTasksMs, longestPauseMs } = times;
  return {
    stagedMs: previewed - chosen,
    servedMs: served - chosen,
    reads: {
      count: readsMs.length,
      median: quantile(readsMs, 0.5),
      p95: quantile(readsMs, 0.95),
      max: Math.max(...readsMs),
    },
    longestTaskMs: longTasksMs ? Math.max(0, ...longTasksMs) : undefined,
    longestPauseMs,
  };
}
