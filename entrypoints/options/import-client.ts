import { proxy, type Remote, releaseProxy, wrap } from 'comlink';
import type { Language } from '../../lib/model/settings.ts';
import type { Subscription } from '../../lib/model/subscription.ts';
import type { PlannedChange } from '../../lib/pack/plan.ts';
import type { ChangePage } from '../../lib/services/compare-generations.ts';
import type { ImportProgress } from '../../lib/services/import-report.ts';
import type { PackUpdate } from '../../lib/services/update-pack.ts';
import type { InstalledPack } from '../../lib/store/fact-store.ts';
import type { ImportWorkerApi, StageRequest, StageResult } from './import-api.ts';

/** Imports packs in a worker; one file at a time. */
export interface ImportClient {
  /** Drops what an earlier call staged. @param signal Cancels at any moment; the result then says so. */
  stage(
    request: StageRequest,
    onProgress: (progress: ImportProgress) => void,
    signal: AbortSignal,
  ): Promise<StageResult>;
  /** More changes of the preview's plan, which has the first 200 only. */
  listChanges(page: ChangePage): Promise<readonly PlannedChange[]>;
  /** Makes what was staged serve, if there is room for it. Tell the background afterwards: `{type: 'packs-changed'}`. */
  commit(): Promise<InstalledPack | 'no-space'>;
  discard(): Promise<void>;
  /** Every problem of the file that was staged last, as a text. */
  writeProblems(language: Language): Promise<Blob>;
  /** Looks for a newer version of a subscribed pack. @throws Error if the signal aborts. */
  update(
    subscription: Pick<Subscription, 'packId' | 'url' | 'validators'>,
    onProgress: (progress: ImportProgress) => void,
    signal?: AbortSignal,
  ): Promise<PackUpdate>;
  close(): void;
}

export function createImportClient(): ImportClient {
  const worker = new Worker(new URL('./import.worker.ts', import.meta.url), { type: 'module' });
  const api: Remote<ImportWorkerApi> = wrap<ImportWorkerApi>(worker);
  /** Ends what runs in the worker when the signal aborts. */
  const heed = async <T>(signal: AbortSignal | undefined, run: () => Promise<T>): Promise<T> => {
    const cancel = () => void api.cancel();
    signal?.addEventListener('abort', cancel);
    try {
      const result = run();
      if (signal?.aborted) cancel();
      return await result;
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
  };
  return {
    stage: (request, onProgress, signal) =>
      heed<StageResult>(signal, async () => api.stage(request, proxy(onProgress))),
    listChanges: (page) => api.listChanges(page),
    commit: () => api.commit(),
    discard: () => api.discard(),
    writeProblems: (language) => api.writeProblems(language),
    update: (subscription, onProgress, signal) =>
      heed<PackUpdate>(signal, async () => api.update(subscription, proxy(onProgress))),
    close() {
      api[releaseProxy]();
      worker.terminate();
    },
  };
}
