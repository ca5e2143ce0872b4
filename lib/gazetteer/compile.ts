import { countBits, setBit } from './bits.ts';
import { GazetteerBuilder, type GazetteerEntry } from './builder.ts';
import {
  addFirstToFilter,
  addToFilter,
  filterWordsFor,
  mixHash,
  mixPair,
  openFilter,
  startFilterWordsFor,
} from './filter.ts';
import { Gazetteer } from './gazetteer.ts';
import {
  byteLengthFor,
  checksumOf,
  GAZETTEER_FORMAT_VERSION,
  type Header,
  MAGIC,
  type Sections,
  viewSections,
  writeHeader,
} from './layout.ts';
import { homeSlot, SlotFlag, storedHash } from './slots.ts';

export type { GazetteerAlias, GazetteerEntry } from './builder.ts';

export interface CompileOptions {
  /** Longest stretch of work before the thread is given back, in milliseconds. Default 20. */
  readonly sliceMs?: number;
  /** Gives the thread back. Default: a macrotask. */
  readonly rest?: () => Promise<void>;
  readonly signal?: AbortSignal;
}

/**
 * Compiles all aliases of a generation.
 *
 * @throws the signal's reason when it is aborted.
 */
export async function compileGazetteer(
  entries: Iterable<GazetteerEntry> | AsyncIterable<GazetteerEntry>,
  options: CompileOptions = {},
): Promise<Gazetteer> {
  const { sliceMs = 20, rest = nextTask, signal } = options;
  let sliceEnd = performance.now() + sliceMs;
  const pause = async () => {
    signal?.throwIfAborted();
    await rest();
    signal?.throwIfAborted();
    sliceEnd = performance.now() + sliceMs;
  };
  signal?.throwIfAborted();
  const builder = new GazetteerBuilder();
  let sinceLook = 0;
  for await (const entry of entries) {
    builder.add(entry);
    if (++sinceLook < 32) continue;
    sinceLook = 0;
    if (performance.now() >= sliceEnd) await pause();
  }
  const steps = writeSnapshot(builder);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() >= sliceEnd) await pause();
  }
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

/** The same at once, for small packs, tests and tools. */
export function compileGazetteerNow(entries: Iterable<GazetteerEntry>): Gazetteer {
  const builder = new GazetteerBuilder();
  for (const entry of entries) builder.add(entry);
  const steps = writeSnapshot(builder);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Items between two yields: well under a millisecond of work. */
const STEP = 1 << 13;

function* writeSnapshot(builder: GazetteerBuilder): Generator<void, Gazetteer> {
  const { slotOfWord, slotCount } = yield* placeWords(builder);
  const { order, newNumber, rootCount, parentCount } = yield* numberNodes(builder, slotOfWord, slotCount);
  const nodeCount = order.length;
  const candidates = yield* sortCandidates(builder, newNumber, nodeCount);
  const header: Header = {
    magic: MAGIC,
    formatVersion: GAZETTEER_FORMAT_VERSION,
    byteLength: 0,
    checksum: 0,
    slotCount,
    wordCount: builder.vocabulary.hash.length,
    wordBytes: builder.vocabulary.text.length,
    nodeCount,
    rootCount,
    parentCount,
    singleCount: candidates.singleCount,
    severalCount: candidates.severalCount,
    candidateCount: candidates.order.length,
    filterWords: startFilterWordsFor(rootCount),
    smallFilterWords: startFilterWordsFor(builder.smallStarts),
    pairFilterWords: filterWordsFor(nodeCount - rootCount),
    aliasCount: builder.aliasCount,
    skippedAliasCount: builder.skippedAliasCount,
  };
  header.byteLength = byteLengthFor(header);
  const buffer = new ArrayBuffer(header.byteLength);
  const sections = viewSections(buffer, header);
  yield* writeWords(builder, slotOfWord, sections);
  yield* writeNodes(builder, order, newNumber, slotOfWord, header, sections);
  yield* writeCandidates(builder, candidates, sections);
  yield;
  writeHeader(buffer, header);
  header.checksum = checksumOf(buffer);
  writeHeader(buffer, header);
  return new Gazetteer(buffer, header);
}

/** Share of the slots that have a word; the emptier the table, the sooner a search ends. */
const FILLED = 0.62;

/** Gives every word a slot. */
function* placeWords(builder: GazetteerBuilder) {
  const count = builder.vocabulary.hash.length;
  const slotCount = Math.max(8, Math.ceil(count / FILLED));
  const isTaken = new Uint8Array(slotCount);
  const slotOfWord = new Uint32Array(count);
  for (let word = 0; word < count; word++) {
    if (word % STEP === 0) yield;
    let slot = homeSlot(builder.vocabulary.hash.at(word), slotCount);
    while (isTaken[slot] === 1) slot = slot + 1 === slotCount ? 0 : slot + 1;
    isTaken[slot] = 1;
    slotOfWord[word] = slot;
  }
  return { slotOfWord, slotCount };
}

/**
 * Numbers the nodes level by level, children of one parent together and sorted by slot: two counting sorts,
 * first by slot, then level by level into the parents' ranges.
 *
 * @returns `order`: old node per new number; `newNumber`: the inverse. The root has no new number.
 */
function* numberNodes(builder: GazetteerBuilder, slotOfWord: Uint32Array, slotCount: number) {
  const { parent: nodeParent, word: nodeWord } = builder.nodes;
  const total = nodeParent.length;
  const depth = new Uint8Array(total);
  const childCount = new Uint32Array(total);
  const slotEnds = new Uint32Array(slotCount + 1);
  let deepest = 0;
  for (let node = 1; node < total; node++) {
    if (node % STEP === 0) yield;
    const parent = nodeParent.at(node);
    const level = (depth[parent] as number) + 1;
    depth[node] = level;
    if (level > deepest) deepest = level;
    childCount[parent] = (childCount[parent] as number) + 1;
    bump(slotEnds, (slotOfWord[nodeWord.at(node)] as number) + 1);
  }
  for (let slot = 1; slot <= slotCount; slot++) {
    slotEnds[slot] = (slotEnds[slot] as number) + (slotEnds[slot - 1] as number);
    if (slot % STEP === 0) yield;
  }
  const bySlot = new Uint32Array(total - 1);
  for (let node = 1; node < total; node++) {
    if (node % STEP === 0) yield;
    bySlot[bump(slotEnds, slotOfWord[nodeWord.at(node)] as number)] = node;
  }
  // Stable by depth: within a level, nodes stay sorted by slot.
  const levelStart = new Uint32Array(deepest + 2);
  for (let node = 1; node < total; node++)
    bump(levelStart, (depth[node] as number) + 1 > deepest + 1 ? 0 : (depth[node] as number) + 1);
  yield;
  for (let level = 1; level <= deepest + 1; level++) {
    levelStart[level] = (levelStart[level] as number) + (levelStart[level - 1] as number);
  }
  const cursor = levelStart.slice();
  const byLevel = new Uint32Array(total - 1);
  for (let at = 0; at < bySlot.length; at++) {
    if (at % STEP === 0) yield;
    const node = bySlot[at] as number;
    byLevel[bump(cursor, depth[node] as number)] = node;
  }
  // `nextChild[parent]`: where its next child goes. Parents of a level are done in their new order.
  const nextChild = new Uint32Array(total);
  const newNumber = new Uint32Array(total);
  const order = new Uint32Array(total - 1);
  let parentCount = 0;
  let free = 0;
  nextChild[0] = free;
  free += childCount[0] as number;
  for (let level = 1; level <= deepest; level++) {
    const from = levelStart[level] as number;
    const to = levelStart[level + 1] as number;
    for (let at = from; at < to; at++) {
      if (at % STEP === 0) yield;
      const node = byLevel[at] as number;
      const number = bump(nextChild, nodeParent.at(node));
      newNumber[node] = number;
      order[number] = node;
    }
    for (let number = from; number < to; number++) {
      if (number % STEP === 0) yield;
      const node = order[number] as number;
      const children = childCount[node] as number;
      if (children === 0) continue;
      parentCount++;
      nextChild[node] = free;
      free += children;
    }
  }
  return { order, newNumber, rootCount: childCount[0] as number, parentCount };
}

/** Adds one and returns what was there. */
function bump(counts: Uint32Array, index: number): number {
  const count = counts[index] as number;
  counts[index] = count + 1;
  return count;
}

/** Candidates by their node's new number; those of one node in the order of the pack. */
function* sortCandidates(builder: GazetteerBuilder, newNumber: Uint32Array, nodeCount: number) {
  const { candidateNode } = builder;
  const starts = new Uint32Array(nodeCount + 1);
  for (let at = 0; at < candidateNode.length; at++) {
    if (at % STEP === 0) yield;
    bump(starts, (newNumber[candidateNode.at(at)] as number) + 1);
  }
  let singleCount = 0;
  let severalCount = 0;
  for (let node = 1; node <= nodeCount; node++) {
    if (node % STEP === 0) yield;
    if (starts[node] === 1) singleCount++;
    else if (starts[node] !== 0) severalCount++;
    starts[node] = (starts[node] as number) + (starts[node - 1] as number);
  }
  const cursor = starts.slice();
  yield;
  const order = new Uint32Array(candidateNode.length);
  for (let at = 0; at < candidateNode.length; at++) {
    if (at % STEP === 0) yield;
    order[bump(cursor, newNumber[candidateNode.at(at)] as number)] = at;
  }
  return { order, starts, singleCount, severalCount };
}

function* writeWords(builder: GazetteerBuilder, slotOfWord: Uint32Array, sections: Sections) {
  const { slots, wordText } = sections;
  const slotCount = slots.length / 2 - 1;
  const wordAt = new Uint32Array(slotCount);
  for (let word = 0; word < slotOfWord.length; word++) {
    if (word % STEP === 0) yield;
    const slot = slotOfWord[word] as number;
    wordAt[slot] = word + 1;
    slots[slot * 2] = storedHash(builder.vocabulary.hash.at(word));
  }
  let offset = 0;
  for (let slot = 0; slot < slotCount; slot++) {
    if (slot % STEP === 0) yield;
    flag(slot, offset);
    const word = (wordAt[slot] as number) - 1;
    if (word < 0) continue;
    const start = builder.vocabulary.start.at(word);
    const end = builder.vocabulary.start.at(word + 1);
    for (let at = start; at < end; at++) wordText[offset++] = builder.vocabulary.text.items[at] as number;
    // Words of one hash follow one another in their probe sequence.
    for (let other = next(slot); slots[other * 2] !== 0; other = next(other)) {
      if (slots[other * 2] !== slots[slot * 2]) continue;
      flag(slot, SlotFlag.twin);
      flag(other, SlotFlag.twin);
    }
  }
  slots[slotCount * 2 + 1] = offset;

  /** Adds to what is there: a twin may be told before its turn comes. */
  function flag(slot: number, bits: number): void {
    slots[slot * 2 + 1] = (slots[slot * 2 + 1] as number) | bits;
  }
  function next(slot: number): number {
    return slot + 1 === slotCount ? 0 : slot + 1;
  }
}

function* writeNodes(
  builder: GazetteerBuilder,
  order: Uint32Array,
  newNumber: Uint32Array,
  slotOfWord: Uint32Array,
  { rootCount, smallFilterWords }: Header,
  sections: Sections,
) {
  const { nodeSlot, rootWords, rootCounts, parentWords, parentCounts, firstChild } = sections;
  const { filters, pairFilter, slots } = sections;
  const smallFilter = filters.subarray(0, smallFilterWords);
  const filter = filters.subarray(smallFilterWords);
  openFilter(smallFilter);
  openFilter(filter);
  const { word: nodeWord, parent: nodeParent } = builder.nodes;
  const wordHash = builder.vocabulary.hash;
  let parent = 0;
  let last = -1;
  for (let number = 0; number < order.length; number++) {
    if (number % STEP === 0) yield;
    const node = order[number] as number;
    const word = nodeWord.at(node);
    const slot = slotOfWord[word] as number;
    if (number < rootCount) {
      setBit(rootWords, slot);
      const mixed = mixHash(wordHash.at(word));
      slots[slot * 2 + 1] = (slots[slot * 2 + 1] as number) | builder.slotFlags(node);
      if (builder.isAlias(node)) addToFilter(filter, mixed);
      if (builder.goesOn(node)) addFirstToFilter(filter, mixed);
      if (builder.isSmallAlias(node)) addToFilter(smallFilter, mixed);
      if (builder.goesOnSmall(node)) addFirstToFilter(smallFilter, mixed);
      continue;
    }
    nodeSlot[number - rootCount] = builder.packedSlot(node, slot);
    const above = newNumber[nodeParent.at(node)] as number;
    addToFilter(pairFilter, mixPair(wordHash.at(nodeWord.at(nodeParent.at(node))), wordHash.at(word)));
    if (above === last) continue;
    last = above;
    setBit(parentWords, above);
    firstChild[parent++] = number;
  }
  firstChild[parent] = order.length;
  countBits(rootWords, rootCounts);
  yield;
  countBits(parentWords, parentCounts);
  yield;
}

function* writeCandidates(
  builder: GazetteerBuilder,
  sorted: { order: Uint32Array; starts: Uint32Array; singleCount: number },
  sections: Sections,
) {
  const { candidates, singleWords, singleCounts, severalWords, severalCounts, severalStart } = sections;
  const { order, starts } = sorted;
  let single = 0;
  let several = sorted.singleCount;
  let nth = 0;
  for (let node = 0; node + 1 < starts.length; node++) {
    if (node % STEP === 0) yield;
    const from = starts[node] as number;
    const to = starts[node + 1] as number;
    if (to - from === 1) {
      setBit(singleWords, node);
      write(single++, order[from] as number);
    } else if (to > from) {
      setBit(severalWords, node);
      severalStart[nth++] = several;
      for (let at = from; at < to; at++) write(several++, order[at] as number);
    }
  }
  severalStart[nth] = several;
  yield;
  countBits(singleWords, singleCounts);
  countBits(severalWords, severalCounts);
  yield;

  function write(place: number, candidate: number): void {
    candidates[place * 2] = builder.candidateOrdinal.at(candidate);
    candidates[place * 2 + 1] = builder.candidateForm.at(candidate);
  }
}
