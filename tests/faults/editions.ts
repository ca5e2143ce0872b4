import type { FactPack } from '../../lib/model/fact-pack.ts';
import { toLines } from '../lib/services/pack-file.ts';

/** A word for each version, which every name, statement and source of that version holds and no other does. */
const WORDS: Readonly<Record<string, string>> = {
  '1.0.0': 'Aldermere',
  '2.0.0': 'Brackwell',
  '3.0.0': 'Corvane',
  '4.0.0': 'Dunmarsh',
};
export const VERSIONS = Object.keys(WORDS);

export function wordOf(version: string): string {
  return WORDS[version]!;
}

/** Few: thousands of trials import them. Chunks are counted one by one elsewhere (tests/e2e/kill.test.ts, tests/lib/store). */
const ENTITIES = 4;

/**
 * A version of an invented pack that can be told from every other by any part of it: were a gazetteer, an
 * index or a dossier of one version served with another, it would show.
 */
export function createEdition(version: string, id = 'test.quays'): FactPack {
  const word = wordOf(version);
  const entities = Array.from({ length: ENTITIES }, (_, i) => ({
    id: `quay:${i}`,
    type: 'place' as const,
    name: `${word} Quay ${i}`,
  }));
  return {
    header: { format: 'fact-pack/1', id, version, title: `Quays of ${word}`, language: 'en' },
    sources: [{ id: 's', title: `${word} register` }],
    entities,
    facts: entities.map((entity, i) => ({
      id: `f${i}`,
      about: [entity.id],
      statement: `The harbour office of ${word} counts ${i + 2} berths.`,
      status: 'reported' as const,
      sources: [{ source: 's' }],
    })),
  };
}

export function editionFile(version: string, id?: string): Blob {
  return toLines(createEdition(version, id));
}
