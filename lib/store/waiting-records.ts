import type { Fact } from '../model/fact-pack.ts';
import { FIELD, FieldReader, joinItems, splitItems } from './keyed-lines.ts';
import type { TextWords } from './keywords.ts';

/*
 * Records as they wait to be grouped: what grouping asks for stands before the JSON, so that the JSON of
 * half a million facts is not parsed again.
 */

export interface WaitingEntity {
  /** Of the description. */
  readonly text: TextWords;
  readonly json: string;
}

export interface WaitingFact {
  readonly about: readonly string[];
  /** The entity that is the fact's value; empty if there is none. */
  readonly valueEntity: string;
  readonly sourceIds: readonly string[];
  /** Of the statement. */
  readonly text: TextWords;
  readonly json: string;
}

/** @param json Of the entity. */
export function writeWaitingEntity(json: string, { words, numbers }: TextWords): string {
  return numbers + FIELD + words + FIELD + json;
}

export function readWaitingEntity(line: string): WaitingEntity {
  const fields = new FieldReader(line);
  return { text: { numbers: fields.next(), words: fields.next() }, json: fields.rest() };
}

/** @param json Of the fact. */
export function writeWaitingFact(fact: Fact, json: string, { words, numbers }: TextWords): string {
  const about = joinItems(fact.about);
  const valueEntity = fact.value?.type === 'entity' ? fact.value.entity : '';
  const sourceIds = joinItems(fact.sources.map(({ source }) => source));
  return about + FIELD + valueEntity + FIELD + sourceIds + FIELD + numbers + FIELD + words + FIELD + json;
}

export function readWaitingFact(line: string): WaitingFact {
  const fields = new FieldReader(line);
  return {
    about: splitItems(fields.next()),
    valueEntity: fields.next(),
    sourceIds: splitItems(fields.next()),
    text: { numbers: fields.next(), words: fields.next() },
    json: fields.rest(),
  };
}
