import { expect, it } from 'vitest';
import { createProblem } from '../../../lib/pack/problems.ts';
import { ProblemFile } from '../../../lib/services/problem-file.ts';

it('a file of problems holds every one in the order found, far more than a preview shows', async () => {
  const file = new ProblemFile();
  const count = 20_000;
  for (let line = 1; line <= count; line += 1) {
    file.add(createProblem('alias-one-letter', { line }, { alias: 'X' }));
  }
  const text = await (await file.write((id, values) => `${id} ${values.where ?? values.line}`)).text();
  const lines = text.trimEnd().split('\n');
  expect(lines).toHaveLength(2 * count);
  expect(lines[0]).toContain('problems.alias-one-letter');
  expect(lines[1]).toMatch(/^ {4}problems\.alias-one-letter\.fix/);
  expect(lines[2 * count - 2]).toContain(String(count));
});
