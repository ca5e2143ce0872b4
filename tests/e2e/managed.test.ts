import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { BROWSER_FAMILIES, type BrowserFamily } from '../../scripts/setup/find-browser.ts';
import type { BrowserDriver } from './drivers/driver.ts';
import { launchBrowser } from './drivers/launch.ts';
import { TabView } from './drivers/reader.ts';
import { until } from './drivers/until.ts';
import { type PackServer, startPackServer } from './pack-server.ts';

const PACK = readFileSync(path.join(import.meta.dirname, 'packs/harbour-1.json'), 'utf8');
const ETC = '/etc/chromium';

/** Chromium takes policies from the machine alone: without the right to write them nothing can be shown. */
function mayWritePolicies(): boolean {
  try {
    accessSync(existsSync(ETC) ? ETC : '/etc', constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Chromium makes the id of an unpacked extension of the path of its folder. */
function idOfFolder(folder: string): string {
  const hex = createHash('sha256').update(folder).digest('hex').slice(0, 32);
  return [...hex].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join('');
}

/** Writes what an administrator would, for one copy of the extension or one home. @returns takes it away. */
function setPolicy(
  family: BrowserFamily,
  folder: string,
  extensionFolder: string,
  policy: object,
): () => void {
  if (family === 'firefox') {
    const { browser_specific_settings } = JSON.parse(
      readFileSync(path.join(extensionFolder, 'manifest.json'), 'utf8'),
    );
    const { id: name } = browser_specific_settings.gecko;
    const managed = path.join(folder, '.mozilla/managed-storage');
    mkdirSync(managed, { recursive: true });
    writeFileSync(
      path.join(managed, `${name}.json`),
      JSON.stringify({ name, description: 'For a test', type: 'storage', data: policy }),
    );
    return () => {};
  }
  // The first folder that is not there yet, so that none is left behind.
  const managed = path.join(ETC, 'policies/managed');
  const made = [ETC, path.dirname(managed), managed].find((one) => !existsSync(one));
  mkdirSync(managed, { recursive: true });
  const file = path.join(managed, `factmark-test-${process.pid}.json`);
  writeFileSync(
    file,
    JSON.stringify({ '3rdparty': { extensions: { [idOfFolder(extensionFolder)]: policy } } }),
  );
  return () => rmSync(made ?? file, { recursive: true, force: true });
}

describe.each(BROWSER_FAMILIES)('an extension that an organisation manages, in %s', (family) => {
  const isPossible = family === 'firefox' || mayWritePolicies();
  let folder = '';
  let browser: BrowserDriver | undefined;
  let server: PackServer | undefined;
  let takeAway = () => {};

  beforeAll(async () => {
    if (!isPossible) return;
    server = await startPackServer();
    server.publish('/harbour.json', PACK);
    folder = mkdtempSync(path.join(tmpdir(), 'factmark-managed-'));
    // A copy has an id of its own in Chromium: tests that run meanwhile are not managed.
    const extensionFolder = path.join(folder, 'extension');
    cpSync(inject('trialFolders')[family], extensionFolder, { recursive: true });
    takeAway = setPolicy(family, folder, extensionFolder, {
      packs: [
        { id: JSON.parse(PACK).id, url: server.url('/harbour.json') },
        { id: 'mistaken', url: 'nowhere' },
      ],
      settings: { threshold: 'strict' },
      blockedSites: ['intranet.example'],
    });
    browser = await launchBrowser(family, {
      executablePath: inject('executablePaths')[family],
      extensionFolder,
      isHeadless: true,
      viewport: { width: 1280, height: 800 },
      home: folder,
    });
  });
  afterAll(async () => {
    takeAway();
    await browser?.close();
    await server?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it.skipIf(!isPossible)('shows what is set, refuses to change it, and fetches the packs', async () => {
    const settings = new TabView(await browser!.openTab(`${browser!.extensionOrigin}/options.html#marks`));
    await settings.waitForText('Your organisation has set some of this');
    await settings.waitForText('packs[1].url');
    const controls = () =>
      settings.surface.evaluate(() =>
        [...document.querySelectorAll<HTMLInputElement>('input[type="radio"]')]
          .filter(({ value }) => ['strict', 'balanced', 'section'].includes(value))
          .map((input) => [input.value, input.checked, input.matches(':disabled')]),
      );
    await until('the policy to hold', async () => (await controls()).some(([, isOn]) => isOn === true));
    expect(await controls()).toEqual([
      ['section', false, false],
      ['strict', true, true],
      ['balanced', false, true],
    ]);
    await settings.click('link', 'Sites');
    await settings.waitForText('intranet.example');
    await settings.click('link', 'Packs');
    await until('the pack to come by itself', async () => (await settings.text()).includes('Harbour watch'), {
      limitMs: 45_000,
    });
    await settings.find('article', 'Harbour watch');
    expect(await settings.text()).not.toContain('is not here yet');
  });
});
