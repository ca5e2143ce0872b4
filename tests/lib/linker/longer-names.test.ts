import { describe, expect, it } from 'vitest';
import { hashWord } from '../../../lib/linker/common-words.ts';
import { isGivenName } from '../../../lib/linker/given-names.ts';
import { entity, readPage, seenOf } from './read-page.ts';

const LUMEN = entity('Lumen', { description: 'battery manufacturer' });
const BERG = entity('Berg', { description: 'ski maker' });
const IDA = entity('Ida Berg', { type: 'person', description: 'footballer' });
const JORDAN = entity('Jordan', { type: 'concept', description: 'Jordan (country)' });

const seen = (surface: string, text: string | string[]) =>
  seenOf(surface, readPage([LUMEN, BERG, IDA, JORDAN], text));

describe('isGivenName', () => {
  it.each([
    ['robert', true],
    ['michelle', true],
    ['дмитрий', true],
    ['lumen', false],
    // Also a common word: tells too little.
    ['will', false],
  ])('%s: %s', (name, expected) => {
    expect(isGivenName(hashWord(name))).toBe(expected);
  });
});

describe('signs of a longer name', () => {
  it.each([
    ['a given name before it', 'Berg', 'We asked Robert Berg about it.', 'before.given.one'],
    ['a direction before it', 'Lumen', 'We went to New Lumen for it.', 'before.direction.one'],
    ['a small direction before it', 'Lumen', 'We went to northern Lumen for it.', 'before.direction'],
    ['a people before it', 'Lumen', 'We asked the Danish Lumen about it.', 'before.demonym.one'],
    ['a number before it', 'Lumen', 'We went to the 1981 Lumen with him.', 'before.number'],
    ['somebody of it', 'Lumen', 'We met Caroline of Lumen again.', 'before.of-given'],
    ['a rank of it', 'Lumen', 'We met the Duchess of Lumen again.', 'before.of-noble'],
    ['an institution of it', 'Lumen', 'We saw the University of Lumen again.', 'before.of-generic'],
    ['words of a title around it', 'Lumen', 'He wrote “Songs of the Lumen” at sea.', 'in-title'],
  ])('sees %s', (_what, surface, text, expected) => {
    expect(seen(surface, text)).toContain(expected);
  });

  it('does not take quoted speech for a title', () => {
    expect(seen('Lumen', 'He said: “I like the Lumen. It lasts.”')).not.toContain('in-title');
  });

  it('keeps a word that ends names as a sign, though the entity is described by it', () => {
    const place = entity('Ostmark', { type: 'place', description: 'state in the north' });
    const found = seenOf('Ostmark', readPage([place], 'They won against Ostmark State last year.'));
    expect(found).toContain('after.generic.one');
    expect(found).not.toContain('after.own');
  });

  it('counts capitals around a name, but not those of its neighbours', () => {
    expect(
      seen('Lumen', 'The Vast And Quiet Lumen Of Distant Shores is what he called the book then.'),
    ).toContain('capitals-around');
  });
});

describe('whom the page calls by a name', () => {
  it('sees that the page has named another bearer of the surname', () => {
    const text = ['Robert Berg made films.', 'Then Berg left.'];
    const last = readPage([BERG], text).at(-1);
    expect(last && seenOf('Berg', [last])).toContain('bearer.other');
  });

  it('sees it for a person with the same surname, too', () => {
    const someone = entity('Ida Berg', { type: 'person', aliases: ['Berg'] });
    const last = readPage([someone], ['Robert Berg made films.', 'Then Berg left.']).at(-1);
    expect(last && seenOf('Berg', [last])).toContain('bearer.other-person');
  });

  it('sees that it is the entity’s own full name', () => {
    const someone = entity('Berg', { type: 'person', description: 'Ida Berg (footballer)' });
    const last = readPage([someone], ['Robert A. Berg made films with Ida Berg.', 'Then Berg left.']).at(-1);
    expect(last && seenOf('Berg', [last])).toContain('bearer.own');
  });

  it('looks past an initial', () => {
    const last = readPage([BERG], ['Robert B. Berg made films.', 'Then Berg left.']).at(-1);
    expect(last && seenOf('Berg', [last])).toContain('bearer.other');
  });

  it('says nothing where nobody is called so', () => {
    expect(seen('Berg', 'Then Berg left.').filter((name) => name.startsWith('bearer.'))).toEqual([]);
  });

  it('sees a given name before a surname, and alone where the page gives the surname elsewhere', () => {
    expect(seen('Jordan', 'They met Jordan Vestrup in town.')).toContain('given.before-name.other');
    const last = readPage([JORDAN], ['They met Jordan Vestrup in town.', 'Then Jordan left.']).at(-1);
    expect(last && seenOf('Jordan', [last])).toContain('called.other');
  });

  it('reads from the description what an entity without a type is', () => {
    const politician = entity('Jordan', { type: 'concept', description: 'Ann Jordan (politician)' });
    expect(seenOf('Jordan', readPage([politician], 'Then Jordan left.'))).toContain('given.person');
    expect(seen('Jordan', 'Then Jordan left.')).toContain('given.other');
  });
});

describe('names in a row', () => {
  it.each([
    ['a known name before a comma', 'Berg', 'It is like Lumen, Berg makes it.', 'comma.before.known'],
    ['a known name after a comma', 'Lumen', 'It is like Lumen, Berg makes it.', 'comma.after.known'],
    ['an unknown name before a comma', 'Lumen', 'It is made by Vestrup, Lumen says.', 'comma.before.name'],
    ['a known name before “and”', 'Berg', 'It is made by Lumen and Berg in turn.', 'and.before.known'],
    ['an unknown name after “and”', 'Lumen', 'It is made by Lumen and Vestrup in turn.', 'and.after.name'],
  ])('sees %s', (_what, surface, text, expected) => {
    expect(seen(surface, text)).toContain(expected);
  });

  it('sees no row across brackets', () => {
    expect(seen('Lumen', 'It is made by Vestrup (Lumen) again.')).not.toContain('comma.before.name');
  });
});

describe('small words around a name', () => {
  it('are observations of their own in English', () => {
    const found = seen('Lumen', 'It runs on Lumen which is new.');
    expect(found).toContain('word-before.on');
    expect(found).toContain('word-after.which');
  });

  it('and not in other languages', () => {
    const found = seenOf('Lumen', readPage([LUMEN], 'Er war in Lumen und ging.', { lang: 'de' }));
    expect(found.filter((name) => name.startsWith('word-'))).toEqual([]);
  });
});

describe('an article before a name', () => {
  const sea = entity('Vestric Sea', { type: 'place', aliases: ['the Vestric'] });

  it('hides no longer name that begins after it', () => {
    expect(readPage([sea], 'They crossed the Vestric Sea at night.').map(({ surface }) => surface)).toEqual([
      'Vestric Sea',
    ]);
  });

  it('is no part of the name when it is small', () => {
    expect(readPage([sea], 'They crossed the Vestric at night.').map(({ surface }) => surface)).toEqual([
      'Vestric',
    ]);
  });
});
