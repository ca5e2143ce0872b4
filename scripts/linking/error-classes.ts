import type { GoldDocument, GoldMention } from './corpus.ts';
import { annotatedSpan, goldBySpan, isScored, type Prediction } from './score.ts';

/** Kinds of error, in the words of the report. */
export const ERROR_CLASSES = [
  'false: no name here, the annotators say',
  'false: part of a longer name',
  'false: more than the name',
  'false: across a name’s border',
  'wrong entity: a namesake',
  'wrong entity: the right one is not in the pack',
  'missed: not marked at all',
  'missed: marked with another span',
] as const;
export type ErrorClass = (typeof ERROR_CLASSES)[number];

/** What went wrong in one document, by kind. */
export function classifyErrors(
  document: GoldDocument,
  predictions: readonly Prediction[],
): ReadonlyMap<ErrorClass, number> {
  const classes = new Map<ErrorClass, number>();
  const add = (kind: ErrorClass) => classes.set(kind, (classes.get(kind) ?? 0) + 1);
  const annotated = annotatedSpan(document);
  const gold = goldBySpan(document);
  const scored = document.mentions.filter((mention) => isScored(mention, annotated));
  const hits = new Set<GoldMention>();
  for (const prediction of predictions) {
    if (prediction.start < annotated[0] || prediction.end > annotated[1]) continue;
    const mention = gold.get(`${prediction.start},${prediction.end}`);
    if (!mention) add(classifyFalse(document.mentions, prediction));
    else if (isScored(mention, annotated)) {
      hits.add(mention);
      if (mention.nil) add('wrong entity: the right one is not in the pack');
      else if (mention.entity_id !== prediction.entityId) add('wrong entity: a namesake');
    }
  }
  for (const mention of scored) {
    if (hits.has(mention) || mention.nil || (mention.parent ?? null) !== null) continue;
    const isTouched = predictions.some(({ start, end }) => start < mention.end && mention.start < end);
    add(isTouched ? 'missed: marked with another span' : 'missed: not marked at all');
  }
  return classes;
}

function classifyFalse(mentions: readonly GoldMention[], { start, end }: Prediction): ErrorClass {
  const touched = mentions.filter((mention) => mention.start < end && start < mention.end);
  if (touched.length === 0) return 'false: no name here, the annotators say';
  if (touched.some((mention) => mention.start <= start && end <= mention.end)) {
    return 'false: part of a longer name';
  }
  if (touched.some((mention) => start <= mention.start && mention.end <= end))
    return 'false: more than the name';
  return 'false: across a name’s border';
}
