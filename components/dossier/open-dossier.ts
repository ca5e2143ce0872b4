import type { Dossier } from '../../lib/model/dossier.ts';
import type { MentionedEntity } from '../../lib/model/mention.ts';

/** An entity whose dossier somebody wants to see. */
export type DossierTarget = Pick<MentionedEntity, 'id' | 'name'>;

/** A dossier that was asked for. `name` is known before the rest is. */
export type OpenDossier = { readonly entityId: string; readonly name: string } & (
  | { readonly phase: 'loading' }
  | {
      readonly phase: 'shown';
      readonly dossier: Dossier;
      /** The other entities that the facts are about, or have as their value, by id. */
      readonly named: ReadonlyMap<string, MentionedEntity>;
    }
  /** Packs changed since the search or the mention: none holds the entity now. */
  | { readonly phase: 'gone' }
  | { readonly phase: 'failed' }
);

/** Names as the facts of a dossier need them: of the others that they speak of, and of whom it is about. */
export function nameFinder(
  { entity }: Dossier,
  named: ReadonlyMap<string, MentionedEntity>,
): (entityId: string) => string | undefined {
  return (id) => (id === entity.id ? entity.name : named.get(id)?.name);
}
