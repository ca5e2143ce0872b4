import { type EntityType, PACK_FORMAT, type PackHeader, type PackRecord } from '../model/fact-pack.ts';
import { convertClaimReview } from '../pack/convert/claim-review.ts';
import { type ConversionOptions, type OpenInput, slugOf } from '../pack/convert/conversion.ts';
import { convertTable, previewTable, type TablePreview } from '../pack/convert/csv.ts';
import { convertFollowTheMoney } from '../pack/convert/follow-the-money.ts';
import type { TableMapping } from '../pack/convert/table-mapping.ts';
import { convertWikidata } from '../pack/convert/wikidata.ts';
import type { ProblemLog } from '../pack/problems.ts';
import { writeRecords } from '../pack/write.ts';
import { expandHead } from './stream-head.ts';
import { streamPieces } from './stream-pieces.ts';

/** What a file is that an import can take. */
export type InputFormat = 'pack' | 'csv' | 'wikidata' | 'ftm' | 'claimreview';

/** How a table becomes a pack. */
export interface TableChoice {
  readonly title: string;
  /** Id of the pack. */
  readonly id: string;
  readonly language: string;
  readonly mapping: TableMapping;
  /** Of rows that say no type. */
  readonly defaultType: EntityType;
}

/** Bytes of a file that are enough to tell what it is. */
export const HEAD_BYTES = 256 * 1024;

/** Rows of a table that a preview shows. */
const PREVIEW_ROWS = 6;

/** Signs of the formats that are converted, looked for at the beginning of a JSON text. */
const SIGNS: readonly (readonly [format: InputFormat, sign: RegExp])[] = [
  ['pack', /"format"\s*:\s*"fact-pack\/|"record"\s*:\s*"(?:pack|source|entity|fact)"/],
  ['claimreview', /"(?:ClaimReview|claimReviewed|schema:ClaimReview)"/],
  ['wikidata', /"type"\s*:\s*"item"|"mainsnak"|"entities"\s*:\s*\{\s*"[QPL]\d/],
  ['ftm', /"schema"\s*:\s*"[A-Z][A-Za-z]+"/],
];

/**
 * What a file holds, told from its beginning, and from its name where that is the only clue. Whatever
 * cannot be told is taken for a pack: its reader says best what is wrong with it.
 *
 * @param head The first bytes; gzip is taken off.
 */
export async function detectInput(head: Uint8Array<ArrayBuffer>, name: string): Promise<InputFormat> {
  const text = new TextDecoder()
    .decode(await expandHead(head))
    .replace(/^\ufeff/, '')
    .trimStart();
  if (/^[[{]/.test(text)) return SIGNS.find(([, sign]) => sign.test(text))?.[0] ?? 'pack';
  if (/\.(csv|tsv|tab)(\.gz)?$/i.test(name)) return 'csv';
  const [first = '', second = ''] = text.split(/\r?\n/, 2);
  // Two lines with the same number of cells: hardly prose, and no web page.
  const cells = (line: string, mark: string) => line.split(mark).length;
  const isTable = [',', '\t', ';', '|'].some(
    (mark) => cells(first, mark) > 1 && cells(first, mark) === cells(second, mark),
  );
  return isTable && !text.startsWith('<') ? 'csv' : 'pack';
}

/** The first rows of a table, and what its columns are taken for. */
export async function previewInput(head: Uint8Array<ArrayBuffer>): Promise<TablePreview> {
  return previewTable(new TextDecoder().decode(await expandHead(head)), PREVIEW_ROWS);
}

/** A header for what has none: named after its file, dated today. */
export function draftHeader(fileName: string, language: string, today: string): PackHeader {
  const stem =
    fileName.replace(/^.*\//, '').replace(/(\.(json|jsonl|csv|tsv|tab|txt|gz))+$/i, '') || fileName;
  return {
    format: PACK_FORMAT,
    id: slugOf(stem),
    // A later day gives a higher version: converting the same file anew is an update.
    version: today.split('-').map(Number).join('.'),
    title: stem.replace(/[-_]+/g, ' ').trim() || stem,
    language,
  };
}

export interface ConvertInputOptions {
  readonly format: Exclude<InputFormat, 'pack'>;
  readonly open: OpenInput;
  readonly header: PackHeader;
  readonly log: ProblemLog;
  readonly table?: TableChoice | undefined;
  /** Languages of names, best first, where the input has many. */
  readonly languages?: readonly string[] | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ConversionOptions['onProgress'];
}

/** What another format holds, as the text of a pack: the same conversion as on the command line. */
export function convertInput({ table, ...options }: ConvertInputOptions): ReadableStream<Uint8Array> {
  const text = writeRecords(chooseConverter({ ...options, table }));
  return streamPieces(text).pipeThrough(new TextEncoderStream());
}

function chooseConverter({
  format,
  open,
  table,
  languages,
  ...options
}: ConvertInputOptions): AsyncIterable<readonly PackRecord[]> {
  switch (format) {
    case 'csv':
      return convertTable(open, {
        ...options,
        mapping: table?.mapping,
        defaultType: table?.defaultType,
      });
    case 'wikidata':
      return convertWikidata(open, { ...options, languages });
    case 'ftm':
      return convertFollowTheMoney(open, options);
    case 'claimreview':
      return convertClaimReview(open, options);
  }
}
