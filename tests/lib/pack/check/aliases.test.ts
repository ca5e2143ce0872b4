import { describe, expect, it } from 'vitest';
import { SHARED_BY_ENTITIES } from '../../../../lib/pack/check/aliases.ts';
import { check, HEADER, lines, type ReadingOptions } from '../reading.ts';

const entity = (name: string, aliases: readonly unknown[] = [], fields: object = {}) => ({
  record: 'entity',
  id: encodeURIComponent(name + JSON.stringify(aliases)).slice(0, 200),
  type: 'concept',
  name,
  aliases,
  ...fields,
});
const warnings = async (records: readonly unknown[], options?: ReadingOptions) =>
  (await check(lines(HEADER, ...records), options)).summary;

describe('AliasCheck', () => {
  it.each([
    ['one letter', ['X', 'я', 'é'], 'alias-one-letter'],
    ['digits alone', ['600', '36.6', '1,000', '١٢'], 'alias-digits'],
    ['white space at the ends or doubled', [' Acme', 'Acme ', 'Ac  me', 'Ac\nme'], 'untidy-name'],
    ['letters of several scripts in a word', ['Аpple', 'Goοgle'], 'alias-mixed-scripts'],
  ])('warns of %s', async (_what, aliases, code) => {
    for (const alias of aliases) {
      expect(await warnings([entity('Cranefield', [alias])])).toEqual([`${code} line 2 $.aliases[0]`]);
    }
  });

  it.each([
    ['a Han character', '港'],
    ['a Hangul syllable', '괌'],
    ['scripts side by side', 'Яндекс Go'],
    ['Japanese in its three scripts', '東京タワーとtower'],
    ['digits with a letter', '3M'],
  ])('takes %s', async (_what, alias) => {
    expect(await warnings([entity('Cranefield', [alias])])).toEqual([]);
  });

  it('warns of a name that occurs twice, but not of another way to write it', async () => {
    expect(await warnings([entity('IKEA', ['Ikea', 'IKEA', 'ikea', 'Ikea'])])).toEqual([
      'alias-repeated line 2 $.aliases[1]',
      'alias-repeated line 2 $.aliases[3]',
    ]);
    expect(
      await warnings([entity('Wien', ['Vienna'], { names: { de: 'Wien', en: 'Vienna', fr: 'Vienne' } })]),
    ).toEqual([]);
  });

  it('takes a main name repeated to say how its case matters', async () => {
    expect(await warnings([entity('Target', [{ text: 'Target', case: 'sensitive' }])])).toEqual([]);
  });

  it('warns of an alias that is the main name of another entity, whichever comes first', async () => {
    const { problems } = await check(
      lines(HEADER, entity('Paris', ['Lutetia']), entity('Hilton', ['paris'])),
    );
    expect(problems).toMatchObject([
      {
        code: 'alias-is-name',
        place: { line: 3, path: '$.aliases[0]' },
        params: { alias: 'paris', line: 2 },
      },
    ]);
    expect(await warnings([entity('Hilton', ['Paris']), entity('Paris')])).toEqual(['alias-is-name line 2']);
  });

  it('counts the entities that share a name once there are too many', async () => {
    const namesakes = (count: number) =>
      Array.from({ length: count }, (_, n) => entity('Springfield', [`Springfield ${n}x`]));
    expect(await warnings(namesakes(SHARED_BY_ENTITIES))).toEqual([]);
    const { problems } = await check(lines(HEADER, ...namesakes(SHARED_BY_ENTITIES + 3)));
    expect(problems).toMatchObject([
      { code: 'alias-shared', params: { alias: 'Springfield', count: SHARED_BY_ENTITIES + 3 } },
    ]);
  });

  it('warns of a name that looks like another entity’s in other letters, whichever comes first', async () => {
    const cyrillic = entity('Аррӏе', ['Other']);
    expect(await warnings([entity('Apple'), cyrillic])).toEqual(['alias-confusable line 3 $.name']);
    expect(await warnings([cyrillic, entity('Apple')])).toEqual(['alias-confusable line 2 $.name']);
  });

  it('takes a name that one entity has in two scripts, and one that looks like nobody’s', async () => {
    expect(await warnings([entity('СССР', ['CCCP'])])).toEqual([]);
    expect(await warnings([entity('Вера'), entity('Vera')])).toEqual([]);
  });

  it('asks whether a name is an ordinary word of its own language', async () => {
    const isCommonWord = (name: string, language: string) => name === 'Gift' && language === 'en';
    const gift = (lang: string) => entity('Poison', [{ text: 'Gift', lang }]);
    expect(await warnings([gift('en')], { isCommonWord })).toEqual(['alias-common-word line 2 $.aliases[0]']);
    expect(await warnings([gift('de')], { isCommonWord })).toEqual([]);
    expect(await warnings([entity('Gift')], { isCommonWord })).toEqual(['alias-common-word line 2 $.name']);
  });

  it('takes an ordinary word that the pack guards: by context, exclusions, or case', async () => {
    const isCommonWord = () => true;
    expect(await warnings([entity('Gift', [], { context: ['poison'] })], { isCommonWord })).toEqual([]);
    expect(await warnings([entity('Gift', [], { exclude: ['gift shop'] })], { isCommonWord })).toEqual([]);
    const sensitive = [{ text: 'GIFT', case: 'sensitive' }];
    expect(await warnings([entity('Gift', sensitive)], { isCommonWord })).toEqual([
      'alias-common-word line 2 $.name',
    ]);
  });

  it('listens to what an alias object says of the main name', async () => {
    const isCommonWord = () => true;
    const own = (fields: object) => entity('Gift', [{ text: 'Gift', ...fields }]);
    expect(await warnings([own({ case: 'sensitive' })], { isCommonWord })).toEqual([]);
    expect(await warnings([own({ kind: 'weak' })], { isCommonWord })).toEqual([]);
    expect(await warnings([own({ kind: 'name' })], { isCommonWord })).toEqual([
      'alias-common-word line 2 $.name',
    ]);
  });

  it('leaves weak aliases alone', async () => {
    const weak = [
      { text: 'X', kind: 'weak' },
      { text: '12', kind: 'weak' },
    ];
    expect(await warnings([entity('Cranefield', weak)])).toEqual([]);
  });
});
