/*
 * Files of the origin's private folder, which take text four times as fast as IndexedDB does
 * (docs/decisions/0041) and give the space back at once. Only dedicated workers have them, which is where
 * imports run.
 */

/** The part of `FileSystemSyncAccessHandle` that imports need. */
export interface SyncFile {
  read(into: Uint8Array, options: { at: number }): number;
  write(bytes: Uint8Array, options: { at: number }): number;
  close(): void;
}

/** The part of the private folder (`navigator.storage.getDirectory()`) that imports need. */
export interface PrivateFolder {
  getFileHandle(
    name: string,
    options: { create: boolean },
  ): Promise<{ createSyncAccessHandle?(): Promise<SyncFile>; getFile(): Promise<Blob> }>;
  removeEntry(name: string): Promise<void>;
  keys(): AsyncIterable<string>;
}

/** What a file of a generation holds: records that wait to be grouped, or what becomes part of it. */
const PREFIXES = { staging: 'factmark-staging-', data: 'factmark-data-' };
export type FilePurpose = keyof typeof PREFIXES;

/** Bytes gathered before they are written. */
const BUFFER_BYTES = 1024 * 1024;

/** A file that grows at its end. */
export class AppendFile {
  readonly #folder: PrivateFolder;
  readonly #name: string;
  readonly #file: SyncFile;
  readonly #encoder = new TextEncoder();
  readonly #buffer = new Uint8Array(BUFFER_BYTES);
  #buffered = 0;
  #written = 0;
  #isOpen = true;

  private constructor(folder: PrivateFolder, name: string, file: SyncFile) {
    this.#folder = folder;
    this.#name = name;
    this.#file = file;
  }

  /**
   * Creates the file of a generation.
   *
   * @returns undefined where this context has no such files.
   */
  static create(
    folder: PrivateFolder,
    purpose: FilePurpose,
    generationId: string,
  ): Promise<AppendFile | undefined> {
    return AppendFile.createNamed(folder, PREFIXES[purpose] + generationId);
  }

  /**
   * Creates a file that belongs to no generation.
   *
   * @param name Of no file that is there.
   * @returns undefined where this context has no such files.
   */
  static async createNamed(folder: PrivateFolder, name: string): Promise<AppendFile | undefined> {
    const handle = await folder.getFileHandle(name, { create: true });
    const file = await handle.createSyncAccessHandle?.();
    if (file) return new AppendFile(folder, name, file);
    await folder.removeEntry(name);
    return undefined;
  }

  /** Bytes so far: where the next ones will lie. */
  get size(): number {
    return this.#written + this.#buffered;
  }

  /** @throws DOMException named QuotaExceededError when the disk is full. */
  addText(text: string): void {
    for (let rest = text; rest.length > 0; ) {
      const { read, written } = this.#encoder.encodeInto(rest, this.#buffer.subarray(this.#buffered));
      this.#buffered += written;
      if (read === rest.length) return;
      rest = rest.slice(read);
      this.flush();
    }
  }

  /** @throws DOMException named QuotaExceededError when the disk is full. */
  addBytes(bytes: Uint8Array): void {
    if (this.#buffered + bytes.length <= BUFFER_BYTES) {
      this.#buffer.set(bytes, this.#buffered);
      this.#buffered += bytes.length;
      return;
    }
    this.flush();
    this.#write(bytes);
  }

  /** Writes what was added so far. @throws DOMException named QuotaExceededError when the disk is full. */
  flush(): void {
    const bytes = this.#buffer.subarray(0, this.#buffered);
    this.#buffered = 0;
    if (bytes.length > 0) this.#write(bytes);
  }

  /** Of what was flushed. */
  read(at: number, length: number): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(length);
    if (this.#file.read(bytes, { at }) < length) throw new Error('The file is shorter than what was written');
    return bytes;
  }

  /** Ends the writing. The file stays. @returns what it holds. */
  async finish(): Promise<Blob> {
    this.flush();
    this.close();
    return (await this.#folder.getFileHandle(this.#name, { create: false })).getFile();
  }

  close(): void {
    if (this.#isOpen) this.#file.close();
    this.#isOpen = false;
  }

  async delete(): Promise<void> {
    this.close();
    await removeEntry(this.#folder, this.#name);
  }

  #write(bytes: Uint8Array): void {
    // A full disk shows as fewer bytes taken than given.
    if (this.#file.write(bytes, { at: this.#written }) < bytes.length) {
      throw new DOMException('The file could not grow', 'QuotaExceededError');
    }
    this.#written += bytes.length;
  }
}

/** Removes whatever files a generation has. Rejects while an import that lives has one open. */
export async function removePrivateFiles(folder: PrivateFolder, generationId: string): Promise<void> {
  for (const prefix of Object.values(PREFIXES)) await removeEntry(folder, prefix + generationId);
}

/** Ids of generations that have files. */
export async function listPrivateFiles(folder: PrivateFolder): Promise<readonly string[]> {
  const ids = new Set<string>();
  for await (const name of folder.keys()) {
    const prefix = Object.values(PREFIXES).find((start) => name.startsWith(start));
    if (prefix !== undefined) ids.add(name.slice(prefix.length));
  }
  return [...ids];
}

async function removeEntry(folder: PrivateFolder, name: string): Promise<void> {
  try {
    await folder.removeEntry(name);
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'NotFoundError')) throw error;
  }
}
