import { compileGazetteerNow } from '../../../lib/gazetteer/compile.ts';
import { type Decision, decide, observe, readSenses, type Weighable } from '../../../lib/linker/decide.ts';
import { entityKey, ordinalOfKey } from '../../../lib/linker/entity-key.ts';
import { FEATURE_NAMES } from '../../../lib/linker/features.ts';
import { PageLinker } from '../../../lib/linker/page-linker.ts';
import { LINKER_WEIGHTS } from '../../../lib/linker/weights.ts';
import { type Entity, entityAliases } from '../../../lib/model/fact-pack.ts';
import type { PageContext } from '../../../lib/model/page.ts';

/** What the linker saw in a page, in words. */
export interface SeenMention {
  readonly surface: string;
  readonly decision: Decision;
  readonly weighable: Weighable;
}

export const PAGE: PageContext = {
  url: 'https://news.example/a',
  title: '',
  lang: 'en',
  about: [],
  links: [],
};

/** An entity with a made-up id. */
export function entity(name: string, more: Partial<Entity> = {}): Entity {
  return { id: `id:${name}`, type: 'organization', name, ...more };
}

/** Reads a page of one or more blocks against entities, and returns everything that was a draft. */
export function readPage(
  entities: readonly Entity[],
  blocks: string | readonly string[],
  page: Partial<PageContext> = {},
): SeenMention[] {
  const gazetteer = compileGazetteerNow(
    entities.map((each, ordinal) => ({ ordinal, aliases: entityAliases(each), type: each.type })),
  );
  const linker = new PageLinker([gazetteer], { ...PAGE, ...page });
  [blocks].flat().forEach((text, id) => {
    linker.addBlock(id, text);
  });
  for (const key of linker.missingKeys()) {
    const ordinal = ordinalOfKey(key);
    linker.learn(entityKey(0, ordinal), {
      ordinal,
      entity: entities[ordinal] as Entity,
      keywords: [],
      related: [],
    });
  }
  const grounds = linker.settle();
  const weighables = linker.blockIds.flatMap((id) =>
    linker.draftsOf(id).flatMap((draft) => observe(draft, grounds) ?? []),
  );
  const senses = readSenses(weighables, LINKER_WEIGHTS.choice);
  return weighables.map((weighable) => ({
    surface: weighable.draft.surface,
    weighable,
    decision: decide(weighable, { page: grounds.page, senses }, LINKER_WEIGHTS),
  }));
}

/** Names of the observations that a decision rests on. */
export function seenNames({ decision }: SeenMention): string[] {
  return decision.seen.features.map((feature) => FEATURE_NAMES[feature] as string);
}

/** Observations about the first draft with this surface form. */
export function seenOf(surface: string, mentions: readonly SeenMention[]): string[] {
  const mention = mentions.find((each) => each.surface === surface);
  if (!mention)
    throw new Error(`No draft "${surface}" among ${mentions.map((each) => each.surface).join(', ')}`);
  return seenNames(mention);
}
