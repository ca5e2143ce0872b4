import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT, SetupError } from '../setup/project.ts';
import { runCommand } from '../setup/run-command.ts';

/**
 * Contents by path of every source, as they lie in the working tree: what git knows in a clone, and in an
 * unpacked archive, which has no git, all that is there but what .gitignore names.
 */
export async function readSources(): Promise<Map<string, Uint8Array>> {
  const files = existsSync(path.join(ROOT, '.git')) ? await listTracked() : listUnpacked();
  return new Map(files.map((file) => [file, readFileSync(path.join(ROOT, file))]));
}

/** Contents of all files below a folder, by path with "/" between folders. */
export function readFolder(folder: string): Map<string, Uint8Array> {
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

async function listTracked(): Promise<string[]> {
  const { exitCode, output } = await runCommand(['git', 'ls-files', '-z']);
  if (exitCode !== 0) throw new SetupError(`git does not list the sources: ${output.trim()}`);
  return output.split('\0').filter((file) => file !== '' && existsSync(path.join(ROOT, file)));
}

function listUnpacked(): string[] {
  const ignored = readFileSync(path.join(ROOT, '.gitignore'), 'utf8').split('\n').filter(Boolean);
  const folders = ignored.filter((line) => line.endsWith('/')).map((line) => line.slice(0, -1));
  const endings = ignored.filter((line) => line.startsWith('*')).map((line) => line.slice(1));
  const walk = (folder: string): string[] =>
    readdirSync(path.join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
      const file = path.posix.join(folder, entry.name);
      if (entry.isDirectory()) return folders.includes(entry.name) ? [] : walk(file);
      return endings.some((ending) => file.endsWith(ending)) ? [] : [file];
    });
  return walk('');
}
