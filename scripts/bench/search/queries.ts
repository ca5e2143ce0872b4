import { createRandom } from '../../random.ts';

export interface MisspelledName {
  readonly typed: string;
  readonly meant: string;
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** Names drawn from the pack, each with one typo: a letter left out, added, replaced or swapped with the next. */
export function misspell(names: readonly string[], count: number, seed: number): MisspelledName[] {
  const random = createRandom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  return Array.from({ length: count }, () => {
    const meant = names[below(names.length)]!;
    const at = below(meant.length - 1);
    const letter = LETTERS[below(LETTERS.length)]!;
    const [before, here, next, after] = [meant.slice(0, at), meant[at]!, meant[at + 1]!, meant.slice(at + 2)];
    const typos = [
      before + next + after,
      before + letter + here + next + after,
      before + letter + next + after,
      before + next + here + after,
    ];
    return { typed: typos[below(typos.length)]!, meant };
  });
}

/** What stands in the field after each key, while names and parts of statements are typed. */
export function typeOut(
  { names, statements }: { readonly names: readonly string[]; readonly statements: readonly string[] },
  count: number,
  seed: number,
): string[] {
  const random = createRandom(seed);
  const pick = (texts: readonly string[]) => texts[Math.floor(random() * texts.length)]!;
  return Array.from({ length: count }, (_, turn) =>
    // Three words from the middle of a statement, where no name is.
    turn % 2 === 0 ? pick(names) : pick(statements).split(' ').slice(2, 5).join(' '),
  ).flatMap((text) => Array.from(text, (_, at) => text.slice(0, at + 1)));
}
