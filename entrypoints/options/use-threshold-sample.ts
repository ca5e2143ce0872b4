import { useEffect, useState } from 'preact/hooks';
import type { Translator } from '../../lib/locale/translator.ts';
import type { ThresholdMarks } from '../../lib/services/threshold-sample.ts';

/** What each threshold marks in a sentence of the reader's language; undefined until it was read. */
export function useThresholdSample({ t, locale }: Translator): ThresholdMarks | undefined {
  const [marks, setMarks] = useState<ThresholdMarks>();
  useEffect(() => {
    // The linker is loaded for whoever opens the settings, after they are drawn. A part of the package fails to
    // load only while its page goes away, or the extension is replaced: then nobody waits for it.
    import('../../lib/services/threshold-sample.ts')
      .catch(() => undefined)
      .then((loaded) =>
        loaded?.markSample(
          t('settings.marks.threshold.sample'),
          t('settings.marks.threshold.sampleName'),
          locale,
        ),
      )
      .then(setMarks, console.error);
  }, [t, locale]);
  return marks;
}
