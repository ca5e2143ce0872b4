/**
 * Fact pack, format 1, as values. `lib/pack` reads and checks untrusted input into these shapes;
 * everything past it may trust them. Field meanings and bounds: docs/fact-pack.md.
 */

export const PACK_FORMAT = 'fact-pack/1';

export const ENTITY_TYPES = [
  'organization',
  'person',
  'place',
  'product',
  'work',
  'event',
  'concept',
] as const;
export type EntityType = (typeof ENTITY_TYPES)[number];

export const FACT_STATUSES = [
  'confirmed',
  'reported',
  'claimed',
  'planned',
  'disputed',
  'retracted',
] as const;
export type FactStatus = (typeof FACT_STATUSES)[number];

/** *Weak* aliases never match alone: they count only once the entity is established on the page. */
export const ALIAS_KINDS = ['name', 'short', 'acronym', 'previous', 'weak'] as const;
export type AliasKind = (typeof ALIAS_KINDS)[number];

/** `auto`: the linker decides from the alias itself and the text around it. */
export const ALIAS_CASES = ['sensitive', 'insensitive', 'auto'] as const;
export type AliasCase = (typeof ALIAS_CASES)[number];

export interface Publisher {
  readonly name: string;
  readonly url?: string | undefined;
}

export interface PackHeader {
  readonly format: typeof PACK_FORMAT;
  readonly id: string;
  /** Semantic version, e.g. "1.2.0". */
  readonly version: string;
  readonly title: string;
  readonly description?: string | undefined;
  /** BCP 47 tag of the pack's own texts. */
  readonly language: string;
  readonly license?: string | undefined;
  readonly publisher?: Publisher | undefined;
  readonly homepage?: string | undefined;
  /** ISO 8601 date, possibly reduced: "2026", "2026-03", "2026-03-09". */
  readonly published?: string | undefined;
  readonly update?: { readonly url: string } | undefined;
  readonly publicKey?: string | undefined;
  /** See lib/pack/signature.ts. */
  readonly signature?: string | undefined;
  /** Oldest first: how the present key came to follow earlier ones. */
  readonly keyChanges?: readonly KeyChange[] | undefined;
}

/** A public key hands over to its successor: `signature` is the old key's, over the new one. */
export interface KeyChange {
  readonly oldKey: string;
  readonly newKey: string;
  readonly signature: string;
}

export interface Source {
  readonly id: string;
  readonly title: string;
  readonly publisher?: string | undefined;
  readonly url?: string | undefined;
  readonly published?: string | undefined;
  readonly accessed?: string | undefined;
  readonly archiveUrl?: string | undefined;
}

/** A name of an entity as written in a pack. A bare string means kind `name`, case `auto`. */
export interface Alias {
  readonly text: string;
  readonly lang?: string | undefined;
  readonly kind?: AliasKind | undefined;
  readonly case?: AliasCase | undefined;
}

export interface Entity {
  readonly id: string;
  readonly type: EntityType;
  readonly name: string;
  readonly description?: string | undefined;
  readonly aliases?: readonly (string | Alias)[] | undefined;
  /** Words that speak for this sense when they stand on the same page. */
  readonly context?: readonly string[] | undefined;
  /** Phrases that speak against, e.g. "Amazon rainforest". */
  readonly exclude?: readonly string[] | undefined;
  /** URLs of the same entity elsewhere: Wikidata, Wikipedia, the official site. */
  readonly sameAs?: readonly string[] | undefined;
  /** Name per BCP 47 tag. These are names for matching too. */
  readonly names?: Readonly<Record<string, string>> | undefined;
  /** 0 (hardly known) to 1 (everybody knows it). */
  readonly prominence?: number | undefined;
}

/** `at-least`: the source says "more than", "over", "10+". `at-most`: it says "up to", "no more than". */
export const AMOUNT_BOUNDS = ['at-least', 'at-most'] as const;
export type AmountBound = (typeof AMOUNT_BOUNDS)[number];

interface Amount {
  readonly amount: number;
  /** The source says "about". */
  readonly approx?: boolean | undefined;
  /** The amount is the end of a range that the source leaves open. */
  readonly bound?: AmountBound | undefined;
}

export type FactValue =
  /** `currency`: ISO 4217 code. */
  | ({ readonly type: 'money'; readonly currency: string } & Amount)
  | ({ readonly type: 'quantity'; readonly unit: string } & Amount)
  | { readonly type: 'date'; readonly date: string }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'entity'; readonly entity: string }
  | { readonly type: 'quote'; readonly text: string; readonly speaker: string };

/** Where a fact comes from: a source of the pack, and the words in it. */
export interface Citation {
  /** Id of a source in the same pack. */
  readonly source: string;
  /** Verbatim words of the source. */
  readonly quote?: string | undefined;
  /** Where in the source, e.g. "p. 12", "§ 3". */
  readonly locator?: string | undefined;
}

export interface Fact {
  readonly id: string;
  /** Entity ids; the first is the subject. At least one. */
  readonly about: readonly string[];
  readonly property?: string | undefined;
  /** One plain sentence. */
  readonly statement: string;
  readonly value?: FactValue | undefined;
  readonly status: FactStatus;
  /** Date at which the statement held, as the source tells. */
  readonly asOf?: string | undefined;
  readonly validFrom?: string | undefined;
  readonly validTo?: string | undefined;
  /** At least one. */
  readonly sources: readonly Citation[];
  /** Ids of older facts that this one replaces. */
  readonly supersedes?: readonly string[] | undefined;
  /** Ids of facts that cannot be true together with this one. */
  readonly contradicts?: readonly string[] | undefined;
}

export interface FactPack {
  readonly header: PackHeader;
  readonly sources: readonly Source[];
  readonly entities: readonly Entity[];
  readonly facts: readonly Fact[];
}

/** One record of the JSON Lines framing, which is also how a JSON document is walked. */
export type PackRecord =
  | ({ readonly record: 'pack' } & PackHeader)
  | ({ readonly record: 'source' } & Source)
  | ({ readonly record: 'entity' } & Entity)
  | ({ readonly record: 'fact' } & Fact);

/** An alias with its kind and case filled in. */
export interface FullAlias {
  readonly text: string;
  readonly kind: AliasKind;
  readonly case: AliasCase;
}

/**
 * All names of an entity, the main one first, each with its kind and case filled in; no text twice.
 * An alias with the main name's own text says the kind and case of that name: "Wonderful" is a
 * company's name, but only when it is written with a capital.
 */
export function entityAliases(entity: Entity): FullAlias[] {
  const all = new Map<string, FullAlias>();
  const add = (text: string, kind: AliasKind = 'name', aliasCase: AliasCase = 'auto') => {
    if (!all.has(text)) all.set(text, { text, kind, case: aliasCase });
  };
  const own = entity.aliases?.find(
    (alias): alias is Alias => typeof alias !== 'string' && alias.text === entity.name,
  );
  add(entity.name, own?.kind, own?.case);
  for (const alias of entity.aliases ?? []) {
    if (typeof alias === 'string') add(alias);
    else add(alias.text, alias.kind, alias.case);
  }
  for (const name of Object.values(entity.names ?? {})) add(name);
  return [...all.values()];
}
