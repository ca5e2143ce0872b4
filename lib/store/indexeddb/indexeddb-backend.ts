import type { GenerationReader, GenerationWriter, StagingArea, StoreBackend } from '../backend.ts';
import { createMemoryStaging } from '../memory-backend.ts';
import { AppendFile, listPrivateFiles, type PrivateFolder, removePrivateFiles } from '../private-files.ts';
import type { Registry } from '../registry.ts';
import { createStagingFile } from '../staging-files.ts';
import { DataFileWriter } from './data-file.ts';
import {
  createGenerationDatabase,
  deleteGenerationDatabase,
  listGenerationDatabases,
  openGenerationDatabase,
} from './generation-database.ts';
import { RegistryDatabase } from './registry-database.ts';

/**
 * A registry database, and one database per generation: reads never queue behind the writes of an
 * import, and dropping a generation takes milliseconds (BROWSERS.md E). What an import sets aside goes
 * to a file, or to memory where there are no files.
 */
export class IndexedDbBackend implements StoreBackend {
  readonly kind = 'indexeddb';
  readonly #registry = new RegistryDatabase();
  readonly #folder: Promise<PrivateFolder | undefined>;

  /** @param getFolder `navigator.storage.getDirectory`; a rejection means that there are no files. */
  constructor(getFolder: (() => Promise<PrivateFolder>) | undefined) {
    this.#folder = (getFolder?.() ?? Promise.resolve(undefined)).catch(() => undefined);
  }

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
    return createGenerationDatabase(id, async () => {
      const folder = await this.#folder;
      const file = folder && (await AppendFile.create(folder, 'data', id));
      return file && new DataFileWriter(file);
    });
  }

  openGeneration(id: string): Promise<GenerationReader> {
    return openGenerationDatabase(id);
  }

  async deleteGeneration(id: string): Promise<void> {
    const folder = await this.#folder;
    if (folder) await removePrivateFiles(folder, id);
    await deleteGenerationDatabase(id);
  }

  async listGenerations(): Promise<readonly string[]> {
    const folder = await this.#folder;
    const staged = folder ? await listPrivateFiles(folder) : [];
    return [...new Set([...staged, ...(await listGenerationDatabases())])];
  }

  async createStaging(id: string): Promise<StagingArea> {
    const folder = await this.#folder;
    return (folder && (await createStagingFile(folder, id))) ?? createMemoryStaging();
  }

  close(): void {
    this.#registry.close();
  }
}
