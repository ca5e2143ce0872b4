import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinBytes } from '../../../../lib/pack/bytes.ts';
import { applyDelta, DeltaError, writeDelta } from '../../../../lib/pack/publish/delta.ts';

const encode = (text: string) => new TextEncoder().encode(text);

async function apply(old: string, delta: Uint8Array, pieceBytes = 3): Promise<string> {
  const bytes = encode(old);
  async function* stream() {
    for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
  }
  const pieces: Uint8Array[] = [];
  for await (const piece of applyDelta(stream(), delta)) pieces.push(piece);
  return new TextDecoder().decode(joinBytes(pieces));
}

describe('a delta', () => {
  it('says what is kept, left out and put in', () => {
    const delta = writeDelta(encode('a\nb\nc\nd\n'), encode('a\nB!\nc\nd\ne\n'));
    expect(new TextDecoder().decode(delta)).toBe('=2\n+3\nB!\n-2\n=4\n+2\ne\n');
  });

  it('leads from any text to any other', async () => {
    const lines = fc.array(fc.constantFrom('a', 'b', 'ä', 'a longer line', '', '日本'), { maxLength: 20 });
    const text = fc
      .tuple(lines, fc.boolean())
      .map(([all, isEnded]) => all.join('\n') + (isEnded ? '\n' : ''));
    await fc.assert(
      fc.asyncProperty(text, text, async (old, next) => {
        expect(await apply(old, writeDelta(encode(old), encode(next)))).toBe(next);
      }),
    );
  });

  it('takes no more than the line where one moved', async () => {
    const old = `${Array.from({ length: 100 }, (_, index) => `line ${index}`).join('\n')}\n`;
    const moved = `line 99\n${old.replace('line 99\n', '')}`;
    const delta = writeDelta(encode(old), encode(moved));
    expect(delta.length).toBeLessThan(30);
    expect(await apply(old, delta)).toBe(moved);
  });

  it.each([
    ['of a longer text', 'ab\n', '=100\n'],
    ['of a shorter text', 'ab\ncd\n', '=3\n'],
    ['that breaks off', 'ab\n', '=3\n+9\nxy'],
    ['without signs', 'ab\n', 'ab\n'],
    ['with a number beyond all bounds', 'ab\n', '=99999999999999999999\n'],
    ['without an end of line', 'ab\n', '=3'],
  ])('is refused if it is one %s', async (_kind, old, delta) => {
    await expect(apply(old, encode(delta))).rejects.toThrow(DeltaError);
  });
});
