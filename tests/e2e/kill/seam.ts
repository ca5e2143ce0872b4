/** What the seam leaves in the world that it runs in. */
export interface SeamWorld {
  /** Writes so far in this window or worker. */
  factmarkWrites?: number;
  /** The same in the worker that a window started, counted apart: a window opens the store when it likes. */
  factmarkWorkerWrites?: number;
  /** 1-based number of the write at which this window stops; 0 for never. */
  factmarkKillAt?: number;
}

/**
 * Source text that counts whatever changes the disk, and stops the thread for good at a given write, so
 * that it can be killed there: no sleeping, no luck. Runs in the import's worker before its own code, and
 * in windows.
 */
export function seamSource(origin: string): string {
  return `(${countWrites.toString()})(${JSON.stringify(origin)});\n`;
}

function countWrites(origin: string): void {
  const isWindow = typeof window !== 'undefined';
  // What Firefox evaluates in a window has a global object of its own, which goes when it is done.
  const world = (isWindow ? window : globalThis) as SeamWorld;
  const ask = (path: string): string => {
    // Synchronous: the thread stands still until there is an answer, and "/stopped" never has one.
    const request = new XMLHttpRequest();
    request.open('GET', origin + path, false);
    request.send();
    return request.responseText;
  };
  const channel = new BroadcastChannel('factmark-kill-seam');
  if (isWindow) {
    channel.onmessage = ({ data }) => {
      world.factmarkWorkerWrites = Math.max(world.factmarkWorkerWrites ?? 0, data as number);
    };
  } else world.factmarkKillAt = Number(ask('/kill-at'));
  world.factmarkWrites = 0;
  world.factmarkWorkerWrites = 0;

  const count = (abort?: () => void) => {
    world.factmarkWrites = (world.factmarkWrites ?? 0) + 1;
    if (!isWindow) channel.postMessage(world.factmarkWrites);
    if (world.factmarkWrites !== world.factmarkKillAt) return;
    // While a window of Firefox waits, its transaction would commit what it has so far, which a window
    // that is dead never does.
    if (isWindow) abort?.();
    ask('/stopped');
  };
  // biome-ignore lint/suspicious/noExplicitAny: methods of any signature are passed through.
  const patch = (prototype: any, method: string, abort?: (self: any) => void) => {
    const original = prototype?.[method];
    if (!original) return;
    prototype[method] = function (...args: unknown[]) {
      count(abort && (() => abort(this)));
      return original.apply(this, args);
    };
  };
  for (const method of ['put', 'add', 'delete', 'clear']) {
    patch(IDBObjectStore.prototype, method, (store: IDBObjectStore) => store.transaction.abort());
  }
  for (const method of ['open', 'deleteDatabase']) patch(IDBFactory.prototype, method);
  // biome-ignore lint/suspicious/noExplicitAny: known in workers alone.
  const { FileSystemSyncAccessHandle, FileSystemDirectoryHandle } = globalThis as any;
  patch(FileSystemSyncAccessHandle?.prototype, 'write');
  for (const method of ['getFileHandle', 'removeEntry']) patch(FileSystemDirectoryHandle?.prototype, method);
}
