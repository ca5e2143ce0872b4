import type { EntityProfile } from '../model/dossier.ts';
import { identityAddresses } from '../model/identity.ts';
import { commonWordsOf } from './common-words.ts';
import { segmentOfKey } from './entity-key.ts';
import { type KnownEntity, readProfile } from './known-entity.ts';

/** The entities that a page may mean, from one pack or several: one thing in two packs is one entity. */
export class KnownEntities {
  readonly #idOfKey = new Map<number, string>();
  /** The first key that led to an entity. */
  readonly #keyOfId = new Map<string, number>();
  readonly #profiles = new Map<string, EntityProfile[]>();
  /** Who was first known by an address (`sameAs`), and in which pack. */
  readonly #identities = new Map<string, { readonly id: string; readonly segment: number }>();
  readonly #known = new Map<string, KnownEntity>();

  has(key: number): boolean {
    return this.#idOfKey.has(key);
  }

  /** The id of the entity that a key leads to, which costs nothing; undefined while nothing was learnt by it. */
  idOf(key: number): string | undefined {
    return this.#idOfKey.get(key);
  }

  /** How many keys were learnt: while it stays the same, so does what they lead to. */
  get learntCount(): number {
    return this.#idOfKey.size;
  }

  /** The key by which an entity was first learnt. */
  firstKeyOf(id: string): number | undefined {
    return this.#keyOfId.get(id);
  }

  learn(key: number, profile: EntityProfile): void {
    if (this.#idOfKey.has(key)) return;
    const id = this.#knownIdOf(key, profile);
    this.#idOfKey.set(key, id);
    if (!this.#keyOfId.has(id)) this.#keyOfId.set(id, key);
    this.#known.delete(id);
    this.#profiles.set(id, [...(this.#profiles.get(id) ?? []), profile]);
  }

  /**
   * The id by which the page knows an entity: that of the pack from which it was learnt first, if another
   * has it under an id of its own, but with a common address. Else one entity in two packs would look like
   * two that share a name.
   */
  #knownIdOf(key: number, { entity }: EntityProfile): string {
    const segment = segmentOfKey(key);
    const addresses = identityAddresses(entity);
    const known = this.#profiles.has(entity.id)
      ? undefined
      : addresses
          .map((address) => this.#identities.get(address))
          // Within one pack the curator says what is one entity, and what are two.
          .find((identity) => identity !== undefined && identity.segment !== segment);
    const id = known?.id ?? entity.id;
    for (const address of addresses) {
      if (!this.#identities.has(address)) this.#identities.set(address, { id, segment });
    }
    return id;
  }

  /** Undefined while nothing was learnt by the key. */
  get(key: number): KnownEntity | undefined {
    const id = this.#idOfKey.get(key);
    if (id === undefined) return undefined;
    let entity = this.#known.get(id);
    if (!entity) {
      entity = readProfile(this.#profiles.get(id) ?? [], commonWordsOf('en'));
      this.#known.set(id, entity);
    }
    return entity;
  }
}
