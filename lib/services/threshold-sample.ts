import { compileGazetteerNow } from '../gazetteer/compile.ts';
import { type Entity, entityAliases } from '../model/fact-pack.ts';
import { LINK_THRESHOLDS, type LinkThreshold, type Span } from '../model/mention.ts';
import { MENTION_ROW_LENGTH } from '../model/messages.ts';
import { createReading } from './reading.ts';

/** What each threshold marks in the sample, in text order. */
export type ThresholdMarks = Readonly<Record<LinkThreshold, readonly Span[]>>;

/**
 * Marks a sentence as a page would be, once for each threshold, with three invented names: a company and a
 * person that stand there in full, and a publication that is called by a common word.
 *
 * @param commonName The publication's name, in the text's language.
 * @param language BCP 47 tag of the text.
 */
export async function markSample(
  text: string,
  commonName: string,
  language: string,
): Promise<ThresholdMarks> {
  const entities: readonly Entity[] = [
    { id: 'company', type: 'organization', name: 'Meridian Lines', aliases: ['Meridian'] },
    { id: 'person', type: 'person', name: 'Ida Holm', aliases: ['Holm'] },
    { id: 'publication', type: 'work', name: commonName },
  ];
  const gazetteer = compileGazetteerNow(
    entities.map((entity, ordinal) => ({ ordinal, aliases: entityAliases(entity), type: entity.type })),
  );
  const readProfiles = async (ordinals: readonly number[]) =>
    ordinals.map((ordinal) => ({ ordinal, entity: entities[ordinal]!, keywords: [], related: [] }));
  const page = { url: '', title: '', lang: language, about: [], links: [] };
  const marked = LINK_THRESHOLDS.map(async (threshold) => {
    const segments = [{ gazetteer, generation: { readProfiles } }];
    const { rows } = await createReading({ segments, threshold }, page).scan([{ id: 0, text }], true);
    const spans = Array.from({ length: rows.length / MENTION_ROW_LENGTH }, (_, row) => ({
      start: rows[row * MENTION_ROW_LENGTH + 1]!,
      end: rows[row * MENTION_ROW_LENGTH + 2]!,
    }));
    return [threshold, spans.toSorted((one, other) => one.start - other.start)] as const;
  });
  return Object.fromEntries(await Promise.all(marked)) as unknown as ThresholdMarks;
}
