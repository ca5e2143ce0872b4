import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { ENTITY_TYPES, type EntityType, PACK_FORMAT, type PackRecord } from '../../lib/model/fact-pack.ts';
import { convertClaimReview } from '../../lib/pack/convert/claim-review.ts';
import type { ConversionOptions, OpenInput } from '../../lib/pack/convert/conversion.ts';
import { convertTable, previewTable } from '../../lib/pack/convert/csv.ts';
import { convertFollowTheMoney } from '../../lib/pack/convert/follow-the-money.ts';
import { readWholeText } from '../../lib/pack/convert/input.ts';
import { TABLE_FIELDS, type TableField, type TableMapping } from '../../lib/pack/convert/table-mapping.ts';
import { convertWikidata } from '../../lib/pack/convert/wikidata.ts';
import { ProblemLog } from '../../lib/pack/problems.ts';
import { writeRecords } from '../../lib/pack/write.ts';
import type { InputFormat } from './input-formats.ts';
import { makeHeader } from './make-header.ts';
import { openFile } from './open-file.ts';
import { CommandError, count, type Output } from './output.ts';
import { describe, readFile } from './read-file.ts';

export interface ConvertOptions {
  readonly format: InputFormat;
  /** File to write: .jsonl or .jsonl.gz. */
  readonly out: string;
  readonly id: string;
  readonly title: string;
  readonly version: string;
  readonly language: string;
  /** Languages of labels and aliases, for Wikidata. */
  readonly languages?: readonly string[] | undefined;
  /** Column by field, e.g. { name: "Firma" }, for tables. */
  readonly columns: ReadonlyMap<string, string>;
  readonly defaultType?: string | undefined;
}

/** @returns whether the result is a valid pack; otherwise nothing is written. */
export async function convert(file: string, options: ConvertOptions, output: Output): Promise<boolean> {
  const log = new ProblemLog();
  const header = makeHeader(options);
  const progress = output.progress('Converting', (await openFile(file)).size);
  const open: OpenInput = async () => (await openFile(file)).stream;
  const conversion: ConversionOptions = { header, log, onProgress: ({ bytes }) => progress.update(bytes) };
  const partial = `${options.out}.partial`;
  try {
    const text = writeRecords(await chooseConverter(options, open, conversion));
    const sink = createWriteStream(partial);
    if (options.out.endsWith('.gz')) await pipeline(text, createGzip(), sink);
    else await pipeline(text, sink);
    progress.stop();
    return await finish(partial, options.out, log, output);
  } finally {
    progress.stop();
    // Gone already if all went well.
    await rm(partial, { force: true });
  }
}

async function chooseConverter(
  { format, languages, columns, defaultType }: ConvertOptions,
  open: OpenInput,
  conversion: ConversionOptions,
): Promise<AsyncIterable<readonly PackRecord[]>> {
  switch (format) {
    case 'csv':
      return convertTable(open, {
        ...conversion,
        mapping: columns.size > 0 ? await readMapping(open, conversion, columns) : undefined,
        defaultType: readType(defaultType),
      });
    case 'wikidata':
      return convertWikidata(open, { ...conversion, languages });
    case 'ftm':
      return convertFollowTheMoney(open, conversion);
    case 'claimreview':
      return convertClaimReview(open, conversion);
  }
}

/** Checks what was made as an import would, says what was left out, and puts it in its place. */
async function finish(partial: string, out: string, log: ProblemLog, output: Output): Promise<boolean> {
  const totals = { entities: 0, facts: 0 };
  const { log: checks } = await readFile(partial, output, {
    onBatch: ({ entities, facts }) => {
      totals.entities += entities.length;
      totals.facts += facts.length;
    },
  });
  for (const problem of [...log.kept, ...checks.kept.filter(({ severity }) => severity === 'error')]) {
    output.note(`${problem.severity}: ${describe(problem).sentence}`);
  }
  const isEmpty = totals.entities === 0;
  if (log.hasErrors || checks.hasErrors || isEmpty) {
    const because = isEmpty ? ': nothing in the input became an entity. Is it of this --format?' : '.';
    output.note(`${out} is not written${because}`);
    return false;
  }
  await rename(partial, out);
  const left =
    log.counts.warnings > 0 ? `; ${count(log.counts.warnings, 'piece')} of the input left out` : '';
  output.print(`${out}: ${count(totals.entities, 'entity')}, ${count(totals.facts, 'fact')}${left}.`);
  return true;
}

/** The guess from the headings, with what the curator says in its place. */
async function readMapping(
  open: OpenInput,
  conversion: ConversionOptions,
  columns: ReadonlyMap<string, string>,
): Promise<TableMapping> {
  const { headings, mapping } = previewTable((await readWholeText(open, conversion)) ?? '');
  const chosen = [...columns].map(([field, heading]) => {
    if (!isField(field))
      throw new CommandError(`--column: there is no field ${field}; fields are ${TABLE_FIELDS.join(', ')}`);
    const column = headings.indexOf(heading);
    if (column < 0)
      throw new CommandError(`--column: there is no column “${heading}”; columns are ${headings.join(', ')}`);
    return [field, [column]] as const;
  });
  return { ...mapping, ...Object.fromEntries(chosen) };
}

function isField(name: string): name is TableField {
  return TABLE_FIELDS.some((field) => field === name);
}

function readType(text: string | undefined): EntityType | undefined {
  if (text === undefined) return undefined;
  const type = ENTITY_TYPES.find((known) => known === text);
  if (type === undefined) throw new CommandError(`--type is one of ${ENTITY_TYPES.join(', ')}; not ${text}`);
  return type;
}

/** What a table looks like and how its columns would be read, without writing anything. */
export async function previewFile(file: string, { json }: { json: boolean }, output: Output): Promise<void> {
  const log = new ProblemLog();
  const header = {
    format: PACK_FORMAT,
    id: 'preview',
    version: '0.0.0',
    title: 'Preview',
    language: 'und',
  } as const;
  const text = await readWholeText(async () => (await openFile(file)).stream, { header, log });
  const [problem] = log.kept;
  if (text === undefined || problem)
    throw new CommandError(problem ? describe(problem).sentence : `${file} is empty`);
  const preview = previewTable(text, 3);
  if (json) {
    output.print(JSON.stringify(preview, null, 2));
    return;
  }
  const fieldOf = new Map(
    Object.entries(preview.mapping).flatMap(([field, columns]) => columns.map((column) => [column, field])),
  );
  for (const [column, heading] of preview.headings.entries()) {
    const examples = preview.rows.flatMap((row) => row[column] || []).join(' · ');
    output.print(
      `${heading} → ${fieldOf.get(column) ?? output.style('dim', 'left out')}  ${output.style('dim', examples)}`,
    );
  }
}
