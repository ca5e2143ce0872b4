import { NumberList } from './growable.ts';
import { HashIndex } from './hash-index.ts';

export const ROOT = 0;

/** The trie while a gazetteer is built: a node for each distinct beginning of an alias. */
export class Nodes extends HashIndex {
  readonly parent = new NumberList();
  /** Number of the node's word in the vocabulary. */
  readonly word = new NumberList();
  /** What the filter of pairs knows the node by: its word and the one before, mixed (lib/gazetteer/filter.ts). */
  readonly pair = new NumberList();
  /** A byte of the builder's own for each node. */
  readonly marks = new NumberList();

  private wantedParent = 0;
  private wantedWord = 0;

  /** @param factor See {@link HashIndex}. */
  constructor(factor: number) {
    super(factor);
    this.parent.push(ROOT);
    this.word.push(0);
    this.pair.push(0);
    this.marks.push(0);
  }

  /** The node that goes on from `parent` with `word`; made if there is none, and known by `pair`. */
  child(parent: number, word: number, pair: number): number {
    this.wantedParent = parent;
    this.wantedWord = word;
    const hash = edgeHash(parent, word);
    const found = this.find(hash);
    if (found >= 0) return found;
    const node = this.parent.length;
    this.parent.push(parent);
    this.word.push(word);
    this.pair.push(pair);
    this.marks.push(0);
    this.insert(hash, node);
    return node;
  }

  mark(node: number, bits: number): void {
    this.marks.items[node] = this.marks.at(node) | bits;
  }

  protected override isWanted(node: number): boolean {
    return this.word.at(node) === this.wantedWord && this.parent.at(node) === this.wantedParent;
  }
}

function edgeHash(parent: number, word: number): number {
  return Math.imul(parent, 0x85ebca6b) ^ Math.imul(word + 1, 0xc2b2ae35);
}
