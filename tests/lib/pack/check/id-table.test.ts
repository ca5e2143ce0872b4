import { describe, expect, it } from 'vitest';
import { IdTable, NumberList, OrdinalNumbers } from '../../../../lib/pack/check/id-table.ts';

describe('IdTable', () => {
  it('numbers a hundred thousand similar strings without confusing any two', () => {
    const table = new IdTable();
    const ids = Array.from({ length: 100_000 }, (_, n) => `wikidata:Q${n}`);
    expect(ids.map((id) => table.intern(id))).toEqual([...ids.keys()]);
    expect(ids.map((id) => table.intern(id))).toEqual([...ids.keys()]);
    expect(table.size).toBe(ids.length);
    expect(table.find('wikidata:Q99999')).toBe(99_999);
    expect(table.find('wikidata:Q100000')).toBe(-1);
    expect(table.size).toBe(ids.length);
  });

  it('tells strings apart that share letters or are empty', () => {
    const table = new IdTable();
    expect(['', 'ab', 'ba', 'a', 'a\0', '港', '🏗'].map((id) => table.intern(id))).toEqual([
      0, 1, 2, 3, 4, 5, 6,
    ]);
  });
});

describe('OrdinalNumbers', () => {
  it('is zero until set, however high the ordinal', () => {
    const numbers = new OrdinalNumbers();
    numbers.set(5000, 7);
    expect([numbers.get(0), numbers.get(4999), numbers.get(5000), numbers.get(1e6)]).toEqual([0, 0, 7, 0]);
  });
});

describe('NumberList', () => {
  it('keeps what was pushed, in order', () => {
    const list = new NumberList();
    for (let n = 0; n < 2000; n++) list.push(n);
    expect(list.length).toBe(2000);
    expect([...list.toArray()]).toEqual([...Array(2000).keys()]);
  });
});
