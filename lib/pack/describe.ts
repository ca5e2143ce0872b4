import type { PackProblem, Place, ProblemCode } from './problems.ts';

type WhereId =
  `problems.at.${'file' | 'line' | 'record' | 'path' | 'line-record' | 'line-path' | 'record-path' | 'line-record-path'}`;

/** The messages that problems need; all are in lib/locale/en/problems.json. */
export type ProblemMessageId = `problems.${ProblemCode}` | `problems.${ProblemCode}.fix` | WhereId;

/** The part of a translator (lib/locale/translator.ts) that sentences about problems need. */
export type TranslateProblem = (
  id: ProblemMessageId,
  values: Readonly<Record<string, string | number>>,
) => string;

export interface ProblemDescription {
  /** One sentence: where, and what is wrong. */
  readonly sentence: string;
  /** What the curator can do about it. */
  readonly fix: string;
}

export function describeProblem(problem: PackProblem, translate: TranslateProblem): ProblemDescription {
  const values = { ...problem.params, where: describePlace(problem.place, translate) };
  return {
    sentence: translate(`problems.${problem.code}`, values),
    fix: translate(`problems.${problem.code}.fix`, values),
  };
}

/** "Line 12, “fact:7”, $.about[0]", with what is known of it. */
export function describePlace({ line, path, recordId }: Place, translate: TranslateProblem): string {
  // "$" is the whole record, which the line or id names already.
  const hasPath = path !== undefined && (path !== '$' || (line === undefined && recordId === undefined));
  const parts = [
    line === undefined ? '' : 'line',
    recordId === undefined ? '' : 'record',
    hasPath ? 'path' : '',
  ].filter(Boolean);
  const id = `problems.at.${parts.length === 0 ? 'file' : parts.join('-')}` as WhereId;
  return translate(id, {
    ...(line === undefined ? {} : { line }),
    ...(recordId === undefined ? {} : { recordId }),
    ...(path === undefined ? {} : { path }),
  });
}
