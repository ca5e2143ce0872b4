import type { RecordKind } from './schema.ts';

/**
 * What can be wrong with a pack, as data. Sentences by code are in lib/locale/en/problems.json:
 * `problems.<code>` says what and where, `problems.<code>.fix` what to do. describe.ts joins them.
 *
 * An error stops an import; a warning does not.
 */
const SEVERITIES = {
  // The file
  'not-a-pack': 'error',
  'too-many-bytes': 'error',
  'expanded-too-large': 'error',
  'expands-too-much': 'error',
  'gzip-damaged': 'error',
  'not-utf8': 'error',
  'line-too-long': 'error',
  'document-too-large': 'error',
  'too-many-records': 'error',
  'too-many-errors': 'error',
  'not-json': 'error',
  'json-cut-off': 'error',
  'too-deep': 'error',
  // The records
  'not-a-record': 'error',
  'unknown-record': 'error',
  'header-missing': 'error',
  'header-repeated': 'error',
  'unknown-format': 'error',
  'missing-field': 'error',
  'unknown-field': 'warning',
  'forbidden-key': 'error',
  'wrong-type': 'error',
  'unknown-value': 'error',
  'too-long': 'error',
  'too-many': 'error',
  'empty-list': 'error',
  'out-of-range': 'error',
  'not-finite': 'error',
  blank: 'error',
  'bad-id': 'error',
  'bad-date': 'error',
  'bad-url': 'error',
  'bad-version': 'error',
  'bad-language': 'error',
  'bad-currency': 'error',
  'bad-key': 'error',
  'bad-signature': 'error',
  // Characters
  'lone-surrogate': 'error',
  'control-character': 'error',
  'bidi-override': 'error',
  'bidi-unbalanced': 'warning',
  'odd-character': 'warning',
  unfinished: 'warning',
  'untidy-name': 'warning',
  // Meaning
  'empty-pack': 'warning',
  'duplicate-id': 'error',
  'dangling-reference': 'error',
  'dangling-relation': 'warning',
  'too-many-references': 'error',
  'supersession-cycle': 'error',
  'contradicts-itself': 'warning',
  'dates-reversed': 'error',
  'date-in-future': 'warning',
  'quote-long': 'warning',
  'alias-repeated': 'warning',
  'alias-one-letter': 'warning',
  'alias-digits': 'warning',
  'alias-common-word': 'warning',
  'alias-shared': 'warning',
  'alias-is-name': 'warning',
  'alias-mixed-scripts': 'warning',
  'alias-confusable': 'warning',
  // Conversion from other formats
  'not-converted': 'warning',
  'no-columns': 'error',
} as const satisfies Record<string, 'error' | 'warning'>;

export type ProblemCode = keyof typeof SEVERITIES;
export type Severity = 'error' | 'warning';

export const PROBLEM_CODES = Object.keys(SEVERITIES) as readonly ProblemCode[];

/** What a file is that is no pack. */
export type FoundInstead = 'empty' | 'zip' | 'html' | 'utf16' | 'array' | 'binary' | 'text';

/** What the sentence of a problem needs to know. Texts out of the pack are shortened by {@link shorten}. */
interface ParamsByCode {
  'not-a-pack': { found: FoundInstead };
  'too-many-bytes': { megabytes: number };
  'expanded-too-large': { megabytes: number };
  'expands-too-much': { ratio: number };
  /** Compressed bytes read so far. */
  'gzip-damaged': { bytes: number };
  'line-too-long': { megabytes: number };
  'document-too-large': { megabytes: number };
  'too-many-records': { limit: number };
  'too-many-errors': { limit: number };
  /** `column` is 1-based; `near` is the text from there on. */
  'not-json': { column: number; near: string };
  'too-deep': { limit: number };
  'not-a-record': { found: JsonType };
  'unknown-record': { record: string };
  'unknown-format': { format: string };
  'missing-field': { field: string };
  'unknown-field': { field: string };
  'forbidden-key': { field: string };
  'wrong-type': { expected: JsonType; found: JsonType };
  /** `allowed` is a list separated by commas. */
  'unknown-value': { value: string; allowed: string };
  'too-long': { limit: number; length: number };
  'too-many': { limit: number; count: number };
  /** `field` is the list's name. */
  'empty-list': { field: string };
  'out-of-range': { value: number; minimum: number; maximum: number };
  'bad-id': { value: string };
  'bad-date': { value: string };
  'bad-url': { value: string };
  'bad-version': { value: string };
  'bad-language': { value: string };
  'bad-currency': { value: string };
  'bad-key': { value: string };
  'bad-signature': { value: string };
  /** `character` is written "U+202E". */
  'lone-surrogate': { character: string };
  'control-character': { character: string };
  'bidi-override': { character: string };
  'bidi-unbalanced': { character: string };
  'odd-character': { character: string };
  unfinished: { text: string };
  'untidy-name': { alias: string };
  'duplicate-id': { kind: ReferredKind; id: string; firstLine: number };
  /** `count` references in all, the first of them at the problem's place. */
  'dangling-reference': { kind: ReferredKind; id: string; count: number };
  'dangling-relation': { id: string; count: number };
  'too-many-references': { limit: number };
  /** Ids of the facts, each replacing the next, separated by " → ". */
  'supersession-cycle': { ids: string };
  'dates-reversed': { from: string; to: string };
  'date-in-future': { date: string };
  'quote-long': { length: number; limit: number };
  'alias-repeated': { alias: string };
  'alias-one-letter': { alias: string };
  'alias-digits': { alias: string };
  'alias-common-word': { alias: string };
  'alias-shared': { alias: string; count: number };
  /** `line`: where the entity of that name stands; 0 if unknown. */
  'alias-is-name': { alias: string; line: number };
  'alias-mixed-scripts': { alias: string; scripts: string };
  'alias-confusable': { alias: string; looksLike: string };
  'not-converted': { reason: ConversionObstacle };
  /** `column`: the field that no column of the table gives. */
  'no-columns': { column: string };
}

/** Why a piece of another format does not become a record. */
export type ConversionObstacle =
  | 'noName'
  | 'noId'
  | 'noLabel'
  | 'noSubject'
  | 'noStatement'
  | 'noSuchType'
  | 'badValue';

export type JsonType = 'string' | 'number' | 'boolean' | 'null' | 'list' | 'object' | 'nothing';
export type ReferredKind = Exclude<RecordKind, 'pack'>;

export type ProblemParams<Code extends ProblemCode> = Code extends keyof ParamsByCode
  ? ParamsByCode[Code]
  : Record<never, never>;

/** Where a problem is. Nothing set: the file as a whole. */
export interface Place {
  /** 1-based line of the file (of the text, once gzip is taken off). */
  readonly line?: number | undefined;
  /** JSONPath: from the record in JSON Lines, from the document in a JSON document. */
  readonly path?: string | undefined;
  readonly recordId?: string | undefined;
}

export type PackProblem = {
  [Code in ProblemCode]: {
    readonly code: Code;
    readonly severity: (typeof SEVERITIES)[Code];
    readonly place: Place;
    readonly params: Readonly<ProblemParams<Code>>;
  };
}[ProblemCode];

export function createProblem<Code extends ProblemCode>(
  code: Code,
  place: Place,
  params: ProblemParams<Code>,
): PackProblem {
  // The union's members are exactly the codes with their own severity and params; the compiler
  // cannot follow a type parameter into a union.
  return { code, severity: SEVERITIES[code], place, params } as unknown as PackProblem;
}

/** Problems kept in memory, enough to read through; the sink gets all. */
export const KEPT_PROBLEMS = 200;

export interface ProblemCounts {
  readonly errors: number;
  readonly warnings: number;
  readonly byCode: Readonly<Partial<Record<ProblemCode, number>>>;
}

/**
 * Collects the problems of one reading: counts all, keeps the first 200 of each severity (errors
 * must not drown in warnings), hands every one to `sink`, for a download.
 */
export class ProblemLog {
  readonly #sink: ((problem: PackProblem) => void) | undefined;
  readonly #kept: Record<Severity, PackProblem[]> = { error: [], warning: [] };
  readonly #counts: Record<Severity, number> = { error: 0, warning: 0 };
  readonly #byCode: Partial<Record<ProblemCode, number>> = {};

  constructor(sink?: (problem: PackProblem) => void) {
    this.#sink = sink;
  }

  add<Code extends ProblemCode>(code: Code, place: Place, params: ProblemParams<Code>): void {
    this.push(createProblem(code, place, params));
  }

  push(problem: PackProblem): void {
    const { severity, code } = problem;
    this.#counts[severity] += 1;
    this.#byCode[code] = (this.#byCode[code] ?? 0) + 1;
    if (this.#kept[severity].length < KEPT_PROBLEMS) this.#kept[severity].push(problem);
    this.#sink?.(problem);
  }

  /** The problems to show: errors first, each severity in the order found, 200 in all. */
  get kept(): readonly PackProblem[] {
    return [...this.#kept.error, ...this.#kept.warning].slice(0, KEPT_PROBLEMS);
  }

  get hasErrors(): boolean {
    return this.#counts.error > 0;
  }

  get errorCount(): number {
    return this.#counts.error;
  }

  get counts(): ProblemCounts {
    return { errors: this.#counts.error, warnings: this.#counts.warning, byCode: { ...this.#byCode } };
  }
}

const SHORT_LENGTH = 80;
/** What nearly all ids are made of: shown as they stand, at no cost. */
const HARMLESS = /^[\x20-\x7e]*$/;

/** A text out of a pack, short enough for a sentence and without characters that could disturb it. */
export function shorten(text: string, maxLength = SHORT_LENGTH): string {
  if (text.length <= maxLength && HARMLESS.test(text)) return text;
  const short = text.length > maxLength ? `${text.slice(0, maxLength - 1)}…` : text;
  return short.toWellFormed().replace(/[\p{Cc}\u200e\u200f\u061c\u2028-\u202e\u2066-\u2069]/gu, '\ufffd');
}
