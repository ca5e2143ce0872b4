import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { BrowserFamily } from '../../../scripts/setup/find-browser.ts';
import { SCRATCH } from '../../../scripts/setup/project.ts';
import { seamSource } from './seam.ts';

/**
 * A copy of the built extension whose import worker runs the seam before its own code. Nothing else
 * differs from what readers get.
 *
 * @returns its folder.
 */
export function makeKillableBuild(family: BrowserFamily, extensionFolder: string, origin: string): string {
  const folder = path.join(SCRATCH, 'killable', family);
  rmSync(folder, { recursive: true, force: true });
  cpSync(extensionFolder, folder, { recursive: true });
  const assets = path.join(folder, 'assets');
  const workers = readdirSync(assets).filter((name) => /^import\.worker-.*\.js$/.test(name));
  if (workers.length !== 1) throw new Error(`The build has ${workers.length} import workers, not one`);
  const worker = path.join(assets, workers[0]!);
  writeFileSync(worker, seamSource(origin) + readFileSync(worker, 'utf8'));
  return folder;
}
