/**
 * Measures what updates of a large published pack cost a reader in bytes, and writes it into docs/scale.md.
 *
 *   npm run bench-updates
 *
 * Takes five minutes of a processor and 3 GB of memory. The figures are counts of bytes: any machine gives the same.
 */
import path from 'node:path';
import { writeSection } from './bench/browser/write-section.ts';
import { measureUpdates, type UpdateCase } from './bench/updates/measure.ts';
import { renderReaders, renderUpdates } from './bench/updates/report.ts';
import { ROOT } from './setup/project.ts';

const CASES: readonly UpdateCase[] = [
  { share: 0.001, spread: 'all-over', versions: 1 },
  { share: 0.01, spread: 'all-over', versions: 1 },
  { share: 0.01, spread: 'together', versions: 1 },
  { share: 0.1, spread: 'all-over', versions: 1 },
  { share: 0.1, spread: 'together', versions: 1 },
  { share: 0.01, spread: 'all-over', versions: 10 },
];

const { published, results } = await measureUpdates(CASES, (line) => console.error(line));
const document = path.join(ROOT, 'docs/scale.md');
writeSection(document, renderUpdates(published, results));
const daily = results.find(({ share, spread }) => share === 0.01 && spread === 'all-over');
if (daily) writeSection(document, renderReaders(published, daily));
