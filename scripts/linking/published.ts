import { readFile } from 'node:fs/promises';
import path from 'node:path';

export interface Published {
  readonly system: string;
  readonly spotting: number;
  readonly linking: number;
}

interface SystemFigures {
  readonly link_f1: number | null;
  readonly ner_f1: number | null;
}

/** Links every gold mention right: a check of the benchmark, no system. */
const ORACLE = 'oracle';

/**
 * Best published F1 per set, from the corpus's collection of published results. Variants of a set that
 * differ only in which mentions are scored are looked at together; the best linking wins.
 */
export async function readPublished(corpus: string): Promise<ReadonlyMap<string, Published>> {
  const text = await readFile(path.join(corpus, 'linking', 'published-elevant.json'), 'utf8');
  const best = new Map<string, Published>();
  for (const [variant, systems] of Object.entries(
    JSON.parse(text) as Record<string, Record<string, SystemFigures>>,
  )) {
    const set = variant.replace(/-(?:no-coref|updated|unfixed)$/, '');
    for (const [system, { link_f1, ner_f1 }] of Object.entries(systems)) {
      if (system === ORACLE || link_f1 === null || link_f1 <= (best.get(set)?.linking ?? 0)) continue;
      best.set(set, { system, spotting: ner_f1 ?? Number.NaN, linking: link_f1 });
    }
  }
  return best;
}

export interface Baseline {
  readonly spotting: number;
  readonly linking: number;
}

/** F1 of naive matching with every alias, case-sensitive, per set (`naive-baselines.txt`). */
export async function readNaive(corpus: string): Promise<ReadonlyMap<string, Baseline>> {
  const text = await readFile(path.join(corpus, 'linking', 'naive-baselines.txt'), 'utf8');
  const baselines = new Map<string, Baseline>();
  let set = '';
  for (const line of text.split('\n')) {
    const heading = /^(\S+)\s+docs/.exec(line);
    if (heading) set = heading[1] as string;
    const figures = /^\s+full\/cs\s+spot .* F ([\d.]+) \| link .* F ([\d.]+)/.exec(line);
    if (figures) baselines.set(set, { spotting: Number(figures[1]), linking: Number(figures[2]) });
  }
  return baselines;
}
