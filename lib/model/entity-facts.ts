import type { DossierFact } from './dossier.ts';
import type { MentionedEntity } from './mention.ts';

/** What the reader is reading, as far as it says which facts matter here. */
export interface ReadingContext {
  /** The sentence that the mention stands in; empty if unknown. */
  readonly sentence: string;
  /** The article's own date, ISO 8601, possibly reduced. */
  readonly published?: string | undefined;
}

/** A fact with what other facts of the dossier say about it. */
export interface ArrangedFact {
  readonly fact: DossierFact;
  readonly supersededBy?: DossierFact | undefined;
  /** What supersedes the fact is of a later day than the article. */
  readonly isSupersededSincePage: boolean;
  /** The fact is of a later day than the article. */
  readonly isNewerThanPage: boolean;
}

/** One fact; or several that contradict each other, to be read side by side. */
export type FactGroup = readonly [ArrangedFact, ...ArrangedFact[]];

/** Facts that stand under the name of one pack. */
export interface PackSection {
  readonly packId: string;
  readonly packTitle: string;
  readonly groups: readonly FactGroup[];
}

/** What a tooltip shows of one entity, arranged for the page that it is read on. */
export interface EntityFacts {
  readonly description?: string | undefined;
  /** In the reader's order of packs; none for an entity without facts. */
  readonly sections: readonly PackSection[];
  /** Other entities that the facts refer to. */
  readonly named: readonly MentionedEntity[];
}
