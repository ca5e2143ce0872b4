/** Numbers by what they belong to: those of group `n` from `starts[n]` to `starts[n + 1]`. */
export interface Groups {
  readonly starts: Uint32Array<ArrayBuffer>;
  readonly members: Uint32Array<ArrayBuffer>;
}

export interface NamedEntities {
  /** Words of all names; where each name begins in them; which name is each entity's first (one more for the end). */
  readonly nameTerms: Uint32Array;
  readonly nameOffsets: Uint32Array;
  readonly entityNames: Uint32Array;
}

/** Entities by the words of their names; one is there as often as its names have the word. */
export function groupByTerm(
  { nameTerms, nameOffsets, entityNames }: NamedEntities,
  termCount: number,
): Groups {
  const starts = new Uint32Array(termCount + 2);
  for (let at = 0; at < nameTerms.length; at++) starts[nameTerms[at]! + 2]!++;
  for (let term = 1; term < starts.length; term++) starts[term]! += starts[term - 1]!;
  const members = new Uint32Array(nameTerms.length);
  for (let entity = 0; entity + 1 < entityNames.length; entity++) {
    const end = nameOffsets[entityNames[entity + 1]!]!;
    for (let at = nameOffsets[entityNames[entity]!]!; at < end; at++) {
      members[starts[nameTerms[at]! + 1]!++] = entity;
    }
  }
  // Each start has moved on to the next word's.
  return { starts: starts.slice(0, termCount + 1), members };
}

/** Facts by their subject; those whose subject the pack lacks stand behind all others. */
export function groupBySubject(subjects: Uint32Array, entityCount: number): Groups {
  // A subject that the pack lacks counts as one entity more.
  const starts = new Uint32Array(entityCount + 3);
  const slotOf = (subject: number) => Math.min(subject, entityCount);
  for (let fact = 0; fact < subjects.length; fact++) starts[slotOf(subjects[fact]!) + 2]!++;
  for (let entity = 1; entity < starts.length; entity++) starts[entity]! += starts[entity - 1]!;
  const members = new Uint32Array(subjects.length);
  for (let fact = 0; fact < subjects.length; fact++) {
    members[starts[slotOf(subjects[fact]!) + 1]!++] = fact;
  }
  return { starts: starts.slice(0, entityCount + 1), members };
}
