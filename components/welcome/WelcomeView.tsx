import arrowRight from 'lucide/dist/esm/icons/arrow-right.mjs';
import globe from 'lucide/dist/esm/icons/globe.mjs';
import { Button } from '../shared/Button.tsx';
import { Icon } from '../shared/Icon.tsx';
import { Notice } from '../shared/Notice.tsx';
import { useTranslator } from '../shared/translation.ts';

export interface WelcomeViewProps {
  /** Every site may be read. */
  readonly hasAllSites: boolean;
  readonly onAllow: () => void;
  /** Addresses of sections of the settings page. */
  readonly packsUrl: string;
  readonly shortcutsUrl: string;
}

/** What a reader sees once: what Factmark does, on a sample that is really marked, and what it asks for. */
export function WelcomeView({ hasAllSites, onAllow, packsUrl, shortcutsUrl }: WelcomeViewProps) {
  const { t } = useTranslator();
  return (
    <main class="welcome">
      <header class="welcome__head">
        <p class="welcome__brand">
          <img src="/icon/48.png" alt="" width={28} height={28} />
          <span class="wordmark marked">{t('shared.name')}</span>
        </p>
        <h1>{t('welcome.heading')}</h1>
        <p class="welcome__lead">{t('welcome.lead')}</p>
      </header>
      <section class="block">
        <h2>{t('welcome.sample.heading')}</h2>
        <figure class="sample">
          <p class="sample__text">{t('welcome.sample.text')}</p>
          <figcaption>{t('welcome.sample.caption')}</figcaption>
        </figure>
        <p class="block__lead">{t('welcome.sample.hint')}</p>
      </section>
      <section class="block">
        <h2>{t('welcome.access.heading')}</h2>
        {hasAllSites ? (
          <Notice kind="good" title={t('welcome.access.done.title')} isAnnounced>
            <p>{t('welcome.access.done.text')}</p>
          </Notice>
        ) : (
          <>
            <p class="block__lead">{t('welcome.access.text')}</p>
            <div class="button-row">
              <Button kind="primary" icon={globe} onClick={onAllow}>
                {t('welcome.access.allow')}
              </Button>
            </div>
            <p class="block__lead">{t('welcome.access.once')}</p>
          </>
        )}
      </section>
      <section class="block">
        <h2>{t('welcome.next.heading')}</h2>
        <ul class="welcome__next">
          {(
            [
              [packsUrl, 'welcome.next.packs'],
              [shortcutsUrl, 'welcome.next.shortcuts'],
            ] as const
          ).map(([url, text]) => (
            <li key={url}>
              <a href={url}>
                {t(text)} <Icon icon={arrowRight} size={14} isDirectional />
              </a>
            </li>
          ))}
        </ul>
      </section>
    </main>
  );
}
