import type { GoldDocument, GoldMention, Trap } from './corpus.ts';

/**
 * Scores as the corpus's own scorer does: exact spans, micro-averaged. Not counted as misses: gold that
 * is optional, not named, or nil. Not counted as false: predictions outside the annotated part, equal to
 * an optional, unnamed or nested gold span, and, in sets that are not exhaustive, those that overlap no
 * gold mention. A prediction on a nil mention is right for spotting and wrong for linking.
 */
export interface Prediction {
  readonly start: number;
  readonly end: number;
  readonly entityId: string;
}

export interface Tally {
  spotRight: number;
  spotWrong: number;
  spotMissed: number;
  linkRight: number;
  linkWrong: number;
  gold: number;
}

export interface Score {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** Sets of modern English that are annotated exhaustively: the pool. */
export const POOL: readonly string[] = [
  'news-fair-v2',
  'wiki-fair-v2',
  'msnbc',
  'kore50',
  'oke-2016-train',
  'oke-2016-eval',
  'tweeki',
  'derczynski',
];

export function emptyTally(): Tally {
  return { spotRight: 0, spotWrong: 0, spotMissed: 0, linkRight: 0, linkWrong: 0, gold: 0 };
}

export function addTally(into: Tally, other: Tally): void {
  for (const key of Object.keys(into) as (keyof Tally)[]) into[key] += other[key];
}

const spanKey = ({ start, end }: { readonly start: number; readonly end: number }) => `${start},${end}`;

/** Gold mentions by span; a later one of the same span replaces the earlier. */
export function goldBySpan(document: GoldDocument): ReadonlyMap<string, GoldMention> {
  return new Map(document.mentions.map((mention) => [spanKey(mention), mention]));
}

export function annotatedSpan({ eval_span, text }: GoldDocument): readonly [number, number] {
  return eval_span ?? [0, text.length];
}

export function isScored(mention: GoldMention, [low, high]: readonly [number, number]): boolean {
  return mention.optional !== true && mention.named === true && low <= mention.start && mention.end <= high;
}

export function scoreDocument(document: GoldDocument, predictions: readonly Prediction[]): Tally {
  const tally = emptyTally();
  const annotated = annotatedSpan(document);
  const gold = goldBySpan(document);
  const hits = new Set<string>();
  for (const prediction of predictions) {
    if (prediction.start < annotated[0] || prediction.end > annotated[1]) continue;
    const key = spanKey(prediction);
    const mention = gold.get(key);
    if (mention === undefined || !isScored(mention, annotated)) {
      if (mention !== undefined) continue;
      const overlaps = document.mentions.some(
        (other) => other.start < prediction.end && prediction.start < other.end,
      );
      if (document.exhaustive === false && !overlaps) continue;
      tally.spotWrong++;
      tally.linkWrong++;
      continue;
    }
    if (hits.has(key)) continue;
    hits.add(key);
    tally.spotRight++;
    if (!mention.nil && mention.entity_id === prediction.entityId) tally.linkRight++;
    else tally.linkWrong++;
  }
  for (const [key, mention] of gold) {
    if (!isScored(mention, annotated) || mention.nil || (mention.parent ?? null) !== null) continue;
    tally.gold++;
    if (!hits.has(key)) tally.spotMissed++;
  }
  return tally;
}

export function spottingScore({ spotRight, spotWrong, spotMissed }: Tally): Score {
  return scoreOf(spotRight, spotWrong, spotMissed);
}
/**
 * Missed links are counted per set, because nested gold counts as right and not as gold: in one set they
 * can be fewer than none, which must not make up for misses in another.
 *
 * @param sets One tally a set; several are pooled.
 */
export function linkingScore(...sets: readonly Tally[]): Score {
  const sum = (count: (tally: Tally) => number) => sets.reduce((total, tally) => total + count(tally), 0);
  return scoreOf(
    sum(({ linkRight }) => linkRight),
    sum(({ linkWrong }) => linkWrong),
    sum(({ gold, linkRight }) => Math.max(0, gold - linkRight)),
  );
}

function scoreOf(right: number, wrong: number, missed: number): Score {
  const precision = right + wrong > 0 ? right / (right + wrong) : 0;
  const recall = right + missed > 0 ? right / (right + missed) : 0;
  const f1 = precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0;
  return { precision, recall, f1 };
}

export interface TrapTally {
  right: number;
  wrong: number;
  missed: number;
  /** Category → negatives that were marked. */
  readonly wrongByCategory: Map<string, number>;
}

export function scoreTraps(
  traps: readonly Trap[],
  predictionsOf: (trap: Trap) => readonly Prediction[],
): TrapTally {
  const tally: TrapTally = { right: 0, wrong: 0, missed: 0, wrongByCategory: new Map() };
  for (const trap of traps) {
    if (trap.label === 'either') continue;
    const isMarked = predictionsOf(trap).some(
      ({ start, end, entityId }) => entityId === trap.entity_id && start < trap.ctxEnd && trap.ctxStart < end,
    );
    if (trap.label === 'pos') {
      if (isMarked) tally.right++;
      else tally.missed++;
    } else if (isMarked) {
      tally.wrong++;
      const category = trap.category ?? 'other';
      tally.wrongByCategory.set(category, (tally.wrongByCategory.get(category) ?? 0) + 1);
    }
  }
  return tally;
}

export function trapScore({ right, wrong, missed }: TrapTally): Score {
  return scoreOf(right, wrong, missed);
}

/** Three digits, halves to even, as Python's formatting rounds them. */
export function showDigits(value: number): string {
  const scaled = value * 1_000;
  const isHalf = scaled - Math.floor(scaled) === 0.5;
  return isHalf ? ((2 * Math.round(scaled / 2)) / 1_000).toFixed(3) : value.toFixed(3);
}
