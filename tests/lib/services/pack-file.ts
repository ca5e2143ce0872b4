import type { FactPack } from '../../../lib/model/fact-pack.ts';

export function toFile(text: string): Blob {
  return new Blob([text]);
}

/** The pack as JSON Lines. */
export function toLines({ header, sources, entities, facts }: FactPack): Blob {
  const records = [
    { record: 'pack', ...header },
    ...sources.map((source) => ({ record: 'source', ...source })),
    ...entities.map((entity) => ({ record: 'entity', ...entity })),
    ...facts.map((fact) => ({ record: 'fact', ...fact })),
  ];
  return toFile(records.map((record) => `${JSON.stringify(record)}\n`).join(''));
}
