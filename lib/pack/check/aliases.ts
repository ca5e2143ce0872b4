import type { Alias, Entity } from '../../model/fact-pack.ts';
import { joinPath } from '../paths.ts';
import { type Place, type ProblemLog, shorten } from '../problems.ts';
import { IdTable, OrdinalNumbers } from './id-table.ts';
import { findMixedScripts, latinSkeleton } from './scripts.ts';

/** An alias of more entities than this is reported: hardly any text decides among so many. */
export const SHARED_BY_ENTITIES = 5;

/** Tells whether a name is an ordinary word of a language (BCP 47), e.g. "target" in English. */
export type IsCommonWord = (name: string, language: string) => boolean;

/** Stored for a name whose line is not known. */
const UNKNOWN_LINE = 0xffffffff;

/**
 * The quality of names: what will be marked wrongly, or not at all. Only warnings. Weak aliases are
 * left alone, because they never match by themselves.
 */
export class AliasCheck {
  readonly #log: ProblemLog;
  readonly #isCommonWord: IsCommonWord | undefined;
  readonly #keys = new IdTable();
  /** By ordinal of the key: number of the last entity that has it as any name, and how many have. */
  readonly #lastEntity = new OrdinalNumbers();
  readonly #entityCount = new OrdinalNumbers();
  /** By ordinal of the key: the line of the first entity that has it as its main name, and as an alias; 0 if none. */
  readonly #namedLine = new OrdinalNumbers();
  readonly #aliasedLine = new OrdinalNumbers();
  readonly #shared = new Map<number, { readonly alias: string; readonly place: Place }>();
  /** Names in other scripts by the Latin name that they look like. */
  readonly #doubles = new Map<
    string,
    { readonly alias: string; readonly place: Place; readonly entity: number }
  >();
  /** How many entities were added; the number of the present one. */
  #entity = 0;

  constructor(log: ProblemLog, isCommonWord: IsCommonWord | undefined) {
    this.#log = log;
    this.#isCommonWord = isCommonWord;
  }

  add(entity: Entity, place: Place, packLanguage: string): void {
    this.#entity += 1;
    const spellings = new Set<string>();
    const keys = new Set<string>();
    // A curator who says what speaks for and against the entity knows that its names are ordinary words.
    const isGuarded = (entity.context?.length ?? 0) + (entity.exclude?.length ?? 0) > 0;
    const check = (alias: string, language: string, steps: readonly PropertyKey[], isExact = false) => {
      if (spellings.has(alias)) {
        this.#log.add('alias-repeated', placeAt(place, steps), { alias: shorten(alias) });
        return;
      }
      spellings.add(alias);
      const key = nameKey(alias);
      // Another way to write case is no repetition: "IKEA" and "Ikea" match differently.
      if (keys.has(key)) return;
      keys.add(key);
      this.#check({ alias, key, language, place, steps, isGuarded: isGuarded || isExact });
    };

    const own = (entity.aliases ?? []).find(
      (given) => typeof given !== 'string' && given.text === entity.name,
    ) as Alias | undefined;
    if (own?.kind !== 'weak') check(entity.name, packLanguage, NAME_STEPS, own?.case === 'sensitive');
    for (const [index, given] of (entity.aliases ?? []).entries()) {
      const alias: Alias = typeof given === 'string' ? { text: given } : given;
      // The main name said again as an object is how a curator says its case or language.
      if (alias === given && alias.text === entity.name) continue;
      if (alias.kind !== 'weak')
        check(alias.text, alias.lang ?? packLanguage, ['aliases', index], alias.case === 'sensitive');
    }
    for (const [language, name] of Object.entries(entity.names ?? {})) {
      // The same name in several languages is what `names` is for.
      if (!spellings.has(name)) check(name, language, ['names', language]);
    }
  }

  finish(): void {
    for (const [key, { alias, place }] of this.#shared) {
      this.#log.add('alias-shared', place, { alias: shorten(alias), count: this.#entityCount.get(key) });
    }
  }

  #check(name: Name): void {
    const { alias, key, language } = name;
    if (UNTIDY.test(alias)) this.#report('untidy-name', name);
    if (isOneLetter(key)) this.#report('alias-one-letter', name);
    else if (ONLY_DIGITS.test(key)) this.#report('alias-digits', name);
    else if (!name.isGuarded && this.#isCommonWord?.(alias, language))
      this.#report('alias-common-word', name);
    this.#compare(name);
    if (!ASCII.test(alias)) this.#checkScripts(name);
    else if (this.#doubles.size > 0) this.#findDouble(name);
  }

  #report(
    code: 'alias-one-letter' | 'alias-digits' | 'alias-common-word' | 'untidy-name',
    { alias, place, steps }: Name,
  ): void {
    this.#log.add(code, placeAt(place, steps), { alias: shorten(alias) });
  }

  /** Compares a name with those of other entities, wherever in the pack they are. */
  #compare({ alias, key, place, steps }: Name): void {
    const ordinal = this.#keys.intern(key);
    const line = place.line ?? UNKNOWN_LINE;
    this.#lastEntity.set(ordinal, this.#entity);
    const count = this.#entityCount.get(ordinal) + 1;
    this.#entityCount.set(ordinal, count);
    if (count === SHARED_BY_ENTITIES + 1) this.#shared.set(ordinal, { alias, place: placeAt(place, steps) });

    if (steps === NAME_STEPS) {
      if (this.#namedLine.get(ordinal) !== 0) return;
      this.#namedLine.set(ordinal, line);
      const aliasedLine = this.#aliasedLine.get(ordinal);
      if (aliasedLine !== 0) this.#reportName(alias, { line: knownLine(aliasedLine) || undefined }, line);
      return;
    }
    const namedLine = this.#namedLine.get(ordinal);
    if (namedLine !== 0) this.#reportName(alias, placeAt(place, steps), namedLine);
    if (this.#aliasedLine.get(ordinal) === 0) this.#aliasedLine.set(ordinal, line);
  }

  #reportName(alias: string, place: Place, namedLine: number): void {
    this.#log.add('alias-is-name', place, { alias: shorten(alias), line: knownLine(namedLine) });
  }

  #checkScripts(name: Name): void {
    const { alias, key } = name;
    const place = placeAt(name.place, name.steps);
    const scripts = findMixedScripts(alias);
    if (scripts !== undefined) {
      this.#log.add('alias-mixed-scripts', place, { alias: shorten(alias), scripts: scripts.join(', ') });
    }
    const looksLike = latinSkeleton(alias);
    // Width and compatibility forms are not another script.
    if (looksLike === undefined || looksLike === key) return;
    const twin = this.#keys.find(looksLike);
    if (twin < 0) this.#doubles.set(looksLike, { alias, place, entity: this.#entity });
    // An entity may well have its own name in two scripts.
    else if (this.#lastEntity.get(twin) !== this.#entity) this.#reportDouble(alias, looksLike, place);
  }

  #findDouble({ alias, key }: Name): void {
    const double = this.#doubles.get(key);
    if (double === undefined) return;
    this.#doubles.delete(key);
    if (double.entity !== this.#entity) this.#reportDouble(double.alias, alias, double.place);
  }

  #reportDouble(alias: string, looksLike: string, place: Place): void {
    this.#log.add('alias-confusable', place, { alias: shorten(alias), looksLike: shorten(looksLike) });
  }
}

interface Name {
  readonly alias: string;
  readonly key: string;
  /** BCP 47 tag. */
  readonly language: string;
  /** Of the entity; `steps` lead from there to the name. */
  readonly place: Place;
  readonly steps: readonly PropertyKey[];
  /** Whether the pack says more about when it means this entity. */
  readonly isGuarded: boolean;
}

const NAME_STEPS = ['name'] as const;

/** Built only for a report: most names have none. */
function placeAt(place: Place, steps: readonly PropertyKey[]): Place {
  return { ...place, path: joinPath(place.path, steps) };
}

const UNTIDY = /^\s|\s$|\s\s|[\t\n\r]/;
const ONLY_DIGITS = /^[\p{Nd}\s.,-]+$/u;
const ASCII = /^\p{ASCII}*$/u;

/** What two spellings have in common that readers take for the same name: case, width and white space set aside. */
export function nameKey(name: string): string {
  const plain = (ASCII.test(name) ? name : name.normalize('NFKC')).toLowerCase();
  return UNTIDY.test(plain) ? plain.trim().replace(/\s+/g, ' ') : plain;
}

const LETTER_OF_AN_ALPHABET =
  /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}\p{Script=Georgian}\p{Script=Hebrew}\p{Script=Arabic}]\p{M}*$/u;

/** A letter of an alphabet says nothing; a Han character or a Hangul syllable is a word ("港", "괌"). */
function isOneLetter(key: string): boolean {
  return key.length <= 3 && LETTER_OF_AN_ALPHABET.test(key);
}

function knownLine(line: number): number {
  return line === UNKNOWN_LINE ? 0 : line;
}
