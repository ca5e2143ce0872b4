import { type NodeOrder, numberNodes, placeWords, STEP, sortCandidates } from './arrange.ts';
import { countBits, setBit } from './bits.ts';
import type { GazetteerBuilder } from './builder.ts';
import {
  addFirstToFilter,
  addToFilter,
  filterWordsFor,
  mixHash,
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
import { ROOT } from './nodes.ts';
import { SlotFlag, storedHash } from './slots.ts';

/** Arranges and writes everything that was collected; each step takes well under a millisecond. */
export function* writeSnapshot(builder: GazetteerBuilder): Generator<void, Gazetteer> {
  const { slotOfWord, slotCount } = yield* placeWords(builder);
  const nodes = yield* numberNodes(builder, slotOfWord, slotCount);
  const { rootCount } = nodes;
  const nodeCount = nodes.order.length;
  const candidates = yield* sortCandidates(builder, nodes.newNumber, nodeCount);
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
    parentCount: nodes.parents.length,
    singleCount: candidates.singleCount,
    severalCount: candidates.severalCount,
    candidateCount: candidates.order.length,
    filterWords: startFilterWordsFor(rootCount),
    smallFilterWords: startFilterWordsFor(builder.smallStarts),
    pairFilterWords: filterWordsFor(nodeCount - rootCount),
    aliasCount: builder.aliasCount,
    skippedAliasCount: builder.skippedAliasCount,
    factor: builder.factor,
  };
  header.byteLength = byteLengthFor(header);
  const buffer = new ArrayBuffer(header.byteLength);
  const sections = viewSections(buffer, header);
  yield* writeWords(builder, slotOfWord, sections);
  yield* writeNodes(builder, nodes, sections);
  yield* writeFilters(builder, nodes, header, sections);
  yield* writeCandidates(builder, candidates, sections);
  yield;
  writeHeader(buffer, header);
  header.checksum = checksumOf(buffer);
  writeHeader(buffer, header);
  return new Gazetteer(buffer, header);
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

function* writeNodes(builder: GazetteerBuilder, nodes: NodeOrder, sections: Sections) {
  const { nodeSlot, rootWords, rootCounts, parentWords, parentCounts, firstChild, slots } = sections;
  const { order, slotOfNode, rootCount, parents } = nodes;
  for (let number = 0; number < order.length; number++) {
    if (number % STEP === 0) yield;
    const node = order[number] as number;
    const slot = slotOfNode[node] as number;
    if (number < rootCount) {
      setBit(rootWords, slot);
      slots[slot * 2 + 1] = (slots[slot * 2 + 1] as number) | builder.slotFlags(node);
    } else nodeSlot[number - rootCount] = builder.packedSlot(node, slot);
  }
  for (let parent = 0; parent < parents.length; parent++) {
    if (parent % STEP === 0) yield;
    setBit(parentWords, parents[parent] as number);
    firstChild[parent] = nodes.firstChild[parent] as number;
  }
  firstChild[parents.length] = order.length;
  countBits(rootWords, rootCounts);
  yield;
  countBits(parentWords, parentCounts);
  yield;
}

function* writeFilters(
  builder: GazetteerBuilder,
  { order, rootCount }: NodeOrder,
  { smallFilterWords }: Header,
  { filters, pairFilter }: Sections,
) {
  const smallFilter = filters.subarray(0, smallFilterWords);
  const filter = filters.subarray(smallFilterWords);
  openFilter(smallFilter);
  openFilter(filter);
  const { word: nodeWord, parent: nodeParent, pair: nodePair } = builder.nodes;
  for (let number = 0; number < rootCount; number++) {
    if (number % STEP === 0) yield;
    const node = order[number] as number;
    const mixed = mixHash(builder.vocabulary.hash.at(nodeWord.at(node)));
    if (builder.isAlias(node)) addToFilter(filter, mixed);
    if (builder.goesOn(node)) addFirstToFilter(filter, mixed);
    if (builder.isSmallAlias(node)) addToFilter(smallFilter, mixed);
    if (builder.goesOnSmall(node)) addFirstToFilter(smallFilter, mixed);
  }
  for (let node = 1; node < nodePair.length; node++) {
    if (node % STEP === 0) yield;
    if (nodeParent.at(node) !== ROOT) addToFilter(pairFilter, nodePair.at(node) | 0);
  }
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
