import { Blob as NodeBlob } from 'node:buffer';
import type { PrivateFolder, SyncFile } from '../../../lib/store/private-files.ts';

export interface FakeFile {
  bytes: Uint8Array;
  size: number;
  isOpen: boolean;
}

export function createFakeFile(): FakeFile {
  return { bytes: new Uint8Array(), size: 0, isOpen: false };
}

/** The origin's private folder, in memory, with the rules that matter: an open file cannot be removed. */
export class FakeFolder implements PrivateFolder {
  readonly files = new Map<string, FakeFile>();
  /** Bytes that one file may take. */
  quota = Number.POSITIVE_INFINITY;

  async getFileHandle(
    name: string,
  ): Promise<{ createSyncAccessHandle(): Promise<SyncFile>; getFile(): Promise<Blob> }> {
    const file = this.files.get(name) ?? createFakeFile();
    this.files.set(name, file);
    return {
      // happy-dom's own cannot be kept in a database.
      getFile: async () => new NodeBlob([file.bytes.slice(0, file.size)]) as Blob,
      createSyncAccessHandle: async () => {
        if (file.isOpen) throw new DOMException('open elsewhere', 'NoModificationAllowedError');
        file.isOpen = true;
        return {
          read: (into, { at }) => {
            const found = file.bytes.subarray(at, Math.min(file.size, at + into.length));
            into.set(found);
            return found.length;
          },
          write: (bytes, { at }) => {
            const taken = bytes.subarray(0, Math.max(0, this.quota - at));
            file.size = Math.max(file.size, at + taken.length);
            if (file.size > file.bytes.length) {
              const grown = new Uint8Array(file.size * 2);
              grown.set(file.bytes);
              file.bytes = grown;
            }
            file.bytes.set(taken, at);
            return taken.length;
          },
          close: () => {
            file.isOpen = false;
          },
        };
      },
    };
  }

  async removeEntry(name: string): Promise<void> {
    const file = this.files.get(name);
    if (!file) throw new DOMException('no such file', 'NotFoundError');
    if (file.isOpen) throw new DOMException('in use', 'NoModificationAllowedError');
    this.files.delete(name);
  }

  async *keys(): AsyncGenerator<string> {
    yield* this.files.keys();
  }
}
