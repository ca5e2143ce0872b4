import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { ImportPanelProps } from '../../components/settings/ImportPanel.tsx';
import type { ImportPreview, ImportState, ProblemReport } from '../../components/settings/import-state.ts';
import type { Translator } from '../../lib/locale/translator.ts';
import { describeProblem } from '../../lib/pack/describe.ts';
import type { PackProblem } from '../../lib/pack/problems.ts';
import type {
  ImportProgress,
  ImportPreview as StagedPreview,
  TrustRefusal,
} from '../../lib/services/import-report.ts';
import type { StageResult } from './import-api.ts';
import { createImportClient, type ImportClient } from './import-client.ts';

/**
 * Importing, one file at a time, in a worker that lives as long as the settings page does.
 *
 * @param onInstalled Called once the pack serves.
 * @param createClient Called when the first file comes.
 */
export function useImport(
  translator: Translator,
  onInstalled: () => void,
  createClient: () => ImportClient = createImportClient,
): ImportPanelProps {
  const [state, setState] = useState<ImportState>({ phase: 'idle' });
  const client = useRef<ImportClient>(undefined);
  const cancel = useRef<AbortController>(undefined);
  useEffect(
    () => () => {
      cancel.current?.abort();
      client.current?.close();
    },
    [],
  );
  const open = () => {
    client.current ??= createClient();
    return client.current;
  };

  const onFile = useCallback(
    async (file: File) => {
      const controller = new AbortController();
      // A second file takes the place of the first.
      cancel.current?.abort();
      cancel.current = controller;
      /** A file that another has replaced is silent. */
      const show = (next: ImportState) => {
        if (cancel.current === controller) setState(next);
      };
      const fileName = file.name;
      let isReading = true;
      const onProgress = ({ phase, done, records }: ImportProgress) => {
        // Progress comes over a channel of its own, and the last of it may well come after the result.
        if (isReading) show({ phase: 'reading', step: phase, fileName, done, records });
      };
      show({ phase: 'reading', step: 'reading', fileName, done: undefined, records: 0 });
      try {
        const result = await open().stage(file, fileName, onProgress, controller.signal);
        isReading = false;
        show(afterStaging(result, fileName, translator));
      } catch (error) {
        isReading = false;
        console.error(error);
        show({ phase: 'failed', fileName, reason: translator.t('settings.import.unexpected') });
      }
    },
    [translator],
  );

  return {
    state,
    onFile,
    onCancel: () => {
      cancel.current?.abort();
      cancel.current = undefined;
      setState({ phase: 'idle' });
    },
    onListChanges: (page) => open().listChanges(page),
    onDiscard: async () => {
      setState({ phase: 'idle' });
      await open().discard();
    },
    onImport: async () => {
      if (state.phase !== 'preview') return;
      const { fileName } = state;
      setState({ phase: 'committing', fileName });
      try {
        const { current } = await open().commit();
        setState({ phase: 'done', title: current.header.title, version: current.header.version });
        onInstalled();
      } catch (error) {
        console.error(error);
        setState({ phase: 'failed', fileName, reason: translator.t('settings.import.unexpected') });
      }
    },
  };
}

/** Why a pack is not trusted, in a sentence. */
const DISTRUST = {
  'invalid-signature': 'settings.import.untrusted.invalid',
  'unsigned-update': 'settings.import.untrusted.unsigned',
  'untrusted-key': 'settings.import.untrusted.key',
  downgrade: 'settings.import.untrusted.downgrade',
} as const satisfies Record<TrustRefusal, string>;

/** Where an import stands once the file was read. */
export function afterStaging(result: StageResult, fileName: string, translator: Translator): ImportState {
  if (result.ok) return { phase: 'preview', fileName, preview: describePreview(result.preview, translator) };
  switch (result.reason) {
    case 'problems': {
      const { problems, errorCount, warningCount } = result;
      return {
        phase: 'refused',
        fileName,
        report: describeProblems(problems, errorCount, warningCount, translator),
      };
    }
    case 'busy':
      return { phase: 'failed', fileName, reason: translator.t('settings.import.busy') };
    case 'untrusted':
      return { phase: 'failed', fileName, reason: translator.t(DISTRUST[result.because]) };
    case 'no-space':
      return { phase: 'failed', fileName, reason: translator.t('settings.import.noSpace') };
    case 'no-storage':
      return { phase: 'failed', fileName, reason: translator.t('settings.import.noStorage') };
    case 'canceled':
      return { phase: 'idle' };
  }
}

function describePreview(
  { header, counts, replaces, plan, warnings, warningCount }: StagedPreview,
  translator: Translator,
): ImportPreview {
  return {
    header,
    counts,
    replaces,
    plan,
    warnings: describeProblems(warnings, 0, warningCount, translator),
  };
}

function describeProblems(
  problems: readonly PackProblem[],
  errors: number,
  warnings: number,
  { t }: Translator,
): ProblemReport {
  return {
    errors,
    warnings,
    problems: problems.map((problem) => ({ severity: problem.severity, ...describeProblem(problem, t) })),
  };
}
