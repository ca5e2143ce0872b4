import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { BrowserFamily } from './find-browser.ts';
import { ROOT, SCRATCH, SetupError } from './project.ts';
import { runCommand } from './run-command.ts';

/** Hosts that a trial build may read without asking: the sample article and the tests' pages are served there. */
export const TRIAL_HOSTS = ['http://localhost/*', 'http://127.0.0.1/*'];

/** Whatever changes the built extension. */
const BUILD_INPUTS = [
  'components',
  'entrypoints',
  'lib',
  'public',
  // wxt.config.ts builds with what stands there.
  'scripts/setup',
  'seeds',
  'package-lock.json',
  'package.json',
  'tsconfig.json',
  'wxt.config.ts',
];

/**
 * - `release`: what is published; asks the reader for every site.
 * - `trial`: the same, but for leave to read pages of this machine, because nobody can answer a
 *   permission prompt in a headless browser.
 */
export type BuildKind = 'release' | 'trial';

const OUTPUT_FOLDERS: Record<BuildKind, string> = {
  release: path.join(ROOT, '.output'),
  trial: path.join(SCRATCH, 'trial'),
};

/** Folder of the built, unpacked extension. */
export function extensionFolder(family: BrowserFamily, kind: BuildKind): string {
  return path.join(OUTPUT_FOLDERS[kind], family === 'chromium' ? 'chrome-mv3' : 'firefox-mv3');
}

/**
 * Builds the extension, unless the last build was made from the same sources.
 *
 * @returns Folder of the built extension.
 * @throws SetupError with the build's own words if it fails.
 */
export async function buildExtension(family: BrowserFamily, kind: BuildKind): Promise<string> {
  const folder = extensionFolder(family, kind);
  const stamp = path.join(OUTPUT_FOLDERS[kind], `${path.basename(folder)}.sources`);
  const sources = hashSources();
  if (
    existsSync(path.join(folder, 'manifest.json')) &&
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === sources
  ) {
    return folder;
  }
  console.log(`Building the extension for ${family === 'chromium' ? 'Chromium' : 'Firefox'} …`);
  await buildInto(OUTPUT_FOLDERS[kind], family, kind);
  writeFileSync(stamp, sources);
  return folder;
}

/**
 * Builds the extension, whatever was built before.
 *
 * @param into Folder for builds; the extension comes into one of its own inside.
 * @throws SetupError with the build's own words if it fails.
 */
export async function buildInto(into: string, family: BrowserFamily, kind: BuildKind): Promise<void> {
  const { exitCode, output } = await runCommand(
    [
      process.execPath,
      path.join(ROOT, 'scripts/setup/wxt-build.ts'),
      family === 'chromium' ? 'chrome' : 'firefox',
    ],
    {
      env: {
        FACTMARK_OUTPUT: into,
        FACTMARK_GRANTED_HOSTS: kind === 'trial' ? TRIAL_HOSTS.join(',') : undefined,
        // Vite would make a development or test build of what these name.
        NODE_ENV: undefined,
        VITEST: undefined,
      },
    },
  );
  if (exitCode !== 0)
    throw new SetupError(`${output.trim()}\nThe build failed: mend what the lines above name.`);
}

/** Hash over the names and contents of all that goes into a build. */
function hashSources(): string {
  const hash = createHash('sha256');
  for (const file of BUILD_INPUTS.flatMap(listFiles)) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(ROOT, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

function listFiles(input: string): string[] {
  const full = path.join(ROOT, input);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [input];
  return readdirSync(full, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)))
    .sort();
}
