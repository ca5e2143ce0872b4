import arrowUpRight from 'lucide/dist/esm/icons/arrow-up-right.mjs';
import textQuote from 'lucide/dist/esm/icons/text-quote.mjs';
import { useId, useState } from 'preact/hooks';
import type { CitedSource } from '../../lib/model/dossier.ts';
import { Icon } from '../shared/Icon.tsx';
import { useTranslator } from '../shared/translation.ts';
import { safeUrl } from './safe-url.ts';

/** Where a fact comes from, on one line; the words of the source on demand. */
export function SourceLine({ source, quote, locator }: CitedSource) {
  const { t, formatDate } = useTranslator();
  const [isOpen, setOpen] = useState(false);
  const quoteId = useId();
  const url = safeUrl(source.url);
  const archiveUrl = safeUrl(source.archiveUrl);
  const details = [source.publisher, source.published && formatDate(source.published), locator].filter(
    Boolean,
  );
  return (
    <div class="source">
      <p class="source__line">
        {quote && (
          <button
            type="button"
            class="source__toggle"
            aria-expanded={isOpen}
            aria-controls={quoteId}
            onClick={() => setOpen(!isOpen)}
          >
            <Icon icon={textQuote} size={12} />
            {t('tooltip.source.quote')}
          </button>
        )}
        {url === undefined ? (
          <cite class="source__title">{source.title}</cite>
        ) : (
          <a class="source__title" href={url} target="_blank" rel="noopener noreferrer">
            <cite>{source.title}</cite>
            <Icon icon={arrowUpRight} size={12} label={t('tooltip.source.opensInTab')} isDirectional />
          </a>
        )}
        {details.map((detail) => (
          <span key={detail} class="source__detail">
            {detail}
          </span>
        ))}
        {archiveUrl && (
          <a class="source__detail" href={archiveUrl} target="_blank" rel="noopener noreferrer">
            {t('tooltip.source.archived')}
          </a>
        )}
      </p>
      {quote && (
        <blockquote id={quoteId} class="source__quote" hidden={!isOpen} dir="auto">
          {quote}
        </blockquote>
      )}
    </div>
  );
}
