import { Commonness, commonnessOf, commonWordsOf, hashWord } from '../../lib/linker/common-words.ts';
import type { Entity } from '../../lib/model/fact-pack.ts';
import type { GoldDocument, GoldMention } from './corpus.ts';
import { annotatedSpan, isScored } from './score.ts';

/**
 * More texts like the traps, made from the gold texts by a rule. Every entity that a set calls by one word
 * gets another word for its name, one that the set's texts write with a capital for other reasons: at the
 * start of a sentence, in a headline, in a longer name, as somebody else's name. Its mentions are rewritten
 * ("Target announced"), its pack lists nothing else, and every other occurrence of the word is a trap.
 * Which words stand for whom is drawn by lot, with a fixed seed.
 */
export interface SwappedSet {
  readonly documents: readonly GoldDocument[];
  /** Lines of a pack file. */
  readonly pack: readonly unknown[];
}

const WORD = /\p{L}[\p{L}\p{M}]*/gu;
const NAME = /^\p{Lu}\p{L}{2,11}$/u;
/** Share of words that are the set's own names of one word and may become another entity's. */
const SHARE_OF_NAMES = 0.3;
/** Share of packs' descriptions that are given as they are; the others begin with a longer name. */
const SHARE_OF_PLAIN = 0.5;
const SEED = 1;

/** @param entities The set's pack. */
export function swapNames(
  documents: readonly GoldDocument[],
  entities: ReadonlyMap<string, Entity>,
): SwappedSet {
  const draw = drawLots(SEED);
  const language = documents[0]?.lang ?? '';
  const called = namesOfOneWord(documents, entities);
  const words = capitalisedWords(documents);
  const own = new Set([...called.values()].flat());
  const lots = words
    .filter((word) => !own.has(word) || draw() < SHARE_OF_NAMES)
    .map((word) => ({ word, lot: draw() }))
    .sort((a, b) => a.lot - b.lot);
  const wordOf = new Map<string, string>();
  const pack: unknown[] = [packRecord(language)];
  for (const [id, surfaces] of called) {
    const word = lots.pop()?.word;
    if (word === undefined) break;
    if (surfaces.includes(word)) continue;
    wordOf.set(id, word);
    const description = describe(entities.get(id) as Entity, draw() < SHARE_OF_PLAIN);
    pack.push({ record: 'entity', id: swappedId(id), type: 'concept', name: word, ...description });
  }
  return { documents: documents.map((document) => swapIn(document, called, wordOf)), pack };
}

const swappedId = (id: string) => `swapped:${id}`;

/** Numbers from 0 to 1 that are the same every time (a linear congruential generator). */
function drawLots(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function packRecord(language: string): unknown {
  return {
    record: 'pack',
    format: 'fact-pack/1',
    id: 'corpus.swapped',
    version: '1.0.0',
    title: 'Swapped names',
    language,
    license: 'CC0-1.0',
    publisher: { name: 'fit-linker' },
    published: '2026-01-01',
  };
}

const LONGEST_DESCRIPTION = 200;

/** Packs describe by kind ("city in Ohio"), or by the whole name. */
function describe({ name, aliases, description }: Entity, isPlain: boolean): { description?: string } {
  const listed = (aliases ?? []).map((alias) => (typeof alias === 'string' ? alias : alias.text));
  const longer = [name, ...listed].find((each) => each.includes(' '));
  const whole = longer === undefined || description === undefined ? longer : `${longer} (${description})`;
  const text = (isPlain ? (description ?? longer) : (whole ?? description))?.slice(0, LONGEST_DESCRIPTION);
  return text === undefined ? {} : { description: text };
}

/** Entity id → the single words by which annotated mentions call it. */
function namesOfOneWord(
  documents: readonly GoldDocument[],
  entities: ReadonlyMap<string, Entity>,
): ReadonlyMap<string, readonly string[]> {
  const called = new Map<string, string[]>();
  for (const document of documents) {
    const annotated = annotatedSpan(document);
    for (const mention of document.mentions) {
      const { entity_id: id, surface } = mention;
      if (!isScored(mention, annotated) || mention.nil || !id || !entities.has(id)) continue;
      if (!NAME.test(surface)) continue;
      const known = called.get(id);
      if (!known) called.set(id, [surface]);
      else if (!known.includes(surface)) known.push(surface);
    }
  }
  return called;
}

/** Words with a capital: common ones anywhere, others where they are part of an annotated name; in German all nouns. */
function capitalisedWords(documents: readonly GoldDocument[]): string[] {
  const found = new Set<string>();
  for (const { text, lang, mentions } of documents) {
    const common = commonWordsOf(lang);
    for (const { 0: word, index } of text.matchAll(WORD)) {
      if (!NAME.test(word)) continue;
      const commonness = commonnessOf(common, hashWord(word));
      if (commonness === Commonness.calendar) continue;
      const isNamed = mentions.some(({ start, end }) => start <= index && index < end);
      if (isNamed || commonness !== Commonness.rare || lang === 'de') found.add(word);
    }
  }
  return [...found];
}

function swapIn(
  document: GoldDocument,
  called: ReadonlyMap<string, readonly string[]>,
  wordOf: ReadonlyMap<string, string>,
): GoldDocument {
  const sorted = [...document.mentions].sort((a, b) => a.start - b.start || b.end - a.end);
  const mentions: GoldMention[] = [];
  /** Where old offsets moved to, from each mention's end on. */
  const moves: (readonly [from: number, by: number])[] = [];
  let text = '';
  let read = 0;
  for (const mention of sorted) {
    // Nested in the one before.
    if (mention.start < read) continue;
    text += document.text.slice(read, mention.start);
    const start = text.length;
    const id = mention.entity_id ?? '';
    const isAlone = !sorted.some(
      (other) => other !== mention && other.start < mention.end && mention.start < other.end,
    );
    const word = isAlone ? wordOf.get(id) : undefined;
    const surfaces = called.get(id) ?? [];
    const last = surfaces.find((surface) => mention.surface.endsWith(` ${surface}`));
    if (word !== undefined && surfaces.includes(mention.surface)) {
      text += word;
      mentions.push({ ...mention, start, end: text.length, surface: word, entity_id: swappedId(id) });
    } else if (word !== undefined && last !== undefined) {
      // "Ida Berg" becomes "Ida Target", of which "Target" may be marked or not.
      text += mention.surface.slice(0, -last.length);
      const inner = text.length;
      text += word;
      const unscored = { ...mention, end: text.length, optional: true };
      mentions.push({ ...unscored, start, surface: text.slice(start) });
      mentions.push({ ...unscored, start: inner, surface: word });
    } else {
      text += mention.surface;
      mentions.push({ ...mention, start, end: text.length });
    }
    moves.push([mention.end, text.length - mention.end]);
    read = mention.end;
  }
  text += document.text.slice(read);
  const moved = (at: number) => at + (moves.findLast(([from]) => from <= at)?.[1] ?? 0);
  const [low, high] = annotatedSpan(document);
  return { ...document, text, mentions, eval_span: [moved(low), moved(high)] };
}
