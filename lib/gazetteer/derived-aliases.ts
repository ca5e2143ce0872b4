import type { EntityType } from '../model/fact-pack.ts';
import type { FormKind } from './alias-form.ts';

/** How a derived alias comes from a listed one. */
export const DERIVATIONS = [
  'last',
  'first',
  'outer',
  'surnames',
  'head',
  'short',
  'initials',
  'tail',
  'inner',
  'prefixed',
  'abbreviation',
  'declined',
] as const;
/**
 * - `last`, `first`: a person's last or first name
 * - `outer`: a person's first and last name without the initial between: "Ida Berg" for Ida M. Berg
 * - `surnames`: a person's last two names, "von Berg", "Vargas Llosa"
 * - `head`: what stands before a comma or bracket: "Solvang, California", "Mercury (planet)"
 * - `short`: without a legal form or a generic last word: "Accel Partners", "Boulder County"
 * - `initials`: "FDA" for the Food and Drug Administration
 * - `tail`: the last word of a name of two or three; as `inner`, it counts only where a page has given the whole
 * - `inner`: other words of the name, in order; only where a page has given the whole name
 * - `prefixed`: with the "and", "in", "to" that Arabic and Hebrew write as the first letter of a word
 * - `abbreviation`: what a page puts in brackets after the name, to use it from there on
 * - `declined`: a German name as it stands after an article, "das Internationale Olympische Komitee"; no short
 *   name, and counts as a listed one
 */
export type Derivation = (typeof DERIVATIONS)[number];

/** An alias as far as others are derived from it. */
interface ListedAlias {
  readonly text: string;
  readonly kind: FormKind;
}

export interface DerivedAlias {
  readonly text: string;
  readonly kind: 'derived' | 'name';
  readonly case: 'auto';
  readonly derivation: Derivation;
}

/** Names of a person have two to four words: "Rita Levi-Montalcini", "Mario Vargas Llosa". */
const MOST_NAME_WORDS = 4;

/** Last words that texts leave out once it is clear what a name stands for, lower-cased. */
const DISPENSABLE = new Set(
  'inc inc. corp corp. co co. ltd ltd. llc plc ag gmbh se sa s.a. nv n.v. spa ab oyj kg bv b.v. group holdings holding company corporation limited incorporated partners networks technologies county district f.c. fc a.f.c. afc'.split(
    ' ',
  ),
);

/** Words that initials leave out. */
const UNSPOKEN = new Set('of the and for in on de du des la le et der die das und für von'.split(' '));
const FEWEST_INITIALS = 3;

/**
 * Short names that packs seldom list and texts use all the time. They count for less than listed
 * ones: the linker wants the whole name on the page, or nothing else that they could mean.
 */
export function derivedAliases(type: EntityType, aliases: readonly ListedAlias[]): DerivedAlias[] {
  /** In small letters; made when there is something to compare with them, which for most entities is never. */
  let known: Set<string> | undefined;
  const derived: DerivedAlias[] = [];
  const add = (text: string, derivation: Derivation) => {
    // One letter names nobody, and a name in small letters is a word.
    if (text.length < 2 || !mayName(text)) return;
    known ??= new Set(aliases.map((alias) => alias.text.toLowerCase()));
    const key = text.toLowerCase();
    if (known.has(key)) return;
    known.add(key);
    derived.push({ text, kind: derivation === 'declined' ? 'name' : 'derived', case: 'auto', derivation });
  };
  for (const { text, kind } of aliases) {
    if (kind === 'weak') continue;
    const head = headOf(text);
    if (head !== undefined) add(head, 'head');
    const words = wordsOf(head ?? text);
    if (type === 'person') derivePerson(words, add);
    else deriveOther(words, add);
    derivePrefixed(text, add);
    deriveDeclined(text, add);
  }
  return derived;
}

type Add = (text: string, derivation: Derivation) => void;

function mayName(text: string): boolean {
  const first = text.charCodeAt(0);
  return (first >= A && first <= Z) || /[\p{Lu}\p{Lo}\p{N}]/u.test(text);
}

const A = 'A'.charCodeAt(0);
const Z = 'Z'.charCodeAt(0);

function headOf(text: string): string | undefined {
  const comma = text.indexOf(', ');
  const bracket = text.indexOf(' (');
  const end = comma < 0 || (bracket >= 0 && bracket < comma) ? bracket : comma;
  return end > 1 ? text.slice(0, end) : undefined;
}

/** Split at white space, which nearly always is single spaces: those are found much faster than by a pattern. */
function wordsOf(text: string): string[] {
  return /[^\S ]| {2}/.test(text) ? text.split(/\s+/) : text.split(' ');
}

function derivePerson(words: readonly string[], add: Add): void {
  if (words.length < 2 || words.length > MOST_NAME_WORDS || words.some((word) => /\d/.test(word))) return;
  const last = words.at(-1) as string;
  const first = words[0] as string;
  if (isNameWord(last)) add(last, 'last');
  if (isNameWord(first)) add(first, 'first');
  if (words.length < 3 || !isNameWord(last)) return;
  const middle = words.at(-2) as string;
  if (isNameWord(first) && isInitial(middle)) add(`${first} ${last}`, 'outer');
  if (isNameWord(middle) || NAME_PARTICLES.has(middle.toLowerCase())) add(`${middle} ${last}`, 'surnames');
}

/** "M." or "M": texts leave it out, and seldom a whole middle name, which may tell father from son. */
function isInitial(word: string): boolean {
  return /^\p{Lu}\.?$/u.test(word);
}

/** Small words that belong to the surname after them. */
const NAME_PARTICLES = new Set(
  'van von der den ten ter de di da du del della la le al el bin ibn'.split(' '),
);

/**
 * Three letters or more, the first a capital and not the only sound: no "J.", no "de". In scripts without
 * capitals any word of four.
 */
function isNameWord(word: string): boolean {
  if (/^\p{Lu}.*\p{Ll}/u.test(word)) return !word.endsWith('.');
  return CASELESS_NAME.test(word);
}

const CASELESS_NAME = /^[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Devanagari}\p{M}]{4,}$/u;

/** What Arabic and Hebrew most often write in front of a name, as part of it: and, in, to, from. */
const PREFIXES: readonly [RegExp, readonly string[]][] = [
  [/^\p{Script=Arabic}{2}/u, ['و', 'ب', 'ل']],
  [/^\p{Script=Hebrew}{2}/u, ['ו', 'ב', 'ל', 'מ']],
];
const ARABIC_ARTICLE = 'ال';

function derivePrefixed(text: string, add: Add): void {
  // The first letter is looked at by number: nearly every name is Latin, and there may be a million.
  const unit = text.charCodeAt(0);
  if (unit < 0x5d0 || unit > 0x6ff) return;
  for (const [script, prefixes] of PREFIXES) {
    if (!script.test(text)) continue;
    for (const prefix of prefixes) add(prefix + text, 'prefixed');
    // "To" and "the" melt into one.
    if (text.startsWith(ARABIC_ARTICLE)) add(`لل${text.slice(ARABIC_ARTICLE.length)}`, 'prefixed');
  }
}

/** German adjectives as dictionaries and titles write them, "Rotes Kreuz", "Persischer Golf". */
const STRONG_ADJECTIVE =
  /^(?:\p{Lu}\p{L}*(?:isch|lich|[^t]ig|ional|ell)|Rot|Tot|Weiß|Schwarz|Blau|Grün|Groß|Klein|Neu|Alt|Hoh|Deutsch|Vereint|Vereinigt|Heilig)e[rs]$/u;

/**
 * "Das Internationale Olympische Komitee", "am Persischen Golf": after an article an adjective ends in "e" or
 * "en", and the gazetteer takes the "n" off a text's word.
 */
function deriveDeclined(text: string, add: Add): void {
  // Nearly all names are told by two letters before the first space.
  const space = text.indexOf(' ');
  if (space < FEWEST_DECLINED || text.charCodeAt(space - 2) !== SMALL_E) return;
  const last = text.charCodeAt(space - 1);
  if (last !== SMALL_R && last !== SMALL_S) return;
  const words = wordsOf(text);
  let count = 0;
  while (count < words.length - 1 && STRONG_ADJECTIVE.test(words[count] as string)) count++;
  if (count === 0 || !/^\p{Lu}/u.test(words[count] as string)) return;
  add(words.map((word, index) => (index < count ? word.slice(0, -1) : word)).join(' '), 'declined');
}
const FEWEST_DECLINED = 4;
const SMALL_E = 'e'.charCodeAt(0);
const SMALL_R = 'r'.charCodeAt(0);
const SMALL_S = 's'.charCodeAt(0);

function deriveOther(words: readonly string[], add: Add): void {
  let end = words.length;
  while (end > 1 && isDispensable(words[end - 1] as string)) end--;
  if (end < words.length) add(words.slice(0, end).join(' ').replace(/,$/, ''), 'short');
  if (words.length < FEWEST_INITIALS) return;
  const spoken = words.filter((word) => !UNSPOKEN.has(word.toLowerCase()));
  if (spoken.length >= FEWEST_INITIALS && spoken.every((word) => /^\p{Lu}\p{L}*\p{Ll}$/u.test(word))) {
    add(spoken.map((word) => word[0]).join(''), 'initials');
  }
}

function isDispensable(word: string): boolean {
  const lower = word.toLowerCase();
  return DISPENSABLE.has(lower.endsWith(',') ? lower.slice(0, -1) : lower);
}
