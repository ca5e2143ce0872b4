import { findMentions } from '../gazetteer/find-mentions.ts';
import { MatchFlag } from '../gazetteer/mentions.ts';
import type { MentionedEntity } from '../model/mention.ts';
import { readWords } from '../text/read-words.ts';
import type { Segment } from './library.ts';

/**
 * The entity that a text names, whatever its letter case: the one that is written just so, and among several
 * the most prominent.
 *
 * @param text Nothing but a name, as a reader selects it.
 */
export async function findByName(
  segments: readonly Segment[],
  text: string,
): Promise<MentionedEntity | undefined> {
  const words = readWords(text);
  const gazetteers = segments.map(({ gazetteer }) => gazetteer);
  const mentions = findMentions(gazetteers, words, text, undefined, { ignoreCase: true });
  if (mentions.count !== 1 || mentions.wordCount[0] !== words.count) return undefined;
  const candidates = mentions.candidates(0);
  const found = await Promise.all(
    segments.map(async ({ generation }, segment) => {
      const own = new Map(
        candidates.filter((one) => one.segment === segment).map(({ ordinal, match }) => [ordinal, match]),
      );
      if (own.size === 0) return [];
      const profiles = await generation.readProfiles([...own.keys()]);
      return profiles.map(({ ordinal, entity }) => ({
        entity,
        isExact: own.get(ordinal) === MatchFlag.exact,
      }));
    }),
  );
  const [best] = found
    .flat()
    .sort(
      (one, other) =>
        Number(other.isExact) - Number(one.isExact) ||
        (other.entity.prominence ?? 0) - (one.entity.prominence ?? 0),
    );
  return best && { id: best.entity.id, name: best.entity.name, type: best.entity.type };
}
