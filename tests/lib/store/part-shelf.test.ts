import { beforeEach, describe, expect, it } from 'vitest';
import { openPartShelf } from '../../../lib/store/part-shelf.ts';

const DAY_MS = 86_400_000;

describe('the shelf for downloaded parts', () => {
  let today = 0;
  const shelf = openPartShelf(() => today);
  const file = Uint8Array.of(1, 2, 3);
  beforeEach(async () => {
    today = 0;
    await shelf.tidy('harbour', new Set());
    await shelf.tidy('energy', new Set());
  });

  it('keeps files by pack and hash, also for another window', async () => {
    await shelf.put('harbour', 'a', file);
    expect(await openPartShelf().take('harbour', 'a')).toEqual(file);
    expect(await shelf.take('harbour', 'b')).toBeUndefined();
    expect(await shelf.take('energy', 'a')).toBeUndefined();
  });

  it('drops what a pack no longer needs, and what nobody came back for in a week', async () => {
    await shelf.put('harbour', 'a', file);
    await shelf.put('harbour', 'b', file);
    await shelf.put('energy', 'c', file);
    await shelf.tidy('harbour', new Set(['b']));
    const left = async () =>
      Promise.all([shelf.take('harbour', 'a'), shelf.take('harbour', 'b'), shelf.take('energy', 'c')]);
    expect(await left()).toEqual([undefined, file, file]);
    today = 8 * DAY_MS;
    await shelf.tidy('harbour', new Set(['b']));
    expect(await left()).toEqual([undefined, file, undefined]);
  });
});
