/**
 * Measures what the README promises, and writes docs/benchmarks.md with its chart.
 *
 *   npm run bench -- --corpus DIR            matching, then the built extension in real browsers
 *   npm run bench -- --corpus DIR --only matching
 *   npm run bench -- --only import           importing a large invented pack, in real browsers
 *   npm run bench                            matching and importing, with what the project invents
 *
 * Takes half an hour. Ratios within one run mean something on any machine; the figures themselves on a quiet one.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { defineCommand } from 'citty';
import { benchBrowser } from './bench/browser/bench-browser.ts';
import { writeSection } from './bench/browser/write-section.ts';
import { benchImport } from './bench/import/bench-import.ts';
import { holdContest } from './bench/matching/contest.ts';
import { readTexts } from './bench/matching/material.ts';
import { renderMatching } from './bench/matching/report.ts';
import { choose, readCount, runCommandLine } from './setup/command-line.ts';
import { BROWSER_FAMILIES } from './setup/find-browser.ts';
import { ROOT } from './setup/project.ts';

const REPORT = path.join(ROOT, 'docs/benchmarks.md');
const CHART = 'benchmarks-matching.svg';
const DEFAULT_ROUNDS = 11;

function log(line: string): void {
  console.error(line);
}

async function benchMatching(corpus: string | undefined, rounds: number): Promise<void> {
  const texts = readTexts({ corpus });
  const characters = texts.reduce((sum, { text }) => sum + text.length, 0);
  const source = corpus === undefined ? 'invented paragraphs' : 'paragraphs of real pages';
  const about = `${texts.length.toLocaleString('en')} ${source}, ${(characters / 1e6).toFixed(1)} million characters, one after the other.`;
  const contest = await holdContest({ corpus, rounds, log });
  const { section, chart } = renderMatching(contest, about, CHART);
  writeFileSync(path.join(path.dirname(REPORT), CHART), chart);
  writeSection(REPORT, section);
}

await runCommandLine(
  defineCommand({
    meta: {
      name: 'bench',
      description: 'Measures matching, marking and importing; writes docs/benchmarks.md.',
    },
    args: {
      browsers: { type: 'string', description: `Browsers to import in: ${BROWSER_FAMILIES.join(',')}` },
      corpus: { type: 'string', description: 'Folder of the evaluation corpus' },
      only: { type: 'enum', options: ['matching', 'browser', 'import'], description: 'One part of it' },
      rounds: { type: 'string', default: String(DEFAULT_ROUNDS), description: 'Rounds of matching' },
    },
    async run({ args: { browsers, corpus, only, ...args } }) {
      const families = choose('--browsers', browsers, BROWSER_FAMILIES) ?? BROWSER_FAMILIES;
      const rounds = readCount('--rounds', args.rounds);
      if (corpus === undefined) {
        log(
          'No --corpus: measuring with invented names and text; browsers need the saved pages of the corpus.',
        );
      }
      const isWanted = (part: string) => only === undefined || only === part;
      if (isWanted('matching')) await benchMatching(corpus, rounds);
      if (isWanted('browser') && corpus !== undefined) {
        writeSection(REPORT, await benchBrowser({ corpus, log }));
      }
      if (isWanted('import')) {
        writeSection(REPORT, await benchImport({ families, log }));
      }
      log(path.relative(ROOT, REPORT));
    },
  }),
);
