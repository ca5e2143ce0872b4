import { joinBytes } from '../bytes.ts';
import { chooseRising } from './rising.ts';

/*
 * A delta leads from the text of one version to that of another: "=N" keeps the next N bytes, "-N" leaves
 * them out, "+N" is followed by N bytes that come in; each sign with its number on a line. It walks the old
 * text once, from its beginning to its end, so neither text has to be in memory.
 */

/** The delta is malformed, or belongs to another text. */
export class DeltaError extends Error {
  override readonly name = 'DeltaError';
}

const LINE_FEED = 0x0a;

/** "+" and the digits of what is at most a terabyte. */
const MOST_SIGN_BYTES = 14;

/** @throws DeltaError where the delta does not fit; whether the result is right, its hash tells. */
export async function* applyDelta(
  old: AsyncIterable<Uint8Array>,
  delta: Uint8Array,
): AsyncGenerator<Uint8Array> {
  const iterator = old[Symbol.asyncIterator]();
  let rest: Uint8Array = new Uint8Array();
  /** The next bytes of the old text, at most `most`; empty at its end. */
  const take = async (most: number): Promise<Uint8Array> => {
    while (rest.length === 0) {
      const { done, value } = await iterator.next();
      if (done) return rest;
      rest = value;
    }
    const taken = rest.subarray(0, most);
    rest = rest.subarray(taken.length);
    return taken;
  };
  try {
    for (const { sign, length, bytes } of readDelta(delta)) {
      if (sign === '+') {
        yield bytes;
        continue;
      }
      for (let left = length; left > 0; ) {
        const taken = await take(left);
        if (taken.length === 0) throw new DeltaError('The delta belongs to a longer text');
        left -= taken.length;
        if (sign === '=') yield taken;
      }
    }
    if ((await take(1)).length > 0) throw new DeltaError('The delta belongs to a shorter text');
  } finally {
    await iterator.return?.();
  }
}

interface DeltaStep {
  readonly sign: '=' | '-' | '+';
  readonly length: number;
  /** What comes in; empty for the other signs. */
  readonly bytes: Uint8Array;
}

function* readDelta(delta: Uint8Array): Generator<DeltaStep> {
  for (let at = 0; at < delta.length; ) {
    const end = delta.indexOf(LINE_FEED, at);
    const line = String.fromCharCode(
      ...delta.subarray(at, end < 0 ? at : Math.min(end, at + MOST_SIGN_BYTES)),
    );
    const [, sign, digits] = /^([=+-])([1-9]\d{0,11})$/.exec(line) ?? [];
    if (digits === undefined) throw new DeltaError(`The delta is malformed at byte ${at}`);
    const length = Number(digits);
    at = end + 1;
    const bytes = sign === '+' ? delta.subarray(at, at + length) : new Uint8Array();
    if (sign === '+' && bytes.length < length) throw new DeltaError('The delta breaks off');
    at += bytes.length;
    yield { sign: sign as DeltaStep['sign'], length, bytes };
  }
}

/** A delta of whole lines; lines that stand elsewhere than before leave and come in again. */
export function writeDelta(old: Uint8Array, next: Uint8Array): Uint8Array {
  const oldLines = listLines(old);
  const lines = listLines(next);
  const places = new Map<string, number>();
  for (const [index, line] of oldLines.entries()) places.set(keyOf(line), index);
  const positions = Int32Array.from(lines, (line) => {
    const position = places.get(keyOf(line)) ?? -1;
    return position >= 0 && isSame(oldLines[position]!, line) ? position : -1;
  });
  const isKept = chooseRising(positions);
  const writer = new DeltaWriter();
  let reached = 0;
  for (const [index, line] of lines.entries()) {
    if (isKept[index] === 0) {
      writer.insert(line);
      continue;
    }
    for (; reached < positions[index]!; reached++) writer.count('-', oldLines[reached]!.length);
    writer.count('=', line.length);
    reached++;
  }
  for (; reached < oldLines.length; reached++) writer.count('-', oldLines[reached]!.length);
  return writer.finish();
}

/** Joins neighbours of the same sign. */
class DeltaWriter {
  readonly #parts: Uint8Array[] = [];
  #sign: DeltaStep['sign'] = '=';
  #length = 0;
  #inserted: Uint8Array[] = [];

  count(sign: '=' | '-', length: number): void {
    this.#turnTo(sign);
    this.#length += length;
  }

  insert(bytes: Uint8Array): void {
    this.#turnTo('+');
    this.#length += bytes.length;
    this.#inserted.push(bytes);
  }

  finish(): Uint8Array {
    this.#turnTo('=');
    this.#flush();
    return joinBytes(this.#parts);
  }

  #turnTo(sign: DeltaStep['sign']): void {
    if (sign === this.#sign) return;
    this.#flush();
    this.#sign = sign;
  }

  #flush(): void {
    if (this.#length > 0) {
      this.#parts.push(new TextEncoder().encode(`${this.#sign}${this.#length}\n`), ...this.#inserted);
    }
    this.#length = 0;
    this.#inserted = [];
  }
}

/** Lines with their line feeds. */
function listLines(text: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf(LINE_FEED, start);
    const end = found < 0 ? text.length : found + 1;
    lines.push(text.subarray(start, end));
    start = end;
  }
  return lines;
}

/** Two hashes of 32 bits, and the length: lines of the same key are compared before they count as the same. */
function keyOf(line: Uint8Array): string {
  let a = 0x811c9dc5;
  let b = 0x9e3779b9;
  for (const byte of line) {
    a = Math.imul(a ^ byte, 0x01000193);
    b = Math.imul(b ^ byte, 0x85ebca6b);
    b ^= b >>> 13;
  }
  return `${a} ${b} ${line.length}`;
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
