import { describe, expect, it } from 'vitest';
import { entity, readPage, seenOf } from './read-page.ts';

const TARGET = entity('Target');
const LUMEN = entity('Lumen', { description: 'battery manufacturer' });
const BERG = entity('Ida Berg', { type: 'person', description: 'footballer' });

/** Observations about `surface` in a text, with Target, Lumen and Ida Berg in the pack. */
const seen = (surface: string, text: string | string[], lang = 'en') =>
  seenOf(surface, readPage([TARGET, LUMEN, BERG], text, { lang }));

describe('evidence from the name itself', () => {
  it.each([
    ['how common it is, and where it stands', 'Lumen', 'We asked Lumen about it.', 'word.rare.inside'],
    ['that it is a frequent word', 'Target', 'We asked Target about it.', 'word.usual.inside'],
    ['that it has several words', 'Ida Berg', 'We asked Ida Berg about it.', 'count.2'],
    [
      'that the page writes it small, too',
      'Target',
      'We asked Target about it. The target is far.',
      'also-lower',
    ],
    [
      'that a sentence begins with a word that the page writes small',
      'Target',
      'The target is far. Target said so.',
      'ordinary-start',
    ],
    ['capitals as the pack writes them', 'Lumen', 'We asked Lumen about it.', 'case.exact'],
    ['capitals throughout', 'LUMEN', 'We asked LUMEN about it.', 'case.caps'],
  ])('sees %s', (_what, surface, text, expected) => {
    expect(seen(surface, text)).toContain(expected);
  });

  it('does not bring up a common word without a capital', () => {
    expect(readPage([TARGET], 'We missed the target.')).toEqual([]);
  });

  it('takes a number for as common as a function word, and a model’s number for a name', () => {
    const numbers = [entity('1984'), entity('RX-7')];
    const seenIn = (surface: string, text: string) => seenOf(surface, readPage(numbers, text));
    expect(seenIn('1984', 'That was in 1984, they say.')).toContain('word.basic.start');
    expect(seenIn('RX-7', 'She drove an RX-7 there.')).not.toContain('word.basic.start');
  });

  it('does not take a month for a name', () => {
    expect(readPage([entity('March')], 'We met in March last year.')).toEqual([]);
  });
});

describe('evidence from the neighbours', () => {
  it.each([
    ['a capitalised rare word before it', 'Lumen', 'Then came Vestra Lumen to speak.', 'before.rare.one'],
    ['a capitalised word after it', 'Target', 'Then came Target Practice to speak.', 'after.common.one'],
    ['a word that ends names', 'Lumen', 'She went to Lumen University then.', 'after.generic.one'],
    ['a title', 'Berg', 'We thank Ida Berg, said President Berg of it.', 'before.title.one'],
    ['“of” and a name after it', 'Lumen', 'She was of the Lumen of Vestra then.', 'after.of-name'],
    ['a hyphen and a name', 'Lumen', 'They like the Lumen-Vestra model.', 'after.hyphen-name'],
    ['a hyphen and a word', 'Lumen', 'They like the Lumen-based model.', 'after.hyphen'],
    ['a number', 'Lumen', 'They like the Lumen 3 model.', 'after.number'],
    ['an address', 'Lumen', 'Look at www.Lumen.example soon.', 'in-address'],
    ['an article', 'Target', 'They saw the Target again.', 'after-the'],
    ['a preposition of places', 'Target', 'They live in Target now.', 'after-place-word'],
    ['a possessive', 'Lumen', 'They like Lumen’s model.', 'possessive'],
    ['quotation marks', 'Target', 'They like “Target” a lot.', 'quoted'],
    ['a word that stands before common nouns', 'Target', 'They saw every Target again.', 'after-determiner'],
    ['a common word with “the” and “of”', 'Target', 'It was the Target of their jokes.', 'the-of.common'],
    ['a rare word with “the” and “of”', 'Lumen', 'It was the Lumen of their choice.', 'the-of.rare'],
    ['common words in a row', 'Target', 'They teach Aim, Target and Shot there.', 'comma.before.common'],
    ['rare words in a row', 'Target', 'They sell Vestra, Target and Shot there.', 'comma.before.name'],
    ['a verb of speaking', 'Lumen', 'Then Lumen announced a model.', 'cue.agent-verb.organization'],
  ])('sees %s', (_what, surface, text, expected) => {
    expect(seen(surface, text)).toContain(expected);
  });

  it('tells neighbours in a headline, where every word has a capital, from those in a sentence', () => {
    const found = seen('Lumen', 'Why Vestra Lumen Shares Fell');
    expect(found).toContain('headline-before.rare');
    expect(found).toContain('headline-after.common');
    expect(found.join(' ')).not.toMatch(/(?<!headline-)before\.(?:rare|common)/);
  });

  it('sees a listed word that ends names after a name', () => {
    const empire = entity('Empire');
    const seenIn = (text: string) => seenOf('Empire', readPage([empire], text));
    expect(seenIn('They saw the Vestran Empire fall.')).toContain('generic.after-name');
    expect(seenIn('They saw the Empire fall.')).not.toContain('generic.after-name');
  });

  it('says nothing of neighbours where every noun has a capital', () => {
    const found = seen('Lumen', 'dann kam der Batteriekonzern Lumen Anfang Mai dazu', 'de');
    expect(found.join(' ')).not.toMatch(/(?:before|after)\.(?:common|rare)/);
  });

  it.each([
    ['with a capital, which is part of a name', 'wir sahen die Nordische Lumen dort', 'before.adjective'],
    ['without, as before common nouns', 'wir sahen die nordische Lumen dort', 'before.small-adjective'],
  ])('sees a German adjective %s', (_what, text, expected) => {
    expect(seen('Lumen', text, 'de')).toContain(expected);
    expect(seen('Lumen', text, 'en')).not.toContain(expected);
  });

  it.each([
    ['after', 'They like the “Lumen and the Sea” show.'],
    ['before', 'They like the “Great Lumen” show.'],
    ['around', 'They like the "New Lumen Fair, 2020" show.'],
    ['in German', 'Sie sahen das „Lumen und Meer“ dort.'],
  ])('sees that a quoted name has more words %s', (_where, text) => {
    expect(seen('Lumen', text)).toContain('in-quoted-name');
  });

  it.each([
    ['the whole of it', 'They like the “Lumen” show.'],
    ['a phrase', 'They like “Lumen again and again” there.'],
    ['what somebody says', '“We asked Lumen about it,” she said.'],
    ['what somebody says to it', '“Lumen,” she said, “come here.”'],
  ])('takes %s for no part of a quoted name', (_what, text) => {
    expect(seen('Lumen', text)).not.toContain('in-quoted-name');
  });

  it('does not count a neighbour that is part of the entity’s own names', () => {
    const console = entity('Switch', { description: 'the Vestra Switch, a game console' });
    const found = seenOf('Switch', readPage([console], 'They like the Vestra Switch a lot.'));
    expect(found).toContain('before.own');
    expect(found).not.toContain('before.rare.one');
  });
});

describe('evidence from standing alone', () => {
  const packs = [TARGET, LUMEN, entity('AMA')];
  const aloneIn = (text: string | string[], surface: string) =>
    seenOf(surface, readPage(packs, text)).includes('alone');

  it('sees that a short word is all there is, as in a cell of a table', () => {
    expect(aloneIn('AMA', 'AMA')).toBe(true);
  });

  it('sees nothing in a longer word, nor where other words stand', () => {
    expect(aloneIn('Lumen', 'Lumen')).toBe(false);
    expect(aloneIn('AMA members', 'AMA')).toBe(false);
  });

  it('makes a mark of it less likely', () => {
    const scoreIn = (text: string) => readPage(packs, text)[0]?.decision.score ?? 0;
    expect(scoreIn('AMA')).toBeLessThan(scoreIn('She asked AMA'));
    expect(scoreIn('AMA')).toBeLessThan(0.5);
  });
});

describe('evidence from given names', () => {
  const luke = entity('Luke', { type: 'person' });
  const seenLuke = (text: string) => seenOf('Luke', readPage([luke], text));

  it.each([
    ['a surname', 'They saw that Luke Ostrander had left.'],
    ['what leads up to a surname', 'They saw that Luke von Ostrander had left.'],
    ['a surname in a headline', 'Police Say Luke Ostrander Left Vestra'],
  ])('sees %s after a given name', (_what, text) => {
    expect(seenLuke(text)).toContain('given.before-name.person');
  });

  it('sees none where the sentence goes on', () => {
    expect(seenLuke('They saw that Luke had left.')).not.toContain('given.before-name.person');
  });
});

describe('evidence from the page', () => {
  const bank = entity('Vestra', { id: 'bank', description: 'savings bank in Nordhavn', context: ['loans'] });
  const club = entity('Vestra', { id: 'club', type: 'organization', description: 'football club' });

  it('sees words of the description', () => {
    expect(seenOf('Vestra', readPage([bank], 'Vestra lends. It has an office in Nordhavn.'))).toContain(
      'context',
    );
  });

  it('sees the curator’s context words, and whether they are near', () => {
    const far = `Vestra lends. ${'So it is said by all of them here. '.repeat(5)} They need loans.`;
    expect(seenOf('Vestra', readPage([bank], far))).toContain('context.curator');
    expect(seenOf('Vestra', readPage([bank], 'Vestra gives loans to all.'))).toContain(
      'context.curator-near',
    );
  });

  it('sees what the text is about, and prefers the entity of that field', () => {
    const text = 'Vestra won the match by two goals. The coach praised the striker, and the fans sang.';
    const [mention] = readPage([bank, club], text);
    expect(mention?.decision.option.entity.id).toBe('club');
    expect(mention?.weighable.options.map((option) => option.entity.id)).toEqual(['bank', 'club']);
  });

  it('drops an entity whose exclude phrase stands across the mention', () => {
    const river = entity('Amazon', { exclude: ['Amazon rainforest'] });
    expect(readPage([river], 'Fires in the Amazon rainforest spread.')).toEqual([]);
    expect(readPage([river], 'Parcels from Amazon arrive.')).toHaveLength(1);
  });

  it('drops it for a phrase without the name that stands near, not for one far away', () => {
    const river = entity('Amazon', { exclude: ['rainforest'] });
    expect(readPage([river], 'Fires burn in the rainforest of the Amazon.')).toEqual([]);
    expect(readPage([river], ['Fires burn in the rainforest.', 'Parcels from Amazon arrive.'])).toHaveLength(
      1,
    );
  });

  it.each([
    ['JSON-LD', { about: ['Vestra'] }, 'page.about'],
    ['a link to its site', { links: ['https://www.vestra.example/'] }, 'page.link'],
    ['its own site’s address', { url: 'https://vestra.example/#news' }, 'page.link'],
    ['the page’s address', { url: 'https://news.example/vestra-opens' }, 'page.url'],
  ])('sees %s', (_what, page, expected) => {
    const known = { ...bank, sameAs: ['https://vestra.example'] };
    expect(seenOf('Vestra', readPage([known], 'Then came Vestra again.', page))).toContain(expected);
  });

  it('sees the company of entities that are described alike', () => {
    const other = entity('Orsa Holm', { description: 'savings bank' });
    const found = seenOf('Vestra', readPage([bank, other], 'Orsa Holm lends. So does Vestra these days.'));
    expect(found).toContain('coherence');
  });

  it('does not take somebody’s surname in the title for the company', () => {
    const text = 'We asked about Lumen again.';
    const seenUnder = (title: string) => seenOf('Lumen', readPage([LUMEN], text, { title }));
    expect(seenUnder('What Lumen did')).toContain('page.title');
    expect(seenUnder('What Robert Lumen did')).not.toContain('page.title');
  });

  it('tells a common word in the title from a rare one', () => {
    const seenUnder = (title: string) =>
      seenOf('Target', readPage([TARGET], 'We asked about Target again.', { title }));
    expect(seenUnder('Target shooting')).toContain('page.title.common');
    expect(seenUnder('Target shooting')).not.toContain('page.title');
  });

  it('sees that the page writes the name with the same neighbour again', () => {
    const seenIn = (...blocks: string[]) => seenOf('Lumen', readPage([LUMEN], blocks));
    expect(seenIn('They went to Lumen Park.', 'They like Lumen Park.')).toContain('after.repeated');
    expect(seenIn('They met Orsa Lumen.', 'They like Orsa Lumen.')).toContain('before.repeated');
    expect(seenIn('They went to Lumen Park.', 'They like Lumen House.').join(' ')).not.toContain('repeated');
    expect(seenIn('They like Lumen’s Park.', 'They like Lumen’s Park.').join(' ')).not.toContain('repeated');
  });

  it('takes a German genitive and its noun for no longer name, however often they are repeated', () => {
    const seenIn = (surface: string, text: string) =>
      seenOf(surface, readPage([LUMEN], [text, text], { lang: 'de' }));
    expect(seenIn('Lumens', 'Dort sah man Lumens Fabrik.').join(' ')).not.toContain('repeated');
    expect(seenIn('Lumen', 'Dort sah man Lumen Park.')).toContain('after.repeated');
  });
});

describe('evidence from short forms', () => {
  it.each([
    ['without the initial between', 'Ida M. Holm', 'Then Ida Holm left.', 'Ida Holm', 'derived.outer'],
    ['with both surnames', 'Ida Orsa Holm', 'Then Orsa Holm left.', 'Orsa Holm', 'derived.surnames'],
    ['with the surname’s small word', 'Ida van Holm', 'Then Van Holm left.', 'Van Holm', 'derived.surnames'],
  ])('finds a person %s', (_what, name, text, surface, expected) => {
    const found = readPage([entity(name, { type: 'person' })], text);
    expect(found.map((mention) => mention.surface)).toContain(surface);
    expect(seenOf(surface, found)).toContain(expected);
  });

  it('keeps a middle name that may tell a father from his son', () => {
    const found = readPage([entity('Ida Maria Holm', { type: 'person' })], 'Then Ida Holm left.');
    expect(found.map((mention) => mention.surface)).not.toContain('Ida Holm');
  });

  it('finds a last name once the whole name was given, before it and after it', () => {
    const found = readPage([BERG], ['First came Berg alone.', 'Ida Berg spoke.', 'Then Berg left.']);
    expect(found.map((mention) => mention.surface)).toEqual(['Berg', 'Ida Berg', 'Berg']);
    expect(seenOf('Berg', found)).toEqual(expect.arrayContaining(['derived.last', 'established']));
  });

  it('finds the parts of an organisation’s name, but no part that is only generic', () => {
    const group = entity('Vestra Cell Group');
    const found = readPage(
      [group],
      ['The Vestra Cell Group grows.', 'So Vestra grows, and the Group with it.'],
    );
    expect(found.map((mention) => mention.surface)).toEqual(['Vestra Cell Group', 'Vestra']);
  });

  it('sees that another name stands beside the short one', () => {
    expect(seen('Berg', ['Ida Berg spoke.', 'Then Jonas Berg left.'])).toEqual(
      expect.arrayContaining(['derived.beside-name', 'person.beside-name']),
    );
  });

  it('lets a weak alias count only once the page names the entity otherwise', () => {
    const board = entity('Nordhavn Harbour Board', { aliases: [{ text: 'the Board', kind: 'weak' }] });
    expect(readPage([board], 'Then the Board met.')).toEqual([]);
    const found = readPage([board], ['The Nordhavn Harbour Board met.', 'Then the Board met.']);
    expect(found.map((mention) => mention.surface)).toEqual(['Nordhavn Harbour Board', 'Board']);
  });

  it('takes initials only as capitals among other words', () => {
    const office = entity('Vestra Harbour Office', { type: 'organization' });
    expect(readPage([office], 'Ask the VHO about it.')).toHaveLength(1);
    expect(readPage([office], 'WHO RUNS THE VHO TODAY')).toEqual([]);
  });

  it('takes up the abbreviation that a page gives after a name', () => {
    const lake = entity('Süßwasserrat am Bodensee');
    const surfaces = (text: string) => readPage([lake], text, { lang: 'de' }).map(({ surface }) => surface);
    const text = 'Der Süßwasserrat am Bodensee (SAB) tagt. Laut SAB steigt der Pegel.';
    expect(surfaces(text).filter((surface) => surface === 'SAB')).toHaveLength(2);
    // A party, not the name's abbreviation.
    expect(surfaces(text.replaceAll('SAB', 'XYZ'))).not.toContain('XYZ');
    // Not before the page has said so.
    expect(surfaces('Laut SAB steigt der Pegel.')).toEqual([]);
  });

  it('finds the genitive of a last name in German', () => {
    const surfaces = (text: string, lang: string) =>
      readPage([BERG], text, { lang }).map(({ surface }) => surface);
    expect(surfaces('Ida Berg kam. Bergs Tor zählte.', 'de')).toContain('Bergs');
    expect(surfaces('Ida Berg kam. Zwergs Tor zählte.', 'de')).not.toContain('Zwergs');
  });
});

describe('evidence from other occurrences', () => {
  it('lets a name mean one thing on a page', () => {
    const bank = entity('Vestra', { id: 'bank', description: 'savings bank for shareholders' });
    const club = entity('Vestra', { id: 'club', description: 'football club' });
    const clear = 'Vestra won the match by two goals; the coach praised the striker, the fans and the squad.';
    const unclear = 'The savings of Vestra grew.';
    const found = readPage([bank, club], [clear, clear.replace('two', 'six'), unclear]);
    expect(found.map((mention) => mention.decision.option.entity.id)).toEqual(['club', 'club', 'club']);
  });
});
