import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../../scripts/setup/project.ts';
import { OWN_NAMES, SHORT_NAMES } from '../../../scripts/setup/short-names.ts';

/** All words in the sources of these folders, or what else `pattern` finds there. */
function wordsIn(folders: readonly string[], pattern = /\w+/g): Set<string> {
  const files = folders.flatMap((folder) => globSync(`${folder}/**/*.ts`, { cwd: ROOT }));
  return new Set(files.flatMap((file) => readFileSync(path.join(ROOT, file), 'utf8').match(pattern) ?? []));
}

/** The browsers' names: the minifier's own list, which it leaves alone by itself, so that none of them would be shortened. */
function browsersNames(): Set<string> {
  const list = readFileSync(path.join(ROOT, 'node_modules/terser/tools/domprops.js'), 'utf8');
  const names = new Set(list.match(/(?<=")\w+(?=")/g));
  expect(names.has('adoptedStyleSheets')).toBe(true);
  return names;
}

describe('names that the build shortens', () => {
  it('are each written once', () => {
    expect(new Set(OWN_NAMES).size).toBe(OWN_NAMES.length);
  });

  it('are names in the scripts that go into web pages', () => {
    const own = wordsIn(['lib/page', 'lib/tooltip', 'components/tooltip', 'entrypoints/content-script']);
    expect(OWN_NAMES.filter((name) => !own.has(name))).toEqual([]);
  });

  it('are no names of messages or of what they carry, which others read', () => {
    const shared = wordsIn(['lib/model']);
    expect(OWN_NAMES.filter((name) => shared.has(name))).toEqual([]);
  });

  it('are no names of the browser’s', () => {
    const browsers = browsersNames();
    expect(OWN_NAMES.filter((name) => browsers.has(name))).toEqual([]);
  });

  it('become names that nothing else has: neither each other, nor a message, nor the browser', () => {
    const short = SHORT_NAMES.slice(0, OWN_NAMES.length);
    expect(new Set(short).size).toBe(OWN_NAMES.length);
    const members = wordsIn(['lib/model'], /\w+(?=\??:)/g);
    const others = members.union(browsersNames());
    expect(others).toContain('blockIds');
    expect(short.filter((name) => others.has(name))).toEqual([]);
  });
});
