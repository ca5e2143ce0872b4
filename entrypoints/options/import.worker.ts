import { expose } from 'comlink';
import { type PackStaging, stagePack } from '../../lib/services/import-pack.ts';
import type { ImportProgress } from '../../lib/services/import-report.ts';
import { isCommonName } from '../../lib/services/is-common-name.ts';
import type { FactStore } from '../../lib/store/fact-store.ts';
import { openFactStore } from '../../lib/store/open-fact-store.ts';
import type { ImportWorkerApi, StageResult } from './import-api.ts';

/**
 * Imports run here, in a worker of the settings page: a background dies after 30 seconds, and the page
 * itself must stay responsive. Closing the page ends the worker; what it had staged is swept later.
 */

/** The settings page redraws no faster than this. */
const PROGRESS_MS = 50;

let store: Promise<FactStore> | undefined;
let staging: Extract<PackStaging, { ok: true }> | undefined;
let running: AbortController | undefined;
/** Resolves when the staging before has ended, one way or the other. */
let settled: Promise<unknown> = Promise.resolve();

const api: ImportWorkerApi = {
  stage(file, name, onProgress) {
    // A second file takes the place of the first, whose lock must be free before it can be taken again.
    running?.abort();
    const controller = new AbortController();
    running = controller;
    const result = settled.then(() => stageFile(file, name, onProgress, controller.signal));
    settled = result.catch(() => {});
    return result;
  },

  cancel() {
    running?.abort();
  },

  async listChanges(page) {
    return (await staging?.listChanges(page)) ?? [];
  },

  async commit() {
    if (!staging) throw new RangeError('Nothing is staged');
    const installed = await staging.commit();
    staging = undefined;
    return installed;
  },

  async discard() {
    await staging?.discard();
    staging = undefined;
  },
};

async function stageFile(
  file: Blob,
  name: string,
  onProgress: (progress: ImportProgress) => void,
  signal: AbortSignal,
): Promise<StageResult> {
  await api.discard();
  store ??= openFactStore();
  const opened = await store;
  // What is imported into this worker's own memory would reach nobody.
  if (opened.kind === 'memory') return { ok: false, reason: 'no-storage' };
  const result = await stagePack({
    store: opened,
    name,
    stream: file.stream(),
    size: file.size,
    signal,
    isCommonWord: isCommonName,
    today: new Date().toISOString().slice(0, 10),
    onProgress: throttle(onProgress),
  });
  if (!result.ok) return result;
  staging = result;
  return { ok: true, preview: result.preview };
}

function throttle(onProgress: (progress: ImportProgress) => void): (progress: ImportProgress) => void {
  let last: ImportProgress | undefined;
  let lastAt = 0;
  return (progress) => {
    const now = performance.now();
    if (progress.phase === last?.phase && progress.done !== 1 && now - lastAt < PROGRESS_MS) return;
    last = progress;
    lastAt = now;
    onProgress(progress);
  };
}

expose(api);
