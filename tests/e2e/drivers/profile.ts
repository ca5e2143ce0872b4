import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { SCRATCH } from '../../../scripts/setup/project.ts';

/** A profile of this age belongs to no browser that runs: its process was killed before it could clean up. */
const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1000;

/**
 * A new folder for a browser's profile, deleted at the latest when this process ends. It lies in the
 * project because browsers from Snap or Flatpak see nothing of the system's folder for temporary files.
 */
export function createProfile(): string {
  const parent = path.join(SCRATCH, 'profiles');
  mkdirSync(parent, { recursive: true });
  for (const name of readdirSync(parent)) {
    const folder = path.join(parent, name);
    const changed = statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - changed > ABANDONED_AFTER_MS) removeProfile(folder);
  }
  const profile = mkdtempSync(path.join(parent, 'profile-'));
  process.once('exit', () => removeProfile(profile));
  return profile;
}

/** Deletes a profile. A browser that is just ending may still write, so this tries for a while; then it is left to {@link createProfile}. */
export function removeProfile(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  } catch (error) {
    console.warn(`The profile ${folder} could not be deleted: ${error}`);
  }
}
