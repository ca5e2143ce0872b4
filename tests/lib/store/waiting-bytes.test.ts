import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WaitingBytes } from '../../../lib/store/waiting-bytes.ts';

const SLOTS = 5;
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe('lines that wait as bytes', () => {
  const aLine = fc.string({ unit: 'grapheme', maxLength: 40 }).map((text) => text.replaceAll('\n', ' '));
  const aSlot = fc.nat(SLOTS - 1);

  it('come out slot by slot, in the order added', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(aSlot, aLine)), fc.array(aSlot), (added, takenSlots) => {
        const waiting = new WaitingBytes(SLOTS);
        const expected = Array.from({ length: SLOTS }, () => '');
        for (const [slot, line] of added) {
          expect(waiting.add(slot, line)).toBe(true);
          expected[slot] += `${line}\n`;
        }
        for (const slot of takenSlots) {
          expect(textOf(waiting.take(slot))).toBe(expected[slot]);
          expected[slot] = '';
        }
        const rest = waiting.bySlot().map(({ slot, bytes }) => [slot, textOf(bytes)]);
        expect(rest).toEqual([...expected.entries()].filter(([, text]) => text !== ''));
      }),
    );
  });

  it('take more after some were taken, and after all were cleared', () => {
    const waiting = new WaitingBytes(SLOTS);
    waiting.add(1, 'ä');
    waiting.take(1);
    waiting.add(1, '港');
    expect(textOf(waiting.take(1))).toBe('港\n');
    waiting.add(2, 'lost');
    waiting.clear();
    waiting.add(1, 'kept');
    expect(waiting.bySlot().map(({ slot, bytes }) => [slot, textOf(bytes)])).toEqual([[1, 'kept\n']]);
  });

  it('are refused when six megabytes are there, though never the only one', () => {
    const waiting = new WaitingBytes(SLOTS);
    const megabyte = 'x'.repeat(1024 * 1024);
    let added = 0;
    while (waiting.add(added % SLOTS, megabyte)) added++;
    // Before a line is encoded it counts as if each of its letters took three bytes.
    expect(added).toBeGreaterThan(2);
    expect(added).toBeLessThan(7);
    const total = waiting.bySlot().reduce((sum, { bytes }) => sum + bytes.length, 0);
    expect(total).toBe(added * (megabyte.length + 1));
    waiting.clear();
    const huge = megabyte.repeat(9);
    expect(waiting.add(0, huge)).toBe(true);
    expect(waiting.take(0)).toHaveLength(huge.length + 1);
  });
});
