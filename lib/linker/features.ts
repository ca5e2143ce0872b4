import { DERIVATIONS } from '../gazetteer/derived-aliases.ts';
import type { EvidenceKind } from '../model/mention.ts';
import { Commonness } from './common-words.ts';
import { ENTITY_KINDS } from './entity-kind.ts';
import { WORDS_AFTER, WORDS_BEFORE } from './word-classes.ts';

/**
 * Every observation that the linker can make, with the kind of evidence that it is. A decision is a sum
 * of weights over the observations that hold (weights.ts); here is what they are called.
 */

/** Where a one-word surface form stands, as far as its capital tells anything. */
export const POSITIONS = ['inside', 'noun', 'caseless', 'start', 'headline', 'caps', 'lower'] as const;
/**
 * - `inside`: in running text, where a capital speaks for a name
 * - `noun`: the same where every noun has a capital, as in German
 * - `caseless`: in a script without capitals
 * - `start`: first word of a sentence, where every word has one
 * - `headline`: among words that nearly all have one
 * - `caps`: among words all in capitals
 * - `lower`: no capital
 */
export type Position = (typeof POSITIONS)[number];

/**
 * Positions that are told apart by evidence. Where every noun has a capital, or none has, it tells as
 * little as at the start of a sentence: that is one observation, learnt from texts in any language.
 */
const TOLD_APART = ['inside', 'start', 'headline', 'caps', 'lower'] as const;
export function toldApart(position: Position): (typeof TOLD_APART)[number] {
  return position === 'noun' || position === 'caseless' ? 'start' : position;
}

/** Names for which it matters differently what a page is about: of places, of common words, others. */
export const TOPIC_GROUPS = ['place', 'common', 'plain'] as const;

const COMMONNESS_NAMES = Object.keys(Commonness) as (keyof typeof Commonness)[];

export const NEIGHBOURS = [
  'basic',
  'start',
  'title',
  'given',
  'direction',
  'demonym',
  'common',
  'rare',
  'generic',
] as const;
/** What kind of capitalised word stands next to a mention. */
export type Neighbour = (typeof NEIGHBOURS)[number];

function product(prefix: string, ...parts: readonly (readonly string[])[]): string[] {
  return parts.reduce<string[]>(
    (names, part) => names.flatMap((name) => part.map((value) => `${name}.${value}`)),
    [prefix],
  );
}

function all(kind: EvidenceKind, ...names: string[]): [string, EvidenceKind][] {
  return names.map((name) => [name, kind]);
}

/** Observation → kind of evidence, in the order in which they are numbered. */
export const FEATURES: ReadonlyMap<string, EvidenceKind> = new Map<string, EvidenceKind>([
  // The surface form itself.
  ...all('alias-quality', ...product('word', COMMONNESS_NAMES, [...TOLD_APART, 'acronym'])),
  ...all('alias-quality', ...product('words', COMMONNESS_NAMES, ['inside', 'headline', 'lower'])),
  ...all('alias-quality', ...product('count', ['1', '2', '3'])),
  ...all('alias-quality', ...product('length', ['1', '2', '3', '4', '5'])),
  ...all('alias-quality', 'acronym', 'number', 'is-title', 'is-generic', 'also-lower', 'often-capitalised'),
  ...all('alias-quality', ...product('kind', ['short', 'acronym', 'previous', 'weak'])),
  ...all('alias-quality', 'main-name', 'candidates', 'ambiguous', 'margin'),
  ...all(
    'case',
    'case.exact',
    'case.caps',
    'case.caps-short',
    'case.lowered',
    'case.raised',
    'case.from-caps',
  ),
  ...all('case', 'case.other', 'case.inflected'),
  // What stands around it.
  ...all('longer-name', ...product('before', NEIGHBOURS, ['one', 'more'])),
  ...all('longer-name', ...product('after', NEIGHBOURS, ['one', 'more'])),
  ...all('longer-name', ...product('headline-before', NEIGHBOURS), ...product('headline-after', NEIGHBOURS)),
  ...all(
    'longer-name',
    'before.own',
    'after.own',
    'before.known',
    'after.known',
    'after.number',
    'before.hyphen-name',
    'before.hyphen',
  ),
  ...all('longer-name', 'after.hyphen-name', 'after.hyphen', 'before.and', 'after.and', 'before.of-name'),
  ...all(
    'longer-name',
    'after.of-name',
    'in-address',
    'before.direction',
    'before.number',
    'before.of-given',
    'before.of-noble',
    'before.of-generic',
    'before.adjective',
    'before.small-adjective',
    'after-determiner',
    'generic.after-name',
    'the-of.common',
    'the-of.rare',
  ),
  ...all(
    'longer-name',
    'given.person',
    'given.other',
    'given.before-name.person',
    'given.before-name.other',
    'called.person',
    'called.other',
  ),
  ...all('longer-name', 'bearer.own', 'bearer.other', 'bearer.other-person', 'bearer.other.common'),
  ...all('context', 'after-of', 'after-the', 'after-a', 'after-place-word', 'before-verb', 'before-small'),
  ...all('context', 'possessive', 'tagged', 'quoted', 'in-title', 'in-quoted-name', 'capitals-around'),
  ...all('context', 'alone'),
  ...all(
    'context',
    ...product('comma', ['before', 'after'], ['known', 'name', 'common']),
    ...product('and', ['before', 'after'], ['known', 'name', 'common']),
  ),
  ...all('context', ...product('word-before', WORDS_BEFORE), ...product('word-after', WORDS_AFTER)),
  // The candidate.
  ...all(
    'short-form',
    'derived',
    ...product('derived', DERIVATIONS),
    ...product('derived-word', COMMONNESS_NAMES),
    'derived.beside-name',
    'person.beside-name',
    ...product('beside', ['before', 'after'], ENTITY_KINDS),
    'acronym.before-small',
    'after.repeated',
    'before.repeated',
    'ordinary-start',
  ),
  ...all('short-form', 'established', 'rival-established'),
  ...all(
    'context',
    'context',
    'context.near',
    'context.share',
    'context.curator',
    'context.curator-near',
    'context.name',
    ...product('cue', ['after-comma', 'before-comma'], ENTITY_KINDS),
  ),
  ...all(
    'context',
    ...product(
      'cue',
      ['title', 'place', 'verb', 'agent-verb', 'article', 'a', 'possessive', 'personal'],
      ENTITY_KINDS,
    ),
  ),
  ...all('context', ...product('topic', ['page', 'near'], TOPIC_GROUPS, ['own', 'other'])),
  ...all('context', 'article.capital', 'article.small', 'article.missing'),
  ...all('exclude', 'exclude'),
  ...all('coherence', 'coherence', 'related', 'list.same', 'list.other'),
  ...all('page', 'page.about', 'page.link', 'page.title', 'page.title.common', 'page.url'),
  ...all('prominence', 'prominence', 'names', 'typed'),
  ...all(
    'prominence',
    ...product('type', ['organization', 'person', 'place', 'product', 'work', 'event', 'concept']),
  ),
]);

const NUMBER_OF = new Map([...FEATURES.keys()].map((name, index) => [name, index]));
export const FEATURE_NAMES: readonly string[] = [...FEATURES.keys()];

/** @throws RangeError for an observation that {@link FEATURES} does not list. */
export function featureNumber(name: string): number {
  const number = NUMBER_OF.get(name);
  if (number === undefined) throw new RangeError(`Feature ${name} is not listed in FEATURES`);
  return number;
}

/** Observations and how strongly each holds, in parallel; most are 0 and not listed. */
export class Observations {
  readonly features: number[] = [];
  readonly values: number[] = [];

  /** Notes an observation; nothing for a strength of 0. */
  add(name: string, value = 1): void {
    if (value === 0) return;
    this.features.push(featureNumber(name));
    this.values.push(value);
  }

  addAll(other: Observations): void {
    for (let at = 0; at < other.features.length; at++) {
      this.features.push(other.features[at] as number);
      this.values.push(other.values[at] as number);
    }
  }

  get(name: string): number {
    const at = this.features.indexOf(featureNumber(name));
    return at < 0 ? 0 : (this.values[at] as number);
  }
}
