/**
 * Lets every fault strike at every request of every operation, and two windows meet at more moments
 * (tests/faults), where the usual run takes samples. Takes some minutes.
 *
 *   npm run faults
 */
import { runVitest } from './setup/run-vitest.ts';

process.exitCode = runVitest(['tests/faults', ...process.argv.slice(2)], { FACTMARK_FAULTS: 'all' });
