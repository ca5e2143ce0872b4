import { spawnSync } from 'node:child_process';

/**
 * Runs tests with other settings than the usual run has.
 *
 * @param args After `vitest run`: files, options.
 * @param env Variables that the tests ask for.
 * @returns the exit code of the run.
 */
export function runVitest(args: readonly string[], env: Readonly<Record<string, string>>): number {
  const { status } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...args], {
    env: { ...process.env, ...env },
    stdio: 'inherit',
  });
  return status ?? 1;
}
