import { type GazetteerBuilder, MAX_ALIAS_WORDS } from './builder.ts';
import { homeSlot } from './slots.ts';

/*
 * What goes where in a snapshot: sorting and numbering, in steps.
 */

/** Items between two yields: well under a millisecond of work. */
export const STEP = 1 << 13;

/** Share of the slots that have a word; the emptier the table, the sooner a search ends. */
const FILLED = 0.62;

/** Gives every word a slot. */
export function* placeWords(builder: GazetteerBuilder) {
  const count = builder.vocabulary.hash.length;
  const slotCount = Math.max(8, Math.ceil(count / FILLED));
  const isTaken = new Uint8Array(slotCount);
  const slotOfWord = new Uint32Array(count);
  for (let word = 0; word < count; word++) {
    if (word % STEP === 0) yield;
    let slot = homeSlot(builder.vocabulary.hash.at(word), slotCount, builder.factor);
    while (isTaken[slot] === 1) slot = slot + 1 === slotCount ? 0 : slot + 1;
    isTaken[slot] = 1;
    slotOfWord[word] = slot;
  }
  return { slotOfWord, slotCount };
}

/** Where everything of a trie goes in the snapshot; see lib/gazetteer/layout.ts. The root goes nowhere. */
export interface NodeOrder {
  /** Old node per new number. */
  readonly order: Uint32Array;
  /** The inverse. */
  readonly newNumber: Uint32Array;
  /** Slot of the word of each old node. */
  readonly slotOfNode: Uint32Array;
  readonly rootCount: number;
  /** New numbers of the nodes with children, in order, and of the first child of each. */
  readonly parents: Uint32Array;
  readonly firstChild: Uint32Array;
}

/**
 * Numbers the nodes level by level, children of one parent together and sorted by slot: two counting sorts,
 * first by slot, then level by level into the parents' ranges.
 */
export function* numberNodes(
  builder: GazetteerBuilder,
  slotOfWord: Uint32Array,
  slotCount: number,
): Generator<void, NodeOrder> {
  const { parent: nodeParent, word: nodeWord } = builder.nodes;
  const total = nodeParent.length;
  const depth = new Uint8Array(total);
  const childCount = new Uint32Array(total);
  const slotOfNode = new Uint32Array(total);
  const slotEnds = new Uint32Array(slotCount + 1);
  const levelStart = new Uint32Array(MOST_LEVELS);
  let deepest = 0;
  for (let node = 1; node < total; node++) {
    if (node % STEP === 0) yield;
    const parent = nodeParent.at(node);
    const level = (depth[parent] as number) + 1;
    depth[node] = level;
    if (level > deepest) deepest = level;
    bump(levelStart, level + 1);
    bump(childCount, parent);
    const slot = slotOfWord[nodeWord.at(node)] as number;
    slotOfNode[node] = slot;
    bump(slotEnds, slot + 1);
  }
  for (let slot = 1; slot <= slotCount; slot++) {
    slotEnds[slot] = (slotEnds[slot] as number) + (slotEnds[slot - 1] as number);
    if (slot % STEP === 0) yield;
  }
  const bySlot = new Uint32Array(total - 1);
  for (let node = 1; node < total; node++) {
    if (node % STEP === 0) yield;
    bySlot[bump(slotEnds, slotOfNode[node] as number)] = node;
  }
  for (let level = 1; level <= deepest + 1; level++) {
    levelStart[level] = (levelStart[level] as number) + (levelStart[level - 1] as number);
  }
  // Stable by depth: within a level, nodes stay sorted by slot.
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
  const parents = new Uint32Array(total);
  const firstChild = new Uint32Array(total);
  let parentCount = 0;
  let free = childCount[0] as number;
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
      parents[parentCount] = number;
      firstChild[parentCount] = free;
      parentCount++;
      nextChild[node] = free;
      free += children;
    }
  }
  return {
    order,
    newNumber,
    slotOfNode,
    rootCount: childCount[0] as number,
    parents: parents.subarray(0, parentCount),
    firstChild: firstChild.subarray(0, parentCount),
  };
}

/** Levels are counted from 1, and one more ends the last. */
const MOST_LEVELS = MAX_ALIAS_WORDS + 2;

/** Adds one and returns what was there. */
function bump(counts: Uint32Array, index: number): number {
  const count = counts[index] as number;
  counts[index] = count + 1;
  return count;
}

/** Candidates by their node's new number; those of one node in the order of the pack. */
export function* sortCandidates(builder: GazetteerBuilder, newNumber: Uint32Array, nodeCount: number) {
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
