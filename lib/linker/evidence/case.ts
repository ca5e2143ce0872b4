import { MatchFlag } from '../../gazetteer/mentions.ts';
import type { Draft, DraftCandidate } from '../draft.ts';
import type { Observations } from '../features.ts';

/** Longest all-caps form, in letters, that is rather an acronym than a name in capitals. */
const LONGEST_ACRONYM = 4;

/** How the surface form is written, compared with the alias: "GRAND RAPIDS", "turkey", "Police". */
export function describeCase(draft: Draft, candidate: DraftCandidate, seen: Observations): void {
  if (candidate.match === MatchFlag.exact) {
    seen.add('case.exact');
    return;
  }
  if (candidate.match === MatchFlag.inflected) seen.add('case.inflected');
  const { surface, position } = draft;
  const isCaps = surface.length > 1 && surface === surface.toUpperCase() && surface !== surface.toLowerCase();
  if (isCaps && candidate.casing !== 'caps') {
    seen.add(surface.length <= LONGEST_ACRONYM && position !== 'caps' ? 'case.caps-short' : 'case.caps');
  } else if (position === 'lower') seen.add('case.lowered');
  else if (candidate.casing === 'lower') seen.add('case.raised');
  else if (candidate.casing === 'caps') seen.add('case.from-caps');
  else if (candidate.match === MatchFlag.otherCase) seen.add('case.other');
}
