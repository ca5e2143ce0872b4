import type { GenerationReader, GenerationWriter, StagingArea, StoreBackend } from '../backend.ts';
import type { Registry } from '../registry.ts';
import {
  createGenerationDatabase,
  createStagingDatabase,
  deleteGenerationDatabases,
  listGenerationDatabases,
  openGenerationDatabase,
} from './generation-database.ts';
import { RegistryDatabase } from './registry-database.ts';

/**
 * A registry database, and one database per generation: reads never queue behind the writes of an
 * import, and dropping a generation takes milliseconds (BROWSERS.md E).
 */
export class IndexedDbBackend implements StoreBackend {
  readonly kind = 'indexeddb';
  readonly #registry = new RegistryDatabase();

  /** Rejects where IndexedDB is unavailable. */
  open(): Promise<void> {
    return this.#registry.open();
  }

  readRegistry(): Promise<Registry> {
    return this.#registry.read();
  }

  updateRegistry<T>(change: (registry: Registry) => T): Promise<T> {
    return this.#registry.update(change);
  }

  createGeneration(id: string): Promise<GenerationWriter> {
    return createGenerationDatabase(id);
  }

  openGeneration(id: string): Promise<GenerationReader> {
    return openGenerationDatabase(id);
  }

  deleteGeneration(id: string): Promise<void> {
    return deleteGenerationDatabases(id);
  }

  listGenerations(): Promise<readonly string[]> {
    return listGenerationDatabases();
  }

  createStaging(id: string): Promise<StagingArea> {
    return createStagingDatabase(id);
  }

  close(): void {
    this.#registry.close();
  }
}
