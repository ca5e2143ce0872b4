import type { Fact, FactStatus } from '../../lib/model/fact-pack.ts';
import { mainQuote } from './bundled-pack.ts';

/**
 * Words of the article that decide a fact's status, first match wins. The rule in prose, with its
 * reasons: seeds/openai-mega-round/README.md.
 */
const STATUS_WORDS: readonly (readonly [FactStatus, RegExp])[] = [
  // A promise, a plan, a purpose: it may still not happen.
  ['planned', /\b(committed|actively pursuing|plans are underway|ambitions|aims? to|vision|involves)\b/],
  ['planned', /^to \p{Ll}+ /u],
  // A judgement, a reading of motives, a forecast: the writer's, and nobody can check it as such.
  ['claimed', /\b(unprecedented|potential|critical for|reflect|revolutionizing|responding to)\b/i],
  ['claimed', /\b(emphasizes|enhances|exemplifies|signaling|signifies)\b/],
];

/** The status that the article's own words allow. Never `confirmed`: one article confirms nothing. */
export function statusByWords(fact: Fact): FactStatus {
  if (fact.value?.type === 'quote') return 'claimed';
  // A date or a number inside a sentence of praise is still reported plainly.
  if (fact.value?.type === 'date') return 'reported';
  const quote = mainQuote(fact);
  return STATUS_WORDS.find(([, words]) => words.test(quote))?.[0] ?? 'reported';
}
