import type { Source } from '../model/fact-pack.ts';

/** The parts of a date that are known: year, month (1 to 12), day. */
export type DateParts = readonly [year: number, month?: number, day?: number];

interface CslDate {
  readonly 'date-parts': readonly [DateParts];
}

/** One source as CSL-JSON 1.0.2 has it, which Zotero, Pandoc and most reference managers read. */
export interface CslItem {
  /** Unique within one export, and fit to be a BibTeX key. */
  readonly id: string;
  readonly type: 'webpage' | 'document';
  readonly title: string;
  /** Newspapers and sites alike: who published it is all that a pack tells. */
  readonly publisher?: string;
  readonly 'container-title'?: string;
  readonly issued?: CslDate;
  readonly accessed?: CslDate;
  readonly URL?: string;
  readonly archive_location?: string;
}

/**
 * Sources as CSL-JSON, in their order. A pack tells no authors, so there are none: to guess one from the
 * publisher would put words into a bibliography that nobody wrote.
 */
export function toCslItems(sources: readonly Source[]): CslItem[] {
  const taken = new Set<string>();
  return sources.map((source) => {
    const id = keyOf(source, taken);
    taken.add(id);
    const { title, publisher, url, archiveUrl } = source;
    const issued = dateOf(source.published);
    const accessed = dateOf(source.accessed);
    return {
      id,
      type: url === undefined ? 'document' : 'webpage',
      title,
      ...(publisher === undefined
        ? {}
        : url === undefined
          ? { publisher }
          : { 'container-title': publisher }),
      ...(issued && { issued }),
      ...(accessed && { accessed }),
      ...(url !== undefined && { URL: url }),
      ...(archiveUrl !== undefined && { archive_location: archiveUrl }),
    };
  });
}

/** "2026-03-09T12:00" → 2026, 3, 9. Anything that does not begin with a year is left out. */
function dateOf(date: string | undefined): CslDate | undefined {
  const [, year, month, day] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T|$)/.exec(date ?? '') ?? [];
  if (year === undefined) return undefined;
  const parts = [year, month, day].filter((part) => part !== undefined).map(Number);
  return { 'date-parts': [parts as unknown as DateParts] };
}

/** Letters of a key: citation commands take no others without trouble. */
const NOT_OF_A_KEY = /[^a-z0-9]+/g;

/** "exampletoncourier2026harbour": publisher, year and the first long word of the title, in plain letters. */
function keyOf({ title, publisher, published, id }: Source, taken: ReadonlySet<string>): string {
  const word = title.split(/[\s\p{P}]+/u).find((each) => plain(each).length > 3) ?? title;
  const key =
    [publisher ?? '', published?.slice(0, 4) ?? '', word].map(plain).join('').slice(0, 60) ||
    plain(id) ||
    'source';
  if (!taken.has(key)) return key;
  for (let copy = 2; ; copy++) if (!taken.has(`${key}-${copy}`)) return `${key}-${copy}`;
}

/** Without accents and anything else that is not a letter or digit of ASCII. */
function plain(text: string): string {
  return text.normalize('NFKD').toLowerCase().replace(NOT_OF_A_KEY, '');
}
