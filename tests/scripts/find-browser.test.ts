import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BrowserFamily, findBrowser } from '../../scripts/setup/find-browser.ts';
import { SetupError } from '../../scripts/setup/project.ts';

describe('findBrowser on Linux', () => {
  let folder: string;
  const find = (family?: BrowserFamily, chosen = '') =>
    findBrowser(family, { platform: 'linux', env: { PATH: folder, FACTMARK_BROWSER: chosen } });
  const install = (name: string, mode = 0o755) => {
    const file = path.join(folder, name);
    writeFileSync(file, '');
    chmodSync(file, mode);
    return file;
  };

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'find-browser-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('prefers Chromium to Chrome, as Chrome is the pickier about extensions', () => {
    install('google-chrome');
    const chromium = install('chromium');
    expect(find('chromium')).toEqual({ family: 'chromium', executablePath: chromium });
  });

  it('takes a Chromium when no family is asked for, although there is a Firefox', () => {
    install('firefox');
    const chrome = install('chromium');
    expect(find()?.executablePath).toBe(chrome);
  });

  it('does not take a file that cannot be run', () => {
    const unusable = install('chromium', 0o644);
    expect(find('chromium')?.executablePath).not.toBe(unusable);
  });

  it('takes the program that FACTMARK_BROWSER names, by its path or by its name in PATH', () => {
    install('chromium');
    const chosen = install('firefox-nightly');
    expect(find(undefined, chosen)).toEqual({ family: 'firefox', executablePath: chosen });
    expect(find(undefined, 'firefox-nightly')).toEqual({ family: 'firefox', executablePath: chosen });
  });

  it('keeps to the family asked for, although FACTMARK_BROWSER names one of the other', () => {
    const chromium = install('chromium');
    expect(find('chromium', install('firefox-nightly'))?.executablePath).toBe(chromium);
  });

  it('says what to do when FACTMARK_BROWSER names nothing that runs', () => {
    const findMissing = () => find(undefined, path.join(folder, 'missing'));
    expect(findMissing).toThrow(SetupError);
    expect(findMissing).toThrow(/give the path of a browser, or unset the variable/);
  });
});
