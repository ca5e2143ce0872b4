import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entity, Fact, PackHeader, Source } from '../../../lib/model/fact-pack.ts';
import { writeDocument, writeLines } from '../../../lib/pack/write.ts';
import { anyEntity, anyFact, anyHeader, anySource } from './packs.ts';
import { ENTITY, FACT, HEADER, lines, read, SOURCE } from './reading.ts';

interface Pack {
  readonly header: PackHeader;
  readonly sources: readonly Source[];
  readonly entities: readonly Entity[];
  readonly facts: readonly Fact[];
}

const parts = ({ header, sources, entities, facts }: Pack) => ({
  header,
  sources: [sources],
  entities: [entities.slice(0, 1), entities.slice(1)],
  facts: [facts],
});

async function join(pieces: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}

const FRAMINGS = [
  ['JSON Lines', (pack: Pack) => join(writeLines(parts(pack)))],
  ['a JSON document', (pack: Pack) => join(writeDocument(parts(pack), './fact-pack.schema.json'))],
] as const;

const anyPack = fc.record({
  header: anyHeader,
  sources: fc.array(anySource, { maxLength: 3 }),
  entities: fc.array(anyEntity, { maxLength: 3 }),
  facts: fc.array(anyFact, { maxLength: 3 }),
}) as unknown as fc.Arbitrary<Pack>;

/** The same pack with the fields of every object the other way round. */
function reverseFields(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reverseFields);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, field]) => [key, reverseFields(field)]),
  );
}

describe.each(FRAMINGS)('writing %s', (_framing, write) => {
  it('reads again as the same pack', async () => {
    await fc.assert(
      fc.asyncProperty(anyPack, async (pack) => {
        const { header, sources, entities, facts, problems } = await read(await write(pack));
        expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
        expect({ header, sources, entities, facts }).toEqual(pack);
      }),
    );
  });

  it('gives the same text for the same pack, whatever the order of fields', async () => {
    await fc.assert(
      fc.asyncProperty(anyPack, async (pack) => {
        expect(await write(reverseFields(pack) as Pack)).toBe(await write(pack));
      }),
    );
  });

  it('keeps unknown fields', async () => {
    const { header, sources, entities, facts } = await read(
      lines(HEADER, SOURCE, { ...ENTITY, zebra: { b: 1, a: [2] }, apple: null }, FACT),
    );
    const again = await read(await write({ header: header as PackHeader, sources, entities, facts }));
    expect(again.entities).toEqual([expect.objectContaining({ zebra: { a: [2], b: 1 }, apple: null })]);
  });
});

describe('writeDocument', () => {
  it('gives a document that people can read', async () => {
    const { header, entities } = await read(lines(HEADER, ENTITY, { ...ENTITY, id: 'b', aliases: ['B'] }));
    const pack = { header: header as PackHeader, sources: [], entities, facts: [] };
    expect(await FRAMINGS[1][1](pack)).toBe(`{
  "$schema": "./fact-pack.schema.json",
  "format": "fact-pack/1",
  "id": "example.harbour",
  "version": "1.0.0",
  "title": "The harbour of Northby",
  "language": "en",
  "entities": [
    {
      "id": "org:cranefield",
      "type": "organization",
      "name": "Cranefield"
    },
    {
      "id": "b",
      "type": "organization",
      "name": "Cranefield",
      "aliases": [
        "B"
      ]
    }
  ]
}
`);
  });
});
