import type {
  ImportPreview,
  ImportState,
  ProblemReport,
  SignatureView,
} from '../../components/settings/import-state.ts';
import type { MessageId, Translator } from '../../lib/locale/translator.ts';
import type { FetchFailure } from '../../lib/model/subscription.ts';
import { describeProblem } from '../../lib/pack/describe.ts';
import type { PackProblem } from '../../lib/pack/problems.ts';
import type { ImportPreview as StagedPreview, TrustRefusal } from '../../lib/services/import-report.ts';
import type { StageResult } from './import-api.ts';

/** Why a pack is not trusted, in a sentence. */
const DISTRUST = {
  'invalid-signature': 'settings.import.untrusted.invalid',
  'unsigned-update': 'settings.import.untrusted.unsigned',
  'untrusted-key': 'settings.import.untrusted.key',
  downgrade: 'settings.import.untrusted.downgrade',
} as const satisfies Record<TrustRefusal, MessageId>;

/** Why an address gave no file, in a sentence. */
export function describeFetchFailure(
  reason: FetchFailure,
  status: number | undefined,
  { t }: Translator,
): string {
  return reason === 'status'
    ? t('settings.fetch.status', { status: status ?? 0 })
    : t(`settings.fetch.${reason}`);
}

/** Where an import stands once the file was read. */
export function afterStaging(result: StageResult, fileName: string, translator: Translator): ImportState {
  const { t } = translator;
  const fail = (reason: string): ImportState => ({ phase: 'failed', fileName, reason });
  if (result.ok) return { phase: 'preview', fileName, preview: describePreview(result.preview, translator) };
  switch (result.reason) {
    case 'problems': {
      const { problems, errorCount, warningCount } = result;
      const report = describeProblems(problems, errorCount, warningCount, translator);
      return { phase: 'refused', fileName, report };
    }
    case 'table':
      return { phase: 'mapping', fileName, table: { ...result.draft, ...result.preview } };
    case 'not-fetched':
      return fail(describeFetchFailure(result.failure, result.status, translator));
    case 'other-pack':
      return fail(t('settings.import.otherPack', { id: result.packId }));
    case 'busy':
      return fail(t('settings.import.busy'));
    case 'untrusted':
      return fail(t(DISTRUST[result.because]));
    case 'no-space':
      return fail(t('settings.import.noSpace'));
    case 'no-storage':
      return fail(t('settings.import.noStorage'));
    case 'canceled':
      return { phase: 'idle' };
  }
}

function describePreview(
  { header, counts, replaces, plan, trust, conflicts, warnings, warningCount }: StagedPreview,
  translator: Translator,
): ImportPreview {
  return {
    header,
    counts,
    replaces,
    plan,
    signature: describeSignature({ trust, replaces }),
    conflicts,
    warnings: describeProblems(warnings, 0, warningCount, translator),
  };
}

function describeSignature({ trust, replaces }: Pick<StagedPreview, 'trust' | 'replaces'>): SignatureView {
  const { pin: publicKey, isKeyChange, isPinned } = trust;
  if (publicKey === undefined) return { state: 'unsigned', publicKey };
  if (isKeyChange) return { state: 'handed-over', publicKey };
  return { state: replaces && isPinned ? 'same' : 'first', publicKey };
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
