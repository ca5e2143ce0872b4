import check from 'lucide/dist/esm/icons/check.mjs';
import copy from 'lucide/dist/esm/icons/copy.mjs';
import { useState } from 'preact/hooks';
import type { Translator } from '../../lib/locale/translator.ts';
import { Button } from '../shared/Button.tsx';
import { useTranslator } from '../shared/translation.ts';
import { formatMegabytes } from './format-bytes.ts';
import type { PackEntry } from './installed-packs.ts';
import { settingId } from './sections.ts';

export interface AboutSectionProps {
  readonly version: string;
  readonly browserName: string;
  /** Bytes that packs take; undefined while nobody knows. */
  readonly storedBytes: number | undefined;
  readonly packs: readonly PackEntry[];
  readonly isMemoryOnly: boolean;
  /** Puts the lines on the clipboard. @returns whether that worked. */
  readonly onCopy: (text: string) => Promise<boolean>;
}

/** What runs here, for the reader and for whoever helps them: nothing of any page. */
export function AboutSection({
  version,
  browserName,
  storedBytes,
  packs,
  isMemoryOnly,
  onCopy,
}: AboutSectionProps) {
  const translator = useTranslator();
  const { t, formatNumber } = translator;
  const [outcome, setOutcome] = useState<'copied' | 'failed'>();
  const lines: readonly (readonly [term: string, text: string])[] = [
    [t('settings.about.version'), version],
    [t('settings.about.browser'), browserName],
    [
      t('settings.about.storage'),
      storedBytes === undefined ? t('settings.about.unknown') : formatMegabytes(storedBytes, translator),
    ],
    [
      t('settings.about.store'),
      isMemoryOnly ? t('settings.about.store.memory') : t('settings.about.store.disk'),
    ],
    [t('settings.about.packs'), formatNumber(packs.length)],
    ...packs.map((pack) => [pack.packId, describePack(pack, translator)] as const),
  ];
  return (
    <section class="card" id={settingId('about', 'diagnostics')}>
      <dl class="details">
        {lines.map(([term, text]) => (
          <div key={term}>
            <dt>
              <bdi>{term}</bdi>
            </dt>
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

function describePack({ current, isEnabled, damage }: PackEntry, { t }: Translator): string {
  const parts = [current.header.version, t('settings.packs.factCount', { count: current.counts.facts })];
  if (damage) parts.push(t(`settings.packs.${damage}.title`));
  else if (!isEnabled) parts.push(t('settings.about.pack.off'));
  return parts.join(' · ');
}
