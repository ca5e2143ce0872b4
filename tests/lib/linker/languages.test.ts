import { describe, expect, it } from 'vitest';
import { THRESHOLDS } from '../../../lib/linker/weights.ts';
import type { Entity } from '../../../lib/model/fact-pack.ts';
import { entity, readPage, seenOf } from './read-page.ts';

const person = (name: string, more: Partial<Entity> = {}) => entity(name, { type: 'person', ...more });
const place = (name: string, more: Partial<Entity> = {}) => entity(name, { type: 'place', ...more });

/** Surfaces that are marked at the usual threshold. */
function marked(entities: readonly Entity[], text: string | readonly string[], lang: string): string[] {
  return readPage(entities, text, { lang })
    .filter(({ decision }) => decision.score >= THRESHOLDS.balanced)
    .map(({ surface }) => surface);
}

describe('names in scripts without capitals', () => {
  it.each([
    ['Chinese', 'zh', person('林若溪'), '记者林若溪昨天在会上说。', '林若溪'],
    ['Chinese, two characters', 'zh', place('京都'), '他去年在京都工作。', '京都'],
    ['Japanese, before a particle', 'ja', place('北見沢'), '昨日、北見沢で大雪が降った。', '北見沢'],
    [
      'Japanese, in Katakana',
      'ja',
      entity('ルミナ電機'),
      '先週、ルミナ電機は新製品を発表した。',
      'ルミナ電機',
    ],
    ['Korean, before a particle', 'ko', person('김누리'), '어제 김누리가 서울에서 말했다.', '김누리'],
    ['Thai', 'th', place('เชียงลม'), 'เมื่อวานเขาไปเชียงลมกับเพื่อน', 'เชียงลม'],
    ['Lao', 'lo', place('ວຽງຟ້າ'), 'ລາວຢູ່ວຽງຟ້າກັບໝູ່', 'ວຽງຟ້າ'],
    ['Khmer', 'km', place('ភ្នំសោភា'), 'គាត់រស់នៅភ្នំសោភាជាមួយមិត្ត', 'ភ្នំសោភា'],
    ['Arabic', 'ar', person('نوال الزهراني'), 'قالت نوال الزهراني إن العمل بدأ أمس.', 'نوال الزهراني'],
    ['Arabic, after “in”', 'ar', place('الزهراء'), 'بدأ العمل أمس بالزهراء كما قيل.', 'بالزهراء'],
    ['Arabic, after “to the”', 'ar', place('الزهراء'), 'وصل الوفد أمس للزهراء كما قيل.', 'للزهراء'],
    ['Hebrew', 'he', person('נועה ברקאי'), 'אתמול אמרה נועה ברקאי שהכול מוכן.', 'נועה ברקאי'],
    ['Hebrew, after “in”', 'he', place('תל שקמה'), 'הוא גר בתל שקמה כבר שנים.', 'בתל שקמה'],
    [
      'Hindi, before a postposition',
      'hi',
      person('रोहिणी सक्सेना'),
      'कल रोहिणी सक्सेना ने बैठक में कहा।',
      'रोहिणी सक्सेना',
    ],
    ['Georgian', 'ka', person('ნინო ბერაძე'), 'გუშინ ნინო ბერაძე ჩამოვიდა.', 'ნინო ბერაძე'],
  ])('are marked: %s', (_script, lang, known, text, surface) => {
    expect(marked([known], text, lang)).toEqual([surface]);
  });

  it.each([
    ['Kyoto in Tokyo-to', 'ja', place('京都'), '彼は東京都に住んでいる。'],
    ['a city in the name of its university', 'ko', place('서울'), '서울대학교는 어제 발표했다.'],
  ])('are not marked in longer words: %s', (_case, lang, known, text) => {
    expect(marked([known], text, lang)).toEqual([]);
  });

  it('are known by the last name once the page has given the whole', () => {
    const known = person('نوال الزهراني');
    expect(marked([known], ['قالت نوال الزهراني إن العمل بدأ.', 'ثم أضافت الزهراني شيئا.'], 'ar')).toEqual([
      'نوال الزهراني',
      'الزهراني',
    ]);
  });

  it('are not taken for small letters', () => {
    const seen = seenOf('김누리', readPage([person('김누리')], '어제 김누리가 왔다.', { lang: 'ko' }));
    expect(seen).toContain('word.rare.start');
    expect(seen.join(' ')).not.toContain('lower');
  });
});

describe('names with endings', () => {
  it.each([
    [
      'German genitive',
      'de',
      place('Lumenia'),
      'Das ist seit Jahren die Hauptstadt Lumenias gewesen.',
      'Lumenias',
    ],
    [
      'German, after an article',
      'de',
      entity('Nordisches Fährkomitee'),
      'Gestern tagte das Nordische Fährkomitee in der Stadt.',
      'Nordische Fährkomitee',
    ],
    [
      'German, in the genitive',
      'de',
      entity('Nordisches Fährkomitee'),
      'Das ist der Sitz des Nordischen Fährkomitees in der Stadt.',
      'Nordischen Fährkomitees',
    ],
    [
      'Russian instrumental',
      'ru',
      person('Ирина Холмова'),
      'Вчера он встретился с Ириной Холмовой в городе.',
      'Ириной Холмовой',
    ],
    [
      'Greek, as listed',
      'el',
      person('Ειρήνη Βουνού'),
      'Χθες η Ειρήνη Βουνού είπε ότι δεν ξέρει.',
      'Ειρήνη Βουνού',
    ],
    [
      'Finnish, after a colon',
      'fi',
      entity('LUMEN'),
      'Eilen LUMEN:n johtaja sanoi, että se ei ole totta.',
      'LUMEN',
    ],
    [
      'Turkish, after an apostrophe',
      'tr',
      place('Lumenya'),
      'Dün Lumenya’da çok kar yağdı ve yollar kapandı.',
      'Lumenya',
    ],
    [
      'Turkish, with a possessive',
      'tr',
      person('Aylin Karadağ'),
      'Bu Aylin Karadağ’ın ilk kitabı değil, ama en iyisi.',
      'Aylin Karadağ',
    ],
  ])('are marked: %s', (_case, lang, known, text, surface) => {
    expect(marked([known], text, lang)).toEqual([surface]);
  });
});

describe('what a language does with names', () => {
  it('lets a German noun stand beside a name', () => {
    const text =
      'Wie man hört, will der Batteriekonzern Lumen Ende Mai ein Werk bauen, und das ist nicht alles.';
    expect(marked([entity('Lumen')], text, 'de')).toEqual(['Lumen']);
    expect(marked([entity('Lumen')], text, '')).toEqual(['Lumen']);
  });

  it('takes a German genitive before a noun for the owner, as only names stand there', () => {
    const owner = (text: string) => seenOf('Lumenias', readPage([place('Lumenia')], text, { lang: 'de' }));
    expect(owner('Gestern lag das Schiff vor Lumenias Küste im Nebel.')).toContain('possessive');
    expect(owner('Das ist die Küste Lumenias im Nebel.')).not.toContain('possessive');
    const listed = readPage([place('Lumenias')], 'Gestern lag das Schiff vor Lumenias Küste.', {
      lang: 'de',
    });
    expect(seenOf('Lumenias', listed)).not.toContain('possessive');
  });

  it('minds an article before a name only where names have none', () => {
    const articleOf = (text: string, lang: string) =>
      seenOf('Lumenia', readPage([place('Lumenia')], text, { lang })).filter((name) =>
        ['after-the', 'cue.article.place'].includes(name),
      );
    expect(articleOf('They sailed to the Lumenia of their own.', 'en')).toEqual([
      'after-the',
      'cue.article.place',
    ]);
    expect(articleOf('Gestern fuhr das Schiff durch die Lumenia und zurück.', 'de')).toEqual(['after-the']);
    expect(articleOf('Ils ont vu que la Lumenia est belle.', 'fr')).toEqual([]);
  });

  it('lets two Russian names stand side by side', () => {
    const text = 'Вчера президент Лумении Пётр Градов сказал, что он не может и не будет.';
    expect(marked([place('Лумения')], text, 'ru')).toEqual(['Лумении']);
  });

  it('but minds what follows a person’s first name', () => {
    const text = 'Вчера там был Градомир Сосновский, и он сказал, что не может.';
    const seen = (known: Entity) => seenOf('Градомир', readPage([known], text, { lang: 'ru' }));
    expect(seen(person('Градомир'))).toContain('after.rare.one');
    expect(seen(place('Градомир'))).not.toContain('after.rare.one');
  });

  it('does not take a title at the start of a sentence for part of a name', () => {
    const seen = seenOf(
      'Лумении',
      readPage([place('Лумения')], 'Президент Лумении сказал, что он не может.', { lang: 'ru' }),
    );
    expect(seen).toContain('before.start.one');
  });

  it('takes a word of another script for another name', () => {
    const seen = seenOf(
      'Лумен',
      readPage([entity('Лумен')], 'Вчера BMW Лумен не хотел покупать.', { lang: 'ru' }),
    );
    expect(seen.join(' ')).not.toMatch(/before\.(?:rare|common)/);
  });
});

describe('a page that names nonsense for its language', () => {
  it.each(['{{lang}}', 'constructor', 'en_US.UTF-8'])('is read like one that names none: %s', (lang) => {
    const lumen = entity('Lumen');
    const long = 'Gestern war es in der Stadt so warm, dass alle an den Fluss gingen, und das war auch gut.';
    const seen = (tag: string) => seenOf('Lumen', readPage([lumen], [long, 'Lumen Park'], { lang: tag }));
    expect(seen(lang)).toEqual(seen(''));
    expect(seen(lang)).not.toEqual(seen('en'));
  });
});

describe('blocks', () => {
  it('are never crossed by a name', () => {
    expect(
      readPage([person('Ida Berg')], ['We met Ida', 'Berg was late.']).map(({ surface }) => surface),
    ).not.toContain('Ida Berg');
  });
});
