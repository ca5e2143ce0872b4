import { existsSync } from 'node:fs';
import path from 'node:path';
import { SetupError } from '../setup/project.ts';
import { readJsonLines } from './read-lines.ts';

/** A mention as annotators marked it. */
export interface GoldMention {
  readonly start: number;
  readonly end: number;
  readonly surface: string;
  readonly entity_id: string | null;
  readonly nil: boolean;
  readonly named?: boolean;
  readonly optional?: boolean;
  readonly parent?: unknown;
  readonly name?: string;
}

export interface GoldDocument {
  readonly dataset: string;
  readonly doc_id: string;
  readonly lang: string;
  readonly text: string;
  readonly eval_span?: readonly [number, number];
  readonly exhaustive?: boolean;
  readonly mentions: readonly GoldMention[];
}

/** One labelled occurrence of a tracked name. */
export interface Trap {
  readonly id: string;
  readonly lang: string;
  readonly label: 'pos' | 'neg' | 'either';
  readonly category: string | null;
  readonly entity_id: string;
  readonly context: string;
  readonly ctxStart: number;
  readonly ctxEnd: number;
  readonly pageTitle: string;
}

/** @throws SetupError if a folder is no corpus. */
export function requireCorpus(corpus: string): void {
  for (const part of ['linking', 'traps']) {
    if (!existsSync(path.join(corpus, part))) throw new SetupError(`${corpus} has no folder "${part}"`);
  }
}

export async function readGold(corpus: string): Promise<GoldDocument[]> {
  return collect<GoldDocument>(path.join(corpus, 'linking', 'gold.jsonl.gz'));
}
export async function readTraps(corpus: string): Promise<Trap[]> {
  return collect<Trap>(path.join(corpus, 'traps', 'traps.jsonl'));
}
export function packOfSet(corpus: string, dataset: string): string {
  return path.join(corpus, 'linking', 'packs', `${dataset}.jsonl.gz`);
}
export function packOfTraps(corpus: string, language: string): string {
  return path.join(corpus, 'traps', 'packs', `${language}.jsonl`);
}

async function collect<T>(file: string): Promise<T[]> {
  const rows: T[] = [];
  for await (const { value } of readJsonLines(file)) rows.push(value as T);
  return rows;
}
