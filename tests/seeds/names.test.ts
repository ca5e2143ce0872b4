import { describe, expect, it } from 'vitest';
import { entityAliases } from '../../lib/model/fact-pack.ts';
import { findNames, PACK, PARAGRAPHS } from './bundled-pack.ts';
import { EXCLUSIONS, type Exclusion } from './unnamed-words.ts';

interface CapitalisedWord {
  readonly word: string;
  readonly paragraph: number;
  readonly startsSentence: boolean;
}

const NAMES = PACK.entities.flatMap((entity) => entityAliases(entity).map((alias) => alias.text));

/** Words with a capital letter that remain once the known names are taken out. */
function findCapitalisedWords(paragraph: string, index: number): CapitalisedWord[] {
  let rest = paragraph;
  for (const { name, start } of findNames(paragraph)) {
    rest = rest.slice(0, start) + '_'.repeat(name.length) + rest.slice(start + name.length);
  }
  return [...rest.matchAll(/[\p{L}\p{N}](?:[\p{L}\p{N}]|[-’](?=[\p{L}\p{N}]))*/gu)]
    .filter(([word]) => /\p{Lu}/u.test(word))
    .map(({ 0: word, index: start }) => ({
      word,
      paragraph: index + 1,
      startsSentence: /(^|^- |[.:] |“)$/.test(rest.slice(0, start)),
    }));
}

/** Headings have no full stop or colon at the end and are no list items; the article opens with three. */
const isHeading = (paragraph: number) => !/^- |[.:”]$/.test(PARAGRAPHS[paragraph - 1] ?? '');

function excuses(exclusion: Exclusion, { word, paragraph, startsSentence }: CapitalisedWord): boolean {
  if (!exclusion.words.includes(word)) return false;
  if (exclusion.where === 'heading') return isHeading(paragraph);
  return exclusion.where === 'anywhere' || startsSentence;
}

const CAPITALISED = PARAGRAPHS.flatMap(findCapitalisedWords);

describe('names of the bundled pack', () => {
  it('cover every capitalised word of the article that is not excluded with a reason', () => {
    const unexplained = CAPITALISED.filter(
      (word) => !EXCLUSIONS.some((exclusion) => excuses(exclusion, word)),
    );
    expect(unexplained).toEqual([]);
  });

  it('need every exclusion', () => {
    const idle = EXCLUSIONS.flatMap((exclusion) =>
      exclusion.words.filter(
        (word) =>
          !CAPITALISED.some((capitalised) => capitalised.word === word && excuses(exclusion, capitalised)),
      ),
    );
    expect(idle).toEqual([]);
  });

  it('exclude no word that is a name', () => {
    const names = new Set(NAMES);
    expect(EXCLUSIONS.flatMap(({ words }) => words).filter((word) => names.has(word))).toEqual([]);
  });

  it('include those that news writes', () => {
    const entityByName = Object.fromEntries(
      PACK.entities.flatMap((entity) => entityAliases(entity).map((alias) => [alias.text, entity.name])),
    );
    expect(entityByName).toMatchObject({
      DoD: 'U.S. Department of Defense',
      Pentagon: 'U.S. Department of Defense',
      AWS: 'Amazon Web Services',
      GCP: 'Google Cloud',
      Azure: 'Microsoft Azure',
      Altman: 'Sam Altman',
      'SoftBank Group': 'SoftBank',
      NVIDIA: 'Nvidia',
    });
  });

  it('belong to one entity each', () => {
    const owners = Map.groupBy(
      PACK.entities.flatMap((entity) => entityAliases(entity).map(({ text }) => ({ text, id: entity.id }))),
      ({ text }) => text.toLowerCase(),
    );
    const shared = [...owners].filter(([, uses]) => new Set(uses.map(({ id }) => id)).size > 1);
    expect(shared).toEqual([]);
  });

  it.each(['Wonderful', 'Amazon', 'Azure', 'Google', 'China', 'Altman', 'Pentagon', 'DoD', 'AWS', 'GCP'])(
    'match %s only as written, because it is a word or a name of other things too',
    (name) => {
      const alias = PACK.entities.flatMap(entityAliases).find(({ text }) => text === name);
      expect(alias?.case).toBe('sensitive');
    },
  );

  it.each(['Wonderful', 'Amazon', 'Microsoft Azure', 'Sam Altman', 'India', 'China', 'Europe'])(
    'say for %s which words speak for it and which against',
    (name) => {
      const entity = PACK.entities.find((candidate) => candidate.name === name);
      expect(entity?.context?.length).toBeGreaterThan(0);
      expect(entity?.exclude?.length).toBeGreaterThan(0);
    },
  );
});
