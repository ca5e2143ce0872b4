import type { Entity } from '../model/fact-pack.ts';
import { identityAddresses } from '../model/identity.ts';
import { hashId, lowerBound } from './entity-order.ts';

/**
 * Which entities of a generation have which addresses (`sameAs`), so that the same entity of another pack
 * is found. Hashes only, ascending; the entity itself tells whether it is a true match.
 */
export interface Identities {
  readonly hashes: Uint32Array<ArrayBuffer>;
  /** Ordinal of the entity that has the address of that hash. */
  readonly ordinals: Uint32Array<ArrayBuffer>;
}

export class IdentitiesBuilder {
  #hashes: number[] = [];
  #ordinals: number[] = [];

  add(entity: Entity, ordinal: number): void {
    for (const address of identityAddresses(entity)) {
      this.#hashes.push(hashId(address));
      this.#ordinals.push(ordinal);
    }
  }

  build(): Identities {
    const order = Uint32Array.from(this.#hashes, (_, i) => i).sort(
      (a, b) => this.#hashes[a]! - this.#hashes[b]!,
    );
    return {
      hashes: Uint32Array.from(order, (i) => this.#hashes[i]!),
      ordinals: Uint32Array.from(order, (i) => this.#ordinals[i]!),
    };
  }
}

/** Ordinals of entities that may have one of the addresses. */
export function findOrdinals({ hashes, ordinals }: Identities, addresses: readonly string[]): number[] {
  const found = new Set<number>();
  for (const address of addresses) {
    const hash = hashId(address);
    for (let i = lowerBound(hashes, hash); hashes[i] === hash; i++) found.add(ordinals[i]!);
  }
  return [...found];
}
