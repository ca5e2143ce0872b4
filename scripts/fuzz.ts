/**
 * Mutates 10,000 packs of each kind (tests/lib/pack/fuzzed-packs.ts), reads and imports them, where the unit
 * tests do a few hundred; and reads as many pages that change under it (tests/lib/page/fuzzed-pages.ts), where
 * the unit tests read 2,000. With `--pages`, both browsers show 2,000 such pages to the built extension, where
 * the usual run shows a few.
 *
 *   npm run fuzz
 *   npm run fuzz -- 100000
 *   npm run fuzz -- --pages
 *   npm run fuzz -- --pages 20000 --seed 8
 */
import { parseArgs } from 'node:util';
import { runMain } from './setup/project.ts';
import { runVitest } from './setup/run-vitest.ts';

await runMain(async () => {
  const { values, positionals } = parseArgs({
    options: { pages: { type: 'boolean', default: false }, seed: { type: 'string', default: '7' } },
    allowPositionals: true,
  });
  const runs = positionals[0] ?? (values.pages ? '2000' : '10000');
  const tests = values.pages
    ? ['--config', 'vitest.e2e.config.ts', 'tests/e2e/page-fuzz.test.ts']
    : [
        'tests/lib/pack/fuzz.test.ts',
        'tests/lib/services/import-fuzz.test.ts',
        'tests/lib/page/page-fuzz.test.ts',
      ];
  return runVitest(tests, {
    FACTMARK_FUZZ_RUNS: runs,
    FACTMARK_FUZZ_PAGES: runs,
    FACTMARK_FUZZ_BROWSER_PAGES: runs,
    FACTMARK_FUZZ_SEED: values.seed,
  });
});
