import type { Entity, Fact } from './fact-pack.ts';
import type { MentionedEntity, Span } from './mention.ts';

/** A text and the parts of it that the query matched, in text order, never overlapping. */
export interface MatchedText {
  readonly text: string;
  readonly spans: readonly Span[];
}

export interface EntityHit {
  readonly packId: string;
  readonly entity: Pick<Entity, 'id' | 'type' | 'name' | 'description' | 'sameAs'>;
  /** The name that the query met: the entity's own, or an alias ("formerly …"). */
  readonly matched: MatchedText;
}

export interface FactHit {
  readonly packId: string;
  readonly fact: Pick<Fact, 'id' | 'status' | 'asOf'>;
  /** The first entity that the fact is about: whose dossier opens. */
  readonly subject: MentionedEntity;
  readonly statement: MatchedText;
}

/** Answers to one query, best first. */
export interface SearchResults {
  readonly entities: readonly EntityHit[];
  readonly facts: readonly FactHit[];
}
