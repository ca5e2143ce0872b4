// What `npm test` does once dependencies are installed: every check of the project, one after another.
// The last line counts tests and checks: "128 passed, 0 failed".
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { buildExtension } from './setup/build-extension.ts';
import { BROWSER_FAMILIES } from './setup/find-browser.ts';
import { findOrInstallBrowser, installMissingFonts } from './setup/install-packages.ts';
import { runMain, SCRATCH } from './setup/project.ts';
import { npmScript, runCommand } from './setup/run-command.ts';
import { findOversizedBundles } from './setup/size-budgets.ts';
import { countTests, lookTwice, type TestRun } from './setup/test-run.ts';

interface CheckResult {
  readonly passed: number;
  readonly failed: number;
  /** What the check said; shown when something failed. */
  readonly output: string;
}

interface Check {
  readonly title: string;
  /** What to do when it fails, one sentence. */
  readonly advice: string;
  run(): Promise<CheckResult>;
}

const RESULTS = path.join(SCRATCH, 'results');

const CHECKS: readonly Check[] = [
  {
    title: 'browsers',
    advice: 'Install what is missing; both Chromium and Firefox are tested.',
    run: () =>
      attempt(async () => {
        await installMissingFonts();
        for (const family of BROWSER_FAMILIES) {
          const { executablePath } = await findOrInstallBrowser(family);
          console.log(`  ${executablePath}`);
        }
      }),
  },
  script('types', 'prepare-types', 'types', 'Mend the lines that TypeScript names, then run npm run types.'),
  script('lint', 'lint', 'Run npm run fix, mend by hand what is left.'),
  script('dead code', 'dead-code', 'Remove what nothing uses, or name it in knip.jsonc with a reason.'),
  tests('unit tests', 'unit', 900_000, 'Run npx vitest run with the file that failed.'),
  {
    title: 'release builds',
    advice: 'Run npm run build.',
    run: () =>
      attempt(async () => {
        for (const family of BROWSER_FAMILIES) await buildExtension(family, 'release');
      }),
  },
  {
    title: 'size budgets',
    advice: 'Make the script smaller: it runs in every page that a reader opens.',
    run: () => attempt(() => failWith(findOversizedBundles())),
  },
  {
    title: 'trial builds',
    advice: 'Run npm run build.',
    run: () =>
      attempt(async () => {
        for (const family of BROWSER_FAMILIES) await buildExtension(family, 'trial');
      }),
  },
  browserTests('end-to-end tests', 'e2e', 2_700_000, 'Run npm run e2e with the file that failed.'),
];

await runMain(async () => {
  rmSync(RESULTS, { recursive: true, force: true });
  mkdirSync(RESULTS, { recursive: true });
  let passed = 0;
  let failed = 0;
  for (const check of CHECKS) {
    const start = performance.now();
    const result = await check.run();
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    passed += result.passed;
    failed += result.failed;
    const counts =
      result.passed + result.failed > 1 ? `, ${result.passed} passed, ${result.failed} failed` : '';
    console.log(`${result.failed > 0 ? '✗' : '✓'} ${check.title} (${seconds} s${counts})`);
    if (result.failed > 0) console.log(`\n${result.output.trim()}\n→ ${check.advice}\n`);
  }
  console.log(`${passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
});

/** A check that runs scripts of package.json one after another and passes if all of them do. */
function script(title: string, ...scriptsAndAdvice: readonly string[]): Check {
  const scripts = scriptsAndAdvice.slice(0, -1);
  return {
    title,
    advice: scriptsAndAdvice.at(-1) ?? '',
    run: async () => {
      for (const name of scripts) {
        const { exitCode, output } = await runCommand(npmScript(name));
        if (exitCode !== 0) return { passed: 0, failed: 1, output };
      }
      return { passed: 1, failed: 0, output: '' };
    },
  };
}

/** A check that runs a Vitest script of package.json and counts its tests. */
function tests(title: string, name: string, limitMs: number, advice: string): Check {
  return { title, advice, run: vitestRunner(name, limitMs) };
}

/** The same for tests in real browsers, which share the machine with whatever else it does. */
function browserTests(title: string, name: string, limitMs: number, advice: string): Check {
  return { title, advice, run: () => lookTwice(vitestRunner(name, limitMs), (line) => console.log(line)) };
}

function vitestRunner(name: string, limitMs: number) {
  return async (...more: readonly string[]): Promise<TestRun> => {
    const reportFile = path.join(RESULTS, `${name}${more.length > 0 ? '-again' : ''}.json`);
    const { exitCode, output } = await runCommand(
      npmScript(name, '--reporter=dot', '--reporter=json', `--outputFile.json=${reportFile}`, ...more),
      { limitMs, env: { NO_COLOR: '1', FORCE_COLOR: undefined } },
    );
    return { ...countTests(reportFile, exitCode), output };
  };
}

async function attempt(work: () => Promise<void> | void): Promise<CheckResult> {
  try {
    await work();
    return { passed: 1, failed: 0, output: '' };
  } catch (error) {
    return { passed: 0, failed: 1, output: error instanceof Error ? error.message : String(error) };
  }
}

function failWith(problems: readonly string[]): void {
  if (problems.length > 0) throw new Error(problems.join('\n'));
}
