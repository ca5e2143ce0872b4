/**
 * Scores the linker.
 *
 *   npm run evaluate -- --corpus DIR    on a corpus of gold mentions and traps; writes docs/evaluation.md
 *   npm run evaluate                    on the project's own invented texts; prints a table
 *
 * The report holds figures only. Exit code 1: the corpus cannot be read, or our scorer disagrees with
 * the corpus's own.
 */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { defineCommand } from 'citty';
import { createMemoryStore } from '../lib/store/open-fact-store.ts';
import { annotate } from './linking/annotate.ts';
import { checkScorer } from './linking/check-scorer.ts';
import { requireCorpus } from './linking/corpus.ts';
import { evaluateCorpus } from './linking/evaluate-corpus.ts';
import { FIXTURE_PACK, readFixtures } from './linking/fixtures.ts';
import { openPack } from './linking/open-pack.ts';
import { drawReport, writeReport } from './linking/report.ts';
import { addTally, emptyTally, linkingScore, scoreDocument, spottingScore } from './linking/score.ts';
import { runCommandLine } from './setup/command-line.ts';
import { SetupError } from './setup/project.ts';

const DOCS = path.resolve(import.meta.dirname, '../docs');

async function evaluateFixtures(): Promise<void> {
  const segment = await openPack(FIXTURE_PACK, createMemoryStore());
  const total = emptyTally();
  for (const document of await readFixtures()) {
    const mentions = await annotate(document, [segment], 'balanced');
    addTally(
      total,
      scoreDocument(
        document,
        mentions.map(({ start, end, entity_id }) => ({ start, end, entityId: entity_id })),
      ),
    );
  }
  const show = ({ precision, recall, f1 }: { precision: number; recall: number; f1: number }) =>
    `precision ${precision.toFixed(3)}  recall ${recall.toFixed(3)}  F1 ${f1.toFixed(3)}`;
  console.log('No --corpus: scored on the invented texts in tests/fixtures/linking.');
  console.log(`spotting  ${show(spottingScore(total))}`);
  console.log(`linking   ${show(linkingScore(total))}`);
}

await runCommandLine(
  defineCommand({
    meta: { name: 'evaluate', description: 'Scores the linker on gold mentions' },
    args: { corpus: { type: 'string', description: 'Folder with linking/ and traps/' } },
    async run({ args }) {
      if (!args.corpus) return evaluateFixtures();
      requireCorpus(args.corpus);
      const evaluation = await evaluateCorpus(args.corpus, (step) => console.error(step));
      const agreement = await checkScorer(args.corpus, evaluation);
      if (agreement.disagreements.length > 0)
        throw new SetupError(['Our scorer disagrees with score.py:', ...agreement.disagreements].join('\n'));
      const report = await writeReport(evaluation, agreement.wasRun, args.corpus);
      await writeFile(path.join(DOCS, 'evaluation.md'), report);
      await writeFile(path.join(DOCS, 'evaluation-curve.svg'), drawReport(evaluation));
      console.log(report);
    },
  }),
);
