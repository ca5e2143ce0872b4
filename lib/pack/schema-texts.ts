import { z } from 'zod';
import { BOUNDS } from './limits.ts';

/*
 * The texts of format 1 that have a form: ids, versions, dates, addresses, keys. A check's message is the code
 * of the problem that it raises (problems.ts).
 */

// Extension pages forbid zod's code generation, and without it this is also faster (BROWSERS.md).
z.config({ jitless: true });

/** No white space, no control or invisible formatting characters, no half of a surrogate pair. */
const VISIBLE_ID = /^[^\s\p{Z}\p{Cc}\p{Cf}\p{Cs}]+$/u;

/** The pattern that semver.org recommends. */
export const SEMVER =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-((?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?(?:\+([0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*))?$/;

/** Well-formed BCP 47 (RFC 5646 §2.1) without the grandfathered tags. */
const LANGUAGE_TAG =
  /^([a-zA-Z]{2,3}(-[a-zA-Z]{3}){0,3}|[a-zA-Z]{4,8})(-[a-zA-Z]{4})?(-([a-zA-Z]{2}|\d{3}))?(-([a-zA-Z\d]{5,8}|\d[a-zA-Z\d]{3}))*(-[a-wy-zA-WY-Z\d](-[a-zA-Z\d]{2,8})+)*(-x(-[a-zA-Z\d]{1,8})+)?$/;

/** Written without a flag, because the JSON Schema carries the pattern alone. */
const WEB_URL = /^[hH][tT]{2}[pP][sS]?:\/\/[^\s/?#]\S*$/;
const REDUCED_DATE = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;
export const CURRENCY = /^[A-Z]{3}$/;
const PUBLIC_KEY = /^ed25519:[A-Za-z0-9_-]{43}$/;
const SIGNATURE = /^ed25519:[A-Za-z0-9_-]{86}$/;

/** What people call a text of a pattern, for the documentation. */
export const PATTERN_NAMES: ReadonlyMap<string, string> = new Map([
  [VISIBLE_ID.source, 'id'],
  [SEMVER.source, 'version'],
  [LANGUAGE_TAG.source, 'language tag'],
  [WEB_URL.source, 'web address'],
  [REDUCED_DATE.source, 'date'],
  [CURRENCY.source, 'currency code'],
  [PUBLIC_KEY.source, 'public key'],
  [SIGNATURE.source, 'signature'],
]);

export const id = (description: string) =>
  z.string().max(BOUNDS.id).regex(VISIBLE_ID, 'bad-id').meta({ description });

export const text = (maxLength: number, description: string) =>
  z.string().max(maxLength).regex(/\S/, 'blank').meta({ description });

export const date = (description: string) =>
  z
    .string()
    .regex(REDUCED_DATE, { error: 'bad-date', abort: true })
    .refine(isCalendarDate, 'bad-date')
    .meta({ description });

export const url = (description: string) =>
  z
    .string()
    .max(BOUNDS.url, { abort: true })
    .regex(WEB_URL, { error: 'bad-url', abort: true })
    .refine(isPlainUrl, 'bad-url')
    .meta({ description });

export const language = (description: string) =>
  z.string().regex(LANGUAGE_TAG, 'bad-language').meta({ description });

export const publicKeySchema = z.string().regex(PUBLIC_KEY, 'bad-key');
export const publicKey = (description: string) => publicKeySchema.meta({ description });

export const signatureSchema = z.string().regex(SIGNATURE, 'bad-signature');
export const signature = (description: string) => signatureSchema.meta({ description });

export const list = <T extends z.ZodType>(item: T, maxItems: number, description: string) =>
  z.array(item).max(maxItems).meta({ description });

/** Whether a well-formed date exists in the calendar: "2026-02-30" does not. */
export function isCalendarDate(value: string): boolean {
  if (value.length < 10) return true;
  const day = Number(value.slice(8));
  if (day <= 28) return true;
  const year = Number(value.slice(0, 4));
  const month = Number(value.slice(5, 7));
  // Not Date.UTC: it reads years below 100 as 19xx.
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  return day <= days;
}

/** A URL with a user name in it ("https://bank.example@other.example") hides where it leads. */
function isPlainUrl(value: string): boolean {
  const parsed = URL.parse(value);
  return parsed !== null && parsed.username === '' && parsed.password === '' && parsed.hostname !== '';
}
