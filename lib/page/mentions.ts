import type { MentionedEntity } from '../model/mention.ts';
import { MENTION_ROW_LENGTH, type MentionsReply } from '../model/messages.ts';
import { type Block, type BlockTable, isIntact, piecesIn } from './blocks.ts';

/** A mention in the page: offsets into its block's text. */
export interface PageMention {
  readonly block: Block;
  readonly start: number;
  readonly end: number;
  readonly entity: MentionedEntity;
  /** 0..1; the linker may change its mind while a page is read. */
  score: number;
}

/**
 * Most marks in one block. No reader’s paragraph has a tenth of it, and browsers draw a block anew with
 * every mark: a hundred thousand in one kept a tab busy for minutes.
 */
export const MAX_MARKS_IN_BLOCK = 2_000;

/** Draws marks; lib/page/paint.ts in a browser. */
export interface MentionPainter {
  add(mention: PageMention): void;
  remove(mention: PageMention): void;
}

/**
 * All mentions of a page, by block. A block that takes another's place inherits its marks, so that a page
 * which renders its words anew does not flicker; they go when the block's own are known.
 */
export class MentionTable {
  readonly #painter: MentionPainter;
  readonly #byBlock = new Map<Block, PageMention[]>();
  /** Mentions of blocks that are gone, still painted, by the block that took their place. */
  readonly #inherited = new Map<Block, PageMention[]>();
  /** Parent elements of marked text: most of what a pointer crosses is none of them. */
  #elements = new WeakSet<Element>();

  constructor(painter: MentionPainter) {
    this.#painter = painter;
  }

  get size(): number {
    let size = 0;
    for (const mentions of this.#byBlock.values()) size += mentions.length;
    return size;
  }

  [Symbol.iterator](): Iterator<PageMention> {
    return this.#byBlock.values().flatMap((mentions) => mentions.values());
  }

  of(block: Block): readonly PageMention[] {
    return this.#byBlock.get(block) ?? [];
  }

  /** Whether an element may have marked text of its own. Sometimes true where it has none any more. */
  mayMark(element: Element): boolean {
    return this.#elements.has(element);
  }

  /** Takes in the background's answer. Blocks that left the page meanwhile are passed over. */
  *apply({ blockIds, entities, rows }: MentionsReply, blocks: BlockTable): Generator<void, void, void> {
    const found = new Map<Block, PageMention[]>();
    /** Parts of one long block may come in different answers. */
    const parts = new Map<Block, Set<number>>();
    for (const id of blockIds) {
      const place = blocks.find(id);
      if (!place) continue;
      if (!found.has(place.block)) found.set(place.block, []);
      parts.set(place.block, (parts.get(place.block) ?? new Set()).add(place.offset));
    }
    for (let row = 0; row + MENTION_ROW_LENGTH <= rows.length; row += MENTION_ROW_LENGTH) {
      const place = blocks.find(rows[row]!);
      const entity = entities[rows[row + 3]!];
      if (!place || !entity) continue;
      const { block, offset } = place;
      const start = offset + rows[row + 1]!;
      const end = offset + rows[row + 2]!;
      found.get(block)?.push({ block, start, end, entity, score: rows[row + 4]! / 1000 });
    }
    yield;
    for (const [block, mentions] of found) {
      if (!blocks.has(block)) continue;
      this.#replace(block, mentions, parts.get(block)!);
      yield;
    }
  }

  inherit(block: Block, predecessors: readonly Block[]): void {
    const inherited = predecessors.flatMap((old) => this.#takeAll(old));
    if (inherited.length > 0)
      this.#inherited.set(block, [...(this.#inherited.get(block) ?? []), ...inherited]);
    for (const mention of inherited) this.#dropUnlessIntact(mention);
  }

  /** Marks follow their block into its new nodes. */
  repaint(block: Block): void {
    for (const mention of this.of(block)) {
      this.#painter.remove(mention);
      this.#paint(mention);
    }
  }

  /** Removes the marks of words that the page has just overwritten, before they are painted on others. */
  disturb(block: Block): void {
    for (const mention of this.of(block)) this.#dropUnlessIntact(mention);
    for (const mention of this.#inherited.get(block) ?? []) this.#dropUnlessIntact(mention);
  }

  remove(block: Block): void {
    for (const mention of this.#takeAll(block)) this.#painter.remove(mention);
  }

  clear(): void {
    for (const block of [...this.#byBlock.keys(), ...this.#inherited.keys()]) this.remove(block);
    this.#elements = new WeakSet();
  }

  #replace(block: Block, found: readonly PageMention[], parts: ReadonlySet<number>): void {
    const old = takeFrom(this.#byBlock, block);
    const isAnswered = ({ start }: PageMention) => parts.has(block.cuts.findLast((cut) => cut <= start) ?? 0);
    const known = new Map(old.map((mention) => [keyOf(mention), mention]));
    const kept = new Set(old.filter((mention) => !isAnswered(mention)));
    const mentions = [...kept];
    for (const mention of found) {
      if (mentions.length >= MAX_MARKS_IN_BLOCK) break;
      // A mention that is found again stays the same object, so that its open tooltip stays open.
      const same = known.get(keyOf(mention)) ?? mention;
      if (kept.has(same)) continue;
      if (same !== mention && same.score === mention.score) kept.add(same);
      same.score = mention.score;
      mentions.push(same);
    }
    for (const mention of old) if (!kept.has(mention)) this.#painter.remove(mention);
    for (const mention of takeFrom(this.#inherited, block)) this.#painter.remove(mention);
    for (const mention of mentions) if (!kept.has(mention)) this.#paint(mention);
    mentions.sort((one, other) => one.start - other.start);
    if (mentions.length > 0) this.#byBlock.set(block, mentions);
  }

  #paint(mention: PageMention): void {
    const { block, start, end } = mention;
    // The page may have written into the block since it was read; it will be read again.
    if (!isIntact(block, start, end)) return;
    this.#painter.add(mention);
    for (const { node } of piecesIn(block, start, end)) {
      if (node.parentElement) this.#elements.add(node.parentElement);
    }
  }

  #dropUnlessIntact(mention: PageMention): void {
    if (!isIntact(mention.block, mention.start, mention.end)) this.#painter.remove(mention);
  }

  /** All of a block's mentions, inherited ones too. */
  #takeAll(block: Block): PageMention[] {
    return [this.#byBlock, this.#inherited].flatMap((mentions) => takeFrom(mentions, block));
  }
}

function takeFrom(byBlock: Map<Block, PageMention[]>, block: Block): PageMention[] {
  const mentions = byBlock.get(block) ?? [];
  byBlock.delete(block);
  return mentions;
}

/** The same for mentions of a block that say the same to a reader. */
function keyOf({ start, end, entity }: PageMention): string {
  return JSON.stringify([start, end, entity]);
}
