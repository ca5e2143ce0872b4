import type { Candidate } from './batcher.ts';
import { mayBeUnclean } from './hygiene.ts';
import { describeJsonFault } from './json-fault.ts';
import type { ReadLimits } from './limits.ts';
import { type LineBlock, readLines } from './lines.ts';
import type { ProblemLog } from './problems.ts';
import { RECORD_KINDS, type RecordKind } from './schema.ts';
import { jsonTypeOf, shownValue } from './shape.ts';

/** The records of JSON Lines, in groups that are parsed only as they are walked. */
export async function* readRecordLines(
  chunks: AsyncIterable<Uint8Array>,
  limits: ReadLimits,
  log: ProblemLog,
): AsyncGenerator<Iterable<Candidate>> {
  for await (const block of readLines(chunks, limits, log)) yield parseLines(block, log);
}

function* parseLines(block: LineBlock, log: ProblemLog): Generator<Candidate> {
  const isBlockUnclean = mayBeUnclean(block.text);
  for (const [index, line] of block.lines.entries()) {
    const place = { line: block.firstLine + index };
    const plain = parsePlainLine(line);
    if (plain !== undefined) {
      const { kind, value, json } = plain;
      yield { kind, value, json, place, mayBeUnclean: isBlockUnclean && mayBeUnclean(line) };
      continue;
    }
    const value = parseLine(line, place.line, log);
    if (value === undefined) continue;
    const { record, ...fields } = value;
    if (!RECORD_KINDS.includes(record as RecordKind)) {
      if (record === undefined) log.add('missing-field', place, { field: 'record' });
      else log.add('unknown-record', place, { record: shownValue(record) });
      continue;
    }
    yield {
      kind: record as RecordKind,
      value: fields,
      place,
      mayBeUnclean: isBlockUnclean && mayBeUnclean(line),
    };
  }
}

/** How a line begins that names its kind first and has more fields, in JSON without white space. */
const OPENINGS = RECORD_KINDS.toReversed().map((kind) => ({ kind, text: `{"record":"${kind}","` }));

/**
 * A record as programs write it: its text without the kind is the record's own JSON, which then need not be
 * written anew to be stored. Undefined for a line that is written otherwise, or faulty.
 */
function parsePlainLine(line: string): Pick<Candidate, 'kind' | 'value' | 'json'> | undefined {
  let opening: (typeof OPENINGS)[number] | undefined;
  for (const one of OPENINGS) {
    if (!line.startsWith(one.text)) continue;
    opening = one;
    break;
  }
  if (opening === undefined || !line.endsWith('}')) return undefined;
  const json = `{"${line.slice(opening.text.length)}`;
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return undefined;
  }
  // The last of two fields of a name counts: this line may be of another kind after all.
  return Object.hasOwn(value as object, 'record') ? undefined : { kind: opening.kind, value, json };
}

/** The object on a line; undefined for a blank line, or a faulty one, which is then in the log. */
function parseLine(
  line: string,
  number: number,
  log: ProblemLog,
): Readonly<Record<string, unknown>> | undefined {
  // Asked first: to have JSON.parse throw at each of a million blank lines takes a hundred times as long.
  if (!/\S/.test(line)) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    log.push(describeJsonFault(line, number));
    return undefined;
  }
  if (jsonTypeOf(value) === 'object') return value as Readonly<Record<string, unknown>>;
  log.add('not-a-record', { line: number }, { found: jsonTypeOf(value) });
  return undefined;
}
