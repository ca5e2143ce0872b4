import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { SetupError } from '../setup/project.ts';
import { runCommand } from '../setup/run-command.ts';

const DOCUMENT = 'docs/releasing.md';

/** The commands that the archive's own document tells reviewers to run, one a line. */
export function readSteps(text: string): readonly (readonly string[])[] {
  const [, steps] = /## For reviewers[\s\S]*?```\n([\s\S]*?)```/.exec(text) ?? [];
  if (!steps) throw new SetupError(`${DOCUMENT} has no steps for reviewers`);
  return steps
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
}

/**
 * Does what a reviewer does: unpacks the archive of the sources into an empty folder, follows the steps that
 * stand in it, and compares what comes out with the packages.
 *
 * @param archive The archive of the sources.
 * @param packages Paths of the files to compare, all in `.output`.
 * @throws SetupError if a step fails, or a file differs.
 */
export async function verifyArchive(archive: string, packages: readonly string[]): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'factmark-archive-'));
  try {
    for (const [name, bytes] of Object.entries(unzipSync(readFileSync(archive)))) {
      const file = path.join(folder, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, bytes);
    }
    for (const step of readSteps(readFileSync(path.join(folder, DOCUMENT), 'utf8'))) {
      console.log(`  ${step.join(' ')}`);
      // The programs of this checkout must not stand in for those that the archive installs.
      const { exitCode, output } = await runCommand(step, {
        cwd: folder,
        env: cleanEnvironment(),
        limitMs: 1_200_000,
      });
      if (exitCode !== 0) throw new SetupError(`${output.trim()}\nThe step "${step.join(' ')}" failed.`);
    }
    const different = packages.filter(
      (file) => !readFileSync(file).equals(readFileSync(path.join(folder, '.output', path.basename(file)))),
    );
    if (different.length > 0) {
      throw new SetupError(
        `The archive gives other bytes for ${different.map((file) => path.basename(file))}.`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Takes away what npm tells the scripts that it runs, and its folders in PATH. */
function cleanEnvironment(): Record<string, string | undefined> {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return {
    ...Object.fromEntries(
      Object.keys(process.env)
        .filter(
          (name) => /^npm_/i.test(name) && !/^npm_config_(registry|cache|userconfig|cafile)$/i.test(name),
        )
        .map((name) => [name, undefined]),
    ),
    INIT_CWD: undefined,
    PATH: folders.filter((one) => !one.includes('node_modules')).join(path.delimiter),
  };
}
