/**
 * Fits the linker's weights on a corpus of gold mentions and writes lib/linker/fitted-weights.ts.
 *
 *   npx node scripts/fit-linker.ts --corpus DIR
 */
import { defineCommand } from 'citty';
import { requireCorpus } from './linking/corpus.ts';
import { readExamples } from './linking/examples.ts';
import { fitWeights, NOT_LEARNT } from './linking/fit.ts';
import { writeWeights } from './linking/write-weights.ts';
import { runCommandLine } from './setup/command-line.ts';

await runCommandLine(
  defineCommand({
    meta: { name: 'fit-linker', description: "Fits the linker's weights on a corpus of gold mentions" },
    args: { corpus: { type: 'string', required: true, description: 'Folder with linking/ and traps/' } },
    async run({ args }) {
      requireCorpus(args.corpus);
      const sets = await readExamples(args.corpus);
      const learnt = new Map([...sets].filter(([set]) => !NOT_LEARNT.has(set)));
      const count = [...learnt.values()].flat().reduce((sum, { examples }) => sum + examples.length, 0);
      writeWeights(
        fitWeights(learnt),
        `Fitted on ${count} drafts of ${learnt.size} sets: ${[...learnt.keys()].join(', ')}.`,
      );
    },
  }),
);
