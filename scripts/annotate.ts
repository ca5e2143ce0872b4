/**
 * Marks the names of fact packs in plain texts, with the code that marks pages in the browser. Curators
 * use it to try a pack on their own archive before they publish it.
 *
 *   npm run annotate -- --pack P.jsonl[.gz] [--pack …] --in DOCS.jsonl[.gz] --out OUT.jsonl
 *
 * In, a line each: {doc_id, dataset?, lang, text, title?, url?}.
 * Out: {doc_id, dataset?, mentions: [{start, end, surface, entity_id, score, evidence}]}.
 *
 * Exit code 1: a file cannot be read, or is not what it should be; nothing is left half written.
 */
import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { defineCommand } from 'citty';
import { LINK_THRESHOLDS, type LinkThreshold } from '../lib/model/mention.ts';
import type { ReadingSegment } from '../lib/services/reading.ts';
import { createMemoryStore } from '../lib/store/open-fact-store.ts';
import { annotate } from './linking/annotate.ts';
import { openPack } from './linking/open-pack.ts';
import { showProgress } from './linking/progress.ts';
import { LineError, type ReadProgress, readJsonLines } from './linking/read-lines.ts';
import { runCommandLine, valuesOf } from './setup/command-line.ts';
import { SetupError } from './setup/project.ts';

interface Options {
  readonly packs: readonly string[];
  readonly input: string;
  readonly output: string;
  readonly threshold: LinkThreshold;
}

async function annotateFile({ packs, input, output, threshold }: Options): Promise<string> {
  const store = createMemoryStore();
  const segments: ReadingSegment[] = [];
  for (const pack of packs) segments.push(await openPack(pack, store));
  const totals = { documents: 0, mentions: 0 };
  const read: ReadProgress = { bytes: 0 };
  const progress = showProgress('Annotating', (await stat(input)).size);
  async function* lines() {
    for await (const { line, value } of readJsonLines(input, read)) {
      const { doc_id, dataset } = value;
      const document = readDocument(input, line, value);
      const mentions = await annotate(document, segments, threshold);
      totals.documents++;
      totals.mentions += mentions.length;
      progress.update(read.bytes);
      yield `${JSON.stringify({ doc_id, ...(dataset === undefined ? {} : { dataset }), mentions })}\n`;
    }
  }
  // Written beside the target and moved at the end: a failure leaves no half file under its name.
  const partial = `${output}.partial`;
  try {
    const sink = createWriteStream(partial);
    if (output.endsWith('.gz')) await pipeline(lines, createGzip(), sink);
    else await pipeline(lines, sink);
    await rename(partial, output);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  } finally {
    progress.stop();
  }
  return `${totals.mentions} mentions in ${totals.documents} documents: ${output}`;
}

function readDocument(file: string, line: number, value: Record<string, unknown>) {
  const { doc_id, text, lang, title, url } = value;
  if (typeof doc_id !== 'string' && typeof doc_id !== 'number')
    throw new LineError(file, line, '"doc_id" is missing');
  if (typeof text !== 'string') throw new LineError(file, line, '"text" is missing or not a string');
  if (lang !== undefined && typeof lang !== 'string')
    throw new LineError(file, line, '"lang" is not a string');
  return {
    text,
    lang: lang ?? '',
    title: typeof title === 'string' ? title : undefined,
    url: typeof url === 'string' ? url : undefined,
  };
}

function isThreshold(value: string): value is LinkThreshold {
  return LINK_THRESHOLDS.includes(value as LinkThreshold);
}

await runCommandLine(
  defineCommand({
    meta: { name: 'annotate', description: 'Marks the names of fact packs in plain texts' },
    args: {
      pack: { type: 'string', required: true, description: 'A fact pack; may be given several times' },
      in: {
        type: 'string',
        required: true,
        description: 'Documents: {doc_id, lang, text, title?, url?} a line; may be .gz',
      },
      out: { type: 'string', required: true, description: 'File to write; gzipped if it ends in .gz' },
      threshold: { type: 'string', default: 'balanced', description: LINK_THRESHOLDS.join(' | ') },
    },
    async run({ args, rawArgs }) {
      const { threshold } = args;
      if (!isThreshold(threshold))
        throw new SetupError(`--threshold is ${LINK_THRESHOLDS.join(', ')}; not ${threshold}`);
      const packs = valuesOf(rawArgs, 'pack');
      console.error(await annotateFile({ packs, input: args.in, output: args.out, threshold }));
    },
  }),
);
