/**
 * Lets every fault strike at every request of every operation, and two windows meet at more moments
 * (tests/faults), where the usual run takes samples of all but the kills. Takes some minutes.
 *
 *   npm run faults
 */
import { spawnSync } from 'node:child_process';

const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', 'tests/faults', ...process.argv.slice(2)],
  { env: { ...process.env, FACTMARK_FAULTS: 'all' }, stdio: 'inherit' },
);
process.exitCode = status ?? 1;
