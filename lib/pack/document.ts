import type { Candidate } from './batcher.ts';
import { collectBytes, Refusal, refuse, toMegabytes } from './bytes.ts';
import { mayBeUnclean } from './hygiene.ts';
import { findItemLines } from './item-lines.ts';
import { describeJsonFault } from './json-fault.ts';
import type { ReadLimits } from './limits.ts';
import { decodeStrictly, readLines } from './lines.ts';
import { pathStep } from './paths.ts';
import { createProblem, type ProblemLog } from './problems.ts';
import { jsonTypeOf } from './shape.ts';

const LISTS = [
  ['sources', 'source'],
  ['entities', 'entity'],
  ['facts', 'fact'],
] as const;

/**
 * Walks a pack that is one JSON document as if it were lines: the header, then its records.
 *
 * @throws Refusal if it is too large, no UTF-8, no JSON or no object.
 */
export async function* readDocument(
  chunks: AsyncIterable<Uint8Array>,
  limits: ReadLimits,
  log: ProblemLog,
): AsyncGenerator<Iterable<Candidate>> {
  const text = await readText(chunks, limits, log);
  const root = parseDocument(text);
  const isUnclean = mayBeUnclean(text);
  const header = Object.fromEntries(
    Object.entries(root).filter(([key]) => key !== '$schema' && !LISTS.some(([list]) => list === key)),
  );
  yield [{ kind: 'pack', value: header, place: { line: 1, path: '$' }, mayBeUnclean: isUnclean }];

  const itemLines = findItemLines(text);
  for (const [list, kind] of LISTS) {
    const items = root[list];
    if (items === undefined) continue;
    const path = `$${pathStep(list)}`;
    if (!Array.isArray(items)) {
      log.add('wrong-type', { path }, { expected: 'list', found: jsonTypeOf(items) });
      continue;
    }
    const lines = itemLines.get(list);
    yield items.map((value, index) => ({
      kind,
      value,
      place: { line: lines?.[index], path: `${path}[${index}]` },
      mayBeUnclean: isUnclean,
    }));
  }
}

async function readText(
  chunks: AsyncIterable<Uint8Array>,
  limits: ReadLimits,
  log: ProblemLog,
): Promise<string> {
  const bytes = await collectBytes(chunks, limits.maxDocumentBytes);
  if (!bytes) throw refuse('document-too-large', { megabytes: toMegabytes(limits.maxDocumentBytes) });
  const text = decodeStrictly(bytes, true);
  if (text !== undefined) return text;
  // Only to report the faulty lines.
  for await (const _block of readLines(asChunks(bytes), limits, log));
  throw new Refusal(createProblem('not-utf8', {}, {}));
}

async function* asChunks(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function parseDocument(text: string): Readonly<Record<string, unknown>> {
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch {
    throw new Refusal(describeJsonFault(text, 1));
  }
  // Detection saw the opening brace.
  return root as Readonly<Record<string, unknown>>;
}
