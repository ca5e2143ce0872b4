import { proxy } from 'comlink';
import type { Language } from '../../lib/model/settings.ts';
import type { Subscription } from '../../lib/model/subscription.ts';
import type { PlannedChange } from '../../lib/pack/plan.ts';
import type { ChangePage } from '../../lib/services/compare-generations.ts';
import type { ImportProgress } from '../../lib/services/import-report.ts';
import type { PackUpdate } from '../../lib/services/update-pack.ts';
import type { InstalledPack } from '../../lib/store/fact-store.ts';
import type { ImportWorkerApi, StageRequest, StageResult } from './import-api.ts';
import { startWorker } from './start-worker.ts';

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
  const { api, heed, close } = startWorker<ImportWorkerApi>();
  return {
    stage: (request, onProgress, signal) =>
      heed<StageResult>(signal, async () => api.stage(request, proxy(onProgress))),
    listChanges: (page) => api.listChanges(page),
    commit: () => api.commit(),
    discard: () => api.discard(),
    writeProblems: (language) => api.writeProblems(language),
    update: (subscription, onProgress, signal) =>
      heed<PackUpdate>(signal, async () => api.update(subscription, proxy(onProgress))),
    close,
  };
}
