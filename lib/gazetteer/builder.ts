import type { AliasCase, EntityType } from '../model/fact-pack.ts';
import { foldInto, MAX_FOLDED_LENGTH, stemInto } from '../text/fold-word.ts';
import { readWords } from '../text/read-words.ts';
import { Gap, gapBefore, hasFlag, WordFlag, Words } from '../text/words.ts';
import { beginsSmall, type FormKind, formOf } from './alias-form.ts';
import { derivedAliases } from './derived-aliases.ts';
import { HARD_GAP_SHIFT, hardGapBit } from './gazetteer.ts';
import { ByteList, NumberList } from './growable.ts';
import { encodeWord, isSameWord } from './word-text.ts';

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

/** Words that may share one 32-bit hash; by chance three never do, and a forged pack must not slow the scan. */
export const MAX_TWINS = 8;

const ROOT = 0;
/** On nodes of the first level, which have no gap before them, in its place. */
const IS_ALIAS = 1;
const GOES_ON = 2;
const IS_SMALL_ALIAS = 4;
const GOES_ON_SMALL = 8;

/**
 * Collects aliases into a vocabulary and a trie, in growing typed arrays. Node 0 is the root, every node
 * comes after its parent.
 */
export class GazetteerBuilder {
  readonly wordHash = new NumberList();
  /** Where each word's text begins; one more entry ends the last. */
  readonly wordStart = new NumberList();
  readonly wordText = new ByteList();
  readonly nodeParent = new NumberList();
  readonly nodeWord = new NumberList();
  readonly nodeGaps = new NumberList();
  readonly candidateNode = new NumberList();
  readonly candidateOrdinal = new NumberList();
  readonly candidateForm = new NumberList();
  aliasCount = 0;
  /** Aliases without a word, with too many, or with a word that too many others share their hash with. */
  skippedAliasCount = 0;

  /** First words that may begin an alias in small letters. */
  smallStarts = 0;

  private firstNode = ROOT;
  private wordTable = new Uint32Array(1 << 12);
  private edgeTable = new Uint32Array(1 << 12);
  private readonly words = new Words();
  private readonly units = new Uint16Array(MAX_FOLDED_LENGTH);
  private readonly bytes = new Uint8Array(MAX_FOLDED_LENGTH * 3);

  constructor() {
    this.wordStart.push(0);
    this.nodeParent.push(ROOT);
    this.nodeWord.push(0);
    this.nodeGaps.push(0);
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
    for (let index = 0; index < words.count; index++) {
      const word = this.addWord(text, words, index);
      if (word < 0) return ROOT;
      node = this.addChild(node, word);
      if (index === 0) this.firstNode = node;
      const gap = gapBefore(words, index);
      if (index > 0 && gap >= Gap.dot) this.nodeGaps.items[node] = this.nodeGaps.at(node) | hardGapBit(gap);
    }
    return node;
  }

  /** Notes on the first word of the alias just added how the alias begins. */
  private markStart(words: Words, mayBeSmall: boolean): void {
    const before = this.nodeGaps.at(this.firstNode);
    const isOneWord = words.count === 1;
    let flags = before | (isOneWord ? IS_ALIAS : GOES_ON);
    if (mayBeSmall) flags |= isOneWord ? IS_SMALL_ALIAS : GOES_ON_SMALL;
    this.nodeGaps.items[this.firstNode] = flags;
    if (mayBeSmall && (before & (IS_SMALL_ALIAS | GOES_ON_SMALL)) === 0) this.smallStarts++;
  }

  /** Is this node of the first level an alias by itself? */
  isAlias(node: number): boolean {
    return (this.nodeGaps.at(node) & IS_ALIAS) !== 0;
  }
  /** Does it begin a longer one? */
  goesOn(node: number): boolean {
    return (this.nodeGaps.at(node) & GOES_ON) !== 0;
  }
  /** The same for aliases that may begin with a small letter. */
  isSmallAlias(node: number): boolean {
    return (this.nodeGaps.at(node) & IS_SMALL_ALIAS) !== 0;
  }
  goesOnSmall(node: number): boolean {
    return (this.nodeGaps.at(node) & GOES_ON_SMALL) !== 0;
  }

  /** @returns the word's number, or -1 if too many words share its hash. */
  private addWord(text: string, words: Words, index: number): number {
    const hash = (words.hash[index] as number) >>> 0;
    const size = encodeWordOf(text, words, index, this.units, this.bytes);
    const mask = this.wordTable.length - 1;
    let twins = 0;
    let slot = spread(hash) & mask;
    for (; ; slot = (slot + 1) & mask) {
      const word = (this.wordTable[slot] as number) - 1;
      if (word < 0) break;
      if (this.wordHash.at(word) !== hash) continue;
      const start = this.wordStart.at(word);
      if (isSameWord(this.wordText.items, start, this.wordStart.at(word + 1), this.bytes, size)) return word;
      if (++twins === MAX_TWINS) return -1;
    }
    const word = this.wordHash.length;
    this.wordHash.push(hash);
    this.wordText.append(this.bytes, size);
    this.wordStart.push(this.wordText.length);
    this.wordTable[slot] = word + 1;
    if (word * 2 > mask) this.growWordTable();
    return word;
  }

  private growWordTable(): void {
    const table = new Uint32Array(this.wordTable.length * 2);
    const mask = table.length - 1;
    for (let word = 0; word < this.wordHash.length; word++) {
      let slot = spread(this.wordHash.at(word)) & mask;
      while (table[slot] !== 0) slot = (slot + 1) & mask;
      table[slot] = word + 1;
    }
    this.wordTable = table;
  }

  private addChild(parent: number, word: number): number {
    const mask = this.edgeTable.length - 1;
    let slot = edgeHash(parent, word) & mask;
    for (; ; slot = (slot + 1) & mask) {
      const node = this.edgeTable[slot] as number;
      if (node === 0) break;
      if (this.nodeParent.at(node) === parent && this.nodeWord.at(node) === word) return node;
    }
    const node = this.nodeParent.length;
    this.nodeParent.push(parent);
    this.nodeWord.push(word);
    this.nodeGaps.push(0);
    this.edgeTable[slot] = node;
    if (node * 2 > mask) this.growEdgeTable();
    return node;
  }

  private growEdgeTable(): void {
    const table = new Uint32Array(this.edgeTable.length * 2);
    const mask = table.length - 1;
    for (let node = 1; node < this.nodeParent.length; node++) {
      let slot = edgeHash(this.nodeParent.at(node), this.nodeWord.at(node)) & mask;
      while (table[slot] !== 0) slot = (slot + 1) & mask;
      table[slot] = node;
    }
    this.edgeTable = table;
  }

  /** Node as the snapshot packs it. */
  packedSlot(node: number, slot: number): number {
    return slot | (this.nodeGaps.at(node) << HARD_GAP_SHIFT);
  }
}

/** Writes the text that a word's hash stands for, encoded. */
export function encodeWordOf(
  text: string,
  words: Words,
  index: number,
  units: Uint16Array,
  into: Uint8Array,
): number {
  let length = foldInto(text, words.start[index] as number, words.end[index] as number, units);
  if (hasFlag(words, index, WordFlag.stemmed)) length = stemInto(units, length);
  return encodeWord(units, length, into);
}

function spread(hash: number): number {
  return Math.imul(hash ^ (hash >>> 16), 0x9e3779b1) >>> 8;
}

function edgeHash(parent: number, word: number): number {
  return spread(Math.imul(parent, 0x85ebca6b) ^ Math.imul(word + 1, 0xc2b2ae35));
}
