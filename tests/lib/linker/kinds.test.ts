import { describe, expect, it } from 'vitest';
import { entity, readPage, seenOf } from './read-page.ts';

const LUMEN = entity('Lumen', { description: 'battery manufacturer' });
const VESTRA = entity('Vestra', { type: 'place', description: 'city in Ostria' });
const HOLM = entity('Holm', { type: 'person', description: 'painter' });

/** Observations about `surface` in a text, with a company, a city and a painter in the pack. */
const seen = (surface: string, text: string | string[], lang = 'en') =>
  seenOf(surface, readPage([LUMEN, VESTRA, HOLM], text, { lang }));

describe('evidence that a person is meant', () => {
  it.each([
    ['a relative', 'So Lumen’s father came to see it.'],
    ['a relative with an adjective', 'So Lumen’s late mother came to see it.'],
    ['what only a person does', 'They say that Lumen smiled at it.'],
    ['a pronoun', 'On Monday Lumen took the case to his lawyers.'],
  ])('sees %s', (_what, text) => {
    expect(seen('Lumen', text)).toContain('cue.personal.organization');
  });

  it.each([
    ['what anything may have', 'So Lumen’s new model came to market.'],
    ['a pronoun after another name', 'On Monday Lumen told Orsa that his case is lost.'],
    ['a pronoun in the next sentence', 'On Monday came Lumen. His case is lost.'],
    ['a pronoun far away', 'So Lumen made a very long and very dull report about the case for his lawyers.'],
  ])('sees none in %s', (_what, text) => {
    expect(seen('Lumen', text).join(' ')).not.toContain('cue.personal');
  });

  it('is not looked for where things have pronouns of persons', () => {
    expect(seen('Lumen', 'So Lumen told his lawyers.', 'de').join(' ')).not.toContain('cue.personal');
  });
});

describe('evidence from neighbours, by what the name is', () => {
  it.each([
    [
      'a place before a word that ends names',
      'Vestra',
      'They went to Vestra School today.',
      'beside.after.place',
    ],
    ['a place after a name', 'Vestra', 'They went to Orsa Vestra today.', 'beside.before.place'],
    ['a person after a given name', 'Holm', 'They went to Robert Holm today.', 'beside.before.person'],
    ['an organisation before a name', 'Lumen', 'They saw Lumen Orsa today.', 'beside.after.organization'],
  ])('tells %s', (_what, surface, text, expected) => {
    expect(seen(surface, text)).toContain(expected);
  });

  it('leaves titles to the cue that they are', () => {
    const found = seen('Holm', 'They asked Mayor Holm today.');
    expect(found).toContain('cue.title.person');
    expect(found.join(' ')).not.toContain('beside.');
  });

  it('leaves out a neighbour that is the entity’s own', () => {
    const school = entity('Vestra', { type: 'place', aliases: ['Vestra Bay'] });
    const found = seenOf('Vestra', readPage([school], 'They like Bay Vestra today.'));
    expect(found.join(' ')).not.toContain('beside.');
  });

  it('sees acronyms in a sentence that goes on', () => {
    const board = entity('OHB');
    const seenIn = (text: string) => seenOf('OHB', readPage([board], text));
    expect(seenIn('They asked OHB about it.')).toContain('acronym.before-small');
    expect(seenIn('They asked OHB Orsa about it.')).not.toContain('acronym.before-small');
  });
});

describe('evidence from names in a row', () => {
  const georgia = entity('Lumen', { id: 'place', type: 'place', description: 'town in Ostria' });
  const shares = (text: string) =>
    readPage([LUMEN, georgia, VESTRA], text)
      .filter(({ surface }) => surface === 'Lumen')
      .flatMap(({ weighable }) =>
        weighable.options.map(({ entity: { kind } }, index) => [
          kind,
          weighable.seen[index]?.get('list.same'),
          weighable.seen[index]?.get('list.other'),
        ]),
      );

  it.each([
    ['a comma', 'They went to Vestra, Lumen, and home.'],
    ['“and” before it', 'They went to Vestra and Lumen today.'],
    ['“and” after it', 'They went to Lumen and Vestra today.'],
  ])('prefers what is of its neighbour’s kind, across %s', (_what, text) => {
    expect(shares(text)).toEqual(
      expect.arrayContaining([
        ['organization', 0, 1],
        ['place', 1, 0],
      ]),
    );
  });

  it('says nothing of, and by, what the pack does not tell the kind of', () => {
    const idea = entity('Vestra', { type: 'concept' });
    const besideIdea = readPage([LUMEN, idea], 'They went to Vestra and Lumen today.');
    expect(seenOf('Lumen', besideIdea).join(' ')).not.toContain('list.');
    expect(seenOf('Vestra', besideIdea).join(' ')).not.toContain('list.');
  });

  it('sees no row where words stand between', () => {
    expect(shares('They went to Vestra and saw Lumen today.').flat()).not.toContain(1);
  });
});
