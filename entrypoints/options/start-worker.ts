import { type Remote, releaseProxy, wrap } from 'comlink';

/** Starts a worker for imports, and calls into it. */
export function startWorker<Api extends { cancel(): void }>() {
  const worker = new Worker(new URL('./import.worker.ts', import.meta.url), { type: 'module' });
  const api: Remote<Api> = wrap<Api>(worker);
  return {
    api,
    /** Ends what runs in the worker when the signal aborts. */
    heed: async <T>(signal: AbortSignal | undefined, run: () => Promise<T>): Promise<T> => {
      const cancel = () => void (api as Remote<{ cancel(): void }>).cancel();
      signal?.addEventListener('abort', cancel);
      try {
        const result = run();
        if (signal?.aborted) cancel();
        return await result;
      } finally {
        signal?.removeEventListener('abort', cancel);
      }
    },
    close: () => {
      api[releaseProxy]();
      worker.terminate();
    },
  };
}
