import { type Zippable, zipSync } from 'fflate';

/**
 * A zip that depends on names and contents alone: sorted entries, no times, no rights, and the same
 * compressor on every machine.
 *
 * @param files Contents by path, with "/" between folders.
 */
export function zipFiles(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  // The first day that a zip can name. In the machine's own time zone, which is what a zip writes down, it is the same everywhere.
  const mtime = new Date(1980, 0, 1);
  const entries: Zippable = {};
  for (const name of [...files.keys()].sort()) entries[name] = [files.get(name)!, { mtime }];
  return zipSync(entries, { level: 9, os: 0, attrs: 0 });
}
