import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../lib/model/settings.ts';
import { STORE_PICTURES } from '../../scripts/pictures/compose.ts';
import { articleOf, packOf, readSample } from '../../scripts/pictures/sample.ts';
import { readStoreTexts } from '../../scripts/pictures/store-texts.ts';
import { check } from '../lib/pack/reading.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

/** Permissions that README explains; tests/e2e/manifest.test.ts compares those with what the packages ask for. */
const PERMISSIONS = [
  ...read('README.md')
    .split('## Permissions')[1]!
    .split('\n## ')[0]!
    .matchAll(/^\| `(\w+)`/gm),
].map(([, name = '']) => name);

/** Most characters, and fewest, that a store takes: Chrome's, Firefox's and Edge's, whichever is stricter. */
const LIMITS = {
  name: [1, 45],
  // The manifest's description: 132 in Chrome, 250 in Firefox.
  summary: [20, 132],
  // Edge asks for 250 at least and takes 10,000 at most.
  description: [250, 10_000],
  reason: [10, 1000],
} as const;

it('docs/store has the languages that the product speaks', () => {
  const files = readdirSync(path.join(ROOT, 'docs/store')).filter((file) => file.endsWith('.json'));
  expect(files.sort()).toEqual(LANGUAGES.map((language) => `${language}.json`).sort());
});

describe.each(LANGUAGES)('the texts for stores in "%s"', (language) => {
  const texts = readStoreTexts(language);
  const english = readStoreTexts('en');
  const description = texts.description.join('\n');
  const expectWithin = (text: string, [least, most]: readonly [number, number]) => {
    expect(text.length, text).toBeGreaterThanOrEqual(least);
    expect(text.length, text).toBeLessThanOrEqual(most);
  };

  it('keep the limits of the stores', () => {
    expectWithin(texts.name, LIMITS.name);
    expectWithin(texts.summary, LIMITS.summary);
    expectWithin(description, LIMITS.description);
    for (const reason of [
      texts.purpose,
      ...Object.values(texts.permissions),
      ...Object.values(texts.privacy),
    ])
      expectWithin(reason, LIMITS.reason);
  });

  it('give a reason for each permission that is asked for, and for no other', () => {
    expect(Object.keys(texts.permissions).sort()).toEqual([...PERMISSIONS, '<all_urls>'].sort());
  });

  it('say the same as the English ones, point by point', () => {
    expect(Object.keys(texts).sort()).toEqual(Object.keys(english).sort());
    const shape = (lines: readonly string[]) => lines.map((line) => line.startsWith('•'));
    expect(shape(texts.description)).toEqual(shape(english.description));
    expect(Object.keys(texts.captions)).toEqual(Object.keys(english.captions));
    if (language !== 'en') expect(texts.description).not.toEqual(english.description);
  });

  it('name every language that the product speaks', () => {
    const names = new Intl.DisplayNames(language, { type: 'language' });
    const missing = LANGUAGES.filter((spoken) => !description.includes(names.of(spoken)!));
    expect(missing).toEqual([]);
  });

  it('claim no figure: those are measured, and stand in the documents', () => {
    expect(
      [description, texts.summary, ...Object.values(texts.captions)].join().match(/\p{N}+/gu),
    ).toBeNull();
  });

  it('come with pictures of a pack that an import takes, about an article that has its names', async () => {
    const sample = readSample(language);
    for (const version of [1, 2] as const) {
      expect((await check(JSON.stringify(packOf(sample, language, version)))).summary).toEqual([]);
    }
    const article = articleOf(sample, language);
    for (const name of Object.values(sample.names)) expect(article).toContain(name);
  });
});

it('pictures have the sizes that stores ask for', () => {
  const sizes = Object.entries(STORE_PICTURES).map(([name, { size }]) => [
    name.replace(/^\d.*/, 'screen'),
    size,
  ]);
  // Chrome and Edge: 1280 × 800, tiles of 440 × 280 and 1400 × 560. Firefox: 1280 × 800.
  expect(Object.fromEntries(sizes)).toEqual({
    screen: { width: 1280, height: 800 },
    'tile-small': { width: 440, height: 280 },
    'tile-large': { width: 1400, height: 560 },
  });
  // Chrome shows five, Edge six.
  expect(sizes.filter(([name]) => name === 'screen').length).toBeGreaterThanOrEqual(5);
});
