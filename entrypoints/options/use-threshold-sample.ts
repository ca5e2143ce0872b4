import { useEffect, useState } from 'preact/hooks';
import type { Translator } from '../../lib/locale/translator.ts';
import type { ThresholdMarks } from '../../lib/services/threshold-sample.ts';

/** What each threshold marks in a sentence of the reader's language; undefined until it was read. */
export function useThresholdSample({ t, locale }: Translator): ThresholdMarks | undefined {
  const [marks, setMarks] = useState<ThresholdMarks>();
  useEffect(() => {
    // The linker is loaded for whoever opens the settings, after they are drawn.
    import('../../lib/services/threshold-sample.ts')
      .then(({ markSample }) =>
        markSample(t('settings.marks.threshold.sample'), t('settings.marks.threshold.sampleName'), locale),
      )
      .then(setMarks, console.error);
  }, [t, locale]);
  return marks;
}
