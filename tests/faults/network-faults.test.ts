import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { IDBFactory } from 'fake-indexeddb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { UpdateOutcome } from '../../lib/model/subscription.ts';
import { updatePack } from '../../lib/services/update-pack.ts';
import type { FactStore } from '../../lib/store/fact-store.ts';
import { ProcessLocks } from '../../lib/store/import-locks.ts';
import { openFactStore } from '../../lib/store/open-fact-store.ts';
import { installPack } from '../lib/store/sample-pack.ts';
import { BROKEN_ANSWERS } from './broken-answers.ts';
import { createEdition, editionFile } from './editions.ts';
import { expectWholePacks, findLeftovers } from './invariant.ts';

let server: http.Server;
let origin: string;
let answer: http.RequestListener;
let file: Buffer;
let store: FactStore;

beforeAll(async () => {
  server = http.createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  file = Buffer.from(await editionFile('2.0.0').arrayBuffer());
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  store = await openFactStore({ locks: new ProcessLocks(), getFolder: undefined });
  await installPack(store, createEdition('1.0.0'));
});

const update = async ({
  validators = {},
  url = `${origin}/pack.jsonl`,
  patience = 20_000,
} = {}): Promise<UpdateOutcome> => {
  const subscription = { packId: 'test.quays', url, validators };
  const { outcome } = await updatePack({
    store,
    subscription,
    describe: ({ code }) => code,
    patience,
  });
  return outcome;
};

describe('an update over a network that gives', () => {
  it.each(BROKEN_ANSWERS)(
    '$what: the pack stays as it was, and the next look finds the update',
    async ({ send, outcome, isSilent }) => {
      answer = (_request, response) => send(response, file);
      // Whoever waits for nothing need not wait long; what takes its time on a busy machine is not at fault.
      expect(await update(isSilent ? { patience: 150 } : {})).toMatchObject(outcome);
      expect(await expectWholePacks(store)).toMatchObject([{ versions: ['1.0.0'] }]);
      expect(await store.sweep()).toBe(0);
      expect(await findLeftovers(store)).toEqual([]);
      answer = (_request, response) => void response.end(file);
      expect(await update()).toMatchObject({ kind: 'updated', version: '2.0.0' });
      expect(await expectWholePacks(store)).toMatchObject([{ versions: ['2.0.0', '1.0.0'] }]);
    },
  );

  it('no connection: the pack stays as it was', async () => {
    // A port that nobody listens at any more.
    const gone = http.createServer();
    await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve));
    const { port } = gone.address() as AddressInfo;
    await new Promise((resolve) => gone.close(resolve));
    expect(await update({ url: `http://127.0.0.1:${port}/pack.jsonl` })).toEqual({
      kind: 'failed',
      reason: 'unreachable',
    });
    expect(await expectWholePacks(store)).toMatchObject([{ versions: ['1.0.0'] }]);
  });

  it('"as before" without a body to one who asked for changes: nothing to do', async () => {
    answer = (request, response) =>
      void response.writeHead(request.headers['if-none-match'] === '"a1"' ? 304 : 500).end();
    expect(await update({ validators: { etag: '"a1"' } })).toEqual({ kind: 'unchanged' });
    expect(await expectWholePacks(store)).toMatchObject([{ versions: ['1.0.0'] }]);
  });

  it('a file that is packed for the way: it is installed', async () => {
    answer = (_request, response) =>
      void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(file));
    expect(await update()).toMatchObject({ kind: 'updated' });
    await expectWholePacks(store);
  });
});
