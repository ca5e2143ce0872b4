import { DOCUMENTS_PER_BLOCK, type EntityLine, type FactLine, PART } from '../format.ts';
import type { BlockCache } from './block-cache.ts';

/** Reads what is shown of entities and facts, all in one transaction. */
export async function readDocuments(
  blocks: BlockCache,
  entities: readonly number[],
  facts: readonly number[],
): Promise<{ readonly entities: Map<number, EntityLine>; readonly facts: Map<number, FactLine> }> {
  const names = [
    ...new Set([
      ...entities.map((entity) => PART.entityBlock(blockOf(entity))),
      ...facts.map((fact) => PART.factBlock(blockOf(fact))),
    ]),
  ];
  const read = await blocks.read(names);
  const found = new Map(names.map((name, at) => [name, (read[at] as string).split('\n')]));
  const parse = <Line>(name: string, number: number): Line =>
    JSON.parse(found.get(name)![number % DOCUMENTS_PER_BLOCK]!) as Line;
  return {
    entities: new Map(entities.map((one) => [one, parse<EntityLine>(PART.entityBlock(blockOf(one)), one)])),
    facts: new Map(facts.map((one) => [one, parse<FactLine>(PART.factBlock(blockOf(one)), one)])),
  };
}

function blockOf(number: number): number {
  return Math.floor(number / DOCUMENTS_PER_BLOCK);
}
