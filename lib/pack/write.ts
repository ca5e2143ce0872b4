import type { Entity, Fact, PackHeader, PackRecord, Source } from '../model/fact-pack.ts';
import { canonicalise } from './canonical.ts';
import { RECORD_SCHEMAS, type RecordKind } from './schema.ts';

type Batches<Item> = AsyncIterable<readonly Item[]> | Iterable<readonly Item[]>;

/** A pack's records in batches, so that a pack of any size can be written without holding it. */
export interface PackParts {
  readonly header: PackHeader;
  readonly sources: Batches<Source>;
  readonly entities: Batches<Entity>;
  readonly facts: Batches<Fact>;
}

const LISTS = [
  ['sources', 'source'],
  ['entities', 'entity'],
  ['facts', 'fact'],
] as const;

/**
 * A pack as JSON Lines, piece by piece. Deterministic: fields in the order of the schema, unknown ones
 * behind them, records in the order given; so writing what was read gives the same text.
 */
export async function* writeLines(pack: PackParts): AsyncGenerator<string> {
  yield `${writeRecord('pack', pack.header)}\n`;
  for (const [list, kind] of LISTS) {
    for await (const batch of pack[list]) {
      if (batch.length > 0) yield `${batch.map((record) => writeRecord(kind, record)).join('\n')}\n`;
    }
  }
}

/** Records in any order as JSON Lines, as a converter gives them; the header has to come first. */
export async function* writeRecords(batches: AsyncIterable<readonly PackRecord[]>): AsyncGenerator<string> {
  for await (const batch of batches) {
    if (batch.length > 0)
      yield `${batch.map(({ record, ...fields }) => writeRecord(record, fields)).join('\n')}\n`;
  }
}

/**
 * A pack as one indented JSON document, piece by piece; as deterministic as {@link writeLines}.
 *
 * @param schema Where editors find the JSON Schema: the document's `$schema`.
 */
export async function* writeDocument(pack: PackParts, schema: string): AsyncGenerator<string> {
  const header = canonicalise(RECORD_SCHEMAS.pack, pack.header) as object;
  yield JSON.stringify({ $schema: schema, ...header }, null, 2).replace(/\n\}$/, '');
  for (const [list, kind] of LISTS) {
    let isFirst = true;
    for await (const batch of pack[list]) {
      for (const record of batch) {
        const json = JSON.stringify(canonicalise(RECORD_SCHEMAS[kind], record), null, 2);
        yield `${isFirst ? `,\n  "${list}": [` : ','}\n    ${json.replaceAll('\n', '\n    ')}`;
        isFirst = false;
      }
    }
    if (!isFirst) yield '\n  ]';
  }
  yield '\n}\n';
}

function writeRecord(kind: RecordKind, record: object): string {
  const fields = canonicalise(RECORD_SCHEMAS[kind], record) as object;
  return JSON.stringify({ record: kind, ...fields });
}
