import { describe, expect, it } from 'vitest';
import { ProblemLog } from '../../../lib/pack/problems.ts';
import { readPack } from '../../../lib/pack/read.ts';
import { ENTITY, HEADER, lines, SOURCE, streamOf } from './reading.ts';

/** The entities of a pack with this line, and their JSON as far as the file has it. */
async function readLine(line: string) {
  const log = new ProblemLog();
  const entities: unknown[] = [];
  const jsons: unknown[] = [];
  for await (const batch of readPack(streamOf(lines(HEADER, SOURCE) + line), { log })) {
    entities.push(...batch.entities);
    jsons.push(...batch.jsons.entities);
  }
  return { entities, jsons, problems: log.kept.map(({ code }) => code) };
}

describe('a line of a pack', () => {
  const { record: _record, ...fields } = ENTITY;
  const json = JSON.stringify(fields);
  const plain = `{"record":"entity",${json.slice(1)}`;

  it('gives the JSON of its record along, where it names the kind first', async () => {
    expect(await readLine(plain)).toEqual({ entities: [fields], jsons: [json], problems: [] });
  });

  it.each([
    ['the kind last', `${json.slice(0, -1)},"record":"entity"}`],
    ['white space between', `{"record":"entity", ${json.slice(1)}`],
    ['a carriage return at its end', `${plain}\r`],
    ['the kind named twice', `${plain.slice(0, -1)},"record":"entity"}`],
    ['the kind named first, and meant otherwise', `{"record":"fact",${json.slice(1, -1)},"record":"entity"}`],
  ])('is read without it with %s', async (_way, line) => {
    expect(await readLine(line)).toEqual({ entities: [fields], jsons: [undefined], problems: [] });
  });

  it.each([
    ['a comma and nothing after', '{"record":"entity",}', 'not-json'],
    ['an end that is missing', plain.slice(0, -2), 'json-cut-off'],
    ['no fields', '{"record":"entity"}', 'missing-field'],
    ['a kind that nobody knows', plain.replace('"entity"', '"entities"'), 'unknown-record'],
    ['a field that reaches a prototype', `${plain.slice(0, -1)},"__proto__":{}}`, 'forbidden-key'],
  ])('is refused with %s', async (_fault, line, code) => {
    const { entities, problems } = await readLine(line);
    expect(entities).toEqual([]);
    expect(problems).toContain(code);
  });
});
