// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { MAX_BLOCK_LENGTH } from '../../../lib/model/page.ts';
import { type Block, BlockTable, idsOf, isIntact, toTextBlocks } from '../../../lib/page/blocks.ts';
import type { TextRun } from '../../../lib/page/text-runs.ts';

function runOf(...texts: string[]): TextRun {
  let start = 0;
  const pieces = texts.map((text) => {
    const node = document.body.appendChild(document.createTextNode(text));
    const piece = { node, start, length: text.length };
    start += text.length;
    return piece;
  });
  return { text: texts.join(''), pieces };
}

function placeNew(table: BlockTable, run: TextRun): Block {
  const placement = table.place(run);
  if (placement.type !== 'new') throw new Error(`The run is ${placement.type}`);
  return placement.block;
}

describe('BlockTable', () => {
  it('finds a block by its id and by its nodes', () => {
    const table = new BlockTable();
    const run = runOf('Ada ', 'Lovelace');
    const block = placeNew(table, run);
    expect(table.find(block.id)).toEqual({ block, offset: 0 });
    expect(table.of(run.pieces[1]!.node)).toBe(block);
  });

  it('knows a run again', () => {
    const table = new BlockTable();
    const run = runOf('Ada');
    table.place(run);
    expect(table.place({ ...run, pieces: [...run.pieces] })).toEqual({ type: 'same' });
  });

  it('gives new words a new id, and names the blocks whose nodes they took', () => {
    const table = new BlockTable();
    const ada = runOf('Ada');
    const lovelace = runOf('Lovelace');
    const old = [placeNew(table, ada), placeNew(table, lovelace)];
    const placement = table.place({
      text: 'Ada Lovelace',
      pieces: [ada.pieces[0]!, { ...lovelace.pieces[0]!, start: 4 }],
    });
    expect(placement).toMatchObject({ type: 'new', replaced: old });
    expect(old.map(({ id }) => table.find(id))).toEqual([undefined, undefined]);
  });

  it('keeps the id of words that come back in new nodes', () => {
    const table = new BlockTable();
    const before = runOf('Ada');
    const block = placeNew(table, before);
    before.pieces[0]!.node.remove();
    table.setAdrift(block);
    const after = runOf('A', 'da');
    expect(table.place(after)).toMatchObject({ type: 'moved', block: { id: block.id } });
    expect(table.of(after.pieces[1]!.node)).toBe(block);
    expect(table.of(before.pieces[0]!.node)).toBeUndefined();
    expect(table.takeLost()).toEqual([]);
  });

  it('gives up all blocks whose words do not come back, those with the same words too', () => {
    const table = new BlockTable();
    const blocks = ['more', 'more', 'other'].map((text) => placeNew(table, runOf(text)));
    for (const block of blocks) {
      block.pieces[0]!.node.remove();
      table.setAdrift(block);
    }
    expect(new Set(table.takeLost())).toEqual(new Set(blocks));
    expect(table.weight).toBe(0);
  });

  it('weighs the words and the nodes of what it holds', () => {
    const table = new BlockTable();
    const block = placeNew(table, runOf('Ada'));
    const light = table.weight;
    expect(light).toBeGreaterThan('Ada'.length);
    placeNew(table, runOf('Love', 'lace'));
    expect(table.weight - light).toBe(2 * (light - 'Ada'.length) + 'Lovelace'.length);
    table.remove(block);
    table.remove(block);
    placeNew(table, runOf('Ada'));
    const before = table.weight;
    // The same words in more nodes.
    table.setAdrift(table.blocks().values().next().value!);
    table.place(runOf('Lo', 've', 'lace'));
    expect(table.weight - before).toBe(light - 'Ada'.length);
  });

  it('finds a long text changed that the page cut off', () => {
    const run = runOf('Ada Lovelace');
    const block = placeNew(new BlockTable(), run);
    document.body.append(run.pieces[0]!.node);
    expect(isIntact(block, 4, 12)).toBe(true);
    run.pieces[0]!.node.data = 'Ada';
    expect(isIntact(block, 4, 12)).toBe(false);
    expect(isIntact(block, 0, 3)).toBe(true);
  });
});

describe('toTextBlocks', () => {
  it('sends a long text in parts that end between words and make it up again', () => {
    const text = 'word '.repeat(20_000);
    const table = new BlockTable();
    const block = placeNew(table, runOf(text));
    const parts = toTextBlocks(block);
    expect(parts.length).toBeGreaterThan(2);
    expect(parts.every((part) => part.text.length <= MAX_BLOCK_LENGTH && part.text.endsWith(' '))).toBe(true);
    expect(parts.map((part) => part.text).join('')).toBe(text);
    expect(parts.map(({ id }) => id)).toEqual(idsOf(block));
    expect(table.find(parts[1]!.id)).toEqual({ block, offset: parts[0]!.text.length });
  });

  it('gives each part of each block an id of its own', () => {
    const table = new BlockTable();
    const blocks = [placeNew(table, runOf('word '.repeat(20_000))), placeNew(table, runOf('Ada'))];
    const ids = blocks.flatMap(idsOf);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('never parts a character of two code units', () => {
    const [first] = toTextBlocks(placeNew(new BlockTable(), runOf(`a${'😀'.repeat(MAX_BLOCK_LENGTH)}`)));
    expect(first?.text.isWellFormed()).toBe(true);
  });
});

describe('isIntact', () => {
  it('holds while the words stand where they were read', () => {
    const run = runOf('Ada ', 'Lovelace');
    const block = placeNew(new BlockTable(), run);
    expect(isIntact(block, 0, 12)).toBe(true);
    run.pieces[1]!.node.data = 'Lovelace wrote';
    expect(isIntact(block, 0, 12)).toBe(true);
    run.pieces[1]!.node.data = 'Byron';
    expect(isIntact(block, 0, 12)).toBe(false);
    expect(isIntact(block, 0, 3)).toBe(true);
    run.pieces[0]!.node.remove();
    expect(isIntact(block, 0, 3)).toBe(false);
  });

  it('holds where the source breaks a line that the page does not', () => {
    const run = runOf('Ada\nLovelace');
    const block = placeNew(new BlockTable(), { ...run, text: 'Ada Lovelace' });
    expect(isIntact(block, 0, 12)).toBe(true);
  });
});
