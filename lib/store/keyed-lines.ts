/**
 * Records as text: one a line, its id and whatever is asked for often before its JSON. So one record is
 * found in a chunk, or grouped with others, without parsing the rest. Control characters part the
 * fields: JSON escapes them, and ids have none.
 */

/** Between the fields of a line. */
export const FIELD = '\u001e';
/** Between the items of a field that is a list. */
export const ITEM = '\u001f';
/** Between the sections of a chunk. */
export const SECTION = '\u001d';

export function joinItems(items: Iterable<string>): string {
  const [first = '', ...others] = items;
  return others.length === 0 ? first : [first, ...others].join(ITEM);
}

export function splitItems(field: string): readonly string[] {
  if (field === '') return [];
  // Mostly there is one.
  return field.includes(ITEM) ? field.split(ITEM) : [field];
}

export function splitLines(text: string): readonly string[] {
  return text === '' ? [] : text.split('\n');
}

/** The first field of a line. */
export function keyOf(line: string): string {
  return line.slice(0, line.indexOf(FIELD));
}

/** The line that starts with this key; undefined if there is none. */
export function findLine(text: string, key: string): string | undefined {
  const prefix = key + FIELD;
  let start = 0;
  if (!text.startsWith(prefix)) {
    start = text.indexOf(`\n${prefix}`) + 1;
    if (start === 0) return undefined;
  }
  const end = text.indexOf('\n', start);
  return end < 0 ? text.slice(start) : text.slice(start, end);
}

/** Reads the fields of a line one after the other. */
export class FieldReader {
  readonly #line: string;
  #at = 0;

  constructor(line: string) {
    this.#line = line;
  }

  next(): string {
    const end = this.#line.indexOf(FIELD, this.#at);
    const field = this.#line.slice(this.#at, end);
    this.#at = end + 1;
    return field;
  }

  /** Everything after the fields read so far. */
  rest(): string {
    return this.#line.slice(this.#at);
  }
}
