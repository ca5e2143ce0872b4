/**
 * Kills both browsers at every write of an import, an update, a roll-back and a removal
 * (tests/e2e/kill.test.ts), where the usual run tries a few. Takes about twenty-five minutes.
 *
 *   npm run kill
 */
import { runVitest } from './setup/run-vitest.ts';

process.exitCode = runVitest(
  ['--config', 'vitest.e2e.config.ts', 'tests/e2e/kill.test.ts', ...process.argv.slice(2)],
  {
    FACTMARK_KILL: 'all',
  },
);
