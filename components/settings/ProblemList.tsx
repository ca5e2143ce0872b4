import download from 'lucide/dist/esm/icons/download.mjs';
import { Button } from '../shared/Button.tsx';
import { useTranslator } from '../shared/translation.ts';
import type { ProblemReport } from './import-state.ts';

export interface ProblemListProps {
  readonly report: ProblemReport;
  /** Saves all problems as a file, also those that are not listed. */
  readonly onSave: () => void;
}

/** What is wrong with a file: where, what, and what to do. */
export function ProblemList({ report: { problems, errors, warnings }, onSave }: ProblemListProps) {
  const { t } = useTranslator();
  const all = errors + warnings;
  const unlisted = all - problems.length;
  return (
    <div class="problem-report">
      <ProblemLines problems={problems} />
      {unlisted > 0 && <p class="block__lead">{t('settings.import.moreProblems', { count: unlisted })}</p>}
      <div class="button-row">
        <Button icon={download} onClick={onSave}>
          {t('settings.import.saveProblems', { count: all })}
        </Button>
      </div>
    </div>
  );
}

export function ProblemLines({ problems }: Pick<ProblemReport, 'problems'>) {
  const { t } = useTranslator();
  return (
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
  );
}
