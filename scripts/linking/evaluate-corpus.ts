import { THRESHOLDS } from '../../lib/linker/weights.ts';
import { LINK_THRESHOLDS, type LinkThreshold } from '../../lib/model/mention.ts';
import type { ReadingSegment } from '../../lib/services/reading.ts';
import { createMemoryStore } from '../../lib/store/open-fact-store.ts';
import { annotate } from './annotate.ts';
import { type Ceiling, ceilingOf } from './ceiling.ts';
import { type GoldDocument, packOfSet, packOfTraps, readGold, readTraps, type Trap } from './corpus.ts';
import { crossValidate } from './cross-validate.ts';
import { classifyErrors, type ErrorClass } from './error-classes.ts';
import { isSwapped, readEntities, readExamples } from './examples.ts';
import { predict } from './fit.ts';
import { openPack } from './open-pack.ts';
import {
  addTally,
  emptyTally,
  linkingScore,
  POOL,
  type Prediction,
  type Score,
  scoreDocument,
  scoreTraps,
  spottingScore,
  type Tally,
  type TrapTally,
} from './score.ts';

/** What was predicted for a document, as the scorer of record wants it. */
export interface PredictedDocument {
  readonly gold: GoldDocument;
  readonly predictions: readonly Prediction[];
}

export interface SetScores {
  readonly spotting: Score;
  readonly linking: Score;
  readonly gold: number;
}

export interface Run {
  readonly sets: ReadonlyMap<string, SetScores>;
  readonly pooled: SetScores;
  readonly traps: TrapTally;
}

export interface CurvePointOfRun {
  readonly threshold: number;
  readonly spotting: Score;
  readonly linking: Score;
}

export interface Evaluation {
  /** The product as it ships, per threshold. */
  readonly product: ReadonlyMap<LinkThreshold, Run>;
  /** Weights fitted without the set that is scored, per threshold. */
  readonly crossValidated: ReadonlyMap<LinkThreshold, Run>;
  readonly curve: readonly CurvePointOfRun[];
  /** Per set of gold texts. */
  readonly ceilings: ReadonlyMap<string, Ceiling>;
  readonly errors: ReadonlyMap<string, ReadonlyMap<ErrorClass, number>>;
  /** Of the product at balanced, for the scorer of record. */
  readonly predicted: readonly PredictedDocument[];
  readonly predictedTraps: ReadonlyMap<Trap, readonly Prediction[]>;
}

export async function evaluateCorpus(corpus: string, onStep: (step: string) => void): Promise<Evaluation> {
  const store = createMemoryStore();
  const segments = new Map<string, ReadingSegment>();
  const segmentAt = async (file: string) => {
    const known = segments.get(file) ?? (await openPack(file, store));
    segments.set(file, known);
    return known;
  };
  const gold = await readGold(corpus);
  const traps = await readTraps(corpus);
  const product = new Map<LinkThreshold, Run>();
  let predicted: PredictedDocument[] = [];
  let predictedTraps = new Map<Trap, readonly Prediction[]>();
  for (const threshold of LINK_THRESHOLDS) {
    onStep(`annotating, ${threshold}`);
    const documents: PredictedDocument[] = [];
    for (const document of gold) {
      const segment = await segmentAt(packOfSet(corpus, document.dataset));
      documents.push({
        gold: document,
        predictions: toPredictions(await annotate(document, [segment], threshold)),
      });
    }
    const ofTraps = new Map<Trap, readonly Prediction[]>();
    for (const trap of traps) {
      const segment = await segmentAt(packOfTraps(corpus, trap.lang));
      const document = { text: trap.context, lang: trap.lang, title: trap.pageTitle };
      ofTraps.set(trap, toPredictions(await annotate(document, [segment], threshold)));
    }
    product.set(threshold, scoreRun(documents, ofTraps));
    if (threshold === 'balanced') {
      predicted = documents;
      predictedTraps = ofTraps;
    }
  }
  onStep('cross-validating');
  const sets = await readExamples(corpus);
  const weightsOf = crossValidate(sets);
  const scored = [...sets].filter(([set]) => !isSwapped(set)).flatMap(([, documents]) => documents);
  const runAt = (least: number): Run => {
    const documents: PredictedDocument[] = [];
    const ofTraps = new Map<Trap, readonly Prediction[]>();
    for (const document of scored) {
      const weights = weightsOf.get(document);
      const predictions = weights ? predict(document, weights, least) : [];
      if (document.gold) documents.push({ gold: document.gold, predictions });
      else if (document.trap) ofTraps.set(document.trap, predictions);
    }
    return scoreRun(documents, ofTraps);
  };
  const curve: CurvePointOfRun[] = [];
  for (let threshold = 0.02; threshold < 0.99; threshold += 0.02) {
    const { spotting, linking } = runAt(threshold).pooled;
    curve.push({ threshold, spotting, linking });
  }
  const ceilings = new Map<string, Ceiling>();
  for (const { dataset } of gold) {
    if (ceilings.has(dataset)) continue;
    const entities = new Set((await readEntities(packOfSet(corpus, dataset))).keys());
    ceilings.set(dataset, ceilingOf(sets.get(dataset) ?? [], entities));
  }
  return {
    product,
    crossValidated: new Map(LINK_THRESHOLDS.map((name) => [name, runAt(THRESHOLDS[name])])),
    curve,
    ceilings,
    errors: countErrors(predicted),
    predicted,
    predictedTraps,
  };
}

function toPredictions(
  mentions: readonly { start: number; end: number; entity_id: string }[],
): readonly Prediction[] {
  return mentions.map(({ start, end, entity_id }) => ({ start, end, entityId: entity_id }));
}

function scoreRun(
  documents: readonly PredictedDocument[],
  ofTraps: ReadonlyMap<Trap, readonly Prediction[]>,
): Run {
  const tallies = new Map<string, Tally>();
  for (const { gold, predictions } of documents) {
    const tally = tallies.get(gold.dataset) ?? emptyTally();
    addTally(tally, scoreDocument(gold, predictions));
    tallies.set(gold.dataset, tally);
  }
  const pooled = [...tallies].filter(([set]) => POOL.includes(set)).map(([, tally]) => tally);
  return {
    sets: new Map(
      [...tallies].sort(([a], [b]) => (a < b ? -1 : 1)).map(([set, tally]) => [set, scoresOf([tally])]),
    ),
    pooled: scoresOf(pooled),
    traps: scoreTraps([...ofTraps.keys()], (trap) => ofTraps.get(trap) ?? []),
  };
}

function scoresOf(tallies: readonly Tally[]): SetScores {
  const total = emptyTally();
  for (const tally of tallies) addTally(total, tally);
  return { spotting: spottingScore(total), linking: linkingScore(...tallies), gold: total.gold };
}

function countErrors(
  predicted: readonly PredictedDocument[],
): ReadonlyMap<string, ReadonlyMap<ErrorClass, number>> {
  const bySet = new Map<string, Map<ErrorClass, number>>();
  for (const { gold, predictions } of predicted) {
    const classes = bySet.get(gold.dataset) ?? new Map<ErrorClass, number>();
    for (const [kind, count] of classifyErrors(gold, predictions))
      classes.set(kind, (classes.get(kind) ?? 0) + count);
    bySet.set(gold.dataset, classes);
  }
  return bySet;
}
