import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const LOCK: { packages: Record<string, LockedPackage> } = JSON.parse(
  readFileSync(path.resolve(import.meta.dirname, '../../package-lock.json'), 'utf8'),
);

/** Folders in which Node looks for what a package imports: its own node_modules first, then outwards. */
function lookUpFolders(folder: string): string[] {
  const parents = folder.split('/node_modules/');
  return parents
    .map((_, index) => `${parents.slice(0, parents.length - index).join('/node_modules/')}/node_modules`)
    .concat('node_modules')
    .map((candidate) => candidate.replace(/^\//, ''));
}

describe('package-lock.json', () => {
  it('holds the optional packages of every system, without which npm ci refuses it', () => {
    const isFound = (folder: string, name: string, wanted: string) =>
      lookUpFolders(folder).some((lookUp) => {
        const version = LOCK.packages[`${lookUp}/${name}`]?.version;
        // Packages for systems are wanted in exactly the version of the package that loads them.
        return version !== undefined && (version === wanted || !/^\d/.test(wanted));
      });
    const missing = Object.entries(LOCK.packages).flatMap(([folder, { optionalDependencies = {} }]) =>
      Object.entries(optionalDependencies)
        .filter(([name, wanted]) => !isFound(folder, name, wanted))
        .map(([name]) => `${folder} → ${name}`),
    );
    expect(missing).toEqual([]);
  });

  it('names no host, so that any registry will do, but pins each package by its hash', () => {
    const packages = Object.entries(LOCK.packages).filter(([folder]) => folder !== '');
    expect(packages.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
    expect(packages.filter(([, { integrity }]) => integrity === undefined)).toEqual([]);
  });
});
