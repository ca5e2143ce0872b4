import { PackStreamError, toMegabytes } from '../../lib/pack/bytes.ts';
import { READ_LIMITS } from '../../lib/pack/limits.ts';
import { createProblem, KEPT_PROBLEMS, type PackProblem, ProblemLog } from '../../lib/pack/problems.ts';
import { looksLikeManifest, MANIFEST_HEAD_BYTES } from '../../lib/pack/publish/manifest.ts';
import {
  convertInput,
  detectInput,
  draftHeader,
  HEAD_BYTES,
  type InputFormat,
  previewInput,
} from '../../lib/services/convert-input.ts';
import { fetchPack, fetchSignature, SilenceError } from '../../lib/services/fetch-pack.ts';
import { type PackStaging, type StagePackOptions, stagePack } from '../../lib/services/import-pack.ts';
import type { PartShelf } from '../../lib/services/part-shelf.ts';
import { stagePublication } from '../../lib/services/stage-publication.ts';
import { streamBlob } from '../../lib/services/stream-blob.ts';
import { peek } from '../../lib/services/stream-head.ts';
import type { ImportSource, StageRequest, StageResult } from './import-api.ts';

type Failure = Extract<StageResult, { readonly reason: 'not-fetched' | 'table' }>;

export interface StageSourceOptions
  extends Omit<
    StagePackOptions,
    'name' | 'stream' | 'size' | 'detachedSignature' | 'findSignature' | 'today'
  > {
  readonly today: string;
  /** BCP 47 tags, best first. */
  readonly languages: readonly string[];
  readonly isOnline: boolean;
  readonly shelf?: PartShelf | undefined;
  /** Bytes that a fetched file may have. */
  readonly maxBytes?: number | undefined;
}

/**
 * Stages what a person chose, dropped, pasted or named by its address. Other formats become packs on the
 * way; of a table, the first answer is what its columns look like.
 */
export async function stageSource(
  { source, table }: StageRequest,
  options: StageSourceOptions,
): Promise<PackStaging | Failure> {
  try {
    const opened = await openSource(source, options);
    if ('ok' in opened) return opened;
    if (opened.format === 'manifest') return await stageManifest(opened, options);
    if (opened.format === 'pack') return await stagePack({ ...options, ...opened });
    // A converter may have to walk its input twice, so it has to be there as a whole.
    const file = opened.file ?? (await collectFile(opened.stream, options));
    if ('ok' in file) return file;
    const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
    const header = draftHeader(opened.name, options.languages[0] ?? 'en', options.today);
    if (opened.format === 'csv' && !table) {
      const { id, title, language } = header;
      const draft = { id, title, language, defaultType: 'organization' as const };
      return { ok: false, reason: 'table', preview: await previewInput(head), draft };
    }
    const { id = header.id, title = header.title, language = header.language } = table ?? {};
    const conversion = { format: opened.format, header: { ...header, id, title, language }, table };
    return await stageConverted(file, opened.name, conversion, options);
  } catch (error) {
    options.signal?.throwIfAborted();
    if (source.kind === 'file' || !(error instanceof PackStreamError)) throw error;
    const failure = error.cause instanceof SilenceError ? 'timeout' : 'broken-off';
    return { ok: false, reason: 'not-fetched', failure };
  }
}

/**
 * A whole file that comes from a server, which may send without end: no more than a file may have is taken.
 *
 * @throws PackStreamError if the stream breaks off; the signal's reason.
 */
async function collectFile(
  stream: ReadableStream<Uint8Array>,
  { maxBytes = READ_LIMITS.maxBytes, onProblem, signal }: StageSourceOptions,
): Promise<Blob | (PackStaging & { readonly ok: false })> {
  let bytes = 0;
  let isTooLarge = false;
  const counted = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      bytes += chunk.length;
      if (bytes <= maxBytes) return controller.enqueue(chunk);
      isTooLarge = true;
      // Tells the source, too, that nobody reads on.
      controller.terminate();
    },
  });
  const blob = await new Response(stream.pipeThrough(counted) as BodyInit).blob().catch((cause: unknown) => {
    signal?.throwIfAborted();
    throw new PackStreamError({ cause });
  });
  if (!isTooLarge) return blob;
  const problem = createProblem('too-many-bytes', {}, { megabytes: toMegabytes(maxBytes) });
  onProblem?.(problem);
  return { ok: false, reason: 'problems', problems: [problem], errorCount: 1, warningCount: 0 };
}

type OpenedSource = Pick<StagePackOptions, 'name' | 'size' | 'detachedSignature' | 'findSignature'> & {
  readonly stream: ReadableStream<Uint8Array>;
  /** manifest: of a pack that is published in parts. */
  readonly format: InputFormat | 'manifest';
  readonly url?: string | undefined;
  readonly file?: Blob | undefined;
};

async function openSource(
  source: ImportSource,
  { isOnline, signal }: StageSourceOptions,
): Promise<OpenedSource | Failure> {
  if (source.kind === 'file') {
    const { file, name, signature } = source;
    const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
    const format = await detectInput(head, name);
    return { name, file, format, stream: streamBlob(file), size: file.size, detachedSignature: signature };
  }
  const { url } = source;
  const fetched = await fetchPack(url, { isOnline, signal });
  if (fetched.kind === 'failed') {
    return { ok: false, reason: 'not-fetched', failure: fetched.reason, status: fetched.status };
  }
  if (fetched.kind === 'unchanged') throw new Error('A server answered a question that was not asked');
  const [head, stream] = await peek(
    fetched.stream as ReadableStream<Uint8Array<ArrayBuffer>>,
    MANIFEST_HEAD_BYTES,
  );
  const name = new URL(url).pathname.split('/').findLast(Boolean) ?? new URL(url).hostname;
  return {
    name: decodeName(name),
    format: looksLikeManifest(head) ? 'manifest' : await detectInput(head, name),
    url,
    stream,
    size: fetched.size,
    findSignature: () => fetchSignature(url, { isOnline, signal }),
  };
}

/** Signed or not, a pack in parts is asked for only at its address: a manifest alone leads nowhere. */
async function stageManifest(
  { name, stream, url = '' }: OpenedSource,
  options: StageSourceOptions,
): Promise<PackStaging | Failure> {
  const staging = await stagePublication(stream, { ...options, name, url });
  if (!staging.ok && staging.reason === 'held') throw new Error('An answer that was not asked for');
  return staging;
}

function decodeName(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    // Not percent-encoded UTF-8: then as it is written.
    return name;
  }
}

/** What the converter leaves out is told together with what the checks find. */
async function stageConverted(
  file: Blob,
  name: string,
  conversion: Pick<Parameters<typeof convertInput>[0], 'format' | 'header' | 'table'>,
  { onProblem, onProgress, ...options }: StageSourceOptions,
): Promise<PackStaging> {
  const log = new ProblemLog(onProblem);
  const { languages, signal } = options;
  const stream = convertInput({ ...conversion, open: () => file.stream(), log, languages, signal });
  const staging = await stagePack({ ...options, onProblem, onProgress, name, stream });
  const { errors, warnings } = log.counts;
  if (errors > 0) {
    if (staging.ok) await staging.discard();
    const reason = 'problems' as const;
    return { ok: false, reason, problems: log.kept, errorCount: errors, warningCount: warnings };
  }
  if (!staging.ok) return staging;
  const { preview } = staging;
  return {
    ...staging,
    preview: {
      ...preview,
      warnings: firstOf([...log.kept, ...preview.warnings]),
      warningCount: warnings + preview.warningCount,
    },
  };
}

function firstOf(problems: readonly PackProblem[]): readonly PackProblem[] {
  return problems.slice(0, KEPT_PROBLEMS);
}
