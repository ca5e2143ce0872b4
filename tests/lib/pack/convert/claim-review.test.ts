import { describe, expect, it } from 'vitest';
import { convertClaimReview } from '../../../../lib/pack/convert/claim-review.ts';
import { convert as convertWith } from './converting.ts';

/** Invented reviews in the shape that https://schema.org/ClaimReview describes. */
const convert = (input: unknown) =>
  convertWith(convertClaimReview, typeof input === 'string' ? input : JSON.stringify(input), {});

const REVIEW = {
  '@context': 'https://schema.org',
  '@type': 'ClaimReview',
  url: 'https://checks.example/cranes',
  headline: 'No, Northby has not bought nine cranes',
  datePublished: '2026-03-10T08:00:00Z',
  author: { '@type': 'Organization', name: 'Northby Checks', url: 'https://checks.example/' },
  claimReviewed: 'Northby has bought nine cranes.',
  itemReviewed: {
    '@type': 'Claim',
    author: { '@type': 'Person', name: 'Ada Northby', sameAs: 'https://ada.example/' },
    datePublished: '2026-03-08',
  },
  reviewRating: {
    '@type': 'Rating',
    ratingValue: '1',
    worstRating: '1',
    bestRating: '5',
    alternateName: 'False',
  },
};

describe('convertClaimReview', () => {
  it('makes an entity of the claimant, a fact of the claim, and a source of the review', async () => {
    const { entities, facts, sources, problems, errors } = await convert(REVIEW);
    expect([problems, errors]).toEqual([[], []]);
    expect(entities).toEqual([
      { id: 'claimant:ada-northby', type: 'person', name: 'Ada Northby', sameAs: ['https://ada.example/'] },
    ]);
    expect(sources).toMatchObject([
      {
        title: 'No, Northby has not bought nine cranes',
        publisher: 'Northby Checks',
        url: 'https://checks.example/cranes',
        published: '2026-03-10',
      },
    ]);
    expect(facts).toMatchObject([
      {
        about: ['claimant:ada-northby'],
        statement: 'Ada Northby said: “Northby has bought nine cranes.” Northby Checks rated it “False”.',
        value: { type: 'quote', text: 'Northby has bought nine cranes.', speaker: 'Ada Northby' },
        status: 'disputed',
        asOf: '2026-03-08',
      },
    ]);
  });

  it.each([
    ['the lower half of the scale', { ratingValue: 2, worstRating: 1, bestRating: 5 }, 'disputed'],
    ['the middle', { ratingValue: 3, worstRating: 1, bestRating: 5 }, 'claimed'],
    ['the top', { ratingValue: 5, worstRating: 1, bestRating: 5 }, 'confirmed'],
    ['a scale that begins at 0', { ratingValue: 0, worstRating: 0, bestRating: 10 }, 'disputed'],
    ['no rating (-1)', { ratingValue: -1, worstRating: 1, bestRating: 5 }, 'claimed'],
    ['words alone', { alternateName: 'Half true' }, 'claimed'],
    ['nothing', undefined, 'claimed'],
  ])('tells the status from %s', async (_what, reviewRating, status) => {
    expect((await convert({ ...REVIEW, reviewRating })).facts).toMatchObject([{ status }]);
  });

  it.each([
    ['a list', [REVIEW]],
    ['a graph', { '@context': 'https://schema.org', '@graph': [{ '@type': 'WebPage' }, REVIEW] }],
    ['a data feed', { '@type': 'DataFeed', dataFeedElement: [{ '@type': 'DataFeedItem', item: [REVIEW] }] }],
    ['one a line', `${JSON.stringify(REVIEW)}\n${JSON.stringify({ '@type': 'WebSite' })}\n`],
    ['an indented document', JSON.stringify(REVIEW, null, 2)],
  ])('finds reviews in %s', async (_what, input) => {
    expect((await convert(input)).facts).toHaveLength(1);
  });

  it('takes no two claimants for one, and none for two', async () => {
    const names = ['C++ Fans', 'C# fans', 'c++  fans', 'Yahoo', 'Yahoo!'];
    const long = `${'Northby Harbour '.repeat(13)}`;
    const { entities, facts, errors } = await convert(
      [...names, `${long}A`, `${long}B`].map((name) => ({
        ...REVIEW,
        itemReviewed: { '@type': 'Claim', author: { '@type': 'Organization', name } },
      })),
    );
    expect(errors).toEqual([]);
    expect(entities.map(({ name }) => name)).toEqual([
      'C++ Fans',
      'C# fans',
      'Yahoo',
      'Yahoo!',
      `${long}A`,
      `${long}B`,
    ]);
    expect(new Set(facts.flatMap(({ about }) => about)).size).toBe(6);
    expect(entities.map(({ id }) => id)).toEqual(expect.arrayContaining(['claimant:yahoo']));
  });

  it('leaves out reviews that do not say whose claim, or which', async () => {
    const anonymous = { ...REVIEW, itemReviewed: { '@type': 'Claim' } };
    const { problems, facts } = await convert([anonymous, { ...REVIEW, claimReviewed: '' }]);
    expect(facts).toEqual([]);
    expect(problems).toEqual(['not-converted line 1 (noSubject)', 'not-converted line 1 (noStatement)']);
  });

  it('makes a valid pack of a claim that is longer than a statement may be', async () => {
    const { errors, facts } = await convert({ ...REVIEW, claimReviewed: 'Northby has bought. '.repeat(90) });
    expect(errors).toEqual([]);
    expect(facts[0]?.statement).toMatch(/…” Northby Checks rated it “False”\.$/);
  });
});
