import { describe, expect, it } from 'vitest';
import {
  CharacterKind,
  EXPANDS,
  expansionOf,
  foldedUnitOf,
  kindOf,
  kindOfPair,
} from '../../../lib/text/characters.ts';
import { classifyPoint, describeUnit } from '../../../lib/text/unicode-rules.ts';

describe('characters', () => {
  it('are written down as the rules have them, every one', () => {
    const differing: string[] = [];
    // The last is no character, and its number has another meaning here.
    for (let unit = 0; unit < EXPANDS; unit++) {
      const { kind, folded } = describeUnit(unit);
      const known = foldedUnitOf(unit);
      const isSame = kindOf(unit) === kind && (known === EXPANDS ? expansionOf(unit) : known) === folded;
      if (!isSame) differing.push(unit.toString(16));
    }
    // If the rules were changed, or Node knows a newer Unicode: scripts/make-characters.ts.
    expect(differing).toEqual([]);
  });

  it('in pairs follow the rules, too', () => {
    const differing: string[] = [];
    for (let point = 0x1f200; point < 0x1fb40; point++) {
      const character = String.fromCodePoint(point);
      const kind = kindOfPair(character.charCodeAt(0), character.charCodeAt(1));
      if (kind !== classifyPoint(character)) differing.push(point.toString(16));
    }
    expect(differing).toEqual([]);
    expect(kindOfPair(0xd842, 0xdfb7)).toBe(CharacterKind.solo);
  });
});
