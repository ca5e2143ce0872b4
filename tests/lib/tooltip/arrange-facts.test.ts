import { describe, expect, it } from 'vitest';
import type { DossierFact } from '../../../lib/model/dossier.ts';
import type { ReadingContext } from '../../../lib/model/entity-facts.ts';
import { arrangeFacts } from '../../../lib/tooltip/arrange-facts.ts';
import { dossierOf, factOf } from './facts.ts';

const NO_CONTEXT: ReadingContext = { sentence: '' };

const arrange = (facts: readonly DossierFact[], context = NO_CONTEXT) =>
  arrangeFacts(dossierOf(facts), context);
const idsOf = (facts: readonly DossierFact[], context = NO_CONTEXT) =>
  arrange(facts, context).map((group) => group.map(({ fact }) => fact.id).join('+'));

describe('arrangeFacts', () => {
  it.each<[string, DossierFact[], string[]]>([
    [
      'puts sure facts before unsure ones, and retracted ones last',
      [
        factOf({ id: 'retracted', status: 'retracted' }),
        factOf({ id: 'claimed', status: 'claimed' }),
        factOf({ id: 'confirmed', status: 'confirmed' }),
      ],
      ['confirmed', 'claimed', 'retracted'],
    ],
    [
      'puts recent facts before older ones',
      [
        factOf({ id: 'old', asOf: '1998' }),
        factOf({ id: 'new', asOf: '2026-03' }),
        factOf({ id: 'mid', asOf: '2024' }),
      ],
      ['new', 'mid', 'old'],
    ],
    [
      'puts superseded facts last, however sure they were',
      [
        factOf({ id: 'before', status: 'confirmed', asOf: '2026-01' }),
        factOf({ id: 'after', status: 'claimed', asOf: '2026-02', supersedes: ['before'] }),
        factOf({ id: 'other', status: 'planned', asOf: '2026-01' }),
      ],
      ['after', 'other', 'before'],
    ],
    [
      'puts what is said of the entity before what is said of others in passing',
      [factOf({ id: 'passing', about: ['person:ada', 'product:engine'] }), factOf({ id: 'subject' })],
      ['subject', 'passing'],
    ],
    [
      'puts figures before sentences',
      [
        factOf({ id: 'sentence' }),
        factOf({ id: 'figure', value: { type: 'money', amount: 17_000, currency: 'GBP' } }),
      ],
      ['figure', 'sentence'],
    ],
    [
      'keeps the curator’s order among equals',
      [factOf({ id: 'b' }), factOf({ id: 'a' }), factOf({ id: 'c' })],
      ['b', 'a', 'c'],
    ],
    [
      'keeps accounts that contradict each other together, whichever of them says so',
      [
        factOf({ id: 'one', status: 'confirmed' }),
        factOf({ id: 'between', status: 'confirmed' }),
        factOf({ id: 'two', status: 'disputed', contradicts: ['one'] }),
      ],
      ['one+two', 'between'],
    ],
  ])('%s', (_rule, facts, expected) => {
    expect(idsOf(facts)).toEqual(expected);
  });

  it('looks at each of many facts a few times, however long their dispute is', () => {
    const count = 1_000;
    let looks = 0;
    const facts = Array.from({ length: count }, (_, i) => {
      const fact = factOf({ id: `${i}` });
      return Object.defineProperty(fact, 'contradicts', {
        get: () => {
          looks++;
          return [`${i + 1}`];
        },
      });
    });
    expect(arrange(facts)).toHaveLength(1);
    expect(looks).toBeLessThan(5 * count);
  });

  it('begins with the fact that the sentence speaks of', () => {
    const facts = [
      factOf({ id: 'cards', status: 'confirmed', statement: 'It reads punched cards.' }),
      factOf({ id: 'cost', status: 'claimed', statement: 'Building it would have cost 20,000 pounds.' }),
    ];
    expect(
      idsOf(facts, { sentence: 'Nobody had 20,000 pounds to spare for the Analytical Engine.' }),
    ).toEqual(['cost', 'cards']);
  });

  it('learns nothing from the entity’s own name, nor from words that all its facts share', () => {
    const facts = [
      factOf({ id: 'sure', status: 'confirmed', statement: 'The machine was never finished.' }),
      factOf({
        id: 'unsure',
        status: 'claimed',
        statement: 'The Analytical Engine machine is a calculating machine.',
      }),
    ];
    expect(idsOf(facts, { sentence: 'He drew the Analytical Engine.' })).toEqual(['sure', 'unsure']);
  });

  it('names the successor of a superseded fact', () => {
    const [, [before] = []] = arrange([
      factOf({ id: 'before' }),
      factOf({ id: 'after', supersedes: ['before'] }),
    ]);
    expect(before).toMatchObject({ fact: { id: 'before' }, supersededBy: { id: 'after' } });
  });

  it.each([
    ['a later day', '2026-03-10', '2026-03-09', true],
    ['a later month, by the month alone', '2026-04', '2026-03-09', true],
    ['the same month, for all one knows', '2026-03', '2026-03-09', false],
    ['the same year, for all one knows', '2026', '2026-03-09', false],
    ['an earlier day', '2026-03-08', '2026-03-09', false],
    ['any day, on a page without a date', '2026-03-10', undefined, false],
  ])('compares a fact of %s with the page', (_rule, asOf, published, isNewer) => {
    const [[arranged] = []] = arrange([factOf({ id: 'fact', asOf })], { sentence: '', published });
    expect(arranged?.isNewerThanPage).toBe(isNewer);
  });

  it('survives a dossier whose facts contradict and supersede facts that are not in it', () => {
    expect(idsOf([factOf({ id: 'a', contradicts: ['gone'], supersedes: ['gone'] })])).toEqual(['a']);
  });
});
