import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

interface LockedPackage {
  readonly license?: string;
  readonly hasInstallScript?: boolean;
}

const { dependencies, devDependencies, allowScripts } = JSON.parse(read('package.json')) as Record<
  'dependencies' | 'devDependencies' | 'allowScripts',
  Readonly<Record<string, string>>
>;
const LOCK = JSON.parse(read('package-lock.json')) as { packages: Record<string, LockedPackage> };
const DOCUMENT = read('docs/dependencies.md');

/** Rows of the tables that name packages: under which heading, which package, licence and reason. */
const ROWS = DOCUMENT.split(/^## /m)
  .slice(1)
  .flatMap((section) =>
    [...section.matchAll(/^\| `([@a-z\d/.-]+)` \| ([^|]+) \| ([^|]+) \|$/gm)].map(
      ([, name = '', license = '', reason = '']) => ({
        isShipped: section.startsWith('In the extension'),
        name,
        license,
        reason,
      }),
    ),
  );

/** Whatever is installed may be one of these; a licence that is new here is for a person to read. */
const LICENSES = [
  ...['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'MPL-2.0'],
  ...['CC-BY-4.0', 'CC0-1.0', 'Python-2.0', 'OFL-1.1'],
];

describe('docs/dependencies.md', () => {
  it('gives a reason for each package that the extension has, and each that builds or tests it', () => {
    const namesOf = (isShipped: boolean) =>
      ROWS.filter((row) => row.isShipped === isShipped)
        .map(({ name }) => name)
        .sort();
    expect(namesOf(true)).toEqual(Object.keys(dependencies).sort());
    expect(namesOf(false)).toEqual(Object.keys(devDependencies).sort());
    expect(ROWS.filter(({ reason }) => reason.trim().length < 5)).toEqual([]);
  });

  it('names the licences that the packages have', () => {
    const locked = ROWS.map(({ name }) => [name, LOCK.packages[`node_modules/${name}`]?.license]);
    expect(ROWS.map(({ name, license }) => [name, license])).toEqual(locked);
  });

  it('lists every licence that is installed', () => {
    const installed = Object.entries(LOCK.packages).filter(([folder]) => folder !== '');
    const others = installed.filter(
      ([, { license = 'none' }]) => !license.split(' OR ').some((one) => LICENSES.includes(one)),
    );
    expect(others).toEqual([]);
    for (const license of LICENSES) expect(DOCUMENT).toContain(license);
  });
});

describe('install scripts', () => {
  it('are allowed for one package, and no other has any', () => {
    const withScripts = Object.entries(LOCK.packages)
      .filter(([, { hasInstallScript }]) => hasInstallScript)
      .map(([folder]) => folder);
    expect(withScripts).toEqual(['node_modules/node']);
    expect(allowScripts).toEqual({ node: true });
    expect(read('.npmrc')).toContain('strict-allow-scripts=true');
  });
});
