import type { Entity } from '../../lib/model/fact-pack.ts';
import type { ReadingSegment } from '../../lib/services/reading.ts';
import { createMemoryStore } from '../../lib/store/open-fact-store.ts';
import { type GoldDocument, packOfSet, packOfTraps, readGold, readTraps, type Trap } from './corpus.ts';
import type { PlacedWeighable } from './observe-document.ts';
import { observeDocument } from './observe-document.ts';
import { openPack, openPackText } from './open-pack.ts';
import { readJsonLines } from './read-lines.ts';
import { annotatedSpan, goldBySpan, isScored } from './score.ts';
import { swapNames } from './swapped-names.ts';

/** A draft of a gold document, and what annotators say of it. */
export interface Example {
  readonly placed: PlacedWeighable;
  readonly start: number;
  readonly end: number;
  /** The entity that is meant; `undefined` when annotators marked none here, or one that no option is. */
  readonly rightOption: number | undefined;
  /** Whether annotators marked exactly this span; `undefined` when the draft is not scored. */
  readonly isMention: boolean | undefined;
}

export interface SetDocument {
  readonly text: string;
  readonly gold: GoldDocument | undefined;
  readonly trap: Trap | undefined;
  readonly examples: readonly Example[];
}

/** Name of the set that the traps make. */
export const TRAPS = 'traps';

/** Sets that are not annotated exhaustively, whatever their field says: a draft without gold teaches nothing. */
const NOT_EXHAUSTIVE = new Set(['rss-500', 'reuters-128']);

/** Sets that are annotated exhaustively, in languages that write names with a capital and leave them as they are. */
const SWAPPED = [
  'news-fair-v2',
  'wiki-fair-v2',
  'msnbc',
  'oke-2016-train',
  'tweeki',
  'derczynski',
  'news-100-de',
];

const SWAPPED_PREFIX = 'swapped:';
/** Name of the set that is made from another by swapping names (swapped-names.ts): to learn from, not to be scored. */
export function swappedSet(set: string): string {
  return SWAPPED_PREFIX + set;
}
export function isSwapped(set: string): boolean {
  return set.startsWith(SWAPPED_PREFIX);
}

/** All sets of the corpus, read as pages up to where weights decide. */
export async function readExamples(
  corpus: string,
  datasets?: ReadonlySet<string>,
): Promise<Map<string, SetDocument[]>> {
  const sets = new Map<string, SetDocument[]>();
  const packs = new Map<string, ReadingSegment>();
  const store = createMemoryStore();
  const packAt = async (file: string) => {
    let pack = packs.get(file);
    if (!pack) {
      pack = await openPack(file, store);
      packs.set(file, pack);
    }
    return pack;
  };
  const add = (set: string, document: SetDocument) => {
    const documents = sets.get(set);
    if (documents) documents.push(document);
    else sets.set(set, [document]);
  };
  for (const gold of await readGold(corpus)) {
    if (datasets && !datasets.has(gold.dataset)) continue;
    const pack = await packAt(packOfSet(corpus, gold.dataset));
    const placed = await observeDocument(gold, [pack]);
    add(gold.dataset, {
      text: gold.text,
      gold,
      trap: undefined,
      examples: placed.map((each) => goldExample(gold, each)),
    });
  }
  for (const set of SWAPPED) {
    const golds = (sets.get(set) ?? []).flatMap(({ gold }) => gold ?? []);
    if (golds.length === 0) continue;
    const swapped = swapNames(golds, await readEntities(packOfSet(corpus, set)));
    const pack = await openPackText(swapped.pack.map((record) => JSON.stringify(record)).join('\n'), store);
    for (const gold of swapped.documents) {
      const placed = await observeDocument(gold, [pack]);
      add(swappedSet(set), {
        text: gold.text,
        gold,
        trap: undefined,
        examples: placed.map((each) => swappedExample(goldExample(gold, each))),
      });
    }
  }
  for (const trap of await readTraps(corpus)) {
    const pack = await packAt(packOfTraps(corpus, trap.lang));
    const placed = await observeDocument({ text: trap.context, lang: trap.lang, title: trap.pageTitle }, [
      pack,
    ]);
    add(TRAPS, {
      text: trap.context,
      gold: undefined,
      trap,
      examples: placed.map((each) => trapExample(trap, each)),
    });
  }
  return sets;
}

function spanOf({ offset, weighable }: PlacedWeighable): { start: number; end: number } {
  return { start: offset + weighable.draft.start, end: offset + weighable.draft.end };
}

function goldExample(document: GoldDocument, placed: PlacedWeighable): Example {
  const span = spanOf(placed);
  const annotated = annotatedSpan(document);
  const unscored = { placed, ...span, rightOption: undefined, isMention: undefined };
  if (span.start < annotated[0] || span.end > annotated[1]) return unscored;
  const gold = goldBySpan(document).get(`${span.start},${span.end}`);
  if (gold) {
    if (!isScored(gold, annotated)) return unscored;
    const right = gold.nil
      ? -1
      : placed.weighable.options.findIndex(({ entity }) => entity.id === gold.entity_id);
    return { placed, ...span, rightOption: right < 0 ? undefined : right, isMention: true };
  }
  const overlaps = document.mentions.some((other) => other.start < span.end && span.start < other.end);
  const isExhaustive = document.exhaustive !== false && !NOT_EXHAUSTIVE.has(document.dataset);
  return isExhaustive || overlaps ? { placed, ...span, rightOption: undefined, isMention: false } : unscored;
}

/** In a swapped set a name of somebody else is as wrong as a common word. */
function swappedExample(example: Example): Example {
  return example.isMention && example.rightOption === undefined ? { ...example, isMention: false } : example;
}

/** The entities of a pack file, by id. */
export async function readEntities(file: string): Promise<ReadonlyMap<string, Entity>> {
  const entities = new Map<string, Entity>();
  for await (const { value } of readJsonLines(file)) {
    const { record, ...entity } = value as unknown as Entity & { readonly record: string };
    if (record === 'entity') entities.set(entity.id, entity);
  }
  return entities;
}

function trapExample(trap: Trap, placed: PlacedWeighable): Example {
  const span = spanOf(placed);
  const right = placed.weighable.options.findIndex(({ entity }) => entity.id === trap.entity_id);
  const touches = span.start < trap.ctxEnd && trap.ctxStart < span.end;
  if (trap.label === 'either' || !touches || right < 0) {
    return { placed, ...span, rightOption: undefined, isMention: undefined };
  }
  const isRight = trap.label === 'pos';
  return { placed, ...span, rightOption: isRight ? right : undefined, isMention: isRight };
}
