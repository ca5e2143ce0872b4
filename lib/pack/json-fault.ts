import { createProblem, type PackProblem, shorten } from './problems.ts';

/** 1-based line and column of the fault, and at most 30 code units of what stands there. */
interface JsonFault {
  readonly line: number;
  readonly column: number;
  readonly near: string;
}

/**
 * Where JSON.parse gave up, as a problem. Engines say it in their messages only: V8 "at position 17
 * (line 1 column 18)" or nothing at the end of the text, SpiderMonkey "at line 1 column 18".
 *
 * @param firstLine Number of the text's first line in the file.
 */
export function describeJsonFault(text: string, error: unknown, firstLine: number): PackProblem {
  const { line, column, near } = locateFault(text, error instanceof Error ? error.message : '');
  const place = { line: firstLine + line - 1 };
  return near === ''
    ? createProblem('json-cut-off', place, {})
    : createProblem('not-json', place, { column, near });
}

function locateFault(text: string, message: string): JsonFault {
  const offset = Math.min(offsetOf(text, message), text.trimEnd().length);
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
