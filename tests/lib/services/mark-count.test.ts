import { describe, expect, it } from 'vitest';
import type { MentionsReply } from '../../../lib/model/messages.ts';
import { createMarkCount } from '../../../lib/services/mark-count.ts';

/** A reply about these blocks, with so many mentions in each. */
function reply(counts: Readonly<Record<number, number>>): MentionsReply {
  const blockIds = Object.keys(counts).map(Number);
  const rows = blockIds.flatMap((id) =>
    Array.from({ length: counts[id]! }, (_, n) => [id, n, n + 1, 0, 900]).flat(),
  );
  return { type: 'mentions', blockIds, entities: [], rows };
}

describe('the count of marks', () => {
  it('adds up what blocks have', () => {
    const marks = createMarkCount();
    marks.note(reply({ 1: 2, 2: 0, 7: 3 }));
    expect(marks.total).toBe(5);
  });

  it('replaces what a block had, also by nothing', () => {
    const marks = createMarkCount();
    marks.note(reply({ 1: 2, 2: 4 }));
    marks.note(reply({ 1: 1, 2: 0 }));
    expect(marks.total).toBe(1);
  });

  it('forgets blocks that left the page, and does not mind those that it never knew', () => {
    const marks = createMarkCount();
    marks.note(reply({ 1: 2, 2: 4 }));
    marks.forget([2, 3]);
    marks.forget([2]);
    expect(marks.total).toBe(2);
    marks.clear();
    expect(marks.total).toBe(0);
  });
});
