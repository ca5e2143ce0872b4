import type http from 'node:http';
import { gzipSync } from 'node:zlib';
import { expect } from 'vitest';

/** A way in which the answer to a request for a pack goes wrong. */
export interface BrokenAnswer {
  readonly what: string;
  /** @param file What was to be sent. */
  readonly send: (response: http.ServerResponse, file: Buffer) => void;
  /** What comes of an update, to be matched. */
  readonly outcome: object;
  /** Whoever asks has to give up by the clock. */
  readonly isSilent?: true;
}

const TIMEOUT = { kind: 'failed', reason: 'timeout' } as const;
const BROKEN_OFF = { kind: 'failed', reason: 'broken-off' } as const;
const REFUSED = { kind: 'refused', reason: 'problems' } as const;
// Browsers tell a redirect from a silent server when asked again; Node's fetch does not.
const REDIRECT = { kind: 'failed', reason: expect.stringMatching(/^(redirect|unreachable)$/) } as const;

/** Sends a part and then takes the line away. */
const breakOff = (response: http.ServerResponse, bytes: Buffer) => {
  response.write(bytes.subarray(0, bytes.length / 2), () => setTimeout(() => response.destroy(), 20));
};
const middleFlipped = (bytes: Buffer) =>
  Buffer.from(bytes.map((byte, i) => (Math.abs(i - bytes.length / 2) < 8 ? byte ^ 0x55 : byte)));

/**
 * What networks and servers do to a file, told to the fetch of Node (tests/faults/network-faults.test.ts) and
 * to those of the browsers (tests/e2e/faults-network.test.ts).
 */
export const BROKEN_ANSWERS: readonly BrokenAnswer[] = [
  {
    what: 'a server that answers and says nothing more',
    send: (response) => {
      response.writeHead(200);
      response.flushHeaders();
    },
    outcome: TIMEOUT,
    isSilent: true,
  },
  {
    what: 'a server that falls silent in the middle',
    send: (response, file) => void response.write(file.subarray(0, file.length / 2)),
    outcome: TIMEOUT,
    isSilent: true,
  },
  { what: 'a server that never answers', send: () => {}, outcome: TIMEOUT, isSilent: true },
  {
    what: 'a file that breaks off',
    send: breakOff,
    outcome: BROKEN_OFF,
  },
  {
    what: 'a file shorter than its length',
    send: (response, file) => {
      response.writeHead(200, { 'content-length': file.length + 1000 });
      response.write(file, () => setTimeout(() => response.destroy(), 20));
    },
    outcome: BROKEN_OFF,
  },
  {
    what: 'a file longer than its length, which cuts it',
    send: (response, file) => {
      response.strictContentLength = false;
      response.writeHead(200, { 'content-length': file.length - 40 });
      response.end(file);
    },
    outcome: REFUSED,
  },
  {
    what: 'a web page in place of the file',
    send: (response) =>
      void response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><p>Please log in'),
    outcome: REFUSED,
  },
  {
    what: 'a picture in place of the file',
    send: (response) =>
      void response
        .writeHead(200, { 'content-type': 'image/png' })
        .end(Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')),
    outcome: REFUSED,
  },
  { what: 'a file of no bytes', send: (response) => void response.end(), outcome: REFUSED },
  {
    what: 'redirects in a circle',
    send: (response) => void response.writeHead(302, { location: '/pack.jsonl' }).end(),
    outcome: REDIRECT,
  },
  {
    what: 'a redirect to an address that is none',
    send: (response) => void response.writeHead(301, { location: 'http://' }).end(),
    outcome: REDIRECT,
  },
  {
    what: '"as before" to one who asked for no such thing',
    send: (response) => void response.writeHead(304).end(),
    outcome: { kind: 'failed', reason: 'status', status: 304 },
  },
  {
    what: 'a compressed file that breaks off',
    send: (response, file) => breakOff(response, gzipSync(file)),
    outcome: BROKEN_OFF,
  },
  {
    what: 'a compressed file that is broken in the middle',
    send: (response, file) => void response.end(middleFlipped(gzipSync(file))),
    outcome: REFUSED,
  },
  {
    what: 'a compressed file that is whole, but too short',
    send: (response, file) => void response.end(gzipSync(file).subarray(0, 150)),
    outcome: REFUSED,
  },
  {
    what: 'a packed answer that is broken in the middle',
    send: (response, file) =>
      void response.writeHead(200, { 'content-encoding': 'gzip' }).end(middleFlipped(gzipSync(file))),
    outcome: BROKEN_OFF,
  },
  {
    what: 'a server that is busy',
    send: (response) => void response.writeHead(429, { 'retry-after': '120' }).end(),
    outcome: { kind: 'failed', reason: 'status', status: 429, retryAfter: 120 },
  },
  {
    what: 'a server that fails',
    send: (response) => void response.writeHead(500).end('{}'),
    outcome: { kind: 'failed', reason: 'status', status: 500 },
  },
];
