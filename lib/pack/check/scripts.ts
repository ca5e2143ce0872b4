/** Scripts whose letters are mistaken for each other. */
const LOOKALIKE_SCRIPTS = [
  ['Latin', /\p{Script=Latin}/u],
  ['Cyrillic', /\p{Script=Cyrillic}/u],
  ['Greek', /\p{Script=Greek}/u],
  ['Armenian', /\p{Script=Armenian}/u],
] as const;

/**
 * Letters that look like Latin ones in most fonts, from the prototypes of Unicode's confusables (UTS
 * #39) for letters that occur in names. Digits and Latin letters that resemble each other are left
 * out: "O2" and "l" are ordinary.
 */
const LATIN_LOOKALIKES = new Map(
  [
    ['АВЕЅІЈКМНОРСТУХӀԌԚԜ', 'ABESIJKMHOPCTYXIGQW'],
    ['аеѕіјорсухһԁӏԛԝ', 'aesijopcyxhdlqw'],
    ['ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ', 'ABEZHIKMNOPTYX'],
    ['ανιορυ', 'aviopu'],
    ['օսոհցզ', 'ounhgq'],
  ].flatMap(([lookalikes = '', latin = '']) => {
    const letters = [...latin];
    return [...lookalikes].map((letter, index) => [letter, letters[index]!] as const);
  }),
);

const NON_ASCII = /[^\x20-\x7e]/;

/** Names of the scripts that one word of the text mixes, or undefined if none does: "Аpple" → Latin, Cyrillic. */
export function findMixedScripts(text: string): readonly string[] | undefined {
  if (!NON_ASCII.test(text)) return undefined;
  for (const [word] of text.matchAll(/[\p{L}\p{M}]+/gu)) {
    const scripts = LOOKALIKE_SCRIPTS.filter(([, letter]) => letter.test(word)).map(([name]) => name);
    if (scripts.length > 1) return scripts;
  }
  return undefined;
}

/**
 * What a text of another script can be mistaken for, in lower case: "Аррӏе" in Cyrillic letters →
 * "apple". Undefined unless every letter has a Latin double and at least one is not Latin itself.
 */
export function latinSkeleton(text: string): string | undefined {
  if (!NON_ASCII.test(text)) return undefined;
  let skeleton = '';
  let hasDouble = false;
  for (const character of text) {
    const double = LATIN_LOOKALIKES.get(character);
    if (double !== undefined) hasDouble = true;
    else if (NON_ASCII.test(character) && /\p{L}/u.test(character)) return undefined;
    skeleton += double ?? character;
  }
  return hasDouble ? skeleton.toLowerCase() : undefined;
}
