import { MENTION_ROW_LENGTH, type MentionsReply } from '../model/messages.ts';

/** How many marks one connection of a page has been told to paint. */
export interface MarkCount {
  readonly total: number;
  /** Replaces what the blocks of the reply had. */
  note(reply: MentionsReply): void;
  forget(blockIds: readonly number[]): void;
  clear(): void;
}

export function createMarkCount(): MarkCount {
  const byBlock = new Map<number, number>();
  let total = 0;
  const set = (blockId: number, count: number) => {
    total += count - (byBlock.get(blockId) ?? 0);
    if (count === 0) byBlock.delete(blockId);
    else byBlock.set(blockId, count);
  };
  return {
    get total() {
      return total;
    },
    note({ blockIds, rows }) {
      const counts = new Map(blockIds.map((id) => [id, 0]));
      for (let row = 0; row < rows.length; row += MENTION_ROW_LENGTH) {
        const id = rows[row]!;
        counts.set(id, (counts.get(id) ?? 0) + 1);
      }
      for (const [id, count] of counts) set(id, count);
    },
    forget(blockIds) {
      for (const id of blockIds) set(id, 0);
    },
    clear() {
      byBlock.clear();
      total = 0;
    },
  };
}
