// @vitest-environment happy-dom
import { useState } from 'preact/hooks';
import { describe, expect, it, vi } from 'vitest';
import { type Completions, useCompletions } from '../../../entrypoints/shared/use-completions.ts';
import type { PackSearch } from '../../../lib/services/search.ts';
import { draw } from '../../components/draw.tsx';
import { settle } from './settle.ts';

/** A field and what it offers; each look into the packs waits for its answer. */
async function open() {
  const looks = new Map<string, PromiseWithResolvers<readonly string[]>>();
  const packs: Pick<PackSearch, 'findSources'> = {
    findSources: (query) => {
      const look = Promise.withResolvers<readonly string[]>();
      looks.set(query, look);
      return look.promise;
    },
  };
  const openPacks = async () => packs as PackSearch;
  let shown: Completions | undefined;
  let type = (_query: string) => {};
  function Page() {
    const [query, setQuery] = useState('');
    type = setQuery;
    shown = useCompletions(openPacks, query, { packTitles: ['Loans'], names: [] });
    return null;
  }
  await draw(<Page />);
  return {
    looks,
    type: (query: string) => settle(() => type(query)),
    find: (query: string, sources: readonly string[]) => settle(() => looks.get(query)?.resolve(sources)),
    fail: (query: string) => settle(() => looks.get(query)?.reject(new Error('The disk is gone'))),
    shown: () => [shown?.isPending, ...(shown?.completions ?? []).map(({ text }) => text)],
  };
}

describe('completions of a query', () => {
  it('look into the packs only behind “source:”', async () => {
    const page = await open();
    await page.type('pack:');
    expect(page.shown()).toEqual([false, 'pack:Loans']);
    await page.type('gazette sour');
    expect(page.shown()).toEqual([false, 'source:']);
    expect([...page.looks.keys()]).toEqual([]);
  });

  it('wait for the first titles, and keep them until those of the next letter are there', async () => {
    const page = await open();
    await page.type('source:');
    expect(page.shown()).toEqual([true]);
    await page.find('source:', ['Harbour Gazette', 'Courier']);
    expect(page.shown()).toEqual([false, 'source:"Harbour Gazette"', 'source:Courier']);
    await page.type('source:h');
    expect(page.shown()).toEqual([false, 'source:"Harbour Gazette"']);
    await page.find('source:h', ['Harbour Gazette', 'Hill Post']);
    expect(page.shown()).toEqual([false, 'source:"Harbour Gazette"', 'source:"Hill Post"']);
  });

  it('overlook an answer to fewer letters that comes after the answer to more', async () => {
    const page = await open();
    await page.type('source:');
    await page.type('source:h');
    await page.find('source:h', ['Hill Post']);
    await page.find('source:', ['Harbour Gazette']);
    expect(page.shown()).toEqual([false, 'source:"Hill Post"']);
  });

  it('offer nothing where the packs cannot be read', async () => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => {});
    const page = await open();
    await page.type('source:');
    await page.fail('source:');
    expect(page.shown()).toEqual([false]);
    expect(told).toHaveBeenCalledOnce();
    told.mockRestore();
  });
});
