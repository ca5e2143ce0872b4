import { describe, expect, it } from 'vitest';
import { joinBytes } from '../../../../lib/pack/bytes.ts';
import { cutText, MOST_CHUNK_BYTES } from '../../../../lib/pack/publish/cut-text.ts';
import { hashPart } from '../../../../lib/pack/publish/part-hash.ts';
import { generateLines } from '../../../../scripts/generate-pack.ts';

const TEXT = [...generateLines({ entities: 1000, facts: 5000, sources: 200, seed: 1, edition: 1 })].join('');
const LINES = TEXT.trimEnd().split('\n');

async function cut(text: string, pieceBytes = 65_536): Promise<Uint8Array[]> {
  const bytes = new TextEncoder().encode(text);
  const pieces = Array.from({ length: Math.ceil(bytes.length / pieceBytes) }, (_, index) =>
    bytes.subarray(index * pieceBytes, (index + 1) * pieceBytes),
  );
  const chunks: Uint8Array[] = [];
  for await (const chunk of cutText(pieces)) chunks.push(chunk);
  return chunks;
}
const hashesOf = async (text: string, pieceBytes?: number) =>
  new Set(await Promise.all((await cut(text, pieceBytes)).map(hashPart)));
async function countNew(before: string, after: string): Promise<number> {
  const known = await hashesOf(before);
  return [...(await hashesOf(after))].filter((hash) => !known.has(hash)).length;
}

describe('cutText', () => {
  it('loses nothing, and ends chunks after whole records', async () => {
    const chunks = await cut(TEXT);
    expect(chunks.length).toBeGreaterThan(8);
    expect(new TextDecoder().decode(joinBytes(chunks))).toBe(TEXT);
    expect(chunks.every((chunk) => chunk.at(-1) === 0x0a)).toBe(true);
  });

  it('cuts the same chunks however the text arrives', async () => {
    const whole = await hashesOf(TEXT);
    for (const pieceBytes of [61, 1000, TEXT.length]) expect(await hashesOf(TEXT, pieceBytes)).toEqual(whole);
  });

  it('makes the header a chunk of its own, because every version has another', async () => {
    const [first] = await cut(TEXT);
    expect(new TextDecoder().decode(first)).toBe(`${LINES[0]}\n`);
    expect(await countNew(TEXT, TEXT.replace('1.0.0', '1.1.0'))).toBe(1);
  });

  it.each([
    ['reworded', (line: string) => [line.replace('"statement":"', '"statement":"By now ')]],
    ['taken out', () => []],
    ['followed by another', (line: string) => [line, line.replace(/fact:\d+/, 'fact:new')]],
  ])('changes one chunk, or two at its edge, where a record is %s', async (_what, edit) => {
    for (const at of [1300, 3000, 6100]) {
      const after = `${LINES.flatMap((line, index) => (index === at ? edit(line) : [line])).join('\n')}\n`;
      expect(after).not.toBe(TEXT);
      const fresh = await countNew(TEXT, after);
      expect(fresh).toBeGreaterThan(0);
      expect(fresh).toBeLessThanOrEqual(2);
    }
  });

  it('cuts a line that has no end', async () => {
    const chunks = await cut('x'.repeat(MOST_CHUNK_BYTES * 2 + 5));
    expect(chunks.map(({ length }) => length)).toEqual([MOST_CHUNK_BYTES, MOST_CHUNK_BYTES, 5]);
  });
});
