import { createProblem, type PackProblem, shorten } from './problems.ts';

/**
 * Why JSON.parse refused a text, as a problem with line and column. The engines' own messages do not
 * do: V8 often names no position, and each engine words them differently.
 *
 * @param firstLine Number of the text's first line in the file.
 */
export function describeJsonFault(text: string, firstLine: number): PackProblem {
  const offset = findJsonFault(text);
  const before = text.slice(0, offset);
  const place = { line: firstLine + countLineFeeds(before) };
  if (offset === text.length) return createProblem('json-cut-off', place, {});
  const column = offset - before.lastIndexOf('\n');
  const [near = ''] = text.slice(offset, offset + 30).split('\n', 1);
  return createProblem('not-json', place, { column, near: shorten(near) });
}

/** A sign, a string or another scalar, with its end; or the offset at which it goes wrong. */
type Token = { readonly kind: string; readonly end: number } | { readonly fault: number };

/**
 * Offset of the first token that cannot stand where it stands, of the first wrong character in a
 * token, or the text's length if it is right so far and merely ends too early.
 */
function findJsonFault(text: string): number {
  /** Brackets that are open, innermost last. */
  const open: string[] = [];
  let expected = VALUE;
  for (let at = skipWhiteSpace(text, 0); at < text.length; at = skipWhiteSpace(text, at)) {
    const token = readToken(text, at);
    if ('fault' in token) return token.fault;
    const { kind, end } = token;
    if (!expected.includes(kind)) return at;
    if (kind === '{' || kind === '[') open.push(kind);
    if (kind === '}' || kind === ']') open.pop();
    const isInList = open.at(-1) === '[';
    if (kind === '{') expected = ['string', '}'];
    else if (kind === '[') expected = [...VALUE, ']'];
    else if (kind === ':') expected = VALUE;
    else if (kind === ',') expected = isInList ? VALUE : ['string'];
    else if (kind === 'string' && !expected.includes('scalar')) expected = [':'];
    else if (open.length === 0) expected = [];
    else expected = [',', isInList ? ']' : '}'];
    at = end;
  }
  return text.length;
}

const VALUE: readonly string[] = ['{', '[', 'string', 'scalar'];
const SIGNS = '{}[]:,';
const WORDS = ['true', 'false', 'null'];
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

function readToken(text: string, start: number): Token {
  const sign = text[start]!;
  if (SIGNS.includes(sign)) return { kind: sign, end: start + 1 };
  if (sign === '"') return readString(text, start);
  const word = WORDS.find((candidate) => text.startsWith(candidate, start));
  if (word !== undefined) return { kind: 'scalar', end: start + word.length };
  if (isUnfinished(text, start)) return { fault: text.length };
  NUMBER.lastIndex = start;
  const number = NUMBER.exec(text);
  return number ? { kind: 'scalar', end: start + number[0].length } : { fault: start };
}

/** Whether the text ends in the middle of this word or number. */
function isUnfinished(text: string, start: number): boolean {
  // Nobody writes longer numbers, and a long text ends elsewhere.
  if (text.length - start > 400) return false;
  const rest = text.slice(start);
  return /^-?(?:\d+(?:\.|(?:\.\d+)?[eE][+-]?))?$/.test(rest) || WORDS.some((word) => word.startsWith(rest));
}

/** A loop, because a regular expression for strings of megabytes overflows the stack of some engines. */
function readString(text: string, start: number): Token {
  for (let at = start + 1; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 0x22) return { kind: 'string', end: at + 1 };
    if (unit < 0x20) return { fault: at };
    if (unit !== 0x5c) continue;
    const escaped = text.slice(at + 1, at + 6);
    if (!/^(?:["\\/bfnrt]|u[\da-fA-F]{4})/.test(escaped)) {
      return {
        fault:
          /^(?:|u[\da-fA-F]*)$/.test(escaped) && at + 1 + escaped.length === text.length ? text.length : at,
      };
    }
    // The escape's letters are ordinary characters, but its quotation mark or backslash is not.
    at += 1;
  }
  return { fault: text.length };
}

function skipWhiteSpace(text: string, start: number): number {
  let at = start;
  while (' \t\n\r'.includes(text[at] ?? 'end')) at += 1;
  return at;
}

function countLineFeeds(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
