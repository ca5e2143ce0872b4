import { expose } from 'comlink';
import { chooseLanguage, loadMessages } from '../../lib/locale/languages.ts';
import { createTranslator, type Translator } from '../../lib/locale/translator.ts';
import type { Language } from '../../lib/model/settings.ts';
import { describeProblem } from '../../lib/pack/describe.ts';
import type { PackStaging } from '../../lib/services/import-pack.ts';
import type { ImportProgress } from '../../lib/services/import-report.ts';
import { isCommonName } from '../../lib/services/is-common-name.ts';
import { ProblemFile } from '../../lib/services/problem-file.ts';
import { updatePack } from '../../lib/services/update-pack.ts';
import type { FactStore } from '../../lib/store/fact-store.ts';
import { openFactStore } from '../../lib/store/open-fact-store.ts';
import { openPartShelf } from '../../lib/store/part-shelf.ts';
import { StoreError } from '../../lib/store/store-error.ts';
import { createBackupWork } from './backup-work.ts';
import { DeriveClient } from './derive-client.ts';
import type { ImportWorkerApi, StageRequest, StageResult } from './import-api.ts';
import { stageSource } from './stage-source.ts';

/**
 * Imports run here, in a worker of a page: a background dies after 30 seconds, and the page itself must
 * stay responsive. Closing the page ends the worker; what it had staged is swept later.
 */

/** The settings page redraws no faster than this: drawing takes time from the import on a small machine. */
const PROGRESS_MS = 200;

const shelf = openPartShelf();
let store: Promise<FactStore> | undefined;
let staging: Extract<PackStaging, { ok: true }> | undefined;
let problems = new ProblemFile();
let running: AbortController | undefined;
/** Resolves when the staging before has ended, one way or the other. */
let settled: Promise<unknown> = Promise.resolve();

/** Runs after what ran before, which it ends: its lock must be free before it can be taken again. */
function takeTurn<T>(run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  running?.abort();
  const controller = new AbortController();
  running = controller;
  const result = settled.then(() => run(controller.signal));
  settled = result.catch(() => {});
  return result;
}

const api: ImportWorkerApi = {
  stage: (request, onProgress) => takeTurn((signal) => stage(request, onProgress, signal)),

  update: (subscription, onProgress) =>
    takeTurn(async (signal) => {
      // Perhaps no page is open that could say which language the reader chose.
      const t = await translateInto(chooseLanguage('auto', navigator.languages));
      return updatePack({
        ...optionsOf(await openStore(), signal, onProgress),
        subscription,
        describe: (problem) => describeProblem(problem, t).sentence,
      });
    }),

  cancel() {
    running?.abort();
  },

  async listChanges(page) {
    return (await staging?.listChanges(page)) ?? [];
  },

  async commit() {
    if (!staging) throw new RangeError('Nothing is staged');
    try {
      const installed = await staging.commit();
      staging = undefined;
      return installed;
    } catch (error) {
      // Said here: on its way to the page an error loses what it is.
      if (error instanceof StoreError && error.isOutOfSpace) return 'no-space';
      throw error;
    }
  },

  async discard() {
    await staging?.discard();
    staging = undefined;
  },

  async writeProblems(language) {
    return problems.write(await translateInto(language));
  },
};

async function stage(
  request: StageRequest,
  onProgress: (progress: ImportProgress) => void,
  signal: AbortSignal,
): Promise<StageResult> {
  await api.discard();
  const opened = await openStore();
  // What is imported into this worker's own memory would reach nobody.
  if (opened.kind === 'memory') return { ok: false, reason: 'no-storage' };
  const found = new ProblemFile();
  problems = found;
  const result = await stageSource(request, {
    ...optionsOf(opened, signal, onProgress),
    languages: navigator.languages,
    onProblem: (problem) => found.add(problem),
  }).catch((error: unknown) => {
    if (signal.aborted) return { ok: false, reason: 'canceled' } as const;
    throw error;
  });
  if (!result.ok) return result;
  staging = result;
  return { ok: true, preview: result.preview };
}

function openStore(): Promise<FactStore> {
  store ??= openFactStore({ createDerivedWork: (id, write) => new DeriveClient(id, write) });
  return store;
}

/** What every import is checked with. */
function checks() {
  return { isCommonWord: isCommonName, today: new Date().toISOString().slice(0, 10) };
}

function optionsOf(opened: FactStore, signal: AbortSignal, onProgress: (progress: ImportProgress) => void) {
  return {
    store: opened,
    shelf,
    signal,
    ...checks(),
    isOnline: navigator.onLine,
    onProgress: throttle(onProgress, (before, { phase, done }) => phase !== before.phase || done === 1),
  };
}

async function translateInto(language: Language): Promise<Translator['t']> {
  return createTranslator(await loadMessages(language, ['problems'])).t;
}

/** @param isNews Whether something must be told, however soon after what was told before. */
function throttle<T>(
  onProgress: (progress: T) => void,
  isNews: (before: T, progress: T) => boolean = () => false,
): (progress: T) => void {
  let last: T | undefined;
  let lastAt = 0;
  return (progress) => {
    const now = performance.now();
    if (last !== undefined && now - lastAt < PROGRESS_MS && !isNews(last, progress)) return;
    last = progress;
    lastAt = now;
    onProgress(progress);
  };
}

expose({ ...api, ...createBackupWork({ openStore, takeTurn, checks, throttle }) });
