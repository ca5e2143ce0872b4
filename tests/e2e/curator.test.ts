import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Output } from '../../scripts/pack/output.ts';
import { runPack } from '../../scripts/pack/run.ts';
import { BROWSER_FAMILIES } from '../../scripts/setup/find-browser.ts';
import type { TabView } from './drivers/reader.ts';
import { until } from './drivers/until.ts';
import { setScene } from './harness.ts';
import { type PackServer, startPackServer } from './pack-server.ts';
import { acceptPreview, openDetails, subscribe } from './packs-page.ts';

const PATH = '/harbour.json';

/*
 * Versions are of the second kind: the sample pack has a first one, too, and buttons of its card are named alike.
 */

/** `npm run pack -- …` as docs/curators.md has it. @returns what it prints. */
async function pack(...args: readonly string[]): Promise<string> {
  const lines: string[] = [];
  const output: Output = {
    print: (line) => void lines.push(line),
    note: (line) => void lines.push(line),
    isColored: false,
    style: (_style, text) => text,
    progress: () => ({ update() {}, stop() {} }),
  };
  const code = await runPack(args, output);
  if (code !== 0) throw new Error(`pack ${args.join(' ')} ended with ${code}: ${lines.join('\n')}`);
  return lines.join('\n');
}

describe.each(BROWSER_FAMILIES)('from a blank file to a pack that readers keep, in %s', (family) => {
  const scene = setScene(family);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'factmark-curator-'));
  const file = path.join(folder, 'harbour.json');
  const key = path.join(folder, 'harbour.key');
  let server: PackServer;
  let settings: TabView;
  let publicKey = '';

  /** What a curator does for each version. */
  const edit = async (version: string, statement: string) => {
    const draft = JSON.parse(readFileSync(file, 'utf8'));
    draft.version = version;
    draft.update = { url: server.url(PATH) };
    draft.entities[0].name = 'Northby Harbour Office';
    draft.facts[0].statement = statement;
    writeFileSync(file, JSON.stringify(draft, undefined, 2));
    await pack('validate', file);
    await pack('sign', file, '--key', key);
    await pack('verify', file, '--key', publicKey);
    server.publish(PATH, readFileSync(file));
  };
  const update = async (version: string) => {
    await edit(version, `The office ran ${version} berths.`);
    await settings.click('button', 'Update now: The harbour of Northby');
    await settings.waitForText(`Version ${version} was installed`);
    await openDetails(settings, 'The harbour of Northby');
  };
  /** Versions in the pack's history, the one in use first. */
  const versions = () =>
    settings.surface.evaluate(() => {
      const card = [...document.querySelectorAll('article')].find((one) =>
        one.textContent?.includes('The harbour of Northby'),
      );
      const names = card?.querySelectorAll('.history__name') ?? [];
      return [...names].map(({ textContent }) => textContent?.replace(/[^\d.]/g, ''));
    });
  const waitForVersions = (...expected: readonly string[]) =>
    until(`versions ${expected.join(', ')}`, async () => (await versions()).join() === expected.join());

  beforeAll(async () => {
    server = await startPackServer();
    settings = await scene.openExtensionPage('options.html');
    await settings.find('article', 'OpenAI');
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await server?.close();
  });

  it('is made, filled in, signed, published, and subscribed to from its address', async () => {
    await pack('new', file, '--id', 'northby.example/harbour', '--title', 'The harbour of Northby');
    publicKey = /ed25519:\S+/.exec(await pack('keygen', key))?.[0] ?? '';
    await edit('2.0.0', 'The office ran 1 berth.');
    await subscribe(settings, { url: server.url(PATH), version: '2.0.0' });
    await openDetails(settings, 'The harbour of Northby');
    await settings.find('switch', 'Update by itself');
    expect(await settings.text()).toContain(publicKey.slice('ed25519:'.length, 'ed25519:'.length + 8));
  });

  it('keeps the version in use and two before it, and any that is pinned besides', async () => {
    await update('2.1.0');
    await settings.click('button', 'Pin version 2.0.0: it stays');
    await settings.find('button', 'Unpin version 2.0.0');
    await update('2.2.0');
    await update('2.3.0');
    await waitForVersions('2.3.0', '2.2.0', '2.1.0', '2.0.0');
    await update('2.4.0');
    await waitForVersions('2.4.0', '2.3.0', '2.2.0', '2.0.0');
    await settings.click('button', 'Unpin version 2.0.0');
    await settings.find('button', 'Pin version 2.0.0: it stays');
    await update('2.5.0');
    await waitForVersions('2.5.0', '2.4.0', '2.3.0');
  });

  it('takes a file that is dropped on the page, and refuses one that somebody else signed', async () => {
    const other = path.join(folder, 'other.key');
    await edit('2.6.0', 'The office ran seven berths.');
    await settings.surface.bringToFront();
    await settings.surface.dropFile(200, 200, file);
    await acceptPreview(settings, '2.6.0');
    await pack('keygen', other);
    await pack('sign', file, '--key', other);
    await settings.surface.dropFile(200, 200, file);
    await settings.waitForText('not by whoever signed the installed pack');
    await openDetails(settings, 'The harbour of Northby');
    await waitForVersions('2.6.0', '2.5.0', '2.4.0');
  });
});
