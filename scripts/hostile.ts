/**
 * Shows hostile pages to both browsers (tests/e2e/hostile-pages.test.ts), with those of ten million text nodes
 * and of one text node of 100 MB, where the usual run shows smaller ones. Takes some minutes and gigabytes.
 *
 *   npm run hostile
 */
import { spawnSync } from 'node:child_process';

const { status } = spawnSync(
  process.execPath,
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--config',
    'vitest.e2e.config.ts',
    'tests/e2e/hostile-pages.test.ts',
    ...process.argv.slice(2),
  ],
  { env: { ...process.env, FACTMARK_HOSTILE: 'all' }, stdio: 'inherit' },
);
process.exitCode = status ?? 1;
