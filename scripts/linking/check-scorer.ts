import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Evaluation } from './evaluate-corpus.ts';
import type { Prediction, Score } from './score.ts';
import { showDigits, trapScore } from './score.ts';

const run = promisify(execFile);

export interface Agreement {
  /** False where there is no Python or no score.py: nothing was compared. */
  readonly wasRun: boolean;
  /** A line for each figure that differs. */
  readonly disagreements: readonly string[];
}

/** Runs the corpus's own scorer over the same predictions and compares every figure to its last digit. */
export async function checkScorer(corpus: string, evaluation: Evaluation): Promise<Agreement> {
  const scorer = path.join(corpus, 'score.py');
  if (!existsSync(scorer)) return { wasRun: false, disagreements: [] };
  const folder = await mkdtemp(path.join(tmpdir(), 'factmark-'));
  try {
    const lines = (rows: readonly unknown[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
    const linking = path.join(folder, 'linking.jsonl');
    const traps = path.join(folder, 'traps.jsonl');
    await writeFile(
      linking,
      lines(
        evaluation.predicted.map(({ gold, predictions }) => ({
          dataset: gold.dataset,
          doc_id: gold.doc_id,
          mentions: predictions.map(toRow),
        })),
      ),
    );
    await writeFile(
      traps,
      lines(
        [...evaluation.predictedTraps].map(([trap, found]) => ({
          doc_id: trap.id,
          mentions: found.map(toRow),
        })),
      ),
    );
    const gold = path.join(corpus, 'linking', 'gold.jsonl.gz');
    const ofLinking = await run('python3', [scorer, 'linking', gold, linking]);
    const ofTraps = await run('python3', [scorer, 'traps', path.join(corpus, 'traps', 'traps.jsonl'), traps]);
    return { wasRun: true, disagreements: compare(`${ofLinking.stdout}\n${ofTraps.stdout}`, evaluation) };
  } catch (error) {
    // No Python here: there is nothing to compare with. Anything else is a fault of the scorer or ours.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { wasRun: false, disagreements: [] };
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function toRow({ start, end, entityId }: Prediction) {
  return { start, end, entity_id: entityId };
}

function compare(output: string, evaluation: Evaluation): string[] {
  const product = evaluation.product.get('balanced');
  if (!product) return [];
  const show = ({ precision, recall, f1 }: Score) => [precision, recall, f1].map(showDigits);
  const expected = new Map(
    [...product.sets, ['POOLED English', product.pooled] as const].map(([set, { spotting, linking }]) => [
      set,
      [...show(spotting), ...show(linking)].join(' '),
    ]),
  );
  expected.set('traps:', show(trapScore(product.traps)).join(' '));
  const found = new Map<string, string>();
  for (const line of output.split('\n')) {
    const ofSet = /^(\S+(?: English)?)\s+((?:[\d.]+\s+){6})\d+$/.exec(line);
    if (ofSet) found.set(ofSet[1] as string, (ofSet[2] as string).trim().split(/\s+/).join(' '));
    const ofTraps = /^traps: P ([\d.]+) R ([\d.]+) F1 ([\d.]+)/.exec(line);
    if (ofTraps) found.set('traps:', ofTraps.slice(1, 4).join(' '));
  }
  return [...expected].flatMap(([set, figures]) =>
    found.get(set) === figures ? [] : [`${set}: ours ${figures}, score.py ${found.get(set) ?? 'nothing'}`],
  );
}
