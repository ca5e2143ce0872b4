import type { MentionedEntity } from '../../lib/model/mention.ts';
import { h } from './h.ts';

/** Scripts that put no space between words: a name there may stand right against other letters. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Thai}]/u;

/** A text in which the names of entities can be pressed. */
export function namedText(
  text: string,
  named: readonly MentionedEntity[],
  onLookUp: (entity: MentionedEntity) => void,
): (Node | string)[] {
  if (named.length === 0) return [text];
  const byName = new Map(named.map((entity) => [entity.name, entity]));
  const patterns = [...byName.keys()]
    // Where one name is part of another, the longer one is meant.
    .sort((one, other) => other.length - one.length)
    .map((name) => {
      const escaped = RegExp.escape(name);
      return UNSPACED.test(name) ? escaped : `(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`;
    });
  // A captured separator comes with the parts: every other one is a name.
  return text.split(new RegExp(`(${patterns.join('|')})`, 'u')).map((part, index) => {
    const entity = index % 2 === 1 && byName.get(part);
    return entity ? nameButton(entity, onLookUp) : part;
  });
}

/** The name of an entity that a fact refers to: opens what is known about it. */
export function nameButton(
  entity: MentionedEntity,
  onLookUp: (entity: MentionedEntity) => void,
): HTMLElement {
  return h('button', { class: 'name', onclick: () => onLookUp(entity) }, entity.name);
}
