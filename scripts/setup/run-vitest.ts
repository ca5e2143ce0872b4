import { spawnSync } from 'node:child_process';

/**
 * Runs tests with other settings than the usual run has, and ends this process as they end.
 *
 * @param args After `vitest run`: files, options.
 * @param env Variables that the tests ask for.
 */
export function runVitest(args: readonly string[], env: Readonly<Record<string, string>>): void {
  const { status } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...args], {
    env: { ...process.env, ...env },
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
}
