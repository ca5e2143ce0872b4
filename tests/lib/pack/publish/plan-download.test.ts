import { describe, expect, it } from 'vitest';
import type { Manifest } from '../../../../lib/pack/publish/manifest.ts';
import { planDownload } from '../../../../lib/pack/publish/plan-download.ts';

const hash = (name: string) => name.repeat(43).slice(0, 43);

/** @param chunks One letter each, of 100 bytes. @param steps "from:size", the latest first. */
function manifestOf(chunks: string, fileSize = 1000, steps: readonly string[] = []): Manifest {
  return {
    format: 'fact-pack-manifest/1',
    id: 'test',
    version: '1.0.0',
    file: { name: 'x', size: fileSize },
    chunks: [...chunks].map((name) => [hash(name), 400, 100]),
    steps: steps.map((step) => {
      const [from = '', size] = step.split(':');
      return { from: hash(from), part: [hash(`${from}d`), 40, Number(size)] };
    }),
  };
}
const held = (chunks: string, name = '1') => ({ hashes: [...chunks].map(hash), hash: hash(name) });

describe('planDownload', () => {
  it('fetches the chunks that are not held', () => {
    const plan = planDownload(manifestOf('abXd'), held('abcd'));
    expect(plan).toEqual({ way: 'chunks', size: 100, held: [0, 1, undefined, 3] });
  });

  it('walks the held text once: of chunks that changed places, the fewest are fetched again', () => {
    const plan = planDownload(manifestOf('dabc'), held('abcd'));
    expect(plan).toEqual({ way: 'chunks', size: 100, held: [undefined, 0, 1, 2] });
  });

  it('takes deltas where they are smaller, all from the held text on', () => {
    const manifest = manifestOf('XYZd', 1000, ['3:20', '2:30', '1:40']);
    const plan = planDownload(manifest, held('abcd', '2'));
    expect(plan).toMatchObject({ way: 'steps', size: 50 });
    expect(plan.way === 'steps' && plan.parts.map((part) => part.hash)).toEqual([hash('2d'), hash('3d')]);
  });

  it('takes chunks where deltas are larger, or lead on from another text', () => {
    expect(planDownload(manifestOf('abcX', 1000, ['1:101']), held('abcd')).way).toBe('chunks');
    expect(planDownload(manifestOf('XYZd', 1000, ['9:20']), held('abcd')).way).toBe('chunks');
  });

  it('fetches all chunks where nothing is held, unless the file is far smaller', () => {
    expect(planDownload(manifestOf('abcd', 320), undefined)).toMatchObject({ way: 'chunks', size: 400 });
    expect(planDownload(manifestOf('abcd', 290), undefined)).toEqual({ way: 'file', size: 290 });
  });
});
