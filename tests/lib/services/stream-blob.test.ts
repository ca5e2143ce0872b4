import { describe, expect, it } from 'vitest';
import { streamBlob } from '../../../lib/services/stream-blob.ts';

describe('streamBlob', () => {
  it.each([
    ['nothing', 0],
    ['less than a slice', 10],
    ['exactly two slices', 2 * 1024 * 1024],
    ['a little more than two slices', 2 * 1024 * 1024 + 1],
  ])('hands out %s to the byte', async (_size, length) => {
    const bytes = Uint8Array.from({ length }, (_, at) => (at * 31) & 0xff);
    const pieces: Uint8Array[] = [];
    for await (const piece of streamBlob(new Blob([bytes]))) pieces.push(piece);
    expect(Buffer.concat(pieces).equals(bytes)).toBe(true);
  });

  it('fails when the file goes away', async () => {
    const gone = {
      size: 3,
      slice: () => ({ arrayBuffer: () => Promise.reject(new Error('gone')) }),
    } as unknown as Blob;
    await expect(streamBlob(gone).getReader().read()).rejects.toThrow('gone');
  });
});
