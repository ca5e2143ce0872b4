import { observe, type Weighable } from '../../lib/linker/decide.ts';
import type { PageKnowledge } from '../../lib/linker/page-knowledge.ts';
import { PageLinker } from '../../lib/linker/page-linker.ts';
import type { PageContext } from '../../lib/model/page.ts';
import { learnProfiles } from '../../lib/services/learn-profiles.ts';
import type { ReadingSegment } from '../../lib/services/reading.ts';
import { splitText } from './text-blocks.ts';

export interface PlainDocument {
  readonly text: string;
  readonly lang: string;
  readonly title?: string | undefined;
  readonly url?: string | undefined;
}

/** A draft of a document with its observations, and where its block begins in the document. */
export interface PlacedWeighable {
  readonly offset: number;
  readonly weighable: Weighable;
  readonly page: PageKnowledge;
}

/** Reads a document as a page would be read, up to the point where weights decide. */
export async function observeDocument(
  document: PlainDocument,
  segments: readonly ReadingSegment[],
): Promise<PlacedWeighable[]> {
  const page: PageContext = {
    url: document.url ?? '',
    title: document.title ?? '',
    lang: document.lang,
    about: [],
    links: [],
  };
  const linker = new PageLinker(
    segments.map(({ gazetteer }) => gazetteer),
    page,
  );
  const offsets = new Map<number, number>();
  for (const { id, offset, text } of splitText(document.text)) {
    offsets.set(id, offset);
    linker.addBlock(id, text);
  }
  await learnProfiles(
    linker,
    segments.map(({ generation }) => generation),
  );
  const grounds = linker.settle();
  return linker.blockIds.flatMap((id) =>
    linker.draftsOf(id).flatMap((draft) => {
      const weighable = observe(draft, grounds);
      return weighable ? [{ offset: offsets.get(id) ?? 0, weighable, page: grounds.page }] : [];
    }),
  );
}
