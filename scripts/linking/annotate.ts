import type { Evidence, LinkThreshold } from '../../lib/model/mention.ts';
import { MENTION_ROW_LENGTH } from '../../lib/model/messages.ts';
import { MAX_CHUNK_LENGTH, type PageContext } from '../../lib/model/page.ts';
import { createReading, type ReadingSegment } from '../../lib/services/reading.ts';
import type { PlainDocument } from './observe-document.ts';
import { splitText } from './text-blocks.ts';

/** A mention as `annotate` writes it. Offsets are UTF-16 code units into the document's text. */
export interface AnnotatedMention {
  readonly start: number;
  readonly end: number;
  readonly surface: string;
  readonly entity_id: string;
  /** 0..1, to three digits. */
  readonly score: number;
  readonly evidence: readonly Evidence[];
}

/** Annotates a document as the extension would mark a page with this text. */
export async function annotate(
  document: PlainDocument,
  segments: readonly ReadingSegment[],
  threshold: LinkThreshold,
): Promise<AnnotatedMention[]> {
  const { text, lang, title = '', url = '' } = document;
  const page: PageContext = { url, title, lang, about: [], links: [] };
  const reading = createReading({ segments, threshold }, page);
  const blocks = splitText(text);
  const mentions = new Map<number, AnnotatedMention[]>();
  for (const chunk of inChunks(blocks)) {
    const { blockIds, entities, rows } = await reading.scan(chunk, chunk.at(-1)?.id === blocks.length - 1);
    for (const id of blockIds) mentions.set(id, []);
    for (let row = 0; row < rows.length; row += MENTION_ROW_LENGTH) {
      const [blockId = 0, start = 0, end = 0, entity = 0, thousandths = 0] = rows.slice(row);
      const offset = blocks[blockId]?.offset ?? 0;
      mentions.get(blockId)?.push({
        start: offset + start,
        end: offset + end,
        surface: text.slice(offset + start, offset + end),
        entity_id: entities[entity]?.id ?? '',
        score: thousandths / 1_000,
        evidence: [],
      });
    }
  }
  return [...mentions].flatMap(([blockId, found]) => {
    const offset = blocks[blockId]?.offset ?? 0;
    // The score that the page was told last may be a little older.
    return found.map((mention) => {
      const { score, evidence } = reading.explain(blockId, mention.start - offset) ?? mention;
      return { ...mention, score: Math.round(score * 1_000) / 1_000, evidence };
    });
  });
}

/** Blocks in the portions that a page would send. */
function* inChunks<Block extends { readonly text: string }>(blocks: readonly Block[]): Generator<Block[]> {
  let chunk: Block[] = [];
  let length = 0;
  for (const block of blocks) {
    if (chunk.length > 0 && length + block.text.length > MAX_CHUNK_LENGTH) {
      yield chunk;
      chunk = [];
      length = 0;
    }
    chunk.push(block);
    length += block.text.length;
  }
  if (chunk.length > 0) yield chunk;
}
