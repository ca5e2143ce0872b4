import type { CharacterKind } from './character-kind.ts';

/*
 * A page of 256 code units in writing: runs of one kind that fold alike, each as a capital for the kind
 * ("A" = 1), how many there are, and how they fold: "+32" or "-1" from their own number, nothing for to
 * themselves, "!" for to what stands behind the runs, one line each. Numbers are of base 36.
 */

export const PAGE_BITS = 8;
const PAGE_SIZE = 1 << PAGE_BITS;
const FIRST_KIND = 'A'.charCodeAt(0) - 1;
const BASE = 36;

const EXPANDS = '!'.charCodeAt(0);
const PLUS = '+'.charCodeAt(0);
const MINUS = '-'.charCodeAt(0);
const NINE = '9'.charCodeAt(0);
const ZERO = '0'.charCodeAt(0);
const BEFORE_A = 'a'.charCodeAt(0) - 10;
const LAST_CAPITAL = 'Z'.charCodeAt(0);

/** Folded form: a code unit, or several of them, or none. */
type Folded = number | string;

export function writePage(
  page: number,
  describe: (unit: number) => { readonly kind: CharacterKind; readonly folded: Folded },
): string {
  const runs: { head: string; count: number; tail: string }[] = [];
  const expansions: string[] = [];
  for (let unit = page << PAGE_BITS, end = unit + PAGE_SIZE; unit < end; unit++) {
    const { kind, folded } = describe(unit);
    const head = String.fromCharCode(FIRST_KIND + kind);
    const tail = typeof folded === 'string' ? '!' : writeStep(folded - unit);
    if (typeof folded === 'string') expansions.push(folded);
    const last = runs.at(-1);
    if (last?.head === head && last.tail === tail) last.count++;
    else runs.push({ head, count: 1, tail });
  }
  return [
    runs.map(({ head, count, tail }) => head + count.toString(BASE) + tail).join(''),
    ...expansions,
  ].join('\n');
}

function writeStep(step: number): string {
  if (step === 0) return '';
  return (step > 0 ? '+' : '-') + Math.abs(step).toString(BASE);
}

/** Reads a page that {@link writePage} has written. */
export function readPage(
  page: number,
  written: string,
  take: (unit: number, kind: CharacterKind, folded: Folded) => void,
): void {
  const [runs = '', ...expansions] = written.split('\n');
  let unit = page << PAGE_BITS;
  let expansion = 0;
  let at = 0;
  const readNumber = () => {
    let number = 0;
    for (; at < runs.length; at++) {
      const code = runs.charCodeAt(at);
      if (code < ZERO || (code > NINE && code <= LAST_CAPITAL)) break;
      number = number * BASE + code - (code <= NINE ? ZERO : BEFORE_A);
    }
    return number;
  };
  while (at < runs.length) {
    const kind = (runs.charCodeAt(at++) - FIRST_KIND) as CharacterKind;
    const end = unit + readNumber();
    const sign = at < runs.length ? runs.charCodeAt(at) : 0;
    if (sign === EXPANDS) {
      at++;
      for (; unit < end; unit++) take(unit, kind, expansions[expansion++] as string);
      continue;
    }
    let step = 0;
    if (sign === PLUS || sign === MINUS) {
      at++;
      step = readNumber() * (sign === PLUS ? 1 : -1);
    }
    for (; unit < end; unit++) take(unit, kind, unit + step);
  }
}
