/**
 * Mutates 10,000 packs of each kind (tests/lib/pack/fuzzed-packs.ts), reads and imports them, where the unit
 * tests do a few hundred; and reads as many pages that change under it (tests/lib/page/fuzzed-pages.ts), where
 * the unit tests read 2,000.
 *
 *   npm run fuzz
 *   npm run fuzz -- 100000
 */
import { spawnSync } from 'node:child_process';

const runs = process.argv[2] ?? '10000';
const { status } = spawnSync(
  process.execPath,
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    'tests/lib/pack/fuzz.test.ts',
    'tests/lib/services/import-fuzz.test.ts',
    'tests/lib/page/page-fuzz.test.ts',
  ],
  {
    env: { ...process.env, FACTMARK_FUZZ_RUNS: runs, FACTMARK_FUZZ_PAGES: runs },
    stdio: 'inherit',
  },
);
process.exitCode = status ?? 1;
