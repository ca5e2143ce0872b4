import { ENTITY_TYPES, FACT_STATUSES } from '../../model/fact-pack.ts';
import { NOBODY } from '../format.ts';
import { asksForFacts, type Filters } from '../query.ts';
import type { Dictionary } from './dictionary.ts';
import { markCitations } from './find-facts.ts';
import { markNames } from './mark-names.ts';
import type { FactParts, NameParts, Resident } from './resident.ts';
import { matchPlainWord } from './word-match.ts';

/** Whether an entity passes the filters; undefined where none asks for entities. */
export function entityFilter(
  { types }: NameParts,
  filters: Filters,
): ((entity: number) => boolean) | undefined {
  // What has a status or a source is a fact.
  if (asksForFacts(filters)) return undefined;
  if (filters.types.length === 0) return () => true;
  const wanted = ENTITY_TYPES.map((type) => filters.types.includes(type));
  return (entity) => wanted[types[entity]!]!;
}

/** 1 for facts that pass the filters; undefined where none narrows. */
export async function factMask(
  resident: Resident,
  names: NameParts,
  facts: FactParts,
  filters: Filters,
): Promise<Uint8Array | undefined> {
  const { types, statuses, since, before, sources, about } = filters;
  if (types.length === 0 && !asksForFacts(filters)) return undefined;
  const wantedTypes = ENTITY_TYPES.map((type) => types.length === 0 || types.includes(type));
  const wantedStatuses = FACT_STATUSES.map((status) => statuses.length === 0 || statuses.includes(status));
  const end = before > 0 ? before : Number.POSITIVE_INFINITY;
  const isDated = since > 0 || before > 0;
  const bySource = await sourceMask(resident, names.dictionary, facts, sources);
  const byAbout = await aboutMask(resident, names, facts, about);
  const mask = new Uint8Array(facts.subjects.length);
  for (let fact = 0; fact < mask.length; fact++) {
    const subject = facts.subjects[fact]!;
    const date = facts.dates[fact]!;
    if (!wantedStatuses[facts.statuses[fact]!]) continue;
    if (isDated && (date === 0 || date < since || date >= end)) continue;
    if (types.length > 0 && (subject === NOBODY || !wantedTypes[names.types[subject]!])) continue;
    if (bySource?.[fact] === 0 || byAbout?.[fact] === 0) continue;
    mask[fact] = 1;
  }
  return mask;
}

/** Facts with a source that has all words of one of the wanted texts. */
async function sourceMask(
  resident: Resident,
  dictionary: Dictionary,
  { subjects }: FactParts,
  wanted: Filters['sources'],
): Promise<Uint8Array | undefined> {
  if (wanted.length === 0) return undefined;
  const sources = await resident.sources();
  const mark = (word: string) => markCitations(sources, matchPlainWord(dictionary, word), subjects.length);
  return anyOf(wanted.map((words) => allOf(words.map(mark))));
}

/** Facts about an entity whose names have all words of one of the wanted texts, as their subject or otherwise. */
async function aboutMask(
  resident: Resident,
  names: NameParts,
  { subjects }: FactParts,
  wanted: Filters['about'],
): Promise<Uint8Array | undefined> {
  if (wanted.length === 0) return undefined;
  const mark = (word: string) => markNames(names, matchPlainWord(names.dictionary, word)).marks;
  const entities = anyOf(wanted.map((words) => allOf(words.map(mark))));
  const mask = new Uint8Array(subjects.length);
  for (let fact = 0; fact < mask.length; fact++) mask[fact] = entities[subjects[fact]!] ?? 0;
  const others = await resident.alsoAbout();
  for (let at = 0; at < others.length; at += 2) {
    if (entities[others[at + 1]!] === 1) mask[others[at]!] = 1;
  }
  return mask;
}

function allOf(marks: readonly Uint8Array[]): Uint8Array {
  return combine(marks, (values) => values.every((value) => value !== 0));
}

function anyOf(marks: readonly Uint8Array[]): Uint8Array {
  return combine(marks, (values) => values.some((value) => value !== 0));
}

function combine(marks: readonly Uint8Array[], holds: (values: number[]) => boolean): Uint8Array {
  return Uint8Array.from(marks[0]!, (_, at) => (holds(marks.map((mark) => mark[at]!)) ? 1 : 0));
}
