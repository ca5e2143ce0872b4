import { caseOfForm, casingOfForm, kindOfForm } from '../gazetteer/alias-form.ts';
import type { Mentions } from '../gazetteer/mentions.ts';
import type { Words } from '../text/words.ts';
import type { DraftCandidate, WordMatch } from './draft.ts';
import { entityKey } from './entity-key.ts';

/** What a gazetteer found, by the words that it covers. */
export function matchesOf(mentions: Mentions): WordMatch[] {
  return Array.from({ length: mentions.count }, (_, index) => {
    const first = mentions.firstWord[index] as number;
    return {
      first,
      last: first + (mentions.wordCount[index] as number) - 1,
      end: mentions.end[index] as number,
      candidates: candidatesOf(mentions, index),
    };
  });
}

function candidatesOf(mentions: Mentions, index: number): DraftCandidate[] {
  const candidates: DraftCandidate[] = [];
  const count = mentions.readCandidates(index);
  for (let at = 0; at < count; at++) {
    const form = mentions.form[at] as number;
    const kind = kindOfForm(form);
    candidates.push({
      key: entityKey(mentions.segment[at] as number, mentions.ordinal[at] as number),
      kind: kind === 'derived' ? 'name' : kind,
      isDerived: kind === 'derived',
      case: caseOfForm(form),
      casing: casingOfForm(form),
      match: mentions.match[at] as number,
    });
  }
  return candidates;
}

/**
 * Listed aliases and short forms in text order: the longer wins where they overlap, and their
 * candidates come together where they are the same words. Both come sorted and without overlaps.
 */
export function mergeMatches(
  words: Words,
  listed: readonly WordMatch[],
  short: readonly { first: number; last: number; candidates: readonly DraftCandidate[] }[],
): WordMatch[] {
  if (short.length === 0) return [...listed];
  const merged: WordMatch[] = [];
  let at = 0;
  for (const form of short) {
    while (at < listed.length && (listed[at] as WordMatch).last < form.first)
      merged.push(listed[at++] as WordMatch);
    const rivals: WordMatch[] = [];
    while (at < listed.length && (listed[at] as WordMatch).first <= form.last)
      rivals.push(listed[at++] as WordMatch);
    const length = form.last - form.first;
    const [rival] = rivals;
    const before = merged.at(-1);
    // A longer name that an earlier form met already.
    if (before && before.last >= form.first) merged.push(...rivals);
    else if (rival && rival.first === form.first && rival.last === form.last) {
      merged.push({ ...rival, candidates: [...rival.candidates, ...form.candidates] });
    } else if (rivals.every(({ first, last }) => last - first < length)) {
      merged.push({ ...form, end: words.end[form.last] as number });
    } else merged.push(...rivals);
  }
  merged.push(...listed.slice(at));
  return merged;
}
