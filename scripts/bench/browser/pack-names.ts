import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import type { Entity } from '../../../lib/model/fact-pack.ts';
import { shuffle } from '../../random.ts';

/** Names of a pack in JSON Lines, gzipped: a sample that is the same for the same seed. */
export async function sampleNames(file: string, count: number, seed: number): Promise<string[]> {
  const names: string[] = [];
  const lines = createInterface({ input: createReadStream(file).pipe(createGunzip()) });
  for await (const line of lines) {
    const record = JSON.parse(line) as { readonly record: string } & Entity;
    if (record.record === 'entity') names.push(record.name);
  }
  return shuffle(names, seed).slice(0, count);
}
