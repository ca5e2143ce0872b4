import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../../lib/store/open-fact-store.ts';
import { ceilingOf } from '../../../scripts/linking/ceiling.ts';
import type { SetDocument } from '../../../scripts/linking/examples.ts';
import { FIXTURE_PACK, readFixtures } from '../../../scripts/linking/fixtures.ts';
import { observeDocument } from '../../../scripts/linking/observe-document.ts';
import { openPack } from '../../../scripts/linking/open-pack.ts';

/** A fixture with its drafts, each held against what is marked in it. */
async function readDocument(): Promise<SetDocument> {
  const segment = await openPack(FIXTURE_PACK, createMemoryStore());
  const gold = (await readFixtures()).find(({ mentions }) => mentions.some(({ nil }) => !nil));
  if (!gold) throw new Error('No fixture marks a name');
  const examples = (await observeDocument(gold, [segment])).map((placed) => {
    const start = placed.offset + placed.weighable.draft.start;
    const end = placed.offset + placed.weighable.draft.end;
    const isMention = gold.mentions.some((mention) => mention.start === start && mention.end === end);
    return { placed, start, end, rightOption: isMention ? 0 : undefined, isMention };
  });
  return { text: gold.text, gold, trap: undefined, examples };
}

describe('ceilingOf', () => {
  it('is perfect where every name is found, and lower by each that is not', async () => {
    const document = await readDocument();
    const ids = new Set(document.gold?.mentions.flatMap(({ entity_id: id }) => id ?? []));
    const all = ceilingOf([document], ids);
    expect(all.listed).toBe(1);
    expect(all.found.precision).toBe(1);
    const without = { ...document, examples: document.examples.filter(({ isMention }) => !isMention) };
    expect(all.found.recall).toBeGreaterThan(0);
    expect(ceilingOf([without], ids).found.recall).toBe(0);
  });

  it('tells how much of what is marked the pack lists', async () => {
    const document = await readDocument();
    expect(ceilingOf([document], new Set()).listed).toBe(0);
    expect(ceilingOf([], new Set()).listed).toBe(0);
  });
});
