import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { bundleModule } from '../../scripts/setup/bundle-module.ts';
import { BROWSER_FAMILIES, type BrowserFamily } from '../../scripts/setup/find-browser.ts';
import { SCRATCH } from '../../scripts/setup/project.ts';
import type { BrowserDriver, Tab } from './drivers/driver.ts';
import { launchBrowser } from './drivers/launch.ts';
import { STORE_MODULE } from './drivers/store-world.ts';
import { until } from './drivers/until.ts';
import { observe } from './kill/observe.ts';

/** A busy machine takes its time; nothing here depends on how long. */
const PATIENCE = { limitMs: 120_000 } as const;

/** What the extension may store, in bytes. */
const LIMIT = 12_000_000;
/** Size of a file that takes room away, in bytes. */
const BALLAST = 500_000;

const PACK = 'test.full-disk';
const ENTITY = 'org:quay';
const NO_ROOM = 'There is no room left on the disk, or the browser gives Factmark no more of it.';

const statementOf = (version: string) => `The quay has edition ${version}.`;

/** @param entities How many, each with a fact of some two hundred bytes of chance. */
function writePack(folder: string, version: string, entities: number): string {
  const file = path.join(folder, `${version}.json`);
  const others = Array.from({ length: entities }, (_, i) => ({
    id: `e${i}`,
    text: randomBytes(200).toString('base64'),
  }));
  writeFileSync(
    file,
    JSON.stringify({
      format: 'fact-pack/1',
      id: PACK,
      version,
      title: 'Quays of a full disk',
      language: 'en',
      sources: [{ id: 's', title: 'Register' }],
      entities: [
        { id: ENTITY, type: 'organization', name: `Quay of edition ${version}` },
        ...others.map(({ id }) => ({ id, type: 'place', name: `Basin ${id} ${version}` })),
      ],
      facts: [{ id: ENTITY, text: statementOf(version) }, ...others].map(({ id, text }, i) => ({
        id: `f${i}`,
        about: [id],
        statement: text,
        status: 'reported',
        sources: [{ source: 's' }],
      })),
    }),
  );
  return file;
}

/** Chromium gives an extension with leave for unlimited storage all of the disk; without that leave it has a quota. */
function limitable(family: BrowserFamily, scratch: string): string {
  const built = inject('trialFolders')[family];
  if (family === 'firefox') return built;
  const folder = path.join(scratch, 'extension');
  cpSync(built, folder, { recursive: true });
  const file = path.join(folder, 'manifest.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  const permissions = manifest.permissions.filter((name: string) => name !== 'unlimitedStorage');
  writeFileSync(file, JSON.stringify({ ...manifest, permissions }));
  return folder;
}

/** Writes files until the browser refuses one. @returns how many there are. @throws whatever else goes wrong. */
async function fillDisk(size: number): Promise<number> {
  const folder = await navigator.storage.getDirectory();
  const bytes = new Uint8Array(size);
  for (let count = 0; ; count++) {
    try {
      const file = await folder.getFileHandle(`ballast-${count}`, { create: true });
      const writing = await file.createWritable();
      await writing.write(bytes);
      await writing.close();
    } catch (error) {
      await folder.removeEntry(`ballast-${count}`).catch(() => {});
      if ((error as DOMException).name !== 'QuotaExceededError') throw error;
      return count;
    }
  }
}

async function removeBallast(index: number): Promise<void> {
  const folder = await navigator.storage.getDirectory();
  await folder.removeEntry(`ballast-${index}`);
}

/** Accepts the preview once it is there. @returns what the settings say in the end. */
function finishImport(noRoom: string): 'installed' | 'no room' | undefined {
  const button = [...document.querySelectorAll('button')].find((one) => one.textContent?.trim() === 'Import');
  button?.click();
  const text = document.body.textContent ?? '';
  if (text.includes(noRoom)) return 'no room';
  return /, version \S+, is installed/.test(text) ? 'installed' : undefined;
}

/* Quotas as the browsers themselves keep them; docs/fault-matrix.md lists what a seam tries besides. */
describe.each(BROWSER_FAMILIES)('a full disk in %s', (family) => {
  const scratch = path.join(SCRATCH, 'quota', family);
  let browser: BrowserDriver;
  let storeSource: string;

  beforeAll(async () => {
    rmSync(scratch, { recursive: true, force: true });
    mkdirSync(scratch, { recursive: true });
    storeSource = await bundleModule(STORE_MODULE, 'factmarkStore');
    browser = await launchBrowser(family, {
      executablePath: inject('executablePaths')[family],
      extensionFolder: limitable(family, scratch),
      isHeadless: true,
      storageLimit: LIMIT,
      viewport: { width: 1280, height: 800 },
    });
  });
  afterAll(() => browser.close());

  const openSettings = async (): Promise<Tab> => {
    const tab = await browser.openTab(`${browser.extensionOrigin}/options.html`);
    await until(
      'the bundled pack',
      () => tab.evaluate(() => document.body.textContent?.includes('OpenAI’s mega-round') === true),
      PATIENCE,
    );
    return tab;
  };

  const importFile = async (file: string) => {
    const tab = await openSettings();
    await tab.upload('input[type=file]', [file]);
    const outcome = await until('the import to end', () => tab.evaluate(finishImport, NO_ROOM), PATIENCE);
    await tab.close();
    return outcome;
  };

  const look = async () => {
    const tab = await openSettings();
    await tab.inject(storeSource);
    const found = await tab.evaluate(observe, PACK, ENTITY);
    await tab.close();
    return { ...found, leftovers: found.leftovers.filter((name) => !name.startsWith('file ballast-')) };
  };

  const stateOf = (versions: readonly string[]) => ({
    versions,
    statements: [statementOf(versions[0]!)],
    leftovers: [],
  });

  it('is said in a sentence, leaves the old pack whole and nothing else, and stops no import once there is room', {
    timeout: 600_000,
  }, async () => {
    expect(await importFile(writePack(scratch, '1.0.0', 20))).toBe('installed');
    const large = writePack(scratch, '2.0.0', 1_500);
    const tab = await openSettings();
    let left = await tab.evaluate(fillDisk, BALLAST);
    expect(left).toBeGreaterThan(8);

    // With ever more room the import gets ever further.
    const outcomes = [await importFile(large)];
    for (let step = 1; outcomes.at(-1) === 'no room' && left > 0; step *= 2) {
      expect(await look(), `attempt ${outcomes.length}`).toEqual(stateOf(['1.0.0']));
      for (let i = 0; i < step && left > 0; i++) await tab.evaluate(removeBallast, --left);
      outcomes.push(await importFile(large));
    }
    console.log(`${family}: ${outcomes.join(', ')}`);
    expect(outcomes.length).toBeGreaterThan(2);
    expect(outcomes.at(-1)).toBe('installed');
    expect(await look()).toEqual(stateOf(['2.0.0', '1.0.0']));
  });
});
