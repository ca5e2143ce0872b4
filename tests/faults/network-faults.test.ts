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
import { createEdition, editionFile } from './editions.ts';
import { expectWholePacks, findLeftovers } from './invariant.ts';

/** A server that answers as the row says: a real one, because what breaks on a wire is not a mock's to say. */
type Answer = (response: http.ServerResponse, request: http.IncomingMessage) => void;

let server: http.Server;
let origin: string;
let answer: Answer;
let file: Buffer;
let store: FactStore;

beforeAll(async () => {
  server = http.createServer((request, response) => answer(response, request));
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

/** Sends a part and then takes the line away. */
const breakOff = (response: http.ServerResponse, bytes: Buffer) => {
  response.write(bytes.subarray(0, bytes.length / 2), () => setTimeout(() => response.destroy(), 20));
};
const middleFlipped = (bytes: Buffer) =>
  Buffer.from(bytes.map((byte, i) => (Math.abs(i - bytes.length / 2) < 8 ? byte ^ 0x55 : byte)));

const ROWS: readonly (readonly [what: string, answer: Answer, outcome: object])[] = [
  [
    'a server that answers and says nothing more',
    (response) => {
      response.writeHead(200);
      response.flushHeaders();
    },
    { kind: 'failed', reason: 'timeout' },
  ],
  [
    'a server that falls silent in the middle',
    (response) => void response.write(file.subarray(0, file.length / 2)),
    { kind: 'failed', reason: 'timeout' },
  ],
  ['a server that never answers', () => {}, { kind: 'failed', reason: 'timeout' }],
  [
    'a file that breaks off',
    (response) => breakOff(response, file),
    { kind: 'failed', reason: 'broken-off' },
  ],
  [
    'a file shorter than its length',
    (response) => {
      response.writeHead(200, { 'content-length': file.length + 1000 });
      response.write(file, () => setTimeout(() => response.destroy(), 20));
    },
    { kind: 'failed', reason: 'broken-off' },
  ],
  [
    'a file longer than its length, which cuts it',
    (response) => {
      response.strictContentLength = false;
      response.writeHead(200, { 'content-length': file.length - 40 });
      response.end(file);
    },
    { kind: 'refused', reason: 'problems' },
  ],
  [
    'a web page in place of the file',
    (response) =>
      void response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><p>Please log in'),
    { kind: 'refused', reason: 'problems' },
  ],
  [
    'a picture in place of the file',
    (response) =>
      void response
        .writeHead(200, { 'content-type': 'image/png' })
        .end(Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')),
    { kind: 'refused', reason: 'problems' },
  ],
  ['a file of no bytes', (response) => void response.end(), { kind: 'refused', reason: 'problems' }],
  [
    'redirects in a circle',
    (response) => void response.writeHead(302, { location: '/pack.jsonl' }).end(),
    // Browsers tell a redirect from a silent server when asked again; Node's fetch does not.
    { kind: 'failed', reason: expect.stringMatching(/^(redirect|unreachable)$/) },
  ],
  [
    'a redirect to an address that is none',
    (response) => void response.writeHead(301, { location: 'http://' }).end(),
    { kind: 'failed', reason: expect.stringMatching(/^(redirect|unreachable)$/) },
  ],
  [
    '"as before" to one who asked for no such thing',
    (response) => void response.writeHead(304).end(),
    { kind: 'failed', reason: 'status', status: 304 },
  ],
  [
    'a compressed file that breaks off',
    (response) => breakOff(response, gzipSync(file)),
    { kind: 'failed', reason: 'broken-off' },
  ],
  [
    'a compressed file that is broken in the middle',
    (response) => void response.end(middleFlipped(gzipSync(file))),
    { kind: 'refused', reason: 'problems' },
  ],
  [
    'a compressed file that is whole, but too short',
    (response) => void response.end(gzipSync(file).subarray(0, 150)),
    { kind: 'refused', reason: 'problems' },
  ],
  [
    'a packed answer that is broken in the middle',
    (response) =>
      void response.writeHead(200, { 'content-encoding': 'gzip' }).end(middleFlipped(gzipSync(file))),
    { kind: 'failed', reason: 'broken-off' },
  ],
  [
    'a server that is busy',
    (response) => void response.writeHead(429, { 'retry-after': '120' }).end(),
    { kind: 'failed', reason: 'status', status: 429, retryAfter: 120 },
  ],
  [
    'a server that fails',
    (response) => void response.writeHead(500).end('{}'),
    { kind: 'failed', reason: 'status', status: 500 },
  ],
];

describe('an update over a network that gives', () => {
  it.each(ROWS)(
    '%s: the pack stays as it was, and the next look finds the update',
    async (_, row, outcome) => {
      answer = row;
      // Whoever waits for nothing need not wait long; what takes its time on a busy machine is not at fault.
      const isSilence = 'reason' in outcome && outcome.reason === 'timeout';
      expect(await update(isSilence ? { patience: 150 } : {})).toMatchObject(outcome);
      expect(await expectWholePacks(store)).toMatchObject([{ versions: ['1.0.0'] }]);
      expect(await store.sweep()).toBe(0);
      expect(await findLeftovers(store)).toEqual([]);
      answer = (response) => void response.end(file);
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
    answer = (response, request) =>
      void response.writeHead(request.headers['if-none-match'] === '"a1"' ? 304 : 500).end();
    expect(await update({ validators: { etag: '"a1"' } })).toEqual({ kind: 'unchanged' });
    expect(await expectWholePacks(store)).toMatchObject([{ versions: ['1.0.0'] }]);
  });

  it('a file that is packed for the way: it is installed', async () => {
    answer = (response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(file));
    expect(await update()).toMatchObject({ kind: 'updated' });
    await expectWholePacks(store);
  });
});
