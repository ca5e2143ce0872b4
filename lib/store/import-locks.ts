/** The part of `navigator.locks` that the store needs. */
export interface ImportLocks {
  request<T>(
    name: string,
    options: { ifAvailable: true },
    callback: (lock: object | null) => Promise<T>,
  ): Promise<T>;
}

/** Locks within one process, for the memory store and for places without Web Locks. */
export class ProcessLocks implements ImportLocks {
  readonly #held = new Set<string>();

  async request<T>(
    name: string,
    _options: { ifAvailable: true },
    callback: (lock: object | null) => Promise<T>,
  ): Promise<T> {
    if (this.#held.has(name)) return callback(null);
    this.#held.add(name);
    try {
      return await callback({ name });
    } finally {
      this.#held.delete(name);
    }
  }
}

/** A lock in hand. The browser takes it back by itself when the context that holds it dies. */
export interface HeldLock {
  release(): void;
}

/** @returns undefined if somebody else holds it. */
export function takeImportLock(locks: ImportLocks, packId: string): Promise<HeldLock | undefined> {
  return new Promise((resolve, reject) => {
    locks
      .request(`import:${packId}`, { ifAvailable: true }, (lock) => {
        if (lock === null) {
          resolve(undefined);
          return Promise.resolve();
        }
        return new Promise<void>((release) => resolve({ release }));
      })
      .catch(reject);
  });
}
