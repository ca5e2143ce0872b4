import { describe, expect, it } from 'vitest';
import { compareVersions } from '../../../lib/pack/version.ts';

describe('compareVersions', () => {
  it('orders versions as semver.org §11 does', () => {
    const ordered = [
      '0.9.10',
      '1.0.0-alpha',
      '1.0.0-alpha.1',
      '1.0.0-alpha.beta',
      '1.0.0-beta',
      '1.0.0-beta.2',
      '1.0.0-beta.11',
      '1.0.0-rc.1',
      '1.0.0',
      '1.0.9',
      '1.0.10',
      '1.2.0',
      '2.0.0',
      '10.0.0',
      '10.0.12345678901234567890123',
      '10.0.12345678901234567890124',
    ];
    for (const [i, a] of ordered.entries()) {
      for (const [j, b] of ordered.entries())
        expect(Math.sign(compareVersions(a, b)), `${a} ${b}`).toBe(Math.sign(i - j));
    }
  });

  it('does not count build metadata', () => {
    expect(compareVersions('1.0.0+a', '1.0.0+b-c.1')).toBe(0);
    expect(compareVersions('1.0.0-x+a', '1.0.0-x')).toBe(0);
  });
});
