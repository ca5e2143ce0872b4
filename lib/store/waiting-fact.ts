import type { Fact } from '../model/fact-pack.ts';

/**
 * A fact as it waits to be grouped: what grouping asks for stands before the JSON, so that the JSON of
 * half a million facts is not parsed again. Control characters part it: JSON escapes them, ids and words
 * have none.
 */
export interface WaitingFact {
  readonly about: readonly string[];
  /** The entity that is the fact's value; empty if there is none. */
  readonly valueEntity: string;
  readonly sourceIds: readonly string[];
  /** Words of the statement, each once. */
  readonly words: readonly string[];
  readonly json: string;
}

const FIELD = '\u001e';
const ITEM = '\u001f';

export function writeWaitingFact(fact: Fact, words: readonly string[]): string {
  const valueEntity = fact.value?.type === 'entity' ? fact.value.entity : '';
  const sourceIds = fact.sources.map(({ source }) => source);
  return [
    fact.about.join(ITEM),
    valueEntity,
    sourceIds.join(ITEM),
    words.join(ITEM),
    JSON.stringify(fact),
  ].join(FIELD);
}

export function readWaitingFact(text: string): WaitingFact {
  const [about = '', valueEntity = '', sourceIds = '', words = '', json = ''] = text.split(FIELD);
  return {
    about: about.split(ITEM),
    valueEntity,
    sourceIds: sourceIds.split(ITEM),
    words: words === '' ? [] : words.split(ITEM),
    json,
  };
}
