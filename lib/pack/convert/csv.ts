import Papa from 'papaparse';
import {
  ENTITY_TYPES,
  type EntityType,
  FACT_STATUSES,
  type FactStatus,
  type FactValue,
  type PackRecord,
} from '../../model/fact-pack.ts';
import { BOUNDS } from '../limits.ts';
import { amountReader } from './amounts.ts';
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
import { readWholeText } from './input.ts';
import { detectMapping, type TableField, type TableMapping } from './table-mapping.ts';

export interface TableOptions extends ConversionOptions {
  /** By default guessed from the headings. */
  readonly mapping?: TableMapping | undefined;
  /** Of rows that say no type, or one that is not known. Default `organization`. */
  readonly defaultType?: EntityType | undefined;
}

export interface TablePreview {
  readonly headings: readonly string[];
  readonly mapping: TableMapping;
  /** The first rows below the headings. */
  readonly rows: readonly (readonly string[])[];
}

/** What a table looks like and how its columns would be read, from its beginning. */
export function previewTable(text: string, rowCount = 10): TablePreview {
  const { data } = Papa.parse<string[]>(text, { preview: rowCount + 1, skipEmptyLines: 'greedy' });
  const [headings = [], ...rows] = data;
  return { headings, mapping: detectMapping(headings), rows };
}

/**
 * Converts a table (CSV or TSV, told from its content; the first row holds headings). A row is an
 * entity and, if it has a statement, a fact about it; rows of the same entity give further facts, and
 * the first row says what it is. Without an id, rows of one name are of one entity. A fact without a source cites the table itself.
 */
export async function* convertTable(
  open: OpenInput,
  options: TableOptions,
): AsyncGenerator<readonly PackRecord[]> {
  const text = await readWholeText(open, options);
  if (text === undefined) return;
  const { data, errors } = Papa.parse<string[]>(text, { skipEmptyLines: false });
  const [headings = [], ...rows] = data;
  const mapping = options.mapping ?? detectMapping(headings);
  if (mapping.name === undefined) {
    options.log.add('no-columns', { line: 1 }, { column: 'name' });
    return;
  }
  for (const { row } of errors.filter(({ type }) => type === 'Quotes')) {
    options.log.add('not-converted', row === undefined ? {} : { line: row + 1 }, { reason: 'badValue' });
  }

  const collector = new RecordCollector(options);
  const rowOptions = { ...options, readAmount: amountReader(options.header.language) };
  // A row further down may give the id that would be made of a name above it.
  if (mapping.id !== undefined) {
    for (const [index, cells] of rows.entries()) {
      const { id, name } = new Row(cells, mapping, index + 2);
      if (id !== undefined && name !== undefined) collector.reserve(id, name);
    }
  }
  for (const [index, cells] of rows.entries()) {
    options.signal?.throwIfAborted();
    if (cells.every((cell) => cell.trim() === '')) continue;
    // Rows are counted as lines; they differ only where a cell holds line breaks.
    convertRow(new Row(cells, mapping, index + 2), collector, rowOptions);
    if (collector.isFull) yield collector.take();
  }
  yield collector.take();
}

interface RowOptions extends TableOptions {
  readonly readAmount: ReturnType<typeof amountReader>;
}

class Row {
  readonly line: number;
  readonly #cells: readonly string[];
  readonly #mapping: TableMapping;

  constructor(cells: readonly string[], mapping: TableMapping, line: number) {
    this.#cells = cells;
    this.#mapping = mapping;
    this.line = line;
  }

  get id(): string | undefined {
    return this.text('id', BOUNDS.id)?.replace(/\s+/g, '-');
  }

  get name(): string | undefined {
    return this.text('name', BOUNDS.name);
  }

  /** Undefined if the cell is blank or there is no such column. */
  text(field: TableField, maxLength: number): string | undefined {
    return tidy(this.#cells[this.#mapping[field]?.[0] ?? -1], maxLength);
  }

  /** Items of all columns of a field: "a; b | c". Commas stay, names have them. */
  list(field: TableField, maxLength: number, maxItems: number): string[] {
    const cells = (this.#mapping[field] ?? []).flatMap((column) =>
      (this.#cells[column] ?? '').split(/[;|\n]/),
    );
    return [...new Set(cells.flatMap((cell) => tidy(cell, maxLength) ?? []))].slice(0, maxItems);
  }
}

function convertRow(row: Row, collector: RecordCollector, options: RowOptions): void {
  const { name } = row;
  if (name === undefined) {
    collector.skip('noName', { line: row.line });
    return;
  }
  const id = row.id ?? collector.idOf(name);
  const prominence = Number(row.text('prominence', 20) ?? Number.NaN);
  collector.entity(
    compact({
      id,
      type: readType(row.text('type', 100)) ?? options.defaultType ?? 'organization',
      name,
      description: row.text('description', BOUNDS.description),
      aliases: row.list('aliases', BOUNDS.name, BOUNDS.aliases).filter((alias) => alias !== name),
      context: row.list('context', BOUNDS.contextWord, BOUNDS.context),
      exclude: row.list('exclude', BOUNDS.name, BOUNDS.exclude),
      sameAs: row.list('sameAs', BOUNDS.url, BOUNDS.sameAs).flatMap((url) => readUrl(url) ?? []),
      prominence: prominence >= 0 && prominence <= 1 ? prominence : undefined,
    }),
  );
  convertFact(row, id, collector, options);
}

function convertFact(
  row: Row,
  entityId: string,
  collector: RecordCollector,
  { header, readAmount }: RowOptions,
): void {
  const statement = row.text('statement', BOUNDS.statement);
  if (statement === undefined) {
    if (row.text('value', BOUNDS.valueText) !== undefined) collector.skip('noStatement', { line: row.line });
    return;
  }
  const url = readUrl(row.text('sourceUrl', BOUNDS.url));
  const title = row.text('sourceTitle', BOUNDS.title) ?? url ?? header.title;
  const source = collector.source(
    compact({
      id: hashOf('source', url ?? title),
      title,
      url,
      published: readDate(row.text('sourcePublished', 30)),
    }),
  );
  const status = row.text('status', 30)?.toLowerCase();
  collector.fact(
    compact({
      id: hashOf('fact', entityId, statement),
      about: [entityId],
      property: row.text('property', BOUNDS.property),
      statement,
      value: readValue(row, readAmount),
      status: isStatus(status) ? status : 'reported',
      asOf: readDate(row.text('asOf', 30)),
      sources: [compact({ source, quote: row.text('quote', BOUNDS.quote) })],
    }),
  );
}

function readValue(row: Row, readAmount: RowOptions['readAmount']): FactValue | undefined {
  const text = row.text('value', BOUNDS.valueText);
  if (text === undefined) return undefined;
  const amount = readAmount(text);
  const currency = row.text('currency', 10)?.toUpperCase();
  if (amount !== undefined && currency !== undefined && /^[A-Z]{3}$/.test(currency)) {
    return { type: 'money', amount, currency };
  }
  const unit = row.text('unit', BOUNDS.unit);
  if (amount !== undefined && unit !== undefined) return { type: 'quantity', amount, unit };
  // A bare year is more often a date than a text; a bare number of another length is neither.
  const date = readDate(text);
  return date === undefined ? { type: 'text', text } : { type: 'date', date };
}

const TYPE_WORDS: Readonly<Partial<Record<string, EntityType>>> = {
  organisation: 'organization',
  company: 'organization',
  org: 'organization',
  agency: 'organization',
  party: 'organization',
  human: 'person',
  people: 'person',
  individual: 'person',
  city: 'place',
  country: 'place',
  location: 'place',
  region: 'place',
  brand: 'product',
  software: 'product',
  book: 'work',
  film: 'work',
  album: 'work',
};

function readType(text: string | undefined): EntityType | undefined {
  const word = text?.toLowerCase() ?? '';
  return (
    ENTITY_TYPES.find((type) => type === word) ??
    (Object.hasOwn(TYPE_WORDS, word) ? TYPE_WORDS[word] : undefined)
  );
}

function isStatus(text: string | undefined): text is FactStatus {
  return FACT_STATUSES.some((status) => status === text);
}
