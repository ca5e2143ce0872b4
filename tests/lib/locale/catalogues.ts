import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type CompiledMessage, compileMessageOrThrow } from '@lingui/message-utils/compileMessage';

const FOLDER = path.resolve(import.meta.dirname, '../../../lib/locale');

export type Catalogue = Readonly<Record<string, string>>;

/** Surface → messages of one language, as they stand in lib/locale. */
export function readCatalogues(language: string): Map<string, Catalogue> {
  const folder = path.join(FOLDER, language);
  return new Map(
    readdirSync(folder).map((file) => [
      path.basename(file, '.json'),
      JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Catalogue,
    ]),
  );
}

/** Languages that have a folder of their own. */
export function listLanguages(): string[] {
  return readdirSync(FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}

/**
 * Placeholders of a message in ICU MessageFormat with their kinds, e.g. "count:plural", sorted.
 *
 * @throws Error if the message is not well formed.
 */
export function placeholdersOf(message: string): string[] {
  const found = new Set<string>();
  const walk = (tokens: CompiledMessage) => {
    for (const token of tokens) {
      if (typeof token === 'string') continue;
      const [name, kind, cases] = token;
      found.add(kind === undefined ? name : `${name}:${kind}`);
      if (typeof cases !== 'object' || cases === null) continue;
      for (const value of Object.values(cases)) if (Array.isArray(value)) walk(value);
    }
  };
  walk(compileMessageOrThrow(message));
  return [...found].toSorted();
}

/** What a language lacks, has too much, or says with other placeholders than the language it is translated from. */
export function compareCatalogues(from: Catalogue, to: Catalogue): string[] {
  const missing = Object.keys(from).filter((id) => !(id in to));
  const surplus = Object.keys(to).filter((id) => !(id in from));
  const changed = Object.keys(from).filter((id) => {
    const translation = to[id];
    if (translation === undefined) return false;
    const names = (message: string) =>
      placeholdersOf(message).map((placeholder) => placeholder.split(':')[0]);
    return String([...new Set(names(from[id]!))]) !== String([...new Set(names(translation))]);
  });
  return [
    ...missing.map((id) => `${id}: not translated`),
    ...surplus.map((id) => `${id}: not in the original`),
    ...changed.map((id) => `${id}: other placeholders`),
  ];
}

/** Categories of each plural in a message, exact numbers such as "=0" left out: [["one", "other"]]. */
export function pluralsOf(message: string): string[][] {
  const found: string[][] = [];
  const walk = (tokens: CompiledMessage) => {
    for (const token of tokens) {
      if (typeof token === 'string') continue;
      const [, kind, cases] = token;
      if (typeof cases !== 'object' || cases === null) continue;
      if (kind === 'plural') {
        found.push(Object.keys(cases).filter((key) => key !== 'offset' && !/^\d+$/.test(key)));
      }
      for (const value of Object.values(cases)) if (Array.isArray(value)) walk(value);
    }
  };
  walk(compileMessageOrThrow(message));
  return found;
}

/**
 * Forms that a language has and a plural lacks, or the other way round: "one" in Japanese, no "few" in
 * Arabic. One form for all numbers is right where words stay the same.
 */
export function wrongPlurals(language: string, message: string): string[] {
  const all: readonly string[] = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  // Of French and Spanish, "many" is for whole millions.
  const needed = all.filter((category) => category !== 'many' || language === 'ar');
  return pluralsOf(message).flatMap((given) => {
    const strange = given.filter((category) => !all.includes(category));
    const missing = given.length === 1 ? [] : needed.filter((category) => !given.includes(category));
    return [...strange.map((category) => `+${category}`), ...missing.map((category) => `-${category}`)];
  });
}

/** The pieces of text of a message, between its placeholders and within its cases. */
export function textsOf(message: string): string[] {
  const texts: string[] = [];
  const walk = (tokens: CompiledMessage) => {
    for (const token of tokens) {
      if (typeof token === 'string') texts.push(token);
      else for (const value of Object.values(token[2] ?? {})) if (Array.isArray(value)) walk(value);
    }
  };
  walk(compileMessageOrThrow(message));
  return texts;
}

/** Words of a message, placeholders and names of cases left out. */
export function wordsOf(message: string): string[] {
  return (
    textsOf(message)
      .join(' ')
      .match(/\p{L}[\p{L}\p{M}’'-]*/gu) ?? []
  );
}
