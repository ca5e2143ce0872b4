import type { AliasCase, EntityType } from '../model/fact-pack.ts';
import { readWords } from '../text/read-words.ts';
import { Gap, gapBefore, Words } from '../text/words.ts';
import { beginsSmall, type FormKind, formOf } from './alias-form.ts';
import { derivedAliases } from './derived-aliases.ts';
import { mixPair } from './filter.ts';
import { HARD_GAP_SHIFT, hardGapBit } from './gazetteer.ts';
import { NumberList } from './growable.ts';
import { Nodes, ROOT } from './nodes.ts';
import { factorFrom, SlotFlag } from './slots.ts';
import { Vocabulary } from './vocabulary.ts';

export interface GazetteerAlias {
  readonly text: string;
  readonly kind: FormKind;
  readonly case: AliasCase;
}

/** An entity as the gazetteer knows it. */
export interface GazetteerEntry {
  /** Position in the pack's generation, 0-based. */
  readonly ordinal: number;
  /** See `entityAliases` in lib/model. */
  readonly aliases: readonly GazetteerAlias[];
  /** When given, short names are derived as well (derived-aliases.ts). */
  readonly type?: EntityType | undefined;
}

/** Longest alias, in words; a longer one is skipped. Titles of works rarely have forty. */
export const MAX_ALIAS_WORDS = 64;

/** Marks of nodes of the first level; the others' say which hard gaps may be before them. */
const IS_ALIAS = 1;
const GOES_ON = 2;
const IS_SMALL_ALIAS = 4;
const GOES_ON_SMALL = 8;

/**
 * Collects aliases into a vocabulary and a trie, in growing typed arrays. Node 0 is the root, every node
 * comes after its parent.
 */
export class GazetteerBuilder {
  readonly vocabulary: Vocabulary;
  readonly nodes: Nodes;
  /** Of chance, so that nobody can forge names that fill one place of the tables; see `scatter`. */
  readonly factor: number;
  readonly candidateNode = new NumberList();
  readonly candidateOrdinal = new NumberList();
  readonly candidateForm = new NumberList();
  aliasCount = 0;
  /** Aliases without a word, with too many, or with a word that too many others share their hash with. */
  skippedAliasCount = 0;
  /** First words that may begin an alias in small letters. */
  smallStarts = 0;

  private firstNode = ROOT;
  private readonly words = new Words();

  /** @param random 0 to less than 1. */
  constructor(random: number) {
    this.factor = factorFrom(random);
    this.vocabulary = new Vocabulary(this.factor);
    this.nodes = new Nodes(this.factor);
  }

  add(entry: GazetteerEntry): void {
    this.addAliases(entry.ordinal, entry.aliases);
    if (entry.type !== undefined) this.addAliases(entry.ordinal, derivedAliases(entry.type, entry.aliases));
  }

  private addAliases(ordinal: number, aliases: readonly GazetteerAlias[]): void {
    for (const alias of aliases) {
      this.aliasCount++;
      const words = readWords(alias.text, this.words);
      const node = words.count <= MAX_ALIAS_WORDS ? this.addPath(alias.text, words) : ROOT;
      if (node === ROOT) {
        this.skippedAliasCount++;
        continue;
      }
      this.candidateNode.push(node);
      this.candidateOrdinal.push(ordinal);
      this.candidateForm.push(formOf(alias, words));
      this.markStart(words, alias.case === 'insensitive' || beginsSmall(words));
    }
  }

  private addPath(text: string, words: Words): number {
    let node = ROOT;
    let before = 0;
    for (let index = 0; index < words.count; index++) {
      const word = this.vocabulary.add(text, words, index);
      if (word < 0) return ROOT;
      const hash = words.hash[index] as number;
      node = this.nodes.child(node, word, mixPair(before, hash));
      before = hash;
      if (index === 0) this.firstNode = node;
      const gap = gapBefore(words, index);
      if (index > 0 && gap >= Gap.dot) this.nodes.mark(node, hardGapBit(gap));
    }
    return node;
  }

  /** Notes on the first word of the alias just added how the alias begins. */
  private markStart(words: Words, mayBeSmall: boolean): void {
    const isOneWord = words.count === 1;
    const before = this.nodes.marks.at(this.firstNode);
    this.nodes.mark(this.firstNode, isOneWord ? IS_ALIAS : GOES_ON);
    if (!mayBeSmall) return;
    this.nodes.mark(this.firstNode, isOneWord ? IS_SMALL_ALIAS : GOES_ON_SMALL);
    if ((before & (IS_SMALL_ALIAS | GOES_ON_SMALL)) === 0) this.smallStarts++;
  }

  /** Is this node of the first level an alias by itself? */
  isAlias(node: number): boolean {
    return (this.nodes.marks.at(node) & IS_ALIAS) !== 0;
  }
  /** Does it begin a longer one? */
  goesOn(node: number): boolean {
    return (this.nodes.marks.at(node) & GOES_ON) !== 0;
  }
  /** The same for aliases that may begin with a small letter. */
  isSmallAlias(node: number): boolean {
    return (this.nodes.marks.at(node) & IS_SMALL_ALIAS) !== 0;
  }
  goesOnSmall(node: number): boolean {
    return (this.nodes.marks.at(node) & GOES_ON_SMALL) !== 0;
  }

  /** What the slot of this node's word says of it. */
  slotFlags(node: number): number {
    return (
      (this.isAlias(node) ? SlotFlag.alias : 0) |
      (this.isSmallAlias(node) ? SlotFlag.smallAlias : 0) |
      (this.goesOn(node) ? SlotFlag.goesOn : 0)
    );
  }

  /** Node as the snapshot packs it. */
  packedSlot(node: number, slot: number): number {
    return slot | (this.nodes.marks.at(node) << HARD_GAP_SHIFT);
  }
}
