import check from 'lucide/dist/esm/icons/check.mjs';
import copy from 'lucide/dist/esm/icons/copy.mjs';
import { useState } from 'preact/hooks';
import { Button } from '../shared/Button.tsx';
import { useTranslator } from '../shared/translation.ts';
import { formatMegabytes } from './format-bytes.ts';
import { settingId } from './sections.ts';

export interface AboutSectionProps {
  readonly version: string;
  readonly browserName: string;
  /** Bytes that packs take; undefined while nobody knows. */
  readonly storedBytes: number | undefined;
  readonly packCount: number;
  readonly isMemoryOnly: boolean;
  /** Puts the lines on the clipboard. @returns whether that worked. */
  readonly onCopy: (text: string) => Promise<boolean>;
}

/** What runs here, for the reader and for whoever helps them: numbers only, nothing of any page. */
export function AboutSection({
  version,
  browserName,
  storedBytes,
  packCount,
  isMemoryOnly,
  onCopy,
}: AboutSectionProps) {
  const translator = useTranslator();
  const { t, formatNumber } = translator;
  const [outcome, setOutcome] = useState<'copied' | 'failed'>();
  const lines: readonly (readonly [term: string, text: string])[] = [
    [t('settings.about.version'), version],
    [t('settings.about.browser'), browserName],
    [t('settings.about.packs'), formatNumber(packCount)],
    [
      t('settings.about.storage'),
      storedBytes === undefined ? t('settings.about.unknown') : formatMegabytes(storedBytes, translator),
    ],
    [
      t('settings.about.store'),
      isMemoryOnly ? t('settings.about.store.memory') : t('settings.about.store.disk'),
    ],
  ];
  return (
    <section class="card" id={settingId('about', 'diagnostics')}>
      <dl class="details">
        {lines.map(([term, text]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <p class="block__lead">{t('settings.about.privacy')}</p>
      <div class="button-row">
        <Button
          icon={outcome === 'copied' ? check : copy}
          onClick={async () => {
            const text = lines.map(([term, value]) => `${term}: ${value}`).join('\n');
            setOutcome((await onCopy(text)) ? 'copied' : 'failed');
          }}
        >
          {outcome === 'copied' ? t('settings.about.copied') : t('settings.about.copy')}
        </Button>
      </div>
      <p role="status">{outcome === 'failed' && t('settings.about.copyFailed')}</p>
    </section>
  );
}
