/**
 * Kills both browsers at every write of an import, an update, a roll-back and a removal
 * (tests/e2e/kill.test.ts), where the usual run tries a few. Takes about ten minutes.
 *
 *   npm run kill
 */
import { spawnSync } from 'node:child_process';

const { status } = spawnSync(
  process.execPath,
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--config',
    'vitest.e2e.config.ts',
    'tests/e2e/kill.test.ts',
    ...process.argv.slice(2),
  ],
  { env: { ...process.env, FACTMARK_KILL: 'all' }, stdio: 'inherit' },
);
process.exitCode = status ?? 1;
