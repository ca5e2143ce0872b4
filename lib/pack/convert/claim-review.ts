import type { EntityType, FactStatus, PackRecord } from '../../model/fact-pack.ts';
import { BOUNDS } from '../limits.ts';
import type { Place } from '../problems.ts';
import {
  type ConversionOptions,
  compact,
  hashOf,
  type OpenInput,
  RecordCollector,
  readDate,
  readUrl,
  tidy,
} from './conversion.ts';
import { readJsonItems } from './input.ts';
import { asList, asObject, dig, type JsonObject } from './json-values.ts';

/**
 * Converts schema.org ClaimReview in JSON-LD: single reviews, lists, `@graph`s, and data feeds as Data
 * Commons publishes them. Whoever made the claim becomes an entity, the reviewed claim a fact about
 * them with the review as its source; what the reviewers found decides its status.
 */
export async function* convertClaimReview(
  open: OpenInput,
  options: ConversionOptions,
): AsyncGenerator<readonly PackRecord[]> {
  const collector = new RecordCollector(options);
  for await (const { value, line } of readJsonItems(open, options)) {
    for (const review of findReviews(value)) convertReview(review, collector, { line });
    if (collector.isFull) yield collector.take();
  }
  yield collector.take();
}

/** Containers in which JSON-LD and data feeds keep reviews. */
const CONTAINERS = ['@graph', 'dataFeedElement', 'item', 'itemListElement', 'review'];

function* findReviews(value: unknown, depth = 0): Generator<JsonObject> {
  // A feed nests four levels; a hostile file any number.
  if (depth > 8) return;
  for (const item of asList(value)) {
    const object = asObject(item);
    if (object === undefined) continue;
    if (hasType(object, 'ClaimReview')) yield object;
    else for (const container of CONTAINERS) yield* findReviews(object[container], depth + 1);
  }
}

function convertReview(review: JsonObject, collector: RecordCollector, place: Place): void {
  const claim = tidy(review.claimReviewed, BOUNDS.quote);
  if (claim === undefined) {
    collector.skip('noStatement', place);
    return;
  }
  const [reviewed] = asList(review.itemReviewed);
  const claimant = asObject(asList(dig(reviewed, 'author'))[0]);
  const name = tidy(claimant?.name, BOUNDS.name);
  if (claimant === undefined || name === undefined) {
    collector.skip('noSubject', place);
    return;
  }
  const sameAs = [...asList(claimant.sameAs), claimant.url].flatMap((url) => readUrl(url) ?? []);
  const entityId = collector.idOf(name, 'claimant:');
  collector.entity(
    compact({ id: entityId, type: typeOf(claimant), name, sameAs: sameAs.slice(0, BOUNDS.sameAs) }),
  );

  const reviewer = tidy(dig(asList(review.author)[0], 'name'), BOUNDS.name);
  const url = readUrl(review.url);
  const rating = asObject(asList(review.reviewRating)[0]);
  const verdict = tidy(rating?.alternateName ?? rating?.name, 200);
  const finding = `${reviewer ?? 'The reviewers'} rated it “${verdict ?? 'unrated'}”.`;
  const said = tidy(claim, BOUNDS.statement - name.length - finding.length - 12) ?? claim;
  collector.fact(
    compact({
      id: hashOf('claim', entityId, claim, url ?? ''),
      about: [entityId],
      property: 'claim',
      statement: `${name} said: “${said}” ${finding}`,
      value: { type: 'quote' as const, text: claim, speaker: name },
      status: statusOf(rating),
      asOf: readDate(dig(reviewed, 'datePublished')) ?? readDate(review.datePublished),
      sources: [{ source: cite(review, reviewer, url, claim, collector) }],
    }),
  );
}

/**
 * A claim is disputed if its rating lies in the lower half of the reviewers' own scale, confirmed at its
 * top, and otherwise what it was: a claim. Words alone ("half true") are shown, not judged.
 */
function statusOf(rating: JsonObject | undefined): FactStatus {
  const [value, worst, best] = [rating?.ratingValue, rating?.worstRating ?? 1, rating?.bestRating].map(
    (number) => (number === undefined || number === '' ? Number.NaN : Number(number)),
  ) as [number, number, number];
  const share = (value - worst) / (best - worst);
  // Not a number where a bound is missing or both are the same; beyond the scale for "not rated" (-1).
  if (!(share >= 0 && share <= 1)) return 'claimed';
  return share < 0.5 ? 'disputed' : share === 1 ? 'confirmed' : 'claimed';
}

function cite(
  review: JsonObject,
  reviewer: string | undefined,
  url: string | undefined,
  claim: string,
  collector: RecordCollector,
): string {
  const title =
    tidy(review.headline ?? review.name, BOUNDS.title) ?? tidy(`Review: ${claim}`, BOUNDS.title) ?? claim;
  return collector.source(
    compact({
      id: `review:${hashOf(url ?? title)}`,
      title,
      publisher: reviewer,
      url,
      published: readDate(review.datePublished),
    }),
  );
}

function typeOf(claimant: JsonObject): EntityType {
  return hasType(claimant, 'Person') ? 'person' : 'organization';
}

function hasType(object: JsonObject, type: string): boolean {
  return asList(object['@type']).some(
    (name) => name === type || name === `https://schema.org/${type}` || name === `schema:${type}`,
  );
}
