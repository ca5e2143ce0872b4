import { proxy, type Remote, releaseProxy, wrap } from 'comlink';
import type { PlannedChange } from '../../lib/pack/plan.ts';
import type { ChangePage } from '../../lib/services/compare-generations.ts';
import type { ImportProgress } from '../../lib/services/import-report.ts';
import type { InstalledPack } from '../../lib/store/fact-store.ts';
import type { ImportWorkerApi, StageResult } from './import-api.ts';

/** Imports packs in a worker; one file at a time. */
export interface ImportClient {
  /** Drops what an earlier call staged. @param signal Cancels at any moment; the result then says so. */
  stage(
    file: Blob,
    name: string,
    onProgress: (progress: ImportProgress) => void,
    signal: AbortSignal,
  ): Promise<StageResult>;
  /** More changes of the preview's plan, which has the first 200 only. */
  listChanges(page: ChangePage): Promise<readonly PlannedChange[]>;
  /** Makes what was staged serve. Tell the background afterwards: `{type: 'packs-changed'}`. */
  commit(): Promise<InstalledPack>;
  discard(): Promise<void>;
  close(): void;
}

export function createImportClient(): ImportClient {
  const worker = new Worker(new URL('./import.worker.ts', import.meta.url), { type: 'module' });
  const api: Remote<ImportWorkerApi> = wrap<ImportWorkerApi>(worker);
  return {
    async stage(file, name, onProgress, signal) {
      const cancel = () => void api.cancel();
      signal.addEventListener('abort', cancel);
      try {
        const result = api.stage(file, name, proxy(onProgress));
        if (signal.aborted) cancel();
        return await result;
      } finally {
        signal.removeEventListener('abort', cancel);
      }
    },
    listChanges: (page) => api.listChanges(page),
    commit: () => api.commit(),
    discard: () => api.discard(),
    close() {
      api[releaseProxy]();
      worker.terminate();
    },
  };
}
