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
            <span class="problem__severity">{t(`settings.import.severity.${problem.severity}`)}</span>
            <p class="problem__sentence">{problem.sentence}</p>
            <p class="problem__fix">{problem.fix}</p>
          </li>
        ))}
      </ol>
      {unlisted > 0 && <p class="block__lead">{t('settings.import.moreProblems', { count: unlisted })}</p>}
    </>
  );
}
