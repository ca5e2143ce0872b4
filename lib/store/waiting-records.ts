import type { Entity, Fact } from '../model/fact-pack.ts';
import { FIELD, FieldReader, ITEM, joinItems, splitItems } from './keyed-lines.ts';
import { type TextSpan, wholeText } from './keywords.ts';

/*
 * Records as they wait to be grouped: what grouping asks for stands before the JSON, so that the JSON of
 * half a million facts is not parsed again.
 */

export interface WaitingEntity {
  /** The description. */
  readonly text: TextSpan;
  readonly json: string;
}

export interface WaitingFact {
  readonly about: readonly string[];
  /** The entity that is the fact's value; empty if there is none. */
  readonly valueEntity: string;
  readonly sourceIds: readonly string[];
  /** The statement. */
  readonly text: TextSpan;
  readonly json: string;
}

/** @param json Of the entity. */
export function writeWaitingEntity({ description }: Entity, json: string): string {
  return placeText(json, '"description":"', description) + FIELD + json;
}

export function readWaitingEntity(line: string): WaitingEntity {
  const fields = new FieldReader(line);
  const place = fields.next();
  const json = fields.rest();
  return { text: findText(json, place), json };
}

/** @param json Of the fact. */
export function writeWaitingFact(fact: Fact, json: string): string {
  const { about, value, sources, statement } = fact;
  const valueEntity = value?.type === 'entity' ? value.entity : '';
  const [first, ...others] = sources;
  const sourceIds =
    first && others.length === 0 ? first.source : joinItems(sources.map(({ source }) => source));
  const place = placeText(json, '"statement":"', statement);
  return joinItems(about) + FIELD + valueEntity + FIELD + sourceIds + FIELD + place + FIELD + json;
}

export function readWaitingFact(line: string): WaitingFact {
  const fields = new FieldReader(line);
  const about = splitItems(fields.next());
  const valueEntity = fields.next();
  const sourceIds = splitItems(fields.next());
  const place = fields.next();
  const json = fields.rest();
  return { about, valueEntity, sourceIds, text: findText(json, place), json };
}

/**
 * Where a text stands in its record's JSON, from where to where; or the text itself, as JSON, where it is
 * written there with escapes, or otherwise than programs write it.
 *
 * @param opening What stands before it.
 */
function placeText(json: string, opening: string, text: string | undefined): string {
  if (text === undefined) return '';
  const start = json.indexOf(opening) + opening.length;
  return start >= opening.length && json.startsWith(text, start)
    ? `${start}${ITEM}${start + text.length}`
    : JSON.stringify(text);
}

function findText(json: string, place: string): TextSpan {
  if (place === '') return wholeText('');
  if (place.startsWith('"')) return wholeText(JSON.parse(place) as string);
  const part = place.indexOf(ITEM);
  return { text: json, start: Number(place.slice(0, part)), end: Number(place.slice(part + 1)) };
}
