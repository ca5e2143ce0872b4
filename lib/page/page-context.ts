import type { PageContext } from '../model/page.ts';

const MAX_ABOUT = 100;
const MAX_LINKS = 500;
/** Links that are looked at: parsing addresses costs time, and a page with more is an index, whose links tell nothing of its subject. */
const MAX_ANCHORS = 1_000;
const MAX_TEXT_LENGTH = 2_000;
const MAX_URL_LENGTH = 8_000;
const MAX_LANGUAGE_LENGTH = 64;
/** JSON-LD beyond this many code units, all scripts together, is a catalogue, and parsing it costs more than a slice. */
const MAX_JSON_LD_LENGTH = 200_000;

/** A page of more elements is a dump of data; to search all of ten million would hold it up for half a second. */
const MAX_ELEMENTS = 50_000;

/** What a page says of itself: title, language, date, subjects, outbound links. Reads, changes nothing. */
export function readPageContext(document: Document): PageContext {
  // Browsers count no further than they are asked for.
  const isGiant = document.getElementsByTagName('*')[MAX_ELEMENTS] !== undefined;
  const searched = (isGiant && document.head) || document;
  // Few of a page's elements have these names, and only those are held against more than that.
  const candidates = [...searched.querySelectorAll('script,meta,time')];
  const { script, meta, time } = Object.groupBy(
    candidates.filter((element) => element.matches(TELLING)),
    ({ localName }) => localName,
  );
  const statements = readJsonLd(script);
  const published = findPublished(statements, meta, time);
  return {
    url: document.URL.slice(0, MAX_URL_LENGTH),
    title: document.title.slice(0, MAX_TEXT_LENGTH),
    lang: document.documentElement.lang.slice(0, MAX_LANGUAGE_LENGTH),
    ...(published === undefined ? {} : { published }),
    about: findAbout(statements),
    links: findOutboundLinks(searched, document.location?.host),
  };
}

type JsonObject = Readonly<Record<string, unknown>>;

const JSON_LD = 'script[type="application/ld+json"]';

/** The objects of all JSON-LD scripts, those in `@graph` too, as far as they can be read. */
function readJsonLd(scripts: readonly Element[] = []): JsonObject[] {
  const objects: JsonObject[] = [];
  const take = (value: unknown) => {
    for (const item of [value].flat()) {
      if (!isObject(item)) continue;
      objects.push(item);
      take(item['@graph']);
    }
  };
  let left = MAX_JSON_LD_LENGTH;
  for (const { textContent } of scripts) {
    if (textContent!.length > left) continue;
    left -= textContent!.length;
    try {
      take(JSON.parse(textContent!));
    } catch {
      // Many sites publish JSON-LD that is not JSON. They tell us nothing, and that is all right.
    }
  }
  return objects;
}

const META_DATES = `meta:is(${[
  '[property="article:published_time"]',
  '[itemprop="datePublished"]',
  '[name="date" i]',
  '[name="pubdate" i]',
  '[name="publish-date" i]',
  '[name="dc.date" i]',
  '[name="dcterms.created" i]',
  '[name="citation_publication_date" i]',
].join(',')})`;

/** A time in the text may be any day that the article speaks of; one in its head is its own. */
const TIME_DATES = [
  'time[itemprop="datePublished"]',
  'time[pubdate]',
  ':is(article, main) :is(header, [class*="byline" i], [class*="dateline" i], [class*="publish" i]) time[datetime]',
  ':is(article, main) time[datetime]:is([class*="publish" i], [class*="dateline" i])',
].join(',');

const TELLING = [JSON_LD, META_DATES, TIME_DATES].join(',');

/** The page's own date, most explicit statement first. */
function findPublished(
  statements: readonly JsonObject[],
  metas: readonly Element[] = [],
  [time]: readonly Element[] = [],
): string | undefined {
  for (const { datePublished } of statements) {
    const date = readDate(datePublished);
    if (date) return date;
  }
  for (const meta of metas) {
    const date = readDate(meta.getAttribute('content'));
    if (date) return date;
  }
  return readDate(time?.getAttribute('datetime'));
}

/** @returns ISO 8601, e.g. "2026-03-09"; a time of day is dropped, because facts are dated by the day. */
function readDate(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const [, year, month, day] = /^\s*(\d{4})(?:[-/](\d{2})(?:[-/](\d{2}))?)?(?!\d)/.exec(value) ?? [];
  if (!year || Number(month) > 12 || Number(day) > 31) return undefined;
  return [year, month, day].filter(Boolean).join('-');
}

/** Names and URLs of what JSON-LD says the page is about or mentions. */
function findAbout(statements: readonly JsonObject[]): string[] {
  const found = new Set<string>();
  for (const statement of statements) {
    for (const thing of [statement.about, statement.mentions].flat()) {
      if (typeof thing === 'string') found.add(thing);
      if (!isObject(thing)) continue;
      for (const text of [thing.name, thing['@id'], thing.url, thing.sameAs].flat()) {
        if (typeof text === 'string') found.add(text);
      }
    }
  }
  return [...found]
    .map((text) => text.trim().slice(0, MAX_TEXT_LENGTH))
    .filter(Boolean)
    .slice(0, MAX_ABOUT);
}

function findOutboundLinks(searched: ParentNode, ownHost: string | undefined): string[] {
  const found = new Set<string>();
  // A link that names no protocol stays on the site, or on its protocol: not worth parsing.
  const links = searched.querySelectorAll<HTMLAnchorElement>('a[href^="http"]');
  for (let index = 0; index < links.length && index < MAX_ANCHORS && found.size < MAX_LINKS; index++) {
    // Each property of a link that tells a part of its address parses all of it again.
    const { href } = links[index]!;
    const [, host] = /^https?:\/\/([^/]+)/.exec(href) ?? [];
    if (host && host !== ownHost && href.length <= MAX_TEXT_LENGTH) found.add(href);
  }
  return [...found];
}

/** True for a list in a list, too, which has none of the fields that are asked for. */
function isObject(value: unknown): value is JsonObject {
  return Object(value) === value;
}
