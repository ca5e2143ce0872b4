import type { StagingArea } from './backend.ts';
import { AppendFile, type PrivateFolder } from './private-files.ts';

/**
 * Staging in a file of the origin's private folder.
 *
 * @returns undefined where this context has no such files.
 */
export async function createStagingFile(folder: PrivateFolder, id: string): Promise<StagingArea | undefined> {
  const file = await AppendFile.create(folder, 'staging', id);
  if (!file) return undefined;
  /** Where the bytes of each slot lie. */
  const extents = new Map<number, { readonly at: number; readonly length: number }[]>();
  return {
    async write(parts) {
      for (const { slot, bytes } of parts) {
        const extent = { at: file.size, length: bytes.length };
        file.addBytes(bytes);
        const known = extents.get(slot);
        if (known) known.push(extent);
        else extents.set(slot, [extent]);
      }
      file.flush();
    },
    async *read(slot) {
      for (const { at, length } of extents.get(slot) ?? []) yield file.read(at, length);
    },
    delete: () => file.delete(),
  };
}
