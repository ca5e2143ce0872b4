import type { PackHeader } from '../model/fact-pack.ts';
import type { StoreBackend } from './backend.ts';
import type { CreateDerivedWork } from './derived-work.ts';
import type { FactStore, Generation, InstalledPack, StagedGeneration } from './fact-store.ts';
import { type ImportLocks, takeImportLock } from './import-locks.ts';
import {
  type GenerationRow,
  getGeneration,
  getPack,
  installedPacks,
  type Registry,
  removeGenerationRow,
  removePackRows,
  reorderPacks,
  rollBackTo,
  summarize,
} from './registry.ts';
import { ChunkedStagedGeneration } from './staged-generation.ts';
import { asStoreError, type StoreAction, StoreError } from './store-error.ts';
import { StoredGeneration } from './stored-generation.ts';

interface StoreParts {
  readonly backend: StoreBackend;
  readonly locks: ImportLocks;
  readonly now?: () => number;
  readonly createId?: () => string;
  readonly openError?: StoreError | undefined;
  /** Derives search indexes and gazetteers in another thread; in this one without it. */
  readonly createDerivedWork?: CreateDerivedWork | undefined;
}

/** The rules of packs and generations, over any backend. */
export class ChunkedFactStore implements FactStore {
  readonly openError: StoreError | undefined;
  readonly #backend: StoreBackend;
  readonly #locks: ImportLocks;
  readonly #now: () => number;
  readonly #createId: () => string;
  readonly #createDerivedWork: CreateDerivedWork | undefined;

  constructor({
    backend,
    locks,
    now = Date.now,
    createId = () => crypto.randomUUID(),
    openError,
    createDerivedWork,
  }: StoreParts) {
    this.#backend = backend;
    this.#locks = locks;
    this.#now = now;
    this.#createId = createId;
    this.openError = openError;
    this.#createDerivedWork = createDerivedWork;
  }

  get kind(): FactStore['kind'] {
    return this.#backend.kind;
  }

  packs(): Promise<readonly InstalledPack[]> {
    return asStoreError('read', async () => installedPacks(await this.#backend.readRegistry()));
  }

  openGeneration(generationId: string): Promise<Generation> {
    return asStoreError('read', async () => {
      const opening = this.#backend.openGeneration(generationId);
      // At the same time, because a reader waits: whether it may be used only shows when both are there.
      const [registry, reader] = await Promise.allSettled([this.#backend.readRegistry(), opening]);
      if (registry.status === 'rejected') throw registry.reason;
      const row = registry.value.generations.get(generationId);
      if (row?.state !== 'ready') {
        if (reader.status === 'fulfilled') reader.value.close();
        throw new StoreError('read', { cause: new Error(`Generation ${generationId} is gone`) });
      }
      if (reader.status === 'rejected') throw reader.reason;
      return new StoredGeneration(summarize(row), reader.value);
    });
  }

  async stage(header: PackHeader): Promise<StagedGeneration | undefined> {
    const lock = await asStoreError('stage', () => takeImportLock(this.#locks, header.id));
    if (!lock) return undefined;
    try {
      return await asStoreError('stage', async () => {
        await this.#buryDeadImports(header.id);
        // First the row, then the database: a sweep that finds the database also finds whose it is.
        const row = await this.#backend.updateRegistry(({ generations }) => {
          const created: GenerationRow = {
            id: this.#createId(),
            packId: header.id,
            state: 'staging',
            header,
            counts: { sources: 0, entities: 0, facts: 0 },
            // Never the same twice, nor back in time with the clock: the history is in this order.
            importedAt: Math.max(this.#now(), ...[...generations.values()].map((row) => row.importedAt + 1)),
            isPinned: false,
            bytes: 0,
          };
          generations.set(created.id, created);
          return created;
        });
        const writer = await this.#backend.createGeneration(row.id);
        return new ChunkedStagedGeneration(row, {
          backend: this.#backend,
          writer,
          lock,
          createDerivedWork: this.#createDerivedWork,
          bury: async (ids) => {
            await this.#bury(ids);
          },
        });
      });
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  setEnabled(packId: string, isEnabled: boolean): Promise<void> {
    return this.#change('change-pack', (registry) => {
      registry.packs.set(packId, { ...getPack(registry, packId), isEnabled });
    });
  }

  reorder(packIds: readonly string[]): Promise<void> {
    return this.#change('change-pack', (registry) => reorderPacks(registry, packIds));
  }

  rollBack(packId: string, generationId: string): Promise<InstalledPack> {
    return this.#change('replace-pack', (registry) => rollBackTo(registry, packId, generationId));
  }

  setPinned(generationId: string, isPinned: boolean): Promise<void> {
    return this.#change('change-pack', (registry) => {
      registry.generations.set(generationId, { ...getGeneration(registry, generationId), isPinned });
    });
  }

  async removeGeneration(generationId: string): Promise<void> {
    const doomed = await this.#change('remove-pack', (registry) =>
      removeGenerationRow(registry, generationId),
    );
    await this.#bury(doomed);
  }

  async removePack(packId: string): Promise<void> {
    const doomed = await this.#change('remove-pack', (registry) => removePackRows(registry, packId));
    await this.#bury(doomed);
  }

  removedBundledVersion(packId: string): Promise<string | undefined> {
    return asStoreError(
      'read',
      async () => (await this.#backend.readRegistry()).removals.get(packId)?.version,
    );
  }

  sweep(): Promise<number> {
    return asStoreError('sweep', async () => {
      // Databases before rows: an import writes its row first, so a database without a row is nobody's.
      const found = await this.#backend.listGenerations();
      const { generations } = await this.#backend.readRegistry();
      const orphans = found.filter((id) => !generations.has(id));
      const doomed = [...generations.values()].filter(({ state }) => state === 'doomed').map(({ id }) => id);
      const staging = [...generations.values()].filter(({ state }) => state === 'staging');
      let swept = await this.#bury([...orphans, ...doomed]);
      for (const packId of new Set(staging.map((row) => row.packId))) {
        const lock = await takeImportLock(this.#locks, packId);
        if (!lock) continue;
        try {
          swept += await this.#buryDeadImports(packId);
        } finally {
          lock.release();
        }
      }
      return swept;
    });
  }

  close(): void {
    this.#backend.close();
  }

  /** To be called with the pack's import lock in hand: whatever is staged then, nobody writes any more. */
  async #buryDeadImports(packId: string): Promise<number> {
    const { generations } = await this.#backend.readRegistry();
    const dead = [...generations.values()].filter((row) => row.packId === packId && row.state === 'staging');
    return this.#bury(dead.map(({ id }) => id));
  }

  /**
   * Deletes databases, then their rows, one by one. What cannot be deleted now is left to the next sweep;
   * what can serve is never deleted, whoever took it for dead.
   */
  async #bury(generationIds: readonly string[]): Promise<number> {
    let buried = 0;
    for (const id of generationIds) {
      try {
        if ((await this.#backend.readRegistry()).generations.get(id)?.state === 'ready') continue;
        await this.#backend.deleteGeneration(id);
        await this.#backend.updateRegistry(({ generations }) => generations.delete(id));
        buried++;
      } catch {
        // Its row still says that nobody may use it, so it harms nobody but the disk until then.
      }
    }
    return buried;
  }

  #change<T>(action: StoreAction, change: (registry: Registry) => T): Promise<T> {
    return asStoreError(action, () => this.#backend.updateRegistry(change));
  }
}
