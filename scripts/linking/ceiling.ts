import type { SetDocument } from './examples.ts';
import {
  addTally,
  annotatedSpan,
  emptyTally,
  goldBySpan,
  isScored,
  type Prediction,
  type Score,
  scoreDocument,
  spottingScore,
} from './score.ts';

/** What no weights could exceed on a set. */
export interface Ceiling {
  /** Share of the gold whose entity the pack holds. */
  readonly listed: number;
  /** Spotting, were every name marked that the gazetteer finds, and nothing else. */
  readonly found: Score;
}

/** @param entities Ids that the set's pack holds. */
export function ceilingOf(documents: readonly SetDocument[], entities: ReadonlySet<string>): Ceiling {
  const tally = emptyTally();
  let gold = 0;
  let listed = 0;
  for (const document of documents) {
    if (!document.gold) continue;
    const annotated = annotatedSpan(document.gold);
    addTally(tally, scoreDocument(document.gold, predictPerfectly(document)));
    for (const mention of goldBySpan(document.gold).values()) {
      if (!isScored(mention, annotated) || mention.nil || (mention.parent ?? null) !== null) continue;
      gold++;
      if (entities.has(mention.entity_id ?? '')) listed++;
    }
  }
  return { listed: gold > 0 ? listed / gold : 0, found: spottingScore(tally) };
}

/** The drafts that annotators marked as names. */
function predictPerfectly({ examples }: SetDocument): Prediction[] {
  return examples
    .filter(({ isMention }) => isMention === true)
    .map(({ placed, rightOption, start, end }) => ({
      start,
      end,
      entityId: placed.weighable.options[rightOption ?? 0]?.entity.id ?? '',
    }));
}
