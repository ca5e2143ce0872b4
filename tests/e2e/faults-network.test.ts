import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleModule } from '../../scripts/setup/bundle-module.ts';
import { BROWSER_FAMILIES } from '../../scripts/setup/find-browser.ts';
import { BROKEN_ANSWERS } from '../faults/broken-answers.ts';
import { editionFile, wordOf } from '../faults/editions.ts';
import type { Tab } from './drivers/driver.ts';
import type * as UpdateInPage from './faults/update-in-page.ts';
import type { SeenVersion } from './faults/update-in-page.ts';
import { setScene } from './harness.ts';

const PATH = '/pack.jsonl';
/** For a server that says nothing, and for one that answers on a busy machine; in milliseconds. */
const SHORT_MS = 300;
const LONG_MS = 20_000;

interface UpdateWorld {
  readonly factmarkUpdate: typeof UpdateInPage;
}

/** A version that is whole: everything that is kept of it tells of it, and of no other. */
const whole = (version: string): SeenVersion => ({
  version,
  inDossiers: [wordOf(version)],
  inGazetteer: [wordOf(version)],
  inSearch: [wordOf(version)],
});

/** The rows of tests/faults/network-faults.test.ts, with the network and the databases of real browsers. */
describe.each(BROWSER_FAMILIES)('an update over the network of %s', (family) => {
  // Chromium reports what it could not load, as an error of the page that asked.
  const scene = setScene(family, 'trial', (problem) => /Failed to load resource|net::ERR_/.test(problem));
  let server: http.Server;
  let file: Buffer;
  let answer: http.RequestListener;
  let url: string;
  let tab: Tab;

  beforeAll(async () => {
    server = http.createServer((request, response) => {
      if (request.url === PATH) answer(request, response);
      else response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://localhost:${(server.address() as AddressInfo).port}${PATH}`;
    file = Buffer.from(await editionFile('2.0.0').arrayBuffer());
    await scene.browser.grantAccess(['http://localhost/*']);
    tab = (await scene.openExtensionPage('options.html')).surface;
    await tab.inject(await bundleModule('tests/e2e/faults/update-in-page.ts', 'factmarkUpdate'));
    await tab.evaluate(() => (window as unknown as UpdateWorld).factmarkUpdate.install('1.0.0'));
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const update = (from: string, patience: number, validators = {}) =>
    tab.evaluate(
      (...asked) => (window as unknown as UpdateWorld).factmarkUpdate.update(...asked),
      from,
      patience,
      validators,
    );
  const look = () => tab.evaluate(() => (window as unknown as UpdateWorld).factmarkUpdate.look());

  it.each(BROKEN_ANSWERS)(
    'that gives $what leaves the pack as it was',
    async ({ send, outcome, isSilent }) => {
      answer = (_request, response) => send(response, file);
      expect(await update(url, isSilent ? SHORT_MS : LONG_MS)).toMatchObject(outcome);
      expect(await look()).toEqual([whole('1.0.0')]);
    },
  );

  it('that gives no connection leaves the pack as it was', async () => {
    // A port that nobody listens at any more.
    const gone = http.createServer();
    await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve));
    const { port } = gone.address() as AddressInfo;
    await new Promise((resolve) => gone.close(resolve));
    const outcome = await update(`http://localhost:${port}${PATH}`, LONG_MS);
    expect(outcome).toEqual({ kind: 'failed', reason: 'unreachable' });
    expect(await look()).toEqual([whole('1.0.0')]);
  });

  it('that gives "as before" to one who asked for changes has nothing to do', async () => {
    answer = (request, response) =>
      void response.writeHead(request.headers['if-none-match'] === '"a1"' ? 304 : 500).end();
    expect(await update(url, LONG_MS, { etag: '"a1"' })).toEqual({ kind: 'unchanged' });
    expect(await look()).toEqual([whole('1.0.0')]);
  });

  it('that gives the file after all of this, packed for the way, brings the new version', async () => {
    answer = (_request, response) =>
      void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(file));
    expect(await update(url, LONG_MS)).toMatchObject({ kind: 'updated', version: '2.0.0' });
    expect(await look()).toEqual([whole('2.0.0'), whole('1.0.0')]);
  });
});
