/**
 * Shows hostile pages to both browsers (tests/e2e/hostile-pages.test.ts), with those of ten million text nodes
 * and of one text node of 100 MB, where the usual run shows smaller ones. Takes some minutes and gigabytes.
 *
 *   npm run hostile
 */
import { runVitest } from './setup/run-vitest.ts';

process.exitCode = runVitest(
  ['--config', 'vitest.e2e.config.ts', 'tests/e2e/hostile-pages.test.ts', ...process.argv.slice(2)],
  {
    FACTMARK_HOSTILE: 'all',
  },
);
