/**
 * Writes what is generated from lib/pack/schema.ts: docs/fact-pack.schema.json, and the tables in
 * docs/fact-pack.md. A test compares them with what is committed.
 *
 *   npm run pack-docs
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { type JsonSchema, makeJsonSchema } from './pack-docs/json-schema.ts';
import { boundsTable, fieldTable, limitsTable, readLimitsSource } from './pack-docs/tables.ts';

const DOCS = new URL('../docs/', import.meta.url);
const SCHEMA_FILE = new URL('fact-pack.schema.json', DOCS);
const TEXT_FILE = new URL('fact-pack.md', DOCS);

export function makeSchemaFile(): string {
  return `${JSON.stringify(makeJsonSchema(), null, 2)}\n`;
}

/** The text with every generated part (between `<!-- generated: name -->` and `<!-- end -->`) made anew. */
export function renewTables(text: string): string {
  const root = makeJsonSchema();
  return text.replace(
    /(<!-- generated: ([\w ]+) -->\n)[\s\S]*?(<!-- end -->)/g,
    (_all, start: string, name: string, end: string) => `${start}${makePart(name, root)}\n${end}`,
  );
}

function makePart(name: string, root: JsonSchema): string {
  if (name === 'bounds') return boundsTable(readLimitsSource());
  if (name === 'limits') return limitsTable();
  const schema = root.$defs?.[name];
  if (schema === undefined)
    throw new RangeError(`docs/fact-pack.md asks for ${name}, which the schema does not define`);
  return fieldTable(schema, root);
}

if (import.meta.main) {
  writeFileSync(SCHEMA_FILE, makeSchemaFile());
  writeFileSync(TEXT_FILE, renewTables(readFileSync(TEXT_FILE, 'utf8')));
}
