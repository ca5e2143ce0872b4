import type { TextBlock } from '../../lib/model/page.ts';

/** A file's block with where it begins in the document's text. */
export interface DocumentBlock extends TextBlock {
  readonly offset: number;
}

/** Lines of hard-wrapped text are about this long, in code units. */
const SHORTEST_WRAPPED = 55;
const LONGEST_WRAPPED = 100;

/**
 * A plain text's paragraphs, as a page would give them: one a line, or, where lines are wrapped at a
 * width, one per run of lines between blank ones.
 */
export function splitText(text: string): DocumentBlock[] {
  const separator = isHardWrapped(text) ? /\n\s*\n/g : /\n+/g;
  const blocks: DocumentBlock[] = [];
  let offset = 0;
  const push = (end: number) => {
    if (text.slice(offset, end).trim() !== '')
      blocks.push({ id: blocks.length, offset, text: text.slice(offset, end) });
  };
  for (const match of text.matchAll(separator)) {
    push(match.index);
    offset = match.index + match[0].length;
  }
  push(text.length);
  return blocks;
}

function isHardWrapped(text: string): boolean {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length < 4) return false;
  const wrapped = lines.filter(({ length }) => length >= SHORTEST_WRAPPED && length <= LONGEST_WRAPPED);
  return wrapped.length > lines.length * 0.6 && lines.every(({ length }) => length <= LONGEST_WRAPPED);
}
