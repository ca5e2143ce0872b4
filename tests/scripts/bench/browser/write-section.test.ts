import { describe, expect, it } from 'vitest';
import { putSection } from '../../../../scripts/bench/browser/write-section.ts';

describe('putSection', () => {
  it.each([
    ['adds a section at the end', '# All\n\n## One\n\n1\n', '# All\n\n## One\n\n1\n\n## New\n\n### Part\n'],
    ['replaces the last section', '# All\n\n## New\n\nold\n', '# All\n\n## New\n\n### Part\n'],
    [
      'replaces a section and keeps what follows',
      '# All\n\n## New\n\n### Old part\n\nold\n\n## Two\n\n2\n',
      '# All\n\n## New\n\n### Part\n\n## Two\n\n2\n',
    ],
  ])('%s', (_rule, before, after) => {
    expect(putSection(before, { title: 'New', body: '### Part' })).toBe(after);
  });
});
