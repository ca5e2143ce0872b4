import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { manifestMessageFiles } from '../../../lib/locale/manifest-messages.ts';
import { listLanguages } from './catalogues.ts';

const CONFIG = readFileSync(path.resolve(import.meta.dirname, '../../../wxt.config.ts'), 'utf8');
const FILES = manifestMessageFiles();

describe("the manifest's messages", () => {
  it('are written for every language', () => {
    const expected = listLanguages().map((language) => `_locales/${language}/messages.json`);
    expect(FILES.map((file) => file.relativeDest).toSorted()).toEqual(expected.toSorted());
  });

  it('are those that the manifest asks for', () => {
    const asked = [...CONFIG.matchAll(/__MSG_(\w+)__/g)].map(([, name]) => name);
    for (const { contents } of FILES) {
      expect(Object.keys(JSON.parse(contents)).toSorted()).toEqual([...new Set(asked)].toSorted());
    }
  });

  it('keep within what shops and browsers take', () => {
    for (const { contents } of FILES) {
      const messages = JSON.parse(contents);
      expect(messages.extensionName.message.length).toBeLessThanOrEqual(45);
      expect(messages.extensionDescription.message.length).toBeLessThanOrEqual(132);
    }
  });
});
