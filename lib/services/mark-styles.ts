import { ENTITY_TYPES, type EntityType } from '../model/fact-pack.ts';
import { LINE_SHARE, type MarkStyles, type Rgb } from '../model/mark-styles.ts';
import type { MarkLook } from '../model/settings.ts';

/**
 * Tint of the marks of a type. They differ enough to be told apart at a glance, and are mixed with the colour
 * of the text itself, so that they suit most pages; on the others a mark is in the colour of the text.
 */
const TINTS: Readonly<Record<EntityType, Rgb>> = {
  organization: [29, 195, 201],
  person: [92, 29, 201],
  place: [29, 201, 92],
  product: [29, 109, 201],
  work: [201, 29, 138],
  event: [201, 92, 29],
  concept: [166, 201, 29],
};

/** Share of the tint behind the words, in per cent: alone it has to be seen, below a line it is a hint. */
const TINT_SHARE: Record<MarkLook, { readonly sure: number; readonly unsure: number }> = {
  'line-and-tint': { sure: 8, unsure: 0 },
  line: { sure: 0, unsure: 0 },
  tint: { sure: 20, unsure: 10 },
};

/**
 * Nowhere louder than the text itself; a thinner line or a paler tint where a link is less sure. On paper
 * there are no marks, and where the reader has colours of their own, marks are in these.
 */
export function createMarkStyles(look: MarkLook): MarkStyles {
  const kinds: readonly [string, string][] = [
    ...ENTITY_TYPES.map((type): [string, string] => [type, `rgb(${TINTS[type]})`]),
    ['plain', 'currentColor'],
  ];
  const rules = kinds.flatMap(([kind, color]) => {
    const mixed = `color-mix(in srgb,${color} ${LINE_SHARE * 100}%,currentColor)`;
    const rule = (name: string, width: number, share: number) => {
      const line = `text-decoration:underline dotted ${width}px ${mixed};text-underline-offset:.22em;`;
      const ground = `background-color:color-mix(in srgb,${color} ${share}%,transparent)`;
      return `::highlight(${name}){${look === 'tint' ? '' : line}${ground}}`;
    };
    const { sure, unsure } = TINT_SHARE[look];
    return [rule(kind, 1.5, sure), rule(`${kind}?`, 1, unsure)];
  });
  const current = `::highlight(current){background-color:rgb(${TINTS.organization.join(' ')}/.26)}`;
  const names = [...kinds.flatMap(([kind]) => [kind, `${kind}?`]), 'current'];
  const bare = names.map((name) => `::highlight(${name})`).join();
  return {
    css:
      rules.join('') +
      current +
      `@media print{${bare}{text-decoration:none;background-color:transparent}}` +
      `@media (forced-colors:active){${bare}{text-decoration:underline dotted 2px LinkText;background-color:transparent}}`,
    tints: TINTS,
  };
}
