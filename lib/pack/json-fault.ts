import { shorten } from './problems.ts';

export interface JsonFault {
  /** 1-based; the last line when the text merely ends too early. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
  /** What stands there, at most 30 code units; empty at the end of the text. */
  readonly near: string;
}

/**
 * Where JSON.parse gave up. Engines say it in their messages only: V8 "at position 17 (line 1 column
 * 18)" or nothing at the end of the text, SpiderMonkey "at line 1 column 18".
 */
export function locateJsonFault(text: string, error: unknown): JsonFault {
  const offset = Math.min(offsetOf(text, error instanceof Error ? error.message : ''), text.length);
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  const [near = ''] = text.slice(offset, offset + 30).split('\n', 1);
  return { line: countLines(before), column: offset - lineStart + 1, near: shorten(near) };
}

function offsetOf(text: string, message: string): number {
  const position = /\bposition (\d+)/.exec(message);
  if (position) return Number(position[1]);
  const place = /\bline (\d+) column (\d+)/.exec(message);
  if (!place) return text.length;
  let lineStart = 0;
  for (let line = 1; line < Number(place[1]); line++) {
    const end = text.indexOf('\n', lineStart);
    if (end < 0) return text.length;
    lineStart = end + 1;
  }
  return lineStart + Number(place[2]) - 1;
}

/** Number of the line that follows this text, 1-based. */
function countLines(before: string): number {
  let line = 1;
  for (let at = before.indexOf('\n'); at >= 0; at = before.indexOf('\n', at + 1)) line += 1;
  return line;
}
