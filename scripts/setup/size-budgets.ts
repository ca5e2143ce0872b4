import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { extensionFolder } from './build-extension.ts';
import { BROWSER_FAMILIES } from './find-browser.ts';

interface Budget {
  readonly files: readonly string[];
  /** Bytes after gzip, all files together (DESIGN.md §12). */
  readonly maxBytes: number;
}

const BUDGETS: readonly Budget[] = [
  { files: ['content-script.js'], maxBytes: 12_000 },
  { files: ['content-script.js', 'tooltip.js'], maxBytes: 25_000 },
];

/** One sentence for each budget that a release build breaks. Both browsers' builds must exist. */
export function findOversizedBundles(): string[] {
  return BROWSER_FAMILIES.flatMap((family) => {
    const folder = extensionFolder(family, 'release');
    return BUDGETS.flatMap(({ files, maxBytes }) => {
      const missing = files.filter((file) => !existsSync(path.join(folder, file)));
      if (missing.length > 0) return [`${family}: the build has no ${missing.join(' and no ')}`];
      const bytes = files.reduce(
        (sum, file) => sum + gzipSync(readFileSync(path.join(folder, file))).length,
        0,
      );
      return bytes <= maxBytes
        ? []
        : [`${family}: ${files.join(' + ')} has ${bytes} bytes after gzip; the budget is ${maxBytes}`];
    });
  });
}
