/**
 * Writes lib/text/character-data.ts: what each code unit is and folds to, by the rules of
 * lib/text/unicode-rules.ts and the Unicode version of the Node that runs this. Run by hand when either changes,
 * and raise GAZETTEER_FORMAT_VERSION (lib/gazetteer/layout.ts): names are stored folded.
 *
 *   npx node scripts/make-characters.ts
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { writePage } from '../lib/text/character-pages.ts';
import { describeUnit } from '../lib/text/unicode-rules.ts';

const pages = Array.from({ length: 256 }, (_, page) => writePage(page, describeUnit));

/** Most pages are one of a few: ideographs, syllables, private use. */
const source = `/* Written by scripts/make-characters.ts; do not edit. Unicode ${process.versions.unicode}. */
/** The 256 pages of code units, as lib/text/character-pages.ts writes them. */
// biome-ignore format: one line a page keeps changes readable
export const CHARACTER_PAGES: readonly string[] = [
${pages.map((page) => `  ${toAscii(JSON.stringify(page))},`).join('\n')}
];
`;

writeFileSync(path.resolve(import.meta.dirname, '../lib/text/character-data.ts'), source);

/** Invisible characters and lone surrogates have no place in a source file. */
function toAscii(literal: string): string {
  return literal
    .replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replace(/^"(.*)"$/s, (_all, text: string) => `'${text.replaceAll("'", "\\'").replaceAll('\\"', '"')}'`);
}
