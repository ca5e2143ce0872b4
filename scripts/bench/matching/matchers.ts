import { compileGazetteer } from '../../../lib/gazetteer/compile.ts';
import { findMentions } from '../../../lib/gazetteer/find-mentions.ts';
import { loadGazetteer } from '../../../lib/gazetteer/gazetteer.ts';
import { Mentions } from '../../../lib/gazetteer/mentions.ts';
import type { Entity } from '../../../lib/model/fact-pack.ts';
import { readWords } from '../../../lib/text/read-words.ts';
import { Words } from '../../../lib/text/words.ts';
import { type BenchText, entriesOf, namesOf } from './material.ts';

/** Looks for names in one text. @returns a number that depends on what was found, so that nothing is left out. */
export type Scan = (text: BenchText) => number;

export interface Matcher {
  readonly label: string;
  /** Does its work grow with the names at all? */
  readonly needsNames: boolean;
  build(entities: readonly Entity[], report: (compiled: Compiled) => void): Promise<Scan>;
}

/** How the gazetteer came about; only Factmark reports it. Milliseconds are the thread's own. */
export interface Compiled {
  readonly compileMs: number;
  readonly longestSliceMs: number;
  readonly slices: number;
  readonly snapshotBytes: number;
  readonly loadMs: number;
  readonly aliases: number;
  readonly candidates: number;
}

/** What everything is compared with: reading each character of the text. */
export const BARE = 'bare character loop';
export const FACTMARK = 'Factmark';
/** The same, and then all that the linker asks: each entity that each mention may be. */
export const FACTMARK_ENTITIES = 'Factmark, entities read';
export const REGEXP = 'RegExp alternation';

export const MATCHERS: readonly Matcher[] = [
  {
    label: BARE,
    needsNames: false,
    build:
      async () =>
      ({ text }) => {
        let sum = 0;
        for (let at = 0; at < text.length; at++) sum = (sum + text.charCodeAt(at)) | 0;
        return sum;
      },
  },
  {
    label: 'Factmark, words alone',
    needsNames: false,
    build: async () => {
      const words = new Words();
      return ({ text }) => readWords(text, words).count;
    },
  },
  { label: FACTMARK, needsNames: true, build: (entities, report) => buildFactmark(entities, report, false) },
  {
    label: FACTMARK_ENTITIES,
    needsNames: true,
    build: (entities, report) => buildFactmark(entities, report, true),
  },
  {
    label: 'modern-ahocorasick',
    needsNames: true,
    build: async (entities) => {
      const { default: AhoCorasick } = await import('modern-ahocorasick');
      const matcher = new AhoCorasick(namesOf(entities));
      return ({ text }) => matcher.search(text, { strategy: 'leftmost-longest' }).length;
    },
  },
  {
    label: 'modern-ahocorasick/fast',
    needsNames: true,
    build: async (entities) => {
      const { default: AhoCorasick } = await import('modern-ahocorasick/fast');
      const matcher = new AhoCorasick(namesOf(entities));
      return ({ text }) => matcher.search(text, { strategy: 'leftmost-longest' }).length;
    },
  },
  {
    label: 'modern-ahocorasick/fast, count only',
    needsNames: true,
    build: async (entities) => {
      const { default: AhoCorasick } = await import('modern-ahocorasick/fast');
      const matcher = new AhoCorasick(namesOf(entities));
      return ({ text }) => matcher.count(text);
    },
  },
  {
    label: '@monyone/aho-corasick/fast',
    needsNames: true,
    build: async (entities) => {
      const { AhoCorasick } = await import('@monyone/aho-corasick/fast');
      const matcher = new AhoCorasick(namesOf(entities));
      return ({ text }) => matcher.matchInText(text).length;
    },
  },
  {
    label: '@monyone/aho-corasick/greedy',
    needsNames: true,
    build: async (entities) => {
      const { AhoCorasick } = await import('@monyone/aho-corasick/greedy');
      const matcher = new AhoCorasick(namesOf(entities));
      return ({ text }) => matcher.matchInText(text).length;
    },
  },
  {
    label: 'aho-corasick-node',
    needsNames: true,
    build: async (entities) => {
      const { default: ahoCorasick } = await import('aho-corasick-node');
      const builder = ahoCorasick.builder();
      for (const name of namesOf(entities)) builder.add(name);
      const matcher = builder.build();
      return ({ text }) => matcher.match(text).length;
    },
  },
  {
    label: REGEXP,
    needsNames: true,
    build: async (entities) => {
      const names = namesOf(entities).sort((a, b) => b.length - a.length);
      const pattern = new RegExp(names.map(escapeRegExp).join('|'), 'g');
      return ({ text }) => countMatches(pattern, text);
    },
  },
];

/** One after the other: V8 remembers what `match` found in a string before. */
function countMatches(pattern: RegExp, text: string): number {
  pattern.lastIndex = 0;
  let count = 0;
  while (pattern.test(text)) count++;
  return count;
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

async function buildFactmark(
  entities: readonly Entity[],
  report: (compiled: Compiled) => void,
  readsEntities: boolean,
): Promise<Scan> {
  const cpu = () => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1_000;
  };
  let sliceStart = cpu();
  const start = sliceStart;
  const slices: number[] = [];
  const endSlice = () => slices.push(cpu() - sliceStart);
  const gazetteer = await compileGazetteer(entriesOf(entities), {
    rest: async () => {
      endSlice();
      await new Promise(setImmediate);
      sliceStart = cpu();
    },
  });
  endSlice();
  const compileMs = cpu() - start;
  const loadStart = cpu();
  const reading = loadGazetteer(gazetteer.buffer);
  const loadMs = cpu() - loadStart;
  if (!reading.ok) throw new Error(`The snapshot cannot be loaded: ${reading.problem.code}`);
  const { header } = reading.gazetteer;
  report({
    compileMs,
    longestSliceMs: Math.max(...slices),
    slices: slices.length,
    snapshotBytes: gazetteer.buffer.byteLength,
    loadMs,
    aliases: header.aliasCount,
    candidates: header.candidateCount,
  });
  const gazetteers = [reading.gazetteer];
  const words = new Words();
  const mentions = new Mentions();
  if (!readsEntities) {
    return ({ text, language }) =>
      findMentions(gazetteers, readWords(text, words), text, mentions, { language }).count;
  }
  return ({ text, language }) => {
    findMentions(gazetteers, readWords(text, words), text, mentions, { language });
    let count = 0;
    for (let index = 0; index < mentions.count; index++) count += mentions.readCandidates(index);
    return count;
  };
}
