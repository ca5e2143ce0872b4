import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readJsonLines } from '../../../scripts/linking/read-lines.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'factmark-lines-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function read(name: string, content: string | Uint8Array) {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  const found: { line: number; value: unknown }[] = [];
  for await (const line of readJsonLines(file)) found.push(line);
  return found;
}

describe('readJsonLines', () => {
  const TEXT = '{"a":1}\r\n\n{"a":"h\u00e4fen"}';
  const VALUES = [
    { line: 1, value: { a: 1 } },
    { line: 3, value: { a: 'häfen' } },
  ];

  it.each([
    ['plain', 'a.jsonl', TEXT],
    ['gzipped', 'a.jsonl.gz', gzipSync(TEXT)],
    ['with a line feed at its end', 'a.jsonl', `${TEXT}\n`],
  ])('reads a file that is %s', async (_what, name, content) => {
    expect(await read(name, content)).toEqual(VALUES);
  });

  it('reads texts that hold Unicode’s own ends of lines, which JSON does not escape', async () => {
    const value = { text: 'first\u2028second\u2029third\u0085fourth' };
    expect(await read('a.jsonl', JSON.stringify(value))).toEqual([{ line: 1, value }]);
  });

  it('reads a line that comes in many pieces', async () => {
    const value = { text: 'Häfen '.repeat(100_000) };
    expect(await read('a.jsonl', `${JSON.stringify(value)}\n{}`)).toEqual([
      { line: 1, value },
      { line: 2, value: {} },
    ]);
  });

  it('names the line that is none', async () => {
    await expect(read('a.jsonl', '{}\n[]')).rejects.toThrow('a.jsonl:2: not a JSON object');
    await expect(read('a.jsonl.gz', gzipSync(TEXT).subarray(0, 30))).rejects.toThrow('not gzip, or not all');
  });
});
