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

/** The object on a line; undefined for a blank line, or a faulty one, which is then in the log. */
function parseLine(
  line: string,
  number: number,
  log: ProblemLog,
): Readonly<Record<string, unknown>> | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    if (line.trim() === '') return undefined;
    log.push(describeJsonFault(line, number));
    return undefined;
  }
  if (jsonTypeOf(value) === 'object') return value as Readonly<Record<string, unknown>>;
  log.add('not-a-record', { line: number }, { found: jsonTypeOf(value) });
  return undefined;
}
