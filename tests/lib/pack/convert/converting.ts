import type { PackHeader, PackRecord } from '../../../../lib/model/fact-pack.ts';
import type { ConversionOptions, OpenInput } from '../../../../lib/pack/convert/conversion.ts';
import { ProblemLog } from '../../../../lib/pack/problems.ts';
import { check, lines, streamOf, summarise } from '../reading.ts';

export const HEADER: PackHeader = {
  format: 'fact-pack/1',
  id: 'converted.test',
  version: '1.0.0',
  title: 'Converted',
  language: 'en',
};

/**
 * Converts an input and reads the result back as an import would: what a converter makes must be a
 * valid pack.
 */
export async function convert<Options extends ConversionOptions>(
  converter: (open: OpenInput, options: Options) => AsyncGenerator<readonly PackRecord[]>,
  input: string,
  options: Omit<Options, 'header' | 'log'> & { readonly header?: PackHeader },
) {
  const problems: string[] = [];
  const log = new ProblemLog((problem) => {
    const reason = problem.code === 'not-converted' ? ` (${problem.params.reason})` : '';
    problems.push(summarise(problem) + reason);
  });
  const records: PackRecord[] = [];
  const all = { header: HEADER, ...options, log } as unknown as Options;
  for await (const batch of converter(() => streamOf(input), all)) records.push(...batch);
  const reading = await check(lines(...records));
  return { ...reading, problems, errors: reading.problems.filter(({ severity }) => severity === 'error') };
}
