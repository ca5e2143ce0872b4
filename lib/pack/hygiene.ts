import { pathStep } from './paths.ts';
import { type Place, type ProblemLog, shorten } from './problems.ts';

/**
 * Characters and keys that can deceive a reader or trip a program, in any field, known or not.
 *
 * A line of JSON is first searched as text ({@link mayBeUnclean}); only if something there looks
 * suspicious are its strings walked one by one.
 */

/** Field names that reach an object's prototype when a program copies fields by name. */
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Whatever {@link checkHygiene} could report, as it may look in JSON text: every escape is suspicious,
 * because `\u202e` is written in plain ASCII. Raw text never holds lone surrogates: it was decoded
 * from UTF-8. No `u` flag: the ranges are all in the basic plane, and V8 is faster without.
 */
const SUSPICIOUS =
  /[\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]|\\[ubf]|__proto__|constructor|prototype|TODO:/;

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is searched for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/;
/** Force a direction upon the text that follows: "exe.txt" can be made to read "txt.exe". */
const BIDI_OVERRIDE = /[\u202d\u202e]/;
const BIDI_MARKS = /[\u202a\u202b\u202c\u2066-\u2069]/g;
/** C1 controls come from text decoded with the wrong code page; the others never belong into a text. */
const ODD = /[\u007f-\u009f\ufeff\ufff9-\ufffb]/;

/** How a text begins that is still to be written; `pack new` (scripts/pack/new.ts) begins its samples so. */
const TO_DO = 'TODO:';

/** False: {@link checkHygiene} would find nothing in what this JSON text stands for. */
export function mayBeUnclean(json: string): boolean {
  return SUSPICIOUS.test(json);
}

/**
 * Reports unclean strings and keys of a parsed value, and nesting beyond `maxDepth`.
 *
 * @param place Of the record; paths are appended to its own.
 * @returns Whether the value may be walked and copied by code that expects plain data: no forbidden
 *   keys, not too deep.
 */
export function checkHygiene(value: unknown, place: Place, maxDepth: number, log: ProblemLog): boolean {
  let isPlain = true;
  // A stack of its own: a hostile record may be nested deeper than the engine's.
  const stack: { readonly value: unknown; readonly path: string; readonly depth: number }[] = [
    { value, path: place.path ?? '$', depth: 1 },
  ];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (typeof next.value === 'string') checkText(next.value, { ...place, path: next.path }, log);
    if (typeof next.value !== 'object' || next.value === null) continue;
    if (next.depth > maxDepth) {
      log.add('too-deep', { ...place, path: next.path }, { limit: maxDepth });
      return false;
    }
    const depth = next.depth + 1;
    if (Array.isArray(next.value)) {
      for (let i = next.value.length - 1; i >= 0; i--) {
        stack.push({ value: next.value[i], path: `${next.path}[${i}]`, depth });
      }
      continue;
    }
    for (const [key, field] of Object.entries(next.value).reverse()) {
      const path = next.path + pathStep(key);
      if (FORBIDDEN_KEYS.has(key)) {
        log.add('forbidden-key', { ...place, path }, { field: key });
        isPlain = false;
      }
      checkText(key, { ...place, path }, log);
      stack.push({ value: field, path, depth });
    }
  }
  return isPlain;
}

function checkText(text: string, place: Place, log: ProblemLog): void {
  if (!text.isWellFormed()) {
    log.add('lone-surrogate', place, { character: nameOf(/\p{Cs}/u.exec(text)) });
  }
  if (BIDI_OVERRIDE.test(text)) {
    log.add('bidi-override', place, { character: nameOf(BIDI_OVERRIDE.exec(text)) });
  } else {
    const unbalanced = findUnbalanced(text);
    if (unbalanced !== undefined) log.add('bidi-unbalanced', place, { character: unbalanced });
  }
  if (CONTROL.test(text)) log.add('control-character', place, { character: nameOf(CONTROL.exec(text)) });
  if (text.startsWith(TO_DO)) log.add('unfinished', place, { text: shorten(text) });
  if (ODD.test(text)) log.add('odd-character', place, { character: nameOf(ODD.exec(text)) });
}

/** The first direction control that has no partner. Balanced pairs are how right-to-left texts quote names. */
function findUnbalanced(text: string): string | undefined {
  const open: string[] = [];
  for (const [mark] of text.matchAll(BIDI_MARKS)) {
    const opener = mark === '\u202c' ? /[\u202a\u202b]/ : mark === '\u2069' ? /[\u2066-\u2068]/ : undefined;
    if (opener === undefined) open.push(mark);
    else if (!opener.test(open.pop() ?? '')) return codePointName(mark);
  }
  return open[0] === undefined ? undefined : codePointName(open[0]);
}

function nameOf(match: RegExpExecArray | null): string {
  return codePointName(match?.[0] ?? '');
}

/** "U+202E" */
function codePointName(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
