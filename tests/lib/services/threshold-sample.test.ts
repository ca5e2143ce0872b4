import { describe, expect, it } from 'vitest';
import { loadMessages } from '../../../lib/locale/languages.ts';
import { createTranslator } from '../../../lib/locale/translator.ts';
import { LANGUAGES } from '../../../lib/model/settings.ts';
import { markSample } from '../../../lib/services/threshold-sample.ts';

describe('the sample of the thresholds', () => {
  it.each(LANGUAGES)('shows in %s what each step adds, by the real linker', async (language) => {
    const { t } = createTranslator(await loadMessages(language, ['settings']));
    const text = t('settings.marks.threshold.sample');
    const commonName = t('settings.marks.threshold.sampleName');
    const marks = await markSample(text, commonName, language);
    const words = (threshold: keyof typeof marks) =>
      marks[threshold].map(({ start, end }) => text.slice(start, end)).toSorted();
    expect(words('strict')).toEqual(['Ida Holm', 'Meridian Lines']);
    expect(words('balanced')).toEqual(['Holm', 'Ida Holm', 'Meridian Lines']);
    expect(words('everything')).toEqual(['Holm', 'Ida Holm', 'Meridian Lines', commonName].toSorted());
  });
});
