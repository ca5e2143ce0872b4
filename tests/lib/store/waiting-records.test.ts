import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../lib/model/fact-pack.ts';
import {
  readWaitingEntity,
  readWaitingFact,
  writeWaitingEntity,
  writeWaitingFact,
} from '../../../lib/store/waiting-records.ts';

const FACT: Fact = {
  id: 'f1',
  about: ['e1', 'e2'],
  statement: 'The ferry was sold.',
  value: { type: 'entity', entity: 'e3' },
  status: 'confirmed',
  sources: [{ source: 's1' }, { source: 's2' }],
};

/** The statement as grouping finds it. */
function statementOf(fact: Fact, json = JSON.stringify(fact)): string {
  const { text } = readWaitingFact(writeWaitingFact(fact, json));
  return text.text.slice(text.start, text.end);
}

describe('a waiting fact', () => {
  it('tells what it names without its JSON being parsed', () => {
    const json = JSON.stringify(FACT);
    expect(readWaitingFact(writeWaitingFact(FACT, json))).toMatchObject({
      about: ['e1', 'e2'],
      valueEntity: 'e3',
      sourceIds: ['s1', 's2'],
      json,
    });
  });

  it.each([
    ['plain', FACT.statement],
    ['with escapes', 'He said “no”,\n"never" \\ ever.'],
    ['empty', ''],
  ])('keeps its statement: %s', (_case, statement) => {
    expect(statementOf({ ...FACT, statement })).toBe(statement);
  });

  it.each([
    ['spaces it', JSON.stringify(FACT, undefined, 1).replaceAll('\n', '')],
    ['escapes letters of it', JSON.stringify(FACT).replace('The ferry', '\\u0054he ferry')],
    ['has another field of that name first', `{"note":{"statement":"No."},${JSON.stringify(FACT).slice(1)}`],
    ['names it twice', `{"statement":"No.",${JSON.stringify(FACT).slice(1)}`],
  ])('keeps its statement where the JSON %s', (_case, json) => {
    expect(statementOf(FACT, json)).toBe(FACT.statement);
  });
});

describe('a waiting entity', () => {
  it.each([['A valley.'], ['A “valley”, "so called".'], [undefined]])(
    'keeps its description: %j',
    (description) => {
      const entity = { id: 'e1', type: 'place', name: 'Soru', ...(description && { description }) } as const;
      const json = JSON.stringify(entity);
      const { text, json: read } = readWaitingEntity(writeWaitingEntity(entity, json));
      expect(text.text.slice(text.start, text.end)).toBe(description ?? '');
      expect(read).toBe(json);
    },
  );
});
