import { type ByteCount, collectBytes, Refusal, readBytes, refuse, toMegabytes } from '../bytes.ts';
import { describeJsonFault } from '../json-fault.ts';
import { MEGABYTE, READ_LIMITS } from '../limits.ts';
import { decodeStrictly, readLines } from '../lines.ts';
import type { ConversionOptions, OpenInput } from './conversion.ts';

/** The richest items of Wikidata have lines of some megabytes. */
const LIMITS = { ...READ_LIMITS, maxLineBytes: 32 * MEGABYTE };

/** Input that is held as a whole: tables and single JSON documents. */
export async function readWholeText(
  open: OpenInput,
  options: ConversionOptions,
): Promise<string | undefined> {
  return orProblem(options, async () => {
    const bytes = await collectBytes(chunksOf(open, options), READ_LIMITS.maxDocumentBytes);
    if (!bytes) throw refuse('document-too-large', { megabytes: toMegabytes(READ_LIMITS.maxDocumentBytes) });
    const text = decodeStrictly(bytes, true);
    if (text === undefined) throw refuse('not-utf8', {});
    return text;
  });
}

export interface JsonItem {
  readonly value: unknown;
  /** 1-based; undefined for items of a document that is read as a whole. */
  readonly line: number | undefined;
}

/**
 * JSON objects of an input, whichever way it holds them: one a line (also as the lines of a list, with
 * commas, as dumps have it), or one document. Lines are streamed.
 */
export async function* readJsonItems(open: OpenInput, options: ConversionOptions): AsyncGenerator<JsonItem> {
  let isFirst = true;
  try {
    for await (const { lines, firstLine } of readLines(chunksOf(open, options), LIMITS, options.log)) {
      for (const [index, raw] of lines.entries()) {
        const text = raw.trim().replace(/,$/, '');
        if (text === '' || text === '[' || text === ']') continue;
        const line = firstLine + index;
        const value = parse(text);
        if (isFirst && value === undefined) {
          // The first line is no item: an indented document.
          yield* readDocument(open, options);
          return;
        }
        isFirst = false;
        if (value === undefined) options.log.push(describeJsonFault(text, line));
        else for (const item of Array.isArray(value) ? value : [value]) yield { value: item, line };
      }
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    options.log.push(error.problem);
  }
}

async function* readDocument(open: OpenInput, options: ConversionOptions): AsyncGenerator<JsonItem> {
  const text = await readWholeText(open, options);
  if (text === undefined) return;
  const value = parse(text);
  if (value === undefined) options.log.push(describeJsonFault(text, 1));
  else for (const item of Array.isArray(value) ? value : [value]) yield { value: item, line: undefined };
}

/** Undefined if the text is no JSON; JSON has no undefined. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The caller says where.
    return undefined;
  }
}

async function* chunksOf(
  open: OpenInput,
  { signal, onProgress }: ConversionOptions,
): AsyncGenerator<Uint8Array> {
  const count: ByteCount = { bytes: 0, expandedBytes: 0 };
  for await (const chunk of readBytes(await open(), count, READ_LIMITS, signal)) {
    onProgress?.({ bytes: count.bytes });
    yield chunk;
  }
}

async function orProblem<T>({ log }: ConversionOptions, action: () => Promise<T>): Promise<T | undefined> {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    log.push(error.problem);
    return undefined;
  }
}
