/**
 * Makes what the stores take: a zip of each browser's extension, and an archive of the sources from which
 * a reviewer builds the same bytes. Everything is built twice, and a difference is an error.
 *
 *   npm run package        → .output/factmark-0.1.0-chromium.zip, -firefox.zip, -sources.zip
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildInto } from './setup/build-extension.ts';
import { BROWSER_FAMILIES, type BrowserFamily } from './setup/find-browser.ts';
import { ROOT, runMain, SCRATCH, SetupError } from './setup/project.ts';
import { runCommand } from './setup/run-command.ts';
import { zipFiles } from './setup/zip.ts';

const OUTPUT = path.join(ROOT, '.output');
const BUILDS = path.join(SCRATCH, 'package');

await runMain(async () => {
  const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
    version: string;
  };
  mkdirSync(OUTPUT, { recursive: true });
  for (const family of BROWSER_FAMILIES) {
    const [first, second] = [await buildAndZip(family, 'first'), await buildAndZip(family, 'second')];
    if (!Buffer.from(first).equals(Buffer.from(second))) {
      throw new SetupError(
        `Two builds for ${family} differ: compare the folders in ${path.relative(ROOT, BUILDS)}.`,
      );
    }
    write(`factmark-${version}-${family}.zip`, first);
  }
  write(`factmark-${version}-sources.zip`, zipFiles(await readSources()));
  return 0;
});

/** @param run Names a folder of its own: a build must not depend on where it is made. */
async function buildAndZip(family: BrowserFamily, run: string): Promise<Uint8Array> {
  const output = path.join(BUILDS, run);
  rmSync(path.join(output, folderOf(family)), { recursive: true, force: true });
  await buildInto(output, family, 'release');
  return zipFiles(readFolder(path.join(output, folderOf(family))));
}

function folderOf(family: BrowserFamily): string {
  return family === 'chromium' ? 'chrome-mv3' : 'firefox-mv3';
}

function readFolder(folder: string): Map<string, Uint8Array> {
  const files = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) =>
    entry.isFile(),
  );
  return new Map(
    files.map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      return [path.relative(folder, file).split(path.sep).join('/'), readFileSync(file)];
    }),
  );
}

/** Whatever git knows, as it lies in the working tree. */
async function readSources(): Promise<Map<string, Uint8Array>> {
  const { exitCode, output } = await runCommand(['git', 'ls-files', '-z']);
  if (exitCode !== 0)
    throw new SetupError('The sources are listed by git: run this in a clone of the repository.');
  const files = output.split('\0').filter((file) => file !== '' && existsSync(path.join(ROOT, file)));
  return new Map(files.map((file) => [file, readFileSync(path.join(ROOT, file))]));
}

function write(name: string, bytes: Uint8Array): void {
  writeFileSync(path.join(OUTPUT, name), bytes);
  const hash = createHash('sha256').update(bytes).digest('hex');
  console.log(`${path.join('.output', name)}  ${bytes.length} bytes  sha256 ${hash}`);
}
