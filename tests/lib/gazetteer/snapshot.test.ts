import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { MAX_ALIAS_WORDS } from '../../../lib/gazetteer/builder.ts';
import {
  compileGazetteer,
  compileGazetteerNow,
  type GazetteerEntry,
} from '../../../lib/gazetteer/compile.ts';
import { findMentions } from '../../../lib/gazetteer/find-mentions.ts';
import { type Gazetteer, loadGazetteer } from '../../../lib/gazetteer/gazetteer.ts';
import { HEADER_BYTES } from '../../../lib/gazetteer/layout.ts';
import { factorFrom, scatter } from '../../../lib/gazetteer/slots.ts';
import { MAX_TWINS } from '../../../lib/gazetteer/vocabulary.ts';
import { addToHash, EMPTY_HASH, hashUnits, removeFromHash } from '../../../lib/text/hash.ts';
import { readWords } from '../../../lib/text/read-words.ts';

vi.setConfig({ testTimeout: 60_000 });

function entriesOf(names: readonly string[]): GazetteerEntry[] {
  return names.map((text, ordinal) => ({ ordinal, aliases: [{ text, kind: 'name', case: 'auto' }] }));
}

function surfaces(gazetteer: Gazetteer, text: string): string[] {
  const mentions = findMentions([gazetteer], readWords(text), text);
  return Array.from({ length: mentions.count }, (_, i) => text.slice(mentions.start[i], mentions.end[i]));
}

/** Invented names, many of which share words. */
function manyNames(count: number): string[] {
  const syllables = ['Ba', 'Ko', 'Lu', 'Mi', 'Ra', 'Te', 'Vo', 'Zan'];
  const word = (n: number) =>
    syllables[n % 8] + (syllables[(n >> 3) % 8] as string).toLowerCase() + ((n >> 6) % 97).toString(36);
  return Array.from({ length: count }, (_, n) => (n % 3 === 0 ? word(n) : `${word(n)} ${word(n * 7 + 1)}`));
}

describe('a gazetteer’s snapshot', () => {
  const names = manyNames(5000);
  let gazetteer: Gazetteer;
  beforeAll(async () => {
    gazetteer = await compileGazetteer(entriesOf(names));
  });

  it('finds every name again after the round trip', () => {
    const reading = loadGazetteer(structuredClone(gazetteer.buffer));
    if (!reading.ok) throw new Error(reading.problem.code);
    for (const name of names) expect(surfaces(reading.gazetteer, `${name}!`)).toEqual([name]);
  });

  it('is the same whether compiled at once or in slices', async () => {
    let rests = 0;
    const rest = async () => {
      rests++;
    };
    const random = () => 0.3;
    const sliced = await compileGazetteer(entriesOf(names), { sliceMs: 0, rest, random });
    expect(rests).toBeGreaterThan(10);
    const atOnce = compileGazetteerNow(entriesOf(names), { random });
    expect(Buffer.compare(Buffer.from(sliced.buffer), Buffer.from(atOnce.buffer))).toBe(0);
  });

  it('finds the same wherever chance put the words', () => {
    const text = names.slice(0, 500).join('. ');
    const found = [0, 0.3, 0.999999].map((chance) =>
      surfaces(compileGazetteerNow(entriesOf(names), { random: () => chance }), text),
    );
    expect(found[0]).toHaveLength(500);
    expect(found[1]).toEqual(found[0]);
    expect(found[2]).toEqual(found[0]);
  });

  it('is compiled from an asynchronous source too', async () => {
    async function* source() {
      yield* entriesOf(['Ada', 'New York']);
    }
    expect(surfaces(await compileGazetteer(source()), 'Ada in New York')).toEqual(['Ada', 'New York']);
  });

  it('stops compiling when told to', async () => {
    const stop = new AbortController();
    const rest = async () => stop.abort(new Error('enough'));
    const compiling = compileGazetteer(entriesOf(names), { sliceMs: 0, rest, signal: stop.signal });
    await expect(compiling).rejects.toThrow('enough');
  });

  it('counts aliases, and those that it cannot hold', () => {
    const tooLong = Array.from({ length: MAX_ALIAS_WORDS + 1 }, () => 'word').join(' ');
    const { header } = compileGazetteerNow(entriesOf(['Ada', '!!!', tooLong]));
    expect(header).toMatchObject({ aliasCount: 3, skippedAliasCount: 2, candidateCount: 1 });
  });

  it('holds nothing at all, if need be', () => {
    const reading = loadGazetteer(compileGazetteerNow([]).buffer);
    expect(reading.ok && surfaces(reading.gazetteer, 'Ada in New York')).toEqual([]);
  });

  it.each([
    ['is cut short', (buffer: ArrayBuffer) => buffer.slice(0, buffer.byteLength - 4), 'damaged-snapshot'],
    ['has bytes too many', (buffer: ArrayBuffer) => padded(buffer, 4), 'damaged-snapshot'],
    ['is empty', () => new ArrayBuffer(0), 'damaged-snapshot'],
    ['is something else', () => new ArrayBuffer(4096), 'damaged-snapshot'],
    ['is of another format', (buffer: ArrayBuffer) => changed(buffer, 4), 'other-format'],
  ])('is refused when it %s', (_what, damage, code) => {
    expect(loadGazetteer(damage(gazetteer.buffer))).toMatchObject({ ok: false, problem: { code } });
  });

  it('is refused when any byte of it changed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: gazetteer.buffer.byteLength - 1 }), (at) => {
        expect(loadGazetteer(changed(gazetteer.buffer, at)).ok).toBe(false);
      }),
      { examples: Array.from({ length: HEADER_BYTES }, (_, at): [number] => [at]), numRuns: 200 },
    );
  });

  function padded(buffer: ArrayBuffer, bytes: number): ArrayBuffer {
    const longer = new Uint8Array(buffer.byteLength + bytes);
    longer.set(new Uint8Array(buffer));
    return longer.buffer;
  }

  function changed(buffer: ArrayBuffer, at: number): ArrayBuffer {
    const copy = new Uint8Array(buffer.slice(0));
    copy[at] = (copy[at] as number) ^ 0x40;
    return copy.buffer;
  }
});

describe('words that share a hash', () => {
  // Known collisions of 32-bit FNV-1a.
  const TWINS = [
    ['Costarring', 'Liquid'],
    ['Declinate', 'Macallums'],
    ['Altarage', 'Zinke'],
  ] as const;

  it.each(TWINS)('%s and %s do', (one, other) => {
    expect(readWords(one).hash[0]).toBe(readWords(other).hash[0]);
  });

  it.each(TWINS)('are not mistaken for one another: %s, %s', (one, other) => {
    expect(surfaces(compileGazetteerNow(entriesOf([one])), `${other} ${one}`)).toEqual([one]);
    expect(surfaces(compileGazetteerNow(entriesOf([other])), `${other} ${one}`)).toEqual([other]);
  });

  it.each(TWINS)('are both found when both are names: %s, %s', (one, other) => {
    const gazetteer = compileGazetteerNow(entriesOf([one, other, `${one} House`, `New ${other}`]));
    const text = `${other} ${one} House, New ${other}, New ${one}`;
    expect(surfaces(gazetteer, text)).toEqual([other, `${one} House`, `New ${other}`, one]);
  });

  it('are limited in number, so that a forged pack cannot slow the search', () => {
    const forged = collidingWords(EMPTY_HASH ^ 0x1234567, 40);
    expect(new Set(forged.map((word) => readWords(word).hash[0])).size).toBe(1);
    const { header } = compileGazetteerNow(entriesOf(forged));
    expect(header).toMatchObject({ wordCount: MAX_TWINS, skippedAliasCount: forged.length - MAX_TWINS });
  });

  /** Words of eight letters with a given hash: half of each is found forwards, half backwards. */
  function collidingWords(hash: number, count: number): string[] {
    const letters = Array.from({ length: 26 }, (_, i) => 0x61 + i);
    const halves = new Map<number, string>();
    const words: string[] = [];
    const eachHalf = (visit: (half: number[]) => void) => {
      for (const a of letters)
        for (const b of letters) for (const c of letters) for (const d of letters) visit([a, b, c, d]);
    };
    eachHalf((half) => halves.set(half.reduce(addToHash, EMPTY_HASH), String.fromCharCode(...half)));
    eachHalf((half) => {
      if (words.length === count) return;
      const first = halves.get(half.reduceRight(removeFromHash, hash));
      if (first !== undefined) words.push(first + String.fromCharCode(...half));
    });
    return words;
  }
});

describe('words that were forged to share a place', () => {
  const FORESEEN = 0.618;
  const COUNT = 2_000;
  const forged = forgeWords(COUNT, factorFrom(FORESEEN));
  const compileWith = (chance: number) => compileGazetteerNow(entriesOf(forged), { random: () => chance });

  it('would pile up, if chance could be foreseen', () => {
    expect(longestPile(compileWith(FORESEEN))).toBe(COUNT);
  });

  it.each([0.07, 0.29, 0.41, 0.73, 0.92])('lie apart where it falls otherwise (%d)', (chance) => {
    const gazetteer = compileWith(chance);
    expect(longestPile(gazetteer)).toBeLessThan(COUNT / 10);
    expect(gazetteer.header.skippedAliasCount).toBe(0);
    const [name] = forged.slice(-1) as [string];
    expect(surfaces(gazetteer, `Not ${name}!`)).toEqual([name]);
  });

  it('meet another chance in each gazetteer', () => {
    const factors = Array.from({ length: 8 }, () => compileGazetteerNow([]).header.factor);
    expect(new Set(factors).size).toBe(factors.length);
    expect(factors.every((factor) => factor % 2 === 1)).toBe(true);
  });

  /** Words that a table of this factor has in the first 256th of its slots. */
  function forgeWords(count: number, factor: number): string[] {
    const words: string[] = [];
    for (let n = 0; words.length < count; n++) {
      const word = `Z${n.toString(36)}q`;
      const hash = readWords(word).hash[0] as number;
      if (scatter(hash, factor) >>> 24 === 0) words.push(word);
    }
    return words;
  }

  /** Most slots in a row that hold a word: a search may have to look at all of them. */
  function longestPile({ sections: { slots } }: Gazetteer): number {
    let longest = 0;
    let pile = 0;
    for (let at = 0; at < slots.length - 2; at += 2) {
      pile = slots[at] === 0 ? 0 : pile + 1;
      longest = Math.max(longest, pile);
    }
    return longest;
  }
});

describe('the hash', () => {
  it('can be taken back a letter at a time', () => {
    fc.assert(
      fc.property(fc.uint16Array({ minLength: 1, maxLength: 20 }), (units) => {
        const whole = hashUnits(units, 0, units.length);
        expect(removeFromHash(whole, units.at(-1) as number)).toBe(hashUnits(units, 0, units.length - 1));
      }),
    );
  });
});
