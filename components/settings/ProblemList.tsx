import { useTranslator } from '../shared/translation.ts';
import type { ProblemReport } from './import-state.ts';

/** What is wrong with a file: where, what, and what to do. */
export function ProblemList({ report: { problems, errors, warnings } }: { readonly report: ProblemReport }) {
  const { t } = useTranslator();
  const unlisted = errors + warnings - problems.length;
  return (
    <>
      <ol class="problems">
        {problems.map((problem, index) => (
          // A report is read once and never reordered.
          <li key={index} class={`problem problem--${problem.severity}`}>
            <p class="problem__where">
              <span class="problem__severity">{t(`settings.import.severity.${problem.severity}`)}</span>
              {problem.line !== undefined && <span>{t('settings.import.line', { line: problem.line })}</span>}
              {problem.path && (
                <code dir="ltr" class="problem__path">
                  {problem.path}
                </code>
              )}
            </p>
            <p class="problem__sentence">{problem.sentence}</p>
            {problem.fix && <p class="problem__fix">{problem.fix}</p>}
          </li>
        ))}
      </ol>
      {unlisted > 0 && <p class="block__lead">{t('settings.import.moreProblems', { count: unlisted })}</p>}
    </>
  );
}
