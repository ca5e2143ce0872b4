import UFuzzy from '@leeoniya/ufuzzy';
import { entityAliases } from '../../../../lib/model/fact-pack.ts';
import type { Engine } from '../engine.ts';
import { openKeyValue } from './key-value.ts';

interface Haystacks {
  readonly names: readonly string[];
  readonly owners: readonly string[];
  readonly facts: readonly string[];
}

/** No index: every text is looked through at every letter. */
export function createUFuzzy(): Engine {
  // One typo a word, of any kind.
  const fuzzy = new UFuzzy({ intraMode: 1, intraIns: 1, intraSub: 1, intraTrn: 1, intraDel: 1 });
  let texts: Haystacks | undefined;
  return {
    async build({ entities, facts }) {
      const named = entities.flatMap((entity) =>
        entityAliases(entity).map(({ text }) => ({ text, owner: entity.name })),
      );
      await (await openKeyValue<Haystacks>('ufuzzy')).write([
        [
          'texts',
          {
            names: named.map(({ text }) => text),
            owners: named.map(({ owner }) => owner),
            facts: facts.map(({ statement }) => statement),
          },
        ],
      ]);
    },
    async open() {
      [texts] = await (await openKeyValue<Haystacks>('ufuzzy')).read(['texts']);
    },
    async search(query, limit) {
      const find = (haystack: readonly string[], shown: readonly string[]) => {
        const [found, info, order] = fuzzy.search(haystack as string[], query, 1, 1_000);
        const best = order && info ? order.map((at) => info.idx[at]!) : (found ?? []);
        return [...new Set(best.map((at) => shown[at]!))].slice(0, limit);
      };
      return { entities: find(texts!.names, texts!.owners), facts: find(texts!.facts, texts!.facts) };
    },
  };
}
