import { PackCounter, type PackStatistics } from '../../lib/pack/stats.ts';
import { count, type Output } from './output.ts';
import { readFile } from './read-file.ts';

/** @returns whether the file is a valid pack; only then the figures mean something. */
export async function printStatistics(
  file: string,
  { json }: { json: boolean },
  output: Output,
): Promise<boolean> {
  const counter = new PackCounter();
  const { header, log } = await readFile(file, output, { onBatch: (batch) => counter.add(batch) });
  const statistics = counter.finish();
  if (json) output.print(JSON.stringify({ file, header, ...statistics, ...log.counts }, null, 2));
  else {
    output.print(
      output.style('bold', header ? `${header.title} ${header.version} (${header.language})` : file),
    );
    for (const [label, value] of rows(statistics)) output.print(`  ${label.padEnd(22)}${value}`);
  }
  if (log.hasErrors) {
    output.note(
      `${file} has ${count(log.counts.errors, 'error')}; what they are, says: npm run pack -- validate ${file}`,
    );
  }
  return !log.hasErrors;
}

function rows(statistics: PackStatistics): readonly (readonly [string, string])[] {
  const { sources, entities, facts, aliases, languages, asOf } = statistics;
  const share = (part: number, whole: number) =>
    whole === 0 ? '0' : `${part.toLocaleString('en')} (${Math.round((part / whole) * 100)} %)`;
  const list = (counts: Readonly<Record<string, number>>) =>
    Object.entries(counts)
      .filter(([, number]) => number > 0)
      .map(([name, number]) => `${name} ${number.toLocaleString('en')}`)
      .join(', ') || 'none';
  return [
    ['entities', entities.toLocaleString('en')],
    ['  by type', list(statistics.entitiesByType)],
    ['  without description', share(statistics.entitiesWithoutDescription, entities)],
    ['  without facts', share(statistics.entitiesWithoutFacts, entities)],
    ['aliases', aliases.toLocaleString('en')],
    ['  by kind', list(statistics.aliasesByKind)],
    [
      '  languages',
      languages
        .slice(0, 10)
        .map(([language, number]) => `${language} ${number}`)
        .join(', ') || 'none named',
    ],
    ['facts', facts.toLocaleString('en')],
    ['  by status', list(statistics.factsByStatus)],
    ['  with a value', share(statistics.factsWithValue, facts)],
    ['  with a quotation', share(statistics.factsWithQuote, facts)],
    ['  without a date', share(statistics.factsWithoutDate, facts)],
    ['  dates', asOf ? `${asOf[0]} to ${asOf[1]}` : 'none'],
    ['  most of one entity', String(statistics.mostFacts)],
    ['sources', sources.toLocaleString('en')],
  ];
}
