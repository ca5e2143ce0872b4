import type { Entity, Fact } from '../model/fact-pack.ts';
import type { TextWords } from './keywords.ts';

/*
 * Records as they wait to be grouped: what grouping asks for stands before the JSON, so that the JSON of
 * half a million facts is not parsed again. Control characters part the fields: JSON escapes them, ids
 * and words have none.
 */

export interface WaitingFact {
  readonly about: readonly string[];
  /** The entity that is the fact's value; empty if there is none. */
  readonly valueEntity: string;
  readonly sourceIds: readonly string[];
  /** Of the statement. */
  readonly text: TextWords;
  readonly json: string;
}

export interface WaitingEntity {
  /** Of the description. */
  readonly text: TextWords;
  readonly json: string;
}

const FIELD = '\u001e';
const ITEM = '\u001f';

export function writeWaitingFact(fact: Fact, { words, numbers }: TextWords): string {
  const valueEntity = fact.value?.type === 'entity' ? fact.value.entity : '';
  const sourceIds = fact.sources.map(({ source }) => source).join(ITEM);
  const about = fact.about.join(ITEM);
  return (
    about +
    FIELD +
    valueEntity +
    FIELD +
    sourceIds +
    FIELD +
    numbers +
    FIELD +
    words +
    FIELD +
    JSON.stringify(fact)
  );
}

export function writeWaitingEntity(entity: Entity, { words, numbers }: TextWords): string {
  return numbers + FIELD + words + FIELD + JSON.stringify(entity);
}

export function readWaitingEntity(line: string): WaitingEntity {
  const { next, rest } = createReader(line);
  return { text: { numbers: next(), words: next() }, json: rest() };
}

export function readWaitingFact(line: string): WaitingFact {
  const { next, rest } = createReader(line);
  return {
    about: next().split(ITEM),
    valueEntity: next(),
    sourceIds: next().split(ITEM),
    text: { numbers: next(), words: next() },
    json: rest(),
  };
}

function createReader(line: string) {
  let at = 0;
  return {
    next: () => {
      const end = line.indexOf(FIELD, at);
      const field = line.slice(at, end);
      at = end + 1;
      return field;
    },
    rest: () => line.slice(at),
  };
}
