import { generateLines } from '../../generate-pack.ts';

export const ENTITIES = 100_000;
export const FACTS = 500_000;
const SOURCES = 20_000;

/** A pack, line by line; the header is the first. */
export type Lines = readonly string[];

export function createFirstEdition(): Lines {
  const text = generateLines({ entities: ENTITIES, facts: FACTS, sources: SOURCES, seed: 1, edition: 1 });
  return [...text].flatMap((piece) => piece.trimEnd().split('\n'));
}

/** all-over: any fact is as likely as any other. together: facts that follow one another. */
export type Spread = 'all-over' | 'together';

/**
 * The next edition: of the share of facts that change, eight tenths are reworded, a tenth goes, and as many
 * new ones come at the end.
 */
export function createNextEdition(lines: Lines, edition: number, share: number, spread: Spread): Lines {
  const first = lines.findIndex((line) => line.startsWith('{"record":"fact"'));
  const facts = lines.length - first;
  const start = first + Math.floor(facts * 0.4);
  const isChanged = (index: number) =>
    spread === 'together' ? index >= start && index < start + facts * share : noise(index, edition) < share;
  const next: string[] = [lines[0]!.replace(/"version":"\d+/, `"version":"${edition}`)];
  for (let index = 1; index < lines.length; index++) {
    const line = lines[index]!;
    if (index < first || !isChanged(index)) next.push(line);
    else if (noise(index, edition + 0.5) < 0.9) next.push(reword(line, edition));
  }
  for (let added = 0; added < Math.round((facts * share) / 10); added++) {
    const model = lines[first + Math.floor(noise(added, edition + 0.25) * facts)]!;
    next.push(reword(model, edition).replace(/"id":"fact:[^"]+"/, `"id":"fact:${edition}-${added}"`));
  }
  return next;
}

function reword(line: string, edition: number): string {
  return line.replace('"statement":"', `"statement":"As of edition ${edition}, `);
}

/** 0..1, the same for the same numbers. */
function noise(a: number, b: number): number {
  let mixed = Math.imul(a ^ 0x9e3779b1, 0x85ebca6b) ^ Math.imul(Math.round(b * 100), 0xc2b2ae35);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
}

export function toText(lines: Lines): Uint8Array {
  return Buffer.from(`${lines.join('\n')}\n`);
}
