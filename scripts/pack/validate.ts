import type { PackProblem } from '../../lib/pack/problems.ts';
import { PackCounter } from '../../lib/pack/stats.ts';
import { count, type Output } from './output.ts';
import { describe, type FileReading, readFile } from './read-file.ts';

export interface ValidateOptions {
  readonly json: boolean;
  /** Warnings count as errors. */
  readonly strict: boolean;
  /** Every problem, not the first 200. */
  readonly all: boolean;
}

interface Validation extends FileReading {
  readonly file: string;
  readonly isValid: boolean;
  readonly problems: readonly PackProblem[];
  readonly counter: PackCounter;
}

/** @returns whether all files are valid packs. */
export async function validate(
  files: readonly string[],
  options: ValidateOptions,
  output: Output,
): Promise<boolean> {
  const validations: Validation[] = [];
  for (const file of files) {
    const validation = await validateFile(file, options, output);
    validations.push(validation);
    if (!options.json) printValidation(validation, output);
  }
  if (options.json) output.print(JSON.stringify(validations.map(toJson), null, 2));
  return validations.every(({ isValid }) => isValid);
}

async function validateFile(
  file: string,
  { strict, all }: ValidateOptions,
  output: Output,
): Promise<Validation> {
  const counter = new PackCounter();
  const every: PackProblem[] = [];
  const reading = await readFile(file, output, {
    onBatch: (batch) => counter.add(batch),
    onProblem: all ? (problem) => every.push(problem) : undefined,
  });
  const { log } = reading;
  const isValid = !log.hasErrors && !(strict && log.counts.warnings > 0);
  return { ...reading, file, isValid, counter, problems: all ? every : log.kept };
}

function printValidation(
  { file, header, isValid, problems, counter, log }: Validation,
  output: Output,
): void {
  for (const problem of problems) {
    const { sentence, fix } = describe(problem);
    const severity = output.style(problem.severity === 'error' ? 'red' : 'yellow', problem.severity);
    output.print(`${file}: ${severity} ${problem.code}: ${sentence}\n    ${output.style('dim', fix)}`);
  }
  const { errors, warnings } = log.counts;
  const shown =
    problems.length < errors + warnings ? ` (the first ${problems.length} are shown; --all shows all)` : '';
  const { sources, entities, facts } = counter.finish();
  const content = [count(sources, 'source'), count(entities, 'entity'), count(facts, 'fact')].join(', ');
  const verdict = isValid ? output.style('green', 'valid') : output.style('red', 'not valid');
  const name = header ? `${header.title} ${header.version}, ${content}` : 'no header';
  output.print(
    `${file}: ${verdict}. ${name}; ${count(errors, 'error')}, ${count(warnings, 'warning')}${shown}.`,
  );
}

function toJson({ file, header, isValid, problems, counter, log }: Validation): object {
  const { sources, entities, facts } = counter.finish();
  return {
    file,
    valid: isValid,
    header,
    records: { sources, entities, facts },
    ...log.counts,
    problems: problems.map((problem) => ({ ...problem, ...describe(problem) })),
  };
}
