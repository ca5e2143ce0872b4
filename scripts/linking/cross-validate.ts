import type { LinkerWeights } from '../../lib/linker/decide.ts';
import { isSwapped, type SetDocument, swappedSet, TRAPS } from './examples.ts';
import { fitWeights, NOT_LEARNT } from './fit.ts';

/** Parts that the traps are split into, by tracked name, so that no name is learnt and scored. */
const TRAP_FOLDS = 5;

/**
 * Weights for each document that were fitted without its set: what the linker would do on sets that it
 * has never seen. Traps are one set, and too few to do without: they are left out a fifth at a time.
 */
export function crossValidate(
  sets: ReadonlyMap<string, readonly SetDocument[]>,
): ReadonlyMap<SetDocument, LinkerWeights> {
  const learnt = new Map([...sets].filter(([set]) => !NOT_LEARNT.has(set)));
  const weightsOf = new Map<SetDocument, LinkerWeights>();
  const assign = (documents: readonly SetDocument[], weights: LinkerWeights) => {
    for (const document of documents) weightsOf.set(document, weights);
  };
  let ofAll: LinkerWeights | undefined;
  for (const [set, documents] of sets) {
    if (isSwapped(set)) continue;
    if (NOT_LEARNT.has(set)) {
      ofAll ??= fitWeights(learnt);
      assign(documents, ofAll);
    } else if (set === TRAPS) {
      for (let fold = 0; fold < TRAP_FOLDS; fold++) {
        const isIn = ({ trap }: SetDocument) => foldOf(trap?.entity_id ?? '') === fold;
        const rest = documents.filter((document) => !isIn(document));
        assign(documents.filter(isIn), fitWeights(new Map([...learnt, [TRAPS, rest]])));
      }
    } else {
      assign(
        documents,
        fitWeights(new Map([...learnt].filter(([other]) => other !== set && other !== swappedSet(set)))),
      );
    }
  }
  return weightsOf;
}

function foldOf(name: string): number {
  let hash = 7;
  for (const character of name) hash = (hash * 31 + character.charCodeAt(0)) >>> 0;
  return hash % TRAP_FOLDS;
}
