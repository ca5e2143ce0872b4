import { readFileSync } from 'node:fs';
import path from 'node:path';
import linter from 'addons-linter';
import { ROOT } from '../setup/project.ts';

/** What Firefox's linter says of a place in the package. */
export interface LintMessage {
  /** E.g. "DANGEROUS_EVAL". */
  readonly code: string;
  readonly message: string;
  /** Path inside the package; none for what concerns the whole. */
  readonly file?: string | null | undefined;
  readonly line?: number | null | undefined;
}

export interface LintReport {
  readonly errors: readonly LintMessage[];
  readonly warnings: readonly LintMessage[];
}

/** A row of the table of warnings in docs/releasing.md. */
export interface Explanation {
  readonly code: string;
  /** Path inside the package; "*" stands for the hash in a name. */
  readonly file: string;
  /** How many of them the file has. */
  readonly count: number;
}

const DOCUMENT = 'docs/releasing.md';

/** The warnings that docs/releasing.md explains: rows of code, file, number and reason. */
export function readExplanations(
  text = readFileSync(path.join(ROOT, DOCUMENT), 'utf8'),
): readonly Explanation[] {
  return [...text.matchAll(/^\| `([A-Z_]+)` \| `([^`]+)` \| (\d+) \| [^|]{10,} \|$/gm)].map(
    ([, code = '', file = '', count]) => ({ code, file, count: Number(count) }),
  );
}

/** Runs the linter that addons.mozilla.org runs over a package. */
export async function lintForFirefox(zip: string): Promise<LintReport> {
  const config = { _: [zip], logLevel: 'fatal', output: 'none', shouldScanFile: () => true };
  const { errors, warnings } = await linter.createInstance({ config, runAsBinary: false }).run();
  return { errors, warnings };
}

/**
 * One sentence for each error, each warning that nothing explains, and each explanation of what is no
 * longer there.
 */
export function judgeLint(
  { errors, warnings }: LintReport,
  explanations: readonly Explanation[],
): readonly string[] {
  const describe = ({ code, file, line, message }: LintMessage) =>
    `${code} in ${file ?? 'the package'}${line ? `, line ${line}` : ''}: ${message}`;
  const isOf = (explanation: Explanation, { code, file }: LintMessage) =>
    explanation.code === code && matches(explanation.file, file ?? '');
  const unexplained = warnings.filter((warning) => !explanations.some((one) => isOf(one, warning)));
  const wrong = explanations.flatMap((explanation) => {
    const found = warnings.filter((warning) => isOf(explanation, warning)).length;
    const { code, file, count } = explanation;
    return found === count
      ? []
      : [`${DOCUMENT} explains ${count} of ${code} in ${file}, and there are ${found}`];
  });
  return [
    ...errors.map((error) => `error ${describe(error)}`),
    ...unexplained.map((warning) => `warning ${describe(warning)} (${DOCUMENT} does not explain it)`),
    ...wrong,
  ];
}

function matches(pattern: string, file: string): boolean {
  const [start = '', end] = pattern.split('*');
  return end === undefined ? file === pattern : file.startsWith(start) && file.endsWith(end);
}
