/**
 * Eight hours of reading, compressed (tests/e2e/long-run): hundreds of pages, imports, updates by alarm and deaths
 * of the background, in both browsers, one after the other. Memory and storage end where they began. Takes about
 * a quarter of an hour; a number of rounds of five simulated minutes each may be given.
 *
 *   npm run long-run
 *   npm run long-run -- 12
 */
import { runVitest } from './setup/run-vitest.ts';

const [rounds = '96', ...options] = process.argv.slice(2);
process.exitCode = runVitest(['--config', 'vitest.long-run.config.ts', ...options], {
  FACTMARK_LONG_RUN_ROUNDS: rounds,
});
