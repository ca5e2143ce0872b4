import { describe, expect, it } from 'vitest';
import { createKeyPair } from '../../../../lib/pack/keys.ts';
import {
  looksLikeManifest,
  type Manifest,
  readManifest,
  verifyManifest,
  writeManifest,
} from '../../../../lib/pack/publish/manifest.ts';

const HASH = 'A'.repeat(43);
const CONTENT: Pick<Manifest, 'id' | 'version' | 'file' | 'chunks' | 'steps'> = {
  id: 'test.harbour',
  version: '1.0.0',
  file: { name: 'harbour-1.0.0.jsonl.gz', size: 300 },
  chunks: [[HASH, 1000, 300]],
  steps: [{ from: HASH, part: [HASH, 20, 30] }],
};
const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

describe('a manifest', () => {
  it('is read as it was written, and known by its beginning', async () => {
    const text = await writeManifest(CONTENT);
    expect(readManifest(text)).toEqual({ format: 'fact-pack-manifest/1', ...CONTENT });
    expect(looksLikeManifest(text)).toBe(true);
    expect(looksLikeManifest(encode({ format: 'fact-pack/1', id: 'fact-pack-manifest/1' }))).toBe(false);
  });

  it('verifies by the key that signed it, and not after the change of any one byte', async () => {
    const text = await writeManifest(CONTENT, await createKeyPair());
    const verify = async (bytes: Uint8Array) => {
      const manifest = readManifest(bytes);
      return manifest ? (await verifyManifest(manifest, bytes)).state : 'unreadable';
    };
    expect(await verify(text)).toBe('valid');
    for (let at = 0; at < text.length; at += 7) {
      const changed = text.slice();
      changed[at]! ^= 1;
      expect(await verify(changed), `byte ${at}`).not.toBe('valid');
    }
  });

  it.each([
    ['leads out of its folder', { file: { name: '../harbour.gz', size: 300 } }],
    ['leads to another site', { file: { name: 'https://other.example/x', size: 300 } }],
    ['names a part by something else than its hash', { chunks: [['../../x', 1000, 300]] }],
    ['has no chunks', { chunks: [] }],
    ['has a chunk beyond the bound', { chunks: [[HASH, 2 ** 21, 300]] }],
    ['has a file beyond the bound', { chunks: [[HASH, 1000, 2 ** 22]] }],
    ['has more text than an import takes', { chunks: Array(5000).fill([HASH, 2 ** 20, 9]) }],
    ['has more chunks than the bound', { chunks: Array(65_537).fill([HASH, 1, 1]) }],
    ['has more steps than the bound', { steps: Array(33).fill(CONTENT.steps[0]) }],
    ['has an id with spaces', { id: 'test harbour' }],
    ['is of a later format', { format: 'fact-pack-manifest/2' }],
  ])('is not read if it %s', (_what, change) => {
    const manifest = { format: 'fact-pack-manifest/1', ...CONTENT };
    expect(readManifest(encode(manifest))).toBeDefined();
    expect(readManifest(encode({ ...manifest, ...change }))).toBeUndefined();
  });

  it('is not read beyond eight megabytes, or cut off', async () => {
    const text = await writeManifest(CONTENT);
    const padded = new Uint8Array(2 ** 23 + 1).fill(0x20);
    padded.set(text);
    expect(readManifest(padded)).toBeUndefined();
    expect(readManifest(padded.subarray(0, 2 ** 23))).toBeDefined();
    expect(readManifest(text.subarray(0, -9))).toBeUndefined();
  });
});
