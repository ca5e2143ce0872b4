import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { GoldDocument, GoldMention } from './corpus.ts';

/** The project's own invented pack and texts (its README tells the format). */
const FOLDER = path.resolve(import.meta.dirname, '../../tests/fixtures/linking');
export const FIXTURE_PACK = path.join(FOLDER, 'pack.json');

/** What stands for an entity id where the pack knows none. */
const NIL = '-';

export interface FixtureDocument extends GoldDocument {
  readonly title: string;
}

export async function readFixtures(): Promise<FixtureDocument[]> {
  return parseFixtures(await readFile(path.join(FOLDER, 'documents.txt'), 'utf8'));
}

/** @throws SyntaxError for a document without `## id · language · title`. */
export function parseFixtures(file: string): FixtureDocument[] {
  return file
    .split(/^## /m)
    .slice(1)
    .map((part) => {
      const end = part.indexOf('\n');
      const [id, lang, title] = part.slice(0, end).split(' · ');
      if (!id || !lang || title === undefined)
        throw new SyntaxError(`No id, language and title: ${part.slice(0, end)}`);
      return {
        dataset: 'fixtures',
        doc_id: id,
        lang,
        title,
        exhaustive: true,
        ...readMarks(part.slice(end + 1).trim()),
      };
    });
}

/** Takes `{surface|entity id}` out of a text. */
function readMarks(marked: string): { text: string; mentions: GoldMention[] } {
  const mentions: GoldMention[] = [];
  let text = '';
  let from = 0;
  for (const match of marked.matchAll(/\{([^|}]+)\|([^}]+)\}/g)) {
    const [whole, surface = '', id = ''] = match;
    text += marked.slice(from, match.index);
    const start = text.length;
    text += surface;
    from = match.index + whole.length;
    const isNil = id === NIL;
    mentions.push({
      start,
      end: text.length,
      surface,
      entity_id: isNil ? null : id,
      nil: isNil,
      named: true,
    });
  }
  return { text: text + marked.slice(from), mentions };
}
