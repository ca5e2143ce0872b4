import { MAX_BLOCK_LENGTH, type TextBlock } from '../model/page.ts';
import { inOneLine } from './one-line.ts';
import type { Piece, TextRun } from './text-runs.ts';

/** What a text node costs a tab's memory, and every collection of its garbage, in code units of text. */
const PIECE_WEIGHT = 16;

/** A run of the page's text that the background knows, under one id or, if it is long, several. */
export interface Block {
  /** Id of its first part; the others count on from there. */
  readonly id: number;
  /** Where its second and later parts start, in `text`. Nearly always empty. */
  readonly cuts: readonly number[];
  /** Kept, so that a background which lost it can be told again without walking the page. */
  readonly text: string;
  /** The way back to the page. Replaced when the page renders the same words anew. */
  pieces: readonly Piece[];
}

/** What became of a run. */
export type Placement =
  /** Known, and where it was. */
  | { readonly type: 'same' }
  /** Known, but in other nodes now: its mentions have to move. */
  | { readonly type: 'moved'; readonly block: Block; readonly replaced: readonly Block[] }
  /** New words; the blocks whose nodes they took are gone. */
  | { readonly type: 'new'; readonly block: Block; readonly replaced: readonly Block[] };

/** All blocks of a page, by id and by text node. A text node belongs to one block at most. */
export class BlockTable {
  readonly #byId = new Map<number, Block>();
  #byNode = new WeakMap<Text, Block>();
  /** Blocks whose nodes left the page, by text: a framework may be about to bring the same words back. */
  readonly #adrift = new Map<string, Set<Block>>();
  #nextId = 1;
  #weight = 0;

  /** What all blocks weigh: their code units, and {@link PIECE_WEIGHT} for each text node. */
  get weight(): number {
    return this.#weight;
  }

  /** @returns the block and the offset in its text at which the part of this id starts. */
  find(id: number): { readonly block: Block; readonly offset: number } | undefined {
    const block = this.#byId.get(id);
    return block && { block, offset: block.cuts[id - block.id - 1] ?? 0 };
  }

  of(node: Text): Block | undefined {
    return this.#byNode.get(node);
  }

  has(block: Block): boolean {
    return this.#byId.get(block.id) === block;
  }

  blocks(): Set<Block> {
    return new Set(this.#byId.values());
  }

  place({ text, pieces }: TextRun): Placement {
    const present = new Set(pieces.flatMap(({ node }) => this.#byNode.get(node) ?? []));
    const adrift = this.#adrift.get(text);
    const twin = present.values().find((block) => block.text === text) ?? adrift?.values().next().value;
    if (twin) adrift?.delete(twin);
    if (twin && hasSamePieces(twin.pieces, pieces)) return { type: 'same' };
    const replaced = [...present].filter((block) => block !== twin);
    for (const block of replaced) this.remove(block);
    if (twin) {
      this.#unlink(twin);
      twin.pieces = pieces;
      this.#link(twin);
      return { type: 'moved', block: twin, replaced };
    }
    const block: Block = { id: this.#nextId, cuts: findCuts(text), text, pieces };
    this.#nextId += block.cuts.length + 1;
    for (const id of idsOf(block)) this.#byId.set(id, block);
    this.#link(block);
    return { type: 'new', block, replaced };
  }

  /** Takes note that some of a block's nodes left the page, or their words, without giving the block up yet. */
  setAdrift(block: Block): void {
    if (!this.has(block)) return;
    const namesakes = this.#adrift.get(block.text);
    if (namesakes) namesakes.add(block);
    else this.#adrift.set(block.text, new Set([block]));
  }

  /** Gives up the blocks that are adrift and did not come back: of words without a letter no run tells. */
  takeLost(): Block[] {
    const lost = [...this.#adrift.values()]
      .flatMap((namesakes) => [...namesakes])
      .filter((block) => this.has(block) && !isIntact(block, 0, block.text.length));
    this.#adrift.clear();
    for (const block of lost) this.remove(block);
    return lost;
  }

  remove(block: Block): void {
    if (!this.has(block)) return;
    for (const id of idsOf(block)) this.#byId.delete(id);
    this.#unlink(block);
  }

  clear(): void {
    this.#byId.clear();
    this.#adrift.clear();
    this.#byNode = new WeakMap();
    this.#weight = 0;
  }

  #link(block: Block): void {
    this.#weight += weigh(block);
    for (const { node } of block.pieces) this.#byNode.set(node, block);
  }

  #unlink(block: Block): void {
    this.#weight -= weigh(block);
    for (const { node } of block.pieces) if (this.#byNode.get(node) === block) this.#byNode.delete(node);
  }
}

/** The block as the background takes it: a long one in parts. */
export function toTextBlocks({ id, cuts, text, pieces }: Block): TextBlock[] {
  const isHeading = pieces[0]?.node.parentElement?.closest('h1,h2,h3,h4,h5,h6') ? true : undefined;
  return [0, ...cuts].map((start, part) => ({
    id: id + part,
    text: text.slice(start, cuts[part]),
    isHeading,
  }));
}

export function idsOf({ id, cuts }: Block): number[] {
  return Array.from({ length: cuts.length + 1 }, (_, part) => id + part);
}

/** True while the page still shows the words at these offsets of the block as they were read. */
export function isIntact(block: Block, start: number, end: number): boolean {
  return piecesIn(block, start, end).every((piece) => {
    const from = Math.max(start, piece.start);
    const to = Math.min(end, piece.start + piece.length);
    const { node } = piece;
    return (
      node.isConnected &&
      node.length >= to - piece.start &&
      // Not by all of its text: Firefox copies that at each look.
      inOneLine(node.substringData(from - piece.start, to - from)) === inOneLine(block.text.slice(from, to))
    );
  });
}

/** The pieces that a stretch of the block's text runs through. */
export function piecesIn({ pieces }: Block, start: number, end: number): readonly Piece[] {
  return pieces.slice(findPiece(pieces, start), findPiece(pieces, end - 1) + 1);
}

/** Index of the last piece that starts at or before an offset of the block's text; 0 before the first. */
export function findPiece(pieces: readonly Piece[], offset: number): number {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (pieces[middle]!.start <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function weigh({ text, pieces }: TextRun): number {
  return text.length + pieces.length * PIECE_WEIGHT;
}

function hasSamePieces(one: readonly Piece[], other: readonly Piece[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ node, start }, index) => node === other[index]?.node && start === other[index]?.start)
  );
}

/** Where to part a text that is longer than the background takes at once. */
function findCuts(text: string): number[] {
  const cuts: number[] = [];
  for (let start = 0; text.length - start > MAX_BLOCK_LENGTH; ) {
    start = findCut(text, start);
    cuts.push(start);
  }
  return cuts;
}

/** After the last white space that fits; in a text without any, at the limit, but never inside a character. */
function findCut(text: string, start: number): number {
  const limit = start + MAX_BLOCK_LENGTH;
  const length = text.slice(start, limit).search(/\s\S*$/) + 1;
  if (length > 0) return start + length;
  return /[\ud800-\udbff]/.test(text[limit - 1]!) ? limit - 1 : limit;
}
