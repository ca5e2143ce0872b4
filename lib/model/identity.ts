import type { Entity } from './fact-pack.ts';

/**
 * Addresses by which an entity of one pack is known to be that of another, besides its id. URLs differ
 * in scheme, "www." and a final slash for no reason.
 */
export function identityAddresses({ sameAs }: Pick<Entity, 'sameAs'>): string[] {
  const addresses = (sameAs ?? []).map((url) => url.replace(/^https?:\/\/(www\.)?/i, '').replace(/\/$/, ''));
  return [...new Set(addresses)];
}
