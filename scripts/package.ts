/**
 * Makes what the stores take: a zip of each browser's extension, and an archive of the sources from which
 * a reviewer builds the same bytes. Everything is built twice, and a difference is an error, as is what
 * Firefox's linter finds and docs/releasing.md does not explain.
 *
 *   npm run package                → .output/factmark-VERSION-chromium.zip, -firefox.zip, -sources.zip
 *   npm run package -- --verify    unpacks the archive elsewhere, follows its steps, and compares the bytes
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { judgeLint, lintForFirefox, readExplanations } from './package/lint-firefox.ts';
import { readFolder, readSources } from './package/source-files.ts';
import { verifyArchive } from './package/verify-archive.ts';
import { buildInto } from './setup/build-extension.ts';
import { BROWSER_FAMILIES, type BrowserFamily } from './setup/find-browser.ts';
import { ROOT, runMain, SCRATCH, SetupError } from './setup/project.ts';
import { zipFiles } from './setup/zip.ts';

const OUTPUT = path.join(ROOT, '.output');
const BUILDS = path.join(SCRATCH, 'package');

await runMain(async () => {
  const isVerifying = readArguments(process.argv.slice(2));
  const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
    version: string;
  };
  mkdirSync(OUTPUT, { recursive: true });
  const packages: string[] = [];
  for (const family of BROWSER_FAMILIES) {
    const [first, second] = [await buildAndZip(family, 'first'), await buildAndZip(family, 'second')];
    if (!Buffer.from(first).equals(Buffer.from(second))) {
      throw new SetupError(
        `Two builds for ${family} differ: compare the folders in ${path.relative(ROOT, BUILDS)}.`,
      );
    }
    packages.push(write(`factmark-${version}-${family}.zip`, first));
  }
  const archive = write(`factmark-${version}-sources.zip`, zipFiles(await readSources()));
  await lint(packages.find((file) => file.endsWith('-firefox.zip'))!);
  if (isVerifying) {
    console.log('Building from the archive, as a reviewer does …');
    await verifyArchive(archive, [...packages, archive]);
    console.log('The archive gives the same bytes, its own included.');
  }
  return 0;
});

function readArguments(args: readonly string[]): boolean {
  if (args.length > 1 || (args.length === 1 && args[0] !== '--verify'))
    throw new SetupError('Usage: npm run package [-- --verify]');
  return args.length === 1;
}

/** @param run Names a folder of its own: a build must not depend on where it is made. */
async function buildAndZip(family: BrowserFamily, run: string): Promise<Uint8Array> {
  const folder = path.join(BUILDS, run, family === 'chromium' ? 'chrome-mv3' : 'firefox-mv3');
  rmSync(folder, { recursive: true, force: true });
  await buildInto(path.dirname(folder), family, 'release');
  return zipFiles(readFolder(folder));
}

async function lint(zip: string): Promise<void> {
  const report = await lintForFirefox(zip);
  const problems = judgeLint(report, readExplanations());
  if (problems.length > 0) throw new SetupError(`Firefox's linter:\n${problems.join('\n')}`);
  console.log(`Firefox's linter: 0 errors, ${report.warnings.length} warnings, each explained.`);
}

/** @returns the file's path. */
function write(name: string, bytes: Uint8Array): string {
  const file = path.join(OUTPUT, name);
  writeFileSync(file, bytes);
  const hash = createHash('sha256').update(bytes).digest('hex');
  console.log(`${path.relative(ROOT, file)}  ${bytes.length} bytes  sha256 ${hash}`);
  return file;
}
