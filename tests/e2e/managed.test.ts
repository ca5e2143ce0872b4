import { execFileSync } from 'node:child_process';
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
import { type RecordingProxy, startRecordingProxy } from './recording-proxy.ts';

const PACK = readFileSync(path.join(import.meta.dirname, 'packs/harbour-1.json'), 'utf8');

/** Where each browser of the family looks for policies on Linux, by the name that `--version` prints. */
const POLICY_FOLDERS = [
  ['Google Chrome', '/etc/opt/chrome'],
  ['Microsoft Edge', '/etc/opt/edge'],
  ['Chromium', '/etc/chromium'],
] as const;

/**
 * Chromium takes policies from the machine alone, elsewhere than on Linux not even from files: where they can't
 * be written there is nothing to test. @returns the folder that may be written, or undefined.
 */
function findPolicyFolder(): string | undefined {
  if (process.platform !== 'linux') return undefined;
  const version = execFileSync(inject('executablePaths').chromium, ['--version'], { encoding: 'utf8' });
  const folder = POLICY_FOLDERS.find(([name]) => version.startsWith(name))?.[1];
  try {
    if (folder) accessSync(existsSync(folder) ? folder : '/etc', constants.W_OK);
    return folder;
  } catch {
    return undefined;
  }
}

const POLICY_FOLDER = findPolicyFolder();
const FAMILIES = BROWSER_FAMILIES.filter((family) => family === 'firefox' || POLICY_FOLDER);
if (!POLICY_FOLDER) {
  console.log('Policies of Chromium are not tested here: that takes Linux and the right to write to /etc.');
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
  const managed = path.join(POLICY_FOLDER!, 'policies/managed');
  const made = [POLICY_FOLDER!, path.dirname(managed), managed].find((one) => !existsSync(one));
  mkdirSync(managed, { recursive: true });
  const file = path.join(managed, `factmark-test-${process.pid}.json`);
  writeFileSync(
    file,
    JSON.stringify({ '3rdparty': { extensions: { [idOfFolder(extensionFolder)]: policy } } }),
  );
  return () => rmSync(made ?? file, { recursive: true, force: true });
}

describe.each(FAMILIES)('an extension that an organisation manages, in %s', (family) => {
  let folder = '';
  let browser: BrowserDriver | undefined;
  let server: PackServer | undefined;
  let proxy: RecordingProxy | undefined;
  let takeAway = () => {};

  beforeAll(async () => {
    [server, proxy] = await Promise.all([startPackServer(), startRecordingProxy()]);
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
      proxyPort: proxy.port,
      home: folder,
    });
  });
  afterAll(async () => {
    takeAway();
    await browser?.close();
    await server?.close();
    await proxy?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('shows what is set, refuses to change it, and fetches the packs', async () => {
    const settings = new TabView(await browser!.openTab(`${browser!.extensionOrigin}/options.html#marks`));
    await settings.waitForText('Your organisation has set some of this');
    await settings.waitForText('packs[1].url');
    const controls = () =>
      settings.surface.evaluate(() =>
        [...document.querySelectorAll<HTMLInputElement>('input[type="radio"]')]
          .filter(({ value }) => ['strict', 'balanced', 'section'].includes(value))
          .map((input) => [input.value, input.checked, input.matches(':disabled')]),
      );
    await expect.poll(controls).toEqual([
      ['section', false, false],
      ['strict', true, true],
      ['balanced', false, true],
    ]);
    await settings.click('link', 'Sites');
    await settings.waitForText('intranet.example');
    await settings.click('link', 'Packs');
    await until(
      'the pack to come by itself',
      async () => (await settings.list('article', 'Harbour watch')).length > 0,
      { limitMs: 120_000, seen: () => settings.text() },
    );
    await until('nothing to be missed', async () => !(await settings.text()).includes('is not here yet'));
  });

  it('asks for nothing but the packs that are set', () => {
    expect(proxy!.requests).toEqual([]);
    const asked = new Set(server!.requests.map((line) => line.split(' ')[1]));
    expect([...asked]).toEqual(['/harbour.json']);
  });
});
