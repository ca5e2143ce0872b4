/**
 * Writes lib/linker/given-names-data.ts: given names of several languages, so that the linker can tell that
 * "Robert" before a surname makes it another person's. Run by hand when the name lists are updated:
 *
 *   npx node scripts/make-given-names.ts
 *
 * The names are those of @faker-js/faker (MIT), which collects them per language from official
 * statistics. Names that are also common words of their language or of English ("Will", "Grace") are left
 * out: they tell too little.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import * as faker from '@faker-js/faker';
import { Commonness, commonnessOf, commonWordsOf, hashWord, packWords } from '../lib/linker/common-words.ts';
import { fold } from '../lib/text/fold.ts';

const TARGET = path.resolve(import.meta.dirname, '../lib/linker/given-names-data.ts');

/** Language → its lists in faker. */
const LISTS = {
  en: [faker.en, faker.en_AU],
  de: [faker.de],
  fr: [faker.fr],
  es: [faker.es, faker.es_MX],
  it: [faker.it],
  nl: [faker.nl],
  pt: [faker.pt_BR, faker.pt_PT],
  sv: [faker.sv],
  da: [faker.da],
  pl: [faker.pl],
  ru: [faker.ru],
} as const;

const isName = (name: string) => /^\p{Lu}[\p{L}\p{M}]+$/u.test(name);

const names = new Set<string>();
for (const [language, lists] of Object.entries(LISTS)) {
  const common = commonWordsOf(language);
  for (const { person } of lists) {
    for (const name of Object.values(person?.first_name ?? {}).flat()) {
      const found = commonnessOf(common, hashWord(fold(name)));
      if (isName(name) && found >= Commonness.occasional && found !== Commonness.calendar)
        names.add(fold(name));
    }
  }
}

writeFileSync(
  TARGET,
  `/* Written by scripts/make-given-names.ts from @faker-js/faker (MIT); do not edit. */
/** ${names.size} given names, folded and packed (common-words.ts). */
// biome-ignore format: one packed text, which no line break may part
export const GIVEN_NAMES =
  '${packWords([...names])}';
`,
);
console.log(`${names.size} given names`);
