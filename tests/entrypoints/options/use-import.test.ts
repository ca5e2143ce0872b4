import { describe, expect, it } from 'vitest';
import { afterStaging } from '../../../entrypoints/options/use-import.ts';
import { readMessages } from '../../../lib/locale/locales.ts';
import { createTranslator } from '../../../lib/locale/translator.ts';
import { createProblem } from '../../../lib/pack/problems.ts';

const translator = createTranslator(readMessages('en', ['shared', 'settings', 'problems']));

describe('what becomes of a file that was read', () => {
  it('a refusal in words: the line, the reason, what to do', () => {
    const problem = createProblem(
      'duplicate-id',
      { line: 9, recordId: 'a' },
      { kind: 'entity', id: 'a', firstLine: 2 },
    );
    const state = afterStaging(
      { ok: false, reason: 'problems', problems: [problem], errorCount: 12, warningCount: 1 },
      'a.jsonl',
      translator,
    );
    expect(state).toMatchObject({
      phase: 'refused',
      fileName: 'a.jsonl',
      report: { errors: 12, warnings: 1 },
    });
    const [described] = state.phase === 'refused' ? state.report.problems : [];
    expect(described?.sentence).toMatch(/^Line 9/);
    expect(described?.fix).not.toContain('problems.');
  });

  it.each([
    [{ reason: 'busy', packId: 'p' }, 'Another window is importing this pack.'],
    [{ reason: 'no-space' }, 'There is no room left'],
    [{ reason: 'no-storage' }, 'This window keeps no data'],
  ] as const)('a failure with its reason: %o', (refusal, words) => {
    const state = afterStaging({ ok: false, ...refusal }, 'a.jsonl', translator);
    expect(state.phase === 'failed' && state.reason).toContain(words);
  });

  it('nothing, if the reader cancelled', () => {
    expect(afterStaging({ ok: false, reason: 'canceled' }, 'a.jsonl', translator)).toEqual({ phase: 'idle' });
  });
});
