import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../../scripts/setup/project.ts';
import { OWN_NAMES } from '../../../scripts/setup/short-names.ts';

/** All words in the sources of these folders. */
function wordsIn(...folders: readonly string[]): Set<string> {
  const files = folders.flatMap((folder) => globSync(`${folder}/**/*.ts`, { cwd: ROOT }));
  return new Set(files.flatMap((file) => readFileSync(path.join(ROOT, file), 'utf8').match(/\w+/g) ?? []));
}

describe('names that the build shortens', () => {
  it('are each written once', () => {
    expect(new Set(OWN_NAMES).size).toBe(OWN_NAMES.length);
  });

  it('are names in the scripts that go into web pages', () => {
    const own = wordsIn('lib/page', 'lib/tooltip', 'components/tooltip', 'entrypoints/content-script');
    expect(OWN_NAMES.filter((name) => !own.has(name))).toEqual([]);
  });

  it('are no names of messages or of what they carry, which others read', () => {
    const shared = wordsIn('lib/model');
    expect(OWN_NAMES.filter((name) => shared.has(name))).toEqual([]);
  });

  it('are no names of the browser’s', () => {
    // The minifier's own list, which it leaves alone by itself: a name on it would not be shortened.
    const list = readFileSync(path.join(ROOT, 'node_modules/terser/tools/domprops.js'), 'utf8');
    const browsers = new Set(list.match(/\w+/g));
    expect(browsers.has('adoptedStyleSheets')).toBe(true);
    expect(OWN_NAMES.filter((name) => browsers.has(name))).toEqual([]);
  });
});
